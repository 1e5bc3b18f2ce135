"""A file as a stream of sealed chunks, and back. Owns the octets of docs/FORMAT.md §6; knows no vault and no table."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.crypto.aead import CannotOpen
from app.crypto.secret import Secret
from app.errors import WorldError
from app.vault.keys import damaged

_PIECE = 1024 * 1024


def sealed_chunks(key: Secret, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What is written. Pieces hold at least one octet together."""
    from app.crypto.stream import seal_stream  # the bindings it needs take long to load: not at every start

    return seal_stream(key, pieces)


def opened_file(path: Path, key: Secret, size: int) -> Iterator[bytes]:
    """The plain chunks of a sealed file of so many plain octets. Whatever is not exactly that is damage."""
    if size:
        yield from _opened(path, key, size)


def _opened(path: Path, key: Secret, size: int) -> Iterator[bytes]:
    from app.crypto.stream import CHUNK, CHUNK_OVERHEAD, HEADER_OCTETS, open_stream, sealed_size

    try:
        with open(path, "rb", _PIECE, opener=_plain_file) as file:
            if os.fstat(file.fileno()).st_size != sealed_size(size):
                raise damaged("attachment")
            header = file.read(HEADER_OCTETS)
            yield from open_stream(key, header, iter(lambda: file.read(CHUNK + CHUNK_OVERHEAD), b""))
    except CannotOpen as error:
        raise damaged("attachment") from error
    except FileNotFoundError as error:
        raise damaged("attachment") from error
    except OSError as error:
        raise WorldError("cannot-read", reason=error.strerror or type(error).__name__) from error


def _plain_file(path: str, flags: int) -> int:
    """Open without following a link or waiting at a pipe."""
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise damaged("attachment")
