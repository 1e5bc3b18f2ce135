"""Octets room by room out of long answers: nothing asked twice, nothing kept of an answer that broke."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import WorldError
from app.share import answers
from app.share.answers import Answers

WHOLE = bytes(range(256)) * 4


class Relay:
    """Answers in pieces of some length; breaks off in the answers that are named, behind so many octets."""

    def __init__(self, piece: int = 7, breaks: dict[int, int] | None = None) -> None:
        self.piece = piece
        self.breaks = breaks or {}
        self.asked: list[tuple[int, int]] = []
        self.closed = 0

    def ask(self, start: int, length: int) -> Iterator[bytes]:
        number = len(self.asked)
        self.asked.append((start, length))
        octets = WHOLE[start : start + length]
        try:
            for at in range(0, len(octets), self.piece):
                if at >= self.breaks.get(number, len(octets)):
                    raise WorldError("unreachable", why="dropped")
                yield octets[at : at + self.piece]
        finally:
            self.closed += 1


def taken(long: Answers, start: int, length: int, until: int) -> bytes:
    return b"".join(long.octets(start, length, until))


def test_rooms_one_behind_the_other_come_out_of_one_answer() -> None:
    relay = Relay()
    long = Answers(relay.ask)
    assert b"".join(taken(long, at, 100, 1000) for at in range(0, 1000, 100)) == WHOLE[:1000]
    assert relay.asked == [(0, 1000)]


def test_no_answer_is_longer_than_one_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "FETCH_LIMIT", 300)
    relay = Relay()
    long = Answers(relay.ask)
    assert b"".join(taken(long, at, 150, 700) for at in (0, 150, 300, 450)) == WHOLE[:600]
    assert taken(long, 600, 100, 700) == WHOLE[600:700]
    assert relay.asked == [(0, 300), (300, 300), (600, 100)]


def test_another_place_is_asked_for_anew_and_the_open_answer_is_let_go() -> None:
    relay = Relay()
    long = Answers(relay.ask)
    assert taken(long, 0, 10, 1000) == WHOLE[:10]
    assert taken(long, 500, 10, 600) == WHOLE[500:510]
    assert (relay.asked, relay.closed) == ([(0, 1000), (500, 100)], 1)
    long.close()
    assert relay.closed == 2


def test_of_an_answer_that_broke_nothing_is_gone_on_with() -> None:
    relay = Relay(breaks={0: 70})
    long = Answers(relay.ask)
    came = long.octets(0, 100, 1000)
    with pytest.raises(WorldError):
        list(came)
    assert taken(long, 70, 30, 1000) == WHOLE[70:100]
    assert relay.asked == [(0, 1000), (70, 930)]


def test_an_answer_that_ends_early_gives_what_it_had() -> None:
    long = Answers(lambda start, _length: iter([WHOLE[start : start + 5]]))
    assert taken(long, 0, 100, 1000) == WHOLE[:5]
    assert taken(long, 5, 100, 1000) == WHOLE[5:10]


@given(rooms=st.lists(st.integers(1, 90), min_size=1, max_size=12), piece=st.integers(1, 50))
def test_however_the_rooms_and_pieces_are_cut_it_is_the_same_text(rooms: list[int], piece: int) -> None:
    relay = Relay(piece)
    long, at, until = Answers(relay.ask), 0, sum(rooms)
    for room in rooms:
        assert taken(long, at, room, until) == WHOLE[at : at + room]
        at += room
    assert len(relay.asked) == 1
