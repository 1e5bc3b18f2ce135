"""Memory of two processes: whose room is whose, what lies where, and that nobody can take it away under the other."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.errors import OurError
from app.relay.rooms import BLOCK, COUNT, ROOM, Laid, Rooms, shared
from app.share.wire.transfers import PUT_LIMIT, PUT_REQUEST_LIMIT


def test_each_room_is_lent_once_and_the_last_one_given_back_first() -> None:
    rooms = Rooms()
    taken = [rooms.take() for _ in range(COUNT)]
    assert sorted(number for number in taken if number is not None) == list(range(COUNT))
    assert rooms.take() is None
    rooms.give(5)
    rooms.give(3)
    assert [rooms.take(), rooms.take(), rooms.take()] == [3, 5, None]


@pytest.mark.parametrize("offset", [0, 1, BLOCK - 1, BLOCK, PUT_LIMIT, 7 * PUT_LIMIT])
def test_a_place_is_as_far_into_its_room_as_its_offset_into_a_block_and_holds_the_longest_put(offset: int) -> None:
    rooms = Rooms()
    place = rooms.place(2, offset, PUT_REQUEST_LIMIT)
    place[:3] = b"abc"
    assert bytes(rooms.room(2)[offset % BLOCK :][:3]) == b"abc"
    assert bytes(rooms.laid(2, Laid(offset % BLOCK, 3))) == b"abc"
    place[-1:] = b"x"
    assert not any(rooms.room(3)[:BLOCK])  # nothing of it lies in the next one


@pytest.mark.parametrize(("number", "length"), [(COUNT, 1), (255, 1), (-1, 1), (0, ROOM + 1), (0, 2**32 - 1), (0, -1)])
def test_there_is_no_other_place(number: int, length: int) -> None:
    with pytest.raises(OurError):
        Rooms().place(number, 0, length)


TAKE_AWAY = """
import os, sys
from app.relay.rooms import Rooms
memory = int(sys.argv[1])
rooms = Rooms(memory)
assert bytes(rooms.room(1)[:4]) == b"mine"
rooms.room(1)[:4] = b"ours"
for length in (0, 10**9):
    try:
        os.ftruncate(memory, length)
    except PermissionError:
        print("refused")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there both are one process")
def test_both_processes_see_it_and_neither_makes_it_shorter() -> None:
    memory = shared()
    try:
        rooms = Rooms(memory)
        rooms.room(1)[:4] = b"mine"
        done = subprocess.run(
            [sys.executable, "-c", TAKE_AWAY, str(memory)],
            pass_fds=[memory],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        os.close(memory)
    assert bytes(rooms.room(1)[:4]) == b"ours"
    if sys.platform == "linux":
        assert done.stdout.split() == ["refused", "refused"]
