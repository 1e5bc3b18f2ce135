"""Server-sent events, cut anywhere, and what is none."""

from __future__ import annotations

import pytest

from app.errors import Malformed
from app.share.stream import EVENT_LIMIT, changes
from app.share.wire.canonical import encode
from app.share.wire.messages import Change, Event, ShareStatus

STATUS = ShareStatus("live", 1, 5, 5, 9, False, (Event(6, "file", 1, "0"), Event(7, "agreed", 2, "")))
FIRST, SECOND = Change(0, STATUS, 2), Change(1, None, 0)


def event(change: Change) -> bytes:
    return b"data: " + encode(change) + b"\n\n"


def test_changes_come_in_their_order_and_signs_of_life_between() -> None:
    stream = b": here\n\n" + event(FIRST) + b":\n" + event(SECOND)
    assert list(changes([stream], 2)) == [None, FIRST, None, SECOND]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_it_may_come_in_pieces_of_any_length(size: int) -> None:
    stream = event(FIRST) + b": x\r\n" + event(SECOND).replace(b"\n", b"\r\n")
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert list(changes(pieces, 2)) == [FIRST, None, SECOND]


def test_an_event_that_is_not_whole_is_none() -> None:
    assert list(changes([event(FIRST)[:-1]], 2)) == []


@pytest.mark.parametrize(
    "stream",
    [
        b"data: {}\n\n",
        b"data:" + encode(FIRST) + b" \n\n",
        event(Change(2, None, 0)),
        b"data: " + b"x" * (EVENT_LIMIT + 10) + b"\n",
        b"x" * (EVENT_LIMIT + 10),
        b"data: x\ndata: x\n",
    ],
)
def test_what_is_no_change_of_ours_is_malformed(stream: bytes) -> None:
    with pytest.raises(Malformed):
        list(changes([stream], 2))
