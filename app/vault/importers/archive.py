"""Zip archives from strangers: members told by name and read under caps, into memory or piece by piece. Nothing is unpacked.

A zip lies easily: about sizes, about how many members it has, with names that climb out of a folder, with members that lie over
each other. Names serve only to find the members that an importer asks for; sizes are counted while octets come out.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO

from app.vault.importers.imported import ImportedFile
from app.vault.importers.limits import LIMITS, MIB, Limits, refuse
from app.vault.importers.text import opened

_END, _END_SIZE, _END_REACH = b"PK\x05\x06", 22, 22 + 65535
_ZIP64_LOCATOR, _ZIP64_LOCATOR_SIZE = b"PK\x06\x07", 20
_ZIP64_END, _ZIP64_END_SIZE = b"PK\x06\x06", 56
_DIRECTORY_OCTETS = 4 * MIB
_PIECE = 256 * 1024
_STORED_OR_DEFLATED = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
)  # others take a dictionary's memory on a stranger's word
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, struct.error, ValueError, OSError, KeyError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive, as the archive describes it."""

    name: str
    size: int


class Archive:
    """An open archive. Of members with the same name none can be read: it could be told one thing and shown another."""

    def __init__(self, file: zipfile.ZipFile, size: int, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self._members: Mapping[str, zipfile.ZipInfo | None] = _by_name(file)
        self._left = limits.file_octets
        self._files_left = limits.files_octets + limits.files_ratio * size

    @property
    def members(self) -> tuple[Member, ...]:
        return tuple(Member(one.filename, one.file_size) for one in self._file.infolist() if not one.is_dir())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """A member's octets, counted as they come: what the directory says of their number is not believed."""
        member = self._readable(name)
        stored = member.compress_type == zipfile.ZIP_STORED  # then it is in the file as it is, and bounded with it
        most = min(self._limits.file_octets if stored else self._limits.member_octets, self._left)
        bomb = max(member.compress_size, 1024) * self._limits.ratio
        octets = bytearray()
        with self._opened(member) as file:
            while piece := file.read(_PIECE):
                octets += piece
                if len(octets) > most:
                    raise refuse("too-large", limit_mib=most // MIB)
                if len(octets) > bomb:
                    raise refuse("zip-bomb")
        self._left -= len(octets)
        return bytes(octets)

    def file(self, name: str, shown: str) -> ImportedFile:
        """A member as a file to be kept under the name that is shown for it."""
        member = self._readable(name)
        return ImportedFile(shown, member.file_size, lambda: self._opened(member))

    def _readable(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name)
        if member is None:
            raise refuse("broken-zip")
        if member.flag_bits & _ENCRYPTED:
            raise refuse("encrypted-zip")
        if member.compress_type not in _STORED_OR_DEFLATED:
            raise refuse("broken-zip")
        return member

    @contextmanager
    def _opened(self, member: zipfile.ZipInfo) -> Iterator[_Member]:
        with _refused():
            file = self._file.open(member)
        with file:
            yield _Member(self, file)

    def spend(self, octets: int) -> None:
        """Of all that may come out of this archive together: a bound for one bomb, and for many members that are one."""
        self._files_left -= octets
        if self._files_left < 0:
            raise refuse("zip-bomb")


class _Member:
    """A member as octets, each counted, and every fault of the archive a refusal."""

    def __init__(self, archive: Archive, file: IO[bytes]) -> None:
        self._archive, self._file = archive, file

    def read(self, size: int, /) -> bytes:
        with _refused():
            piece = self._file.read(size)
        self._archive.spend(len(piece))
        return piece


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except _BROKEN:
        raise refuse("broken-zip") from None  # not chained: the error may name what is inside


@contextmanager
def open_archive(path: Path, limits: Limits = LIMITS) -> Iterator[Archive]:
    """The archive, after its directory was measured: a list of millions of members would fill the memory."""
    with opened(path, replace(limits, file_octets=limits.archive_octets)) as (file, size):
        _require_small_directory(file, size, limits)
        with _refused():
            zipped = zipfile.ZipFile(file)
        with zipped:
            if len(zipped.infolist()) > limits.members:
                raise refuse("too-many-members", limit=limits.members)
            yield Archive(zipped, size, limits)


def _require_small_directory(file: BinaryIO, size: int, limits: Limits) -> None:
    """Measured where `zipfile` will look for it: of an archive beyond 2 GiB that is the record of zip64."""
    file.seek(max(0, size - _END_REACH))
    tail = file.read(_END_REACH)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise refuse("broken-zip")
    count, octets = struct.unpack_from("<HL", tail, at + 10)
    locator = at - _ZIP64_LOCATOR_SIZE
    if locator >= 0 and tail.startswith(_ZIP64_LOCATOR, locator):
        if locator < _ZIP64_END_SIZE or not tail.startswith(_ZIP64_END, locator - _ZIP64_END_SIZE):
            raise refuse("broken-zip")
        count, octets = struct.unpack_from("<QQ", tail, locator - _ZIP64_END_SIZE + 32)
    if count > limits.members or octets > _DIRECTORY_OCTETS:
        raise refuse("too-many-members", limit=limits.members)
    file.seek(0, io.SEEK_SET)


def _by_name(file: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo | None]:
    members: dict[str, zipfile.ZipInfo | None] = {}
    for member in file.infolist():
        members[member.filename] = None if member.filename in members else member
    return members
