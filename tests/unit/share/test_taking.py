"""The files of a submission on their way from a relay whose line breaks at every chunk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import cast

import pytest

from app.crypto.randomness import random_secret
from app.errors import WorldError
from app.share.asking.submission import Submission
from app.share.asking.taking import Taking
from app.share.carrier import Carrier
from app.share.downloading import SETBACKS
from app.share.files import FileSeal, Layout, texts
from app.share.manifest import ManifestFile
from app.share.wire.messages import Message, Owned
from app.share.wire.requests import Fetch
from app.share.wire.transfers import SEALED_CHUNK

KEY = random_secret()
CONTENTS = {name: random.Random(name).randbytes(size) for name, size in (("a", 300_000), ("b", 0), ("c", 900_000))}
GIVEN = Submission(
    v=1,
    language="en",
    session=bytes(16),
    i=0,
    at=0,
    message="",
    answers=(),
    files=tuple(ManifestFile(name, "", len(content)) for name, content in CONTENTS.items()),
    key=KEY.reveal(),
)


def sealed() -> bytes:
    layout = Layout(GIVEN.content)
    room = memoryview(bytearray(layout.sealed))
    plain, at = b"".join(CONTENTS.values()).ljust(layout.padded, b"\x00"), 0
    for place in texts(room, layout, 0):
        place[:] = plain[at : at + len(place)]
        at += len(place)
    FileSeal(KEY, layout).seal(room, 0)
    return bytes(room)


SEALED = sealed()
CHUNKS = -(-len(SEALED) // SEALED_CHUNK)


class BreakingLine:
    """Breaks at these octets, once at each; or at every octet of a list again and again."""

    def __init__(self, *places: int, always: int | None = None) -> None:
        self.places = list(places)
        self.always = always
        self.asked: list[int] = []

    def stream(self, name: str, message: Message, limit: int) -> Iterator[bytes]:
        assert isinstance(message, Fetch)
        start, end = message.offset, message.offset + message.length
        self.asked.append(start)
        breaks = [
            place
            for place in (*self.places, *([self.always] if self.always is not None else []))
            if start <= place < end
        ]
        if not breaks:
            yield SEALED[start:end]
            return
        place = min(breaks)
        if place in self.places:
            self.places.remove(place)
        yield SEALED[start:place]
        raise WorldError("unreachable", why="dropped")


def taken(line: BreakingLine) -> dict[str, bytes]:
    taking = Taking(cast(Carrier, line), Owned(bytes(16), bytes(32)), 1, GIVEN, sleep=lambda _: None)
    found: dict[str, bytes] = {}
    for file, stream in taking.files():
        found[file.name] = b""
        while piece := stream.read(1 << 16):
            found[file.name] += piece
    return found


@pytest.mark.parametrize("beside", [-1, 0, 1])
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_cut_at_any_chunk_they_come_whole_and_no_octet_is_asked_for_twice(chunk: int, beside: int) -> None:
    place = max(0, chunk * SEALED_CHUNK + beside)
    line = BreakingLine(place)
    assert taken(line) == CONTENTS
    assert line.asked == [0, place]


def test_cut_at_every_chunk_they_come_whole() -> None:
    places = [chunk * SEALED_CHUNK for chunk in range(CHUNKS)]
    line = BreakingLine(*places)
    assert taken(line) == CONTENTS
    assert line.asked == [0, *places]


def test_a_line_that_always_breaks_at_one_place_is_given_up_and_of_no_file_is_a_part_given() -> None:
    line = BreakingLine(always=2 * SEALED_CHUNK)
    with pytest.raises(WorldError, match="unreachable"):
        taken(line)
    assert line.asked == [0, *[2 * SEALED_CHUNK] * (SETBACKS + 1)]
