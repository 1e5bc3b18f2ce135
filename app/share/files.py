"""The sealed files of a share (PROTOCOL section 7.2): where what lies, and one chunk at a time. Owns no file, line or thread.

All contents, one behind the other, are one text; padded, and cut in chunks that each open by themselves. So one file of many
can be taken, and a transfer that broke can go on, from any chunk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.crypto.aead import CannotOpen
from app.crypto.chunks import Chunks, text_of
from app.crypto.padding import padme
from app.crypto.secret import Secret
from app.share.link import damaged
from app.share.manifest import ManifestFile
from app.share.wire.transfers import CHUNK, PUT_LIMIT, SEALED_CHUNK

LEAST = 4096
TOGETHER = PUT_LIMIT // SEALED_CHUNK
_AD = b"lacre/1/file\x00"


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths of so many octets of content, and of what is made of them."""

    content: int

    @property
    def padded(self) -> int:
        return max(LEAST, padme(self.content))

    @property
    def chunks(self) -> int:
        return -(-self.padded // CHUNK)

    @property
    def sealed(self) -> int:
        return self.padded + (SEALED_CHUNK - CHUNK) * self.chunks

    def place(self, first: int, count: int) -> tuple[int, int]:
        """Where so many chunks, as far as there are, lie sealed: from, and to before."""
        return first * SEALED_CHUNK, min((first + count) * SEALED_CHUNK, self.sealed)

    def rooms(self, octets: memoryview, first: int) -> Iterator[tuple[int, memoryview]]:
        """The chunks in `octets`, which begin with the `first`; each with its number."""
        for number, at in enumerate(range(0, len(octets), SEALED_CHUNK), first):
            yield number, octets[at : at + SEALED_CHUNK]

    def is_last(self, number: int) -> bool:
        return number == self.chunks - 1


@dataclass(frozen=True, slots=True)
class Span:
    """What of the text one file is."""

    number: int
    start: int
    end: int


def spans(files: Sequence[ManifestFile]) -> list[Span]:
    """Of all files, in their order."""
    found, at = [], 0
    for number, file in enumerate(files):
        found.append(Span(number, at, at + file.size))
        at += file.size
    return found


class FileSeal:
    """Seals and opens the chunks of one share under F."""

    def __init__(self, key: Secret, layout: Layout) -> None:
        self._chunks = Chunks(key)
        self.layout = layout

    def seal(self, octets: memoryview, first: int) -> None:
        """The texts in these rooms, from chunk `first` on, become sealed chunks."""
        for number, room in self.layout.rooms(octets, first):
            self._chunks.seal(room, self._ad(number))

    def open(self, octets: memoryview, first: int) -> Iterator[tuple[int, memoryview]]:
        """The texts of these chunks and where in the whole text each begins; *damaged* at the first that is not right, before
        any octet of it is given. What is behind the contents must be zero."""
        for number, room in self.layout.rooms(octets, first):
            try:
                text = self._chunks.open(room, self._ad(number))
            except CannotOpen as error:
                raise damaged() from error
            start = number * CHUNK
            behind = bytes(text[max(0, self.layout.content - start) :])
            if behind.strip(b"\x00"):
                raise damaged()
            yield start, text

    def _ad(self, number: int) -> bytes:
        return _AD + number.to_bytes(4) + (b"\x01" if self.layout.is_last(number) else b"\x00")


def texts(octets: memoryview, layout: Layout, first: int) -> Iterator[memoryview]:
    """Where in these rooms the texts belong that are to be sealed."""
    for _, room in layout.rooms(octets, first):
        yield text_of(room)
