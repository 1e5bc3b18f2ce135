"""From a path, or from octets out of an archive, to text: size cap, strict detection of the encoding, decoding in pieces.

Knows no format.

A file is UTF-8 (with or without its mark), UTF-16, or cp1252 (what Excel writes on a Portuguese Windows), tried in this
order and strictly: a byte that does not fit refuses the file, because a guessed letter in a password locks somebody out.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from app.errors import WorldError
from app.vault.importers.limits import LIMITS, Limits, refuse

_PIECE = 256 * 1024
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was looked through once: it is small enough and decodes without a fault."""

    path: Path | bytes = field(repr=False)
    encoding: str
    size: int


def inspect(path: Path | bytes, limits: Limits = LIMITS) -> Source:
    """Check size and encoding of a file, or of a member of an archive. Refuses folders and devices, which have no end."""
    with opened(path, limits) as (file, size):
        return Source(path, _encoding(file), size)


@contextmanager
def opened(path: Path | bytes, limits: Limits = LIMITS) -> Iterator[tuple[BinaryIO, int]]:
    """The octets and how many they are, not more than the cap."""
    with _opened(path) as file:
        size = len(path) if isinstance(path, bytes) else os.fstat(file.fileno()).st_size
        if size > limits.file_octets:
            raise refuse("too-large", limit_mib=limits.file_octets // (1024 * 1024))
        yield file, size


@contextmanager
def open_text(source: Source) -> Iterator[tuple[io.TextIOWrapper, BinaryIO]]:
    """The file as text with its line ends untouched, and the file below, whose place tells how far the reading is."""
    with _opened(source.path) as file, io.TextIOWrapper(file, encoding=source.encoding, newline="") as text:
        yield text, file


def read_utf8(source: Source) -> bytes:
    """The whole file as UTF-8 octets without a mark."""
    if source.encoding == "utf-8" and isinstance(source.path, bytes):
        return source.path
    if source.encoding == "utf-8":
        with _opened(source.path) as file:
            return file.read(source.size)
    pieces = bytearray()
    with open_text(source) as (text, _):
        while piece := text.read(_PIECE):
            pieces += piece.encode("utf-8")
    return bytes(pieces)


@contextmanager
def _opened(path: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(path, bytes):
        try:
            yield io.BytesIO(path)
        except UnicodeError:
            raise refuse("encoding") from None
        return
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refuse("not-a-file", path=str(path))
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise WorldError("cannot-read", path=str(path), reason=reason) from error
    with file:
        try:
            yield file
        except UnicodeError:  # also when the file changed after it was inspected
            raise refuse("encoding") from None  # not chained: the error carries a piece of the file, passwords and all
        except OSError as error:
            raise WorldError("cannot-read", path=str(path), reason=error.strerror or "") from error


def _encoding(file: BinaryIO) -> str:
    head = file.read(4096)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return _require(file, (name,))
    if wide := _unmarked_utf16(head):
        return _require(file, (wide,))
    return _require(file, ("utf-8", "cp1252"))


def _unmarked_utf16(head: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other octet."""
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) * 2 > half and head[0::2].count(0) * 10 < half:
        return "utf-16-le"
    if head[0::2].count(0) * 2 > half and head[1::2].count(0) * 10 < half:
        return "utf-16-be"
    return None


def _require(file: BinaryIO, names: tuple[str, ...]) -> str:
    found = next((name for name in names if _decodes(file, name)), None)
    if found is None:
        raise refuse("encoding")
    return found


def _decodes(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            # Almost every octet string is some cp1252 text; control characters tell programs and pictures apart.
            if name == "cp1252" and _BINARY.search(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
