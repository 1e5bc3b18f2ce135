"""The contract of what keeps the sealed files: what the calls need of it, and nothing of how it keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.relay.rooms import Laid
from app.relay.store import Refused, ShareRow

if TYPE_CHECKING:
    from app.relay.inbox import Held, Part
    from app.relay.submitting import Signed, Taken


class Place(NamedTuple):
    """Octets of a file that are lent now: those that are left of what was asked for."""

    name: bytes
    offset: int
    length: int


class Lends(Protocol):
    """Files by the ticket of a claim, and octets of whatever is lent."""

    def lent(self, id: bytes, ticket: bytes, offset: int, length: int, at: int) -> Place | None:
        """Of the files that this ticket opens now, what is behind `at` of so many octets from `offset`; None if it opens nothing.
        Malformed for a range that is not all in them."""

    async def read(self, place: Place) -> bytes | None:
        """So many octets of it as are read at once; None if they were deleted a moment ago."""

    async def read_into(self, place: Place, room: memoryview) -> Laid | None:
        """The same, and more of it at once, into a room that begins at a block: where in it they lie."""


class Files(Protocol):
    """Uploads by the hash of their token."""

    @property
    def lending(self) -> Lends:
        """What of them is lent out."""

    async def stage(self, token: bytes, size: int) -> int | Refused:
        """Begin an upload, or find it again: how much of it is here. `conflict`, `full`."""

    def may_put(self, token: bytes, offset: int) -> Refused | None:
        """Why a piece would not be kept, as far as that can be said before it is here: `unknown`, `busy`, `offset`."""

    async def put(self, token: bytes, offset: int, octets: memoryview) -> int | Refused:
        """Keep a piece, whole or not at all: how much of the upload is here now. A long one may be looked at still (`wait`)."""

    async def wait(self, token: bytes) -> None:
        """Until nothing of this upload's pieces is read any more."""

    async def abandon(self, token: bytes) -> None:
        """Forget an upload that belongs to no share."""


class Submissions(Protocol):
    """What clients submit, by its request and number. `sign` is called in some thread, once; tokens are hashes."""

    async def offer(self, row: ShareRow, token: bytes, size: int, sign: Callable[[], Signed]) -> int | Refused:
        """Begin an upload for this request, or find it again: how much of it is here. With a size of 0 begin none."""

    async def submit(self, row: ShareRow, envelope: bytes, files: bytes, sign: Callable[[], Signed]) -> Taken | Refused:
        """Make these uploads a submission, durably, or take a try."""

    def held(self, row: ShareRow, number: int) -> Held | None:
        """The submission of this number, if it is not dropped."""

    def lent(self, row: ShareRow, number: int, part: Part, offset: int, length: int, at: int) -> Place | None:
        """Of so many of its octets from `offset`, what is behind `at`; None if there is no such submission. Malformed for a range
        that is not all in them."""

    async def drop(self, row: ShareRow, number: int) -> None:
        """Delete it: its octets are gone when this returns."""
