"""Sending the sealed files of a share to a relay, before the share itself (PROTOCOL sections 7.2 and 8: stage, put, abandon).

What is kept of an upload, sealed, lets it go on after a restart. The relay's word is what it has; chunks that it has not are
sealed anew, each under a fresh nonce. Memory: a few pieces, however much is sent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError, WorldError
from app.share.ahead import ahead
from app.share.files import TOGETHER, FileSeal, Layout, texts
from app.share.manifest import CONTENT_LIMIT, FILES_COUNT, ManifestFile
from app.share.sources import DiskFile, Fingerprint, Source, Text
from app.share.wire.canonical import encode, parse
from app.share.wire.transfers import CHUNK, HEAD_ROOM, PUT_LIMIT, SEALED_CHUNK, Abandon, Piece, Upload

if TYPE_CHECKING:
    from app.share.courier import Courier

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
SETBACKS = 8
LONGEST_PAUSE_S = 30.0


class KeptFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of an upload, to know it again. `place` is a path, or a word of whoever gives the octets."""

    place: str
    name: str
    type: str
    size: int
    mtime_ns: int
    inode: int

    def __repr__(self) -> str:
        return "KeptFile()"

    @classmethod
    def of(cls, source: DiskFile) -> KeptFile:
        seen = source.print
        return cls(str(source.path), source.name, source.type, seen.size, seen.mtime_ns, seen.inode)

    @property
    def on_disk(self) -> DiskFile:
        """The file as it was; that it is another one now is told when it is read."""
        seen = Fingerprint(self.size, self.mtime_ns, self.inode)
        return DiskFile(Path(self.place), self.name, self.type, seen)


@dataclass(frozen=True, slots=True)
class Staged:
    """An upload: U, F and its files. All of it is secret: who has F and the sealed octets reads them."""

    token: Secret
    key: Secret
    files: tuple[KeptFile, ...]

    @classmethod
    def new(cls, files: Sequence[KeptFile]) -> Staged:
        """Fresh keys for these files; UserError if they are too many or too long."""
        require_limits([file.size for file in files])
        return cls(random_secret(), random_secret(), tuple(files))

    @property
    def layout(self) -> Layout:
        return Layout(sum(file.size for file in self.files))

    @property
    def manifest(self) -> tuple[ManifestFile, ...]:
        """The files as they stand in the manifest."""
        return tuple(ManifestFile(file.name, file.type, file.size) for file in self.files)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Staged as octets."""

    token: bytes
    key: bytes
    files: tuple[KeptFile, ...]

    def __repr__(self) -> str:
        return "_Kept()"


def encode_staged(staged: Staged) -> Secret:
    """Octets for the vault."""
    return Secret.take(encode(_Kept(staged.token.reveal(), staged.key.reveal(), staged.files)))


def parse_staged(octets: Secret) -> Staged:
    """The exact inverse."""
    kept = parse(_Kept, octets.reveal())
    return Staged(Secret(kept.token), Secret(kept.key), kept.files)


def require_limits(sizes: Sequence[int]) -> None:
    """What no recipient would open is said before anything is sent."""
    if len(sizes) > FILES_COUNT:
        raise UserError("too-many-shared-files", limit=FILES_COUNT)
    if sum(sizes) > CONTENT_LIMIT:
        raise UserError("shared-files-too-large", limit=CONTENT_LIMIT)


@dataclass(frozen=True, slots=True)
class _Made:
    """A sealed piece in its room, behind room for the head of its message."""

    offset: int
    end: int
    room: memoryview


class Uploader:
    """One upload on its way. `send` goes on from wherever the relay is, and may be called again after any failure."""

    def __init__(
        self,
        courier: Courier,
        staged: Staged,
        sources: Sequence[Source],
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._courier = courier
        self._staged = staged
        self._sources = sources
        self._layout = staged.layout
        self._told = progress
        self._cancelled = cancelled or (lambda: False)
        self._sleep = sleep
        self._furthest = -1
        self._setbacks = 0

    def send(self) -> None:
        """Until the relay has all of it. UserError `cancelled` or `file-changed`; PeerError `upload-lost` if it can only begin
        anew under another token, and what the relay refuses; WorldError if it cannot be reached any more."""
        have = self._stage()
        while have < self._layout.sealed:
            have = self._send_from(have)
        self._tell(have)

    def _tell(self, have: int) -> None:
        if self._told is not None:
            self._told(min(have, self._layout.sealed), self._layout.sealed)

    def _stage(self) -> int:
        asked = Upload(blake2b_256(self._staged.token.reveal()), self._layout.sealed)
        return self._patiently(lambda: self._courier.stage(asked).have)

    def _send_from(self, have: int) -> int:
        """Seal and send from here on, until the relay is elsewhere or has all; where it is."""
        first, within = divmod(have, SEALED_CHUNK)
        if within or have > self._layout.sealed:
            raise PeerError("upload-lost")
        with Text(self._sources, first * CHUNK) as text, ahead(self._maker(text, first), HEAD_ROOM + PUT_LIMIT) as made:
            for piece in made:
                have = self._put(piece)
                if have != piece.end:
                    return have
        return have

    def _maker(self, text: Text, first: int) -> Callable[[bytearray], _Made | None]:
        seal, layout = FileSeal(self._staged.key, self._layout), self._layout
        numbers = iter(range(first, layout.chunks, TOGETHER))

        def make(room: bytearray) -> _Made | None:
            number = next(numbers, None)
            if number is None:
                return None
            offset, end = layout.place(number, TOGETHER)
            whole = memoryview(room)[: HEAD_ROOM + end - offset]
            for place in texts(whole[HEAD_ROOM:], layout, number):
                text.fill(place)
            seal.seal(whole[HEAD_ROOM:], number)
            return _Made(offset, end, whole)

        return make

    def _put(self, piece: _Made) -> int:
        """Send it, from wherever in it the relay is; where the relay is then."""
        at = piece.offset
        while True:
            have = self._put_once(at, piece.room[at - piece.offset :])
            self._tell(have)
            if not at < have < piece.end:
                return have
            at = have

    def _put_once(self, at: int, room: memoryview) -> int:
        """The octets behind the room for the head, which lies over what the relay has."""
        message = Piece(self._staged.token.reveal(), at)

        def put() -> int:
            try:
                return self._courier.put(message, room).have
            except PeerError as error:
                have = error.facts.get("have")
                if error.code == "offset" and isinstance(have, int):
                    self._set_back(error)
                    return have
                if error.code != "unknown":
                    raise
                self._set_back(error)
                return self._stage()  # it had forgotten it: from the beginning
            except WorldError as error:
                if error.code != "unreachable":
                    raise
                self._set_back(error)
                return self._stage()  # perhaps it has come, and only the answer was lost

        return self._advanced(self._patiently(put))

    def _patiently(self, call: Callable[[], int]) -> int:
        while True:
            if self._cancelled():
                raise UserError("cancelled")
            try:
                return call()
            except PeerError as error:
                if error.code != "busy":
                    raise
                self._set_back(error)
                self._sleep(min(float(error.facts.get("retry_s", 1)), LONGEST_PAUSE_S))
            except WorldError as error:
                if error.code != "unreachable":
                    raise
                self._set_back(error)
                self._sleep(min(2.0**self._setbacks, LONGEST_PAUSE_S))

    def _advanced(self, have: int) -> int:
        if have > self._furthest:
            self._furthest, self._setbacks = have, 0
        return have

    def _set_back(self, error: LacreError) -> None:
        """Patience ends when nothing has come further for so many times: a relay could send us back for ever."""
        self._setbacks += 1
        if self._setbacks > SETBACKS:
            raise error

    def abandon(self) -> None:
        """Tell the relay to forget it."""
        abandon(self._courier, self._staged)


def abandon(courier: Courier, staged: Staged) -> None:
    """Tell the relay to forget an upload."""
    courier.abandon(Abandon(staged.token.reveal()))
