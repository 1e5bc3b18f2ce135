"""Server-sent events (HTML standard) as changes of shares. Owns the form of the stream; the line is the courier's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.errors import Malformed
from app.share.wire.canonical import parse
from app.share.wire.messages import Change

EVENT_LIMIT = 256 * 1024
_DATA = b"data:"


def changes(pieces: Iterable[bytes], count: int) -> Iterator[Change | None]:
    """The changes in a stream that answers about so many shares; None for each sign of life between them. Malformed for anything
    else, and for an event without an end."""
    data = b""
    for line in _lines(pieces):
        if line.startswith(_DATA):
            if data:  # our data are one line: gathering more of them would be work for a hostile relay to give
                raise Malformed("Change: lines")
            data = line[len(_DATA) :].removeprefix(b" ")
        elif line:
            yield None  # a comment, or a field that a newer relay adds
        elif data:
            yield _change(data, count)
            data = b""


def _change(octets: bytes, count: int) -> Change:
    change = parse(Change, octets)
    if change.i >= count:
        raise Malformed("Change: place")
    return change


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = b""
    for piece in pieces:
        *lines, waiting = (waiting + piece).split(b"\n")
        if len(waiting) > EVENT_LIMIT or any(len(line) > EVENT_LIMIT for line in lines):
            raise Malformed("Change: too long")
        yield from (line.removesuffix(b"\r") for line in lines)
