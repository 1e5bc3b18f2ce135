"""What a relay tells of a request, and what of it is believed."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from app.errors import WorldError
from app.ops.request_facts import RequestFacts, heard
from app.share.wire.messages import Event, ShareStatus

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KNOWN = RequestFacts(2, "pt-PT", numbers=(1,))
LIVE = ShareStatus("live", 1, 4, 0, 1, False, (Event(9, "delivered", 0), Event(10, "submitted", 2)))


def test_what_was_announced_is_known_beside_what_was_before() -> None:
    found = heard(KNOWN, LIVE, NOW)
    assert (found.numbers, found.looked, found.takes_left, found.tries_left) == ((1, 2), 9, 1, 4)


def test_the_state_of_a_share_is_no_answer_about_a_request() -> None:
    with pytest.raises(WorldError, match="unreachable"):
        heard(KNOWN, msgspec.structs.replace(LIVE, state="opened"), NOW)
