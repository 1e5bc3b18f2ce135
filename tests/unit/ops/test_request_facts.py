"""What a relay tells of a request, and what of it is believed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import msgspec
import pytest

from app.errors import WorldError
from app.ops.request_facts import RequestFacts, heard
from app.share.wire.messages import OF_REQUESTS, OF_SHARES, Event, ShareStatus, State, What

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KNOWN = RequestFacts(2, "pt-PT", numbers=(1,))
LIVE = ShareStatus("live", 1, 4, 0, 1, False, (Event(9, "delivered", 0), Event(10, "submitted", 2)))


def test_what_was_announced_is_known_beside_what_was_before() -> None:
    found = heard(KNOWN, LIVE, NOW)
    assert (found.numbers, found.looked, found.takes_left, found.tries_left) == ((1, 2), 9, 1, 4)


@pytest.mark.parametrize("state", sorted(OF_SHARES & set(get_args(State))))
def test_the_state_of_a_share_is_no_answer_about_a_request(state: State) -> None:
    with pytest.raises(WorldError, match="unreachable"):
        heard(KNOWN, msgspec.structs.replace(LIVE, state=state), NOW)


@pytest.mark.parametrize("what", sorted(OF_SHARES & set(get_args(What))))
def test_what_happens_to_shares_alone_is_no_answer_about_a_request(what: What) -> None:
    with pytest.raises(WorldError, match="unreachable"):
        heard(KNOWN, msgspec.structs.replace(LIVE, events=(*LIVE.events, Event(11, what, 0))), NOW)


@pytest.mark.parametrize("what", sorted(set(get_args(What)) - OF_SHARES))
def test_what_happens_to_requests_is_heard(what: What) -> None:
    assert heard(KNOWN, msgspec.structs.replace(LIVE, events=(Event(11, what, 2),)), NOW).seen == 1


def test_each_word_that_is_of_one_kind_alone_is_a_word_of_the_relay() -> None:
    words = set(get_args(State)) | set(get_args(What))
    assert words >= OF_SHARES | OF_REQUESTS
    assert not OF_SHARES & OF_REQUESTS
