"""The file of halves: what is in it, what is no longer in it, and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import PeerError
from app.relay.slots import GROWTH, HEAD, SLOT, Slot, SlotFile

ONE, TWO = b"1" * 32, b"2" * 32
HALF, OTHER = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "relay.halves"


def opened(path: Path) -> tuple[SlotFile, list[Slot]]:
    slots = SlotFile(path)
    return slots, list(slots.scan())


def test_a_half_is_found_again_after_a_restart(path: Path) -> None:
    slots, _ = opened(path)
    number = slots.take(ONE, HALF, 3)
    slots.flush()
    slots.close()
    slots, found = opened(path)
    assert found == [Slot(number, ONE, 3, 0)]
    assert slots.half(number, ONE) == HALF
    slots.close()


def test_a_half_is_given_to_its_own_share_alone(path: Path) -> None:
    slots, _ = opened(path)
    number = slots.take(ONE, HALF, 1)
    slots.flush()
    assert slots.half(number, TWO) is None
    slots.set_left(number, TWO, 0)
    slots.flush()
    assert slots.half(number, ONE) == HALF
    slots.close()


def test_at_no_view_left_the_slot_is_zeros_where_it_lies(path: Path) -> None:
    slots, _ = opened(path)
    number = slots.take(ONE, HALF, 2)
    neighbour = slots.take(TWO, OTHER, 1)
    slots.flush()
    slots.set_left(number, ONE, 1)
    slots.flush()
    assert slots.half(number, ONE) == HALF
    slots.set_left(number, ONE, 0)
    slots.flush()
    octets = path.read_bytes()
    assert octets[HEAD + number * SLOT : HEAD + (number + 1) * SLOT] == bytes(SLOT)
    assert HALF not in octets
    assert slots.half(number, ONE) is None
    assert slots.half(neighbour, TWO) == OTHER
    slots.close()


def test_a_freed_slot_serves_again_before_the_file_grows(path: Path) -> None:
    slots, _ = opened(path)
    first = slots.take(ONE, HALF, 1)
    slots.flush()
    slots.erase(first)
    slots.flush()
    assert slots.take(TWO, OTHER, 1) == first
    slots.close()


def test_the_file_grows_when_every_slot_is_taken(path: Path) -> None:
    slots, _ = opened(path)
    shares = [i.to_bytes(32, "big") for i in range(1, GROWTH + 3)]
    numbers = [slots.take(share, HALF, 1) for share in shares]
    slots.flush()
    slots.close()
    slots, found = opened(path)
    assert [slot.share for slot in found] == shares
    assert sorted(numbers) == list(range(GROWTH + 2))
    slots.close()


def test_views_changed_before_the_first_flush_are_kept(path: Path) -> None:
    slots, _ = opened(path)
    number = slots.take(ONE, HALF, 1)
    slots.set_left(number, ONE, 7)
    slots.flush()
    slots.close()
    slots, found = opened(path)
    assert found == [Slot(number, ONE, 7, 0)]
    slots.close()


def test_tries_in_a_slot_only_grow(path: Path) -> None:
    slots, _ = opened(path)
    number = slots.take(ONE, HALF, 3)
    slots.set_left(number, ONE, 3, 2)
    slots.set_left(number, ONE, 2, 1)
    slots.set_left(number, ONE, 4)
    slots.flush()
    slots.close()
    slots, found = opened(path)
    assert found == [Slot(number, ONE, 4, 2)]
    slots.close()


@pytest.mark.parametrize("at", [0, 31, 32, 63, 64, 67, 68, 71])
def test_a_damaged_slot_is_zeroed_at_the_start(path: Path, at: int) -> None:
    slots, _ = opened(path)
    number = slots.take(ONE, HALF, 1)
    slots.flush()
    slots.close()
    octets = bytearray(path.read_bytes())
    octets[HEAD + number * SLOT + at] ^= 1
    path.write_bytes(octets)
    slots, found = opened(path)
    slots.flush()
    assert found == []
    assert HALF[:16] not in path.read_bytes()
    slots.close()


def test_a_file_of_something_else_is_refused(path: Path) -> None:
    path.write_bytes(b"something else" * 1000)
    with pytest.raises(PeerError, match="damaged-halves"):
        SlotFile(path)


def test_the_file_is_its_owners_alone(path: Path) -> None:
    slots, _ = opened(path)
    assert path.stat().st_mode & 0o077 == 0
    slots.close()
