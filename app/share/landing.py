"""Files that arrive, on a disk: each whole under its safe name, or not there. Owns that nothing that was there is touched: a name
that is taken gets another one, and a folder of the share is always a new one, so that no link laid in its place leads elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self

from app.errors import WorldError
from app.share.names import numbered, safe_names

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_TRIES = 10_000
_PART = re.compile(r"\.lacre-[0-9a-f]{16}\.part", re.ASCII)
_DEAD_AFTER_S = 3600  # what comes is written to all the time: a line that says nothing is given up within minutes


class Landing:
    """The files of one share, coming to one folder, one after the other. What is not whole at the end is taken away."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        """`names` are those of the manifest, whatever they are."""
        self._folder = folder
        self._names = [PurePosixPath(name) for name in safe_names(names)]
        self._tops: dict[str, Path] = {}
        self._made: list[Path] = []
        self._temporary: Path | None = None
        self._cleared = False
        self._file: IO[bytes] | None = None
        self._wanted = Path()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._drop()
        for made in reversed(self._made):  # those that nothing came to
            with contextlib.suppress(OSError):
                made.rmdir()

    def begin(self, number: int) -> None:
        """The next octets are those of this file."""
        self._drop()
        self._clear_left()
        with _writing(self._folder):
            self._wanted = self._place(self._names[number])
            self._temporary = self._wanted.with_name(f".lacre-{os.urandom(8).hex()}.part")
            self._file = os.fdopen(os.open(self._temporary, _NEW, 0o600), "wb", buffering=0)

    def write(self, octets: memoryview) -> None:
        """Some octets of it."""
        assert self._file is not None
        with _writing(self._folder):
            while octets:
                octets = octets[self._file.write(octets) or 0 :]

    def finish(self) -> Path:
        """It is whole: give it its name, or another one if that is taken."""
        assert self._file is not None
        assert self._temporary is not None
        with _writing(self._folder):
            self._file.close()
            for number in range(1, _TRIES):
                name = self._wanted.name if number == 1 else numbered(self._wanted.name, number)
                target = self._wanted.with_name(name)
                if _named(self._temporary, target):
                    self._temporary = self._file = None
                    return target
        raise WorldError("cannot-write", path=str(self._wanted), reason="name")

    def _place(self, name: PurePosixPath) -> Path:
        """Where it belongs; the folders on the way are made."""
        *folders, last = name.parts
        if not folders:
            return self._folder / last
        top = self._tops.get(folders[0])
        if top is None:
            top = self._tops[folders[0]] = self._new_folder(folders[0])
        place = top
        for folder in folders[1:]:
            place = place / folder
            with contextlib.suppress(FileExistsError):
                place.mkdir(0o700)
                self._made.append(place)
        return place / last

    def _new_folder(self, wanted: str) -> Path:
        for number in range(1, _TRIES):
            place = self._folder / (wanted if number == 1 else numbered(wanted, number))
            with contextlib.suppress(FileExistsError):
                place.mkdir(0o700)
                self._made.append(place)
                return place
        raise WorldError("cannot-write", path=str(self._folder), reason="name")

    def _clear_left(self) -> None:
        """What a kill left of the same files, in clear, where they would come: away, before the first of them comes."""
        if self._cleared:
            return
        self._cleared = True
        before = time.time() - _DEAD_AFTER_S
        for place in {self._folder / name.parent for name in self._names}:
            with contextlib.suppress(OSError):
                for name in filter(_PART.fullmatch, os.listdir(place)):
                    found = (place / name).lstat()
                    if stat.S_ISREG(found.st_mode) and found.st_mtime < before:
                        (place / name).unlink()

    def _drop(self) -> None:
        """What is not whole is not kept."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        if self._temporary is not None:
            with contextlib.suppress(OSError):
                self._temporary.unlink()
        self._file = self._temporary = None


def _named(temporary: Path, target: Path) -> bool:
    """Give it its name; False if there is something of that name, which is left as it is."""
    if sys.platform == "win32":
        with contextlib.suppress(FileExistsError):
            temporary.rename(target)
            return True
        return False
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a disk that has no links: a name that appears in this moment is the only one that could be lost
        if os.path.lexists(target):
            return False
        temporary.rename(target)
        return True
    temporary.unlink()
    return True


class _writing:  # noqa: N801 - reads as a word in `with _writing(folder):`
    """What the disk says, as an error of ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, OSError):
            raise WorldError("cannot-write", path=str(self._folder), reason=type(error).__name__) from error
