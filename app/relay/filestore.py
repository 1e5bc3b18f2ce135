"""The contract of what keeps the sealed files: what the calls need of it, and nothing of how it keeps them."""

from __future__ import annotations

from typing import Protocol

from app.relay.store import Refused


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
