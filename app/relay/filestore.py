"""The contract of what keeps the sealed files: what the calls need of it, and nothing of how it keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.relay.store import Refused, ShareRow

if TYPE_CHECKING:
    from app.relay.inbox import Held, Part
    from app.relay.submitting import Signed, Taken


class Files(Protocol):
    """Uploads by the hash of their token, files by the ticket of a claim."""

    async def stage(self, token: bytes, size: int) -> int | Refused:
        """Begin an upload, or find it again: how much of it is here. `conflict`, `full`."""

    def may_put(self, token: bytes, offset: int) -> Refused | None:
        """Why a piece would not be kept, as far as that can be said before it is here: `unknown`, `busy`, `offset`."""

    async def put(self, token: bytes, offset: int, octets: memoryview) -> int | Refused:
        """Keep a piece, whole or not at all: how much of the upload is here now."""

    async def abandon(self, token: bytes) -> None:
        """Forget an upload that belongs to no share."""

    async def piece(self, id: bytes, ticket: bytes, offset: int, length: int, at: int) -> bytes | None:
        """A part of the files that this ticket opens now; None if it opens nothing. Malformed for a range that is not all in
        them."""


class Submissions(Protocol):
    """What clients submit, by its request and number. `sign` is called in some thread, once; tokens are hashes."""

    async def offer(self, row: ShareRow, token: bytes, size: int, sign: Callable[[], Signed]) -> int | Refused:
        """Begin an upload for this request, or find it again: how much of it is here. With a size of 0 begin none."""

    async def submit(self, row: ShareRow, envelope: bytes, files: bytes, sign: Callable[[], Signed]) -> Taken | Refused:
        """Make these uploads a submission, durably, or take a try."""

    def held(self, row: ShareRow, number: int) -> Held | None:
        """The submission of this number, if it is not dropped."""

    async def piece(self, row: ShareRow, number: int, part: Part, offset: int, length: int, at: int) -> bytes | None:
        """A part of its octets; None if there is no such submission. Malformed for a range that is not all in them."""

    async def drop(self, row: ShareRow, number: int) -> None:
        """Delete it: its octets are gone when this returns."""
