"""The contract of a relay's store: what the calls need of it, and nothing of how it keeps that. `sqlite` is the first that
fulfils it; every store must pass the same tests.

What every store MUST hold, whatever happens to its process: an outcome is given only after it is durable; a claim is decided
by one conditional statement; a half is gone from the medium before an answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.share.wire.messages import ShareStatus, Stage

if TYPE_CHECKING:
    from app.relay.filestore import Files, Submissions


class ShareRow(NamedTuple):
    """What is known of a share, live or ended."""

    n: int
    id: bytes
    message: bytes
    link_hash: bytes
    owner_hash: bytes
    proof_key: bytes
    header: bytes | None
    header_mac: bytes | None
    cover: bytes | None
    conditions: bytes | None
    conditions_mac: bytes | None
    relay: str
    created_at: int
    expires_at: int
    size: int
    number: int
    views: int
    taken: int
    tries_left: int
    paused: int
    delivered: int
    state: str
    slot: int | None
    starts_at: int
    terms: bytes | None
    identity_hash: bytes | None
    files: int
    accepting: int
    identifying: int
    tracing: int
    a_day: int  # of a request, how many submissions in 24 hours; 0 for a share

    def state_at(self, now: int) -> str:
        """The state by the clock: expiry holds whether or not the sweeper has been."""
        return "expired" if self.state == "live" and self.expires_at <= now else self.state


class NewShare(NamedTuple):
    """What a create message asks to keep; of what must only be recognised, the hash."""

    id: bytes
    message: bytes
    link_hash: bytes
    owner_hash: bytes
    proof_key: bytes
    half: bytes
    header: bytes
    header_mac: bytes
    cover: bytes
    conditions: bytes
    conditions_mac: bytes
    relay: str
    created_at: int
    expires_at: int
    views: int
    body: bytes
    starts_at: int
    terms: bytes
    identity_hash: bytes
    files: int
    upload: bytes  # the hash of the upload's token; empty without files
    accepting: bool
    identifying: bool
    tracing: bool
    a_day: int = 0


class Proof(NamedTuple):
    """A claim whose signature has been looked at. Nothing of it is told before the store has taken a view or a try for it."""

    key: bytes
    message: bytes  # the hash of all its octets
    valid: bool
    answer: bytes | None  # the half and the ticket, sealed; None if the half could not be read
    ticket_hash: bytes
    window_s: int
    code: bytes = b""  # what is kept of it; empty if the share asks for none
    acceptance: bytes = b""
    detail: str = ""  # roughly from where, if the sender wants that noted


class NewConditions(NamedTuple):
    """An amendment that has been parsed."""

    octets: bytes
    mac: bytes
    number: int
    starts_at: int
    expires_at: int
    views: int
    paused: bool


Prove = Callable[[bytes | None], Proof]
"""Given the half, or None if it could not be read: seals it and verifies the signature. Raises Malformed."""


class Refused(NamedTuple):
    """Why not: a code of PROTOCOL section 8."""

    code: str
    tries_left: int | None = None
    have: int | None = None
    retry_s: int | None = None


class Claimed(NamedTuple):
    """What was told to the same claim before."""

    answer: bytes | None  # None: it took no view that is remembered; empty: it did, and its recipient is done
    tries_left: int | None  # None: it took no try


class Again(NamedTuple):
    """The half moved between the look and the decision: look again."""


class Opening(Protocol):
    """What recipients need of a store."""

    async def deliver(self, row: ShareRow, detail: str) -> None:
        """Note the first hello with the right proof, and roughly from where it came, if that is to be noted."""

    async def keep_code(self, row: ShareRow, key: bytes, code: bytes) -> Refused | None:
        """Keep the hash of a fresh code for the opening with this key; `busy` if one was asked for too lately or too often."""

    async def find_claimed(self, id: bytes, key: bytes, message: bytes) -> tuple[ShareRow, Claimed] | None:
        """The share of this id, and what is known of the claim with this key, or of these octets."""

    async def claim(self, row: ShareRow, prove: Prove) -> bytes | Refused | Again:
        """Take a view or a try, durably; the answer's octets if it was a view. `prove` is called in some thread."""

    async def body(self, id: bytes, ticket: bytes) -> bytes | None:
        """The body, if the ticket's window is open."""

    async def acknowledge(self, id: bytes, ticket: bytes, stage: Stage, file: int) -> bool:
        """Note the stage, of a file its number; False if the ticket is not known."""


class Owning(Protocol):
    """What those who share and ask need of a store."""

    async def has_access(self, key: bytes) -> bool:
        """Whether this is the hash of an access key."""

    async def create(self, share: NewShare) -> Refused | None:
        """Keep it; `conflict` if its id is taken by another message."""

    async def renew(self, row: ShareRow, share: NewShare) -> Refused | None:
        """Let a share that died unopened live again as this one; `conflict` if it lives or was opened."""

    async def status(self, row: ShareRow, latest: int) -> ShareStatus:
        """What the owner may know; of events no more than the latest so many."""

    async def receipt(self, row: ShareRow, claim: int) -> tuple[bytes, int] | None:
        """The acceptance that came with this claim, and when."""

    async def news(self, share: int, seen: int, most: int) -> tuple[ShareStatus, int] | None:
        """The status of the share with this number, of its events those after so many that are known, the latest `most`; and
        how many events there are in all. None if it is forgotten."""

    def tell_changes(self, told: Callable[[Collection[int]], None] | None) -> None:
        """Tell of every change of shares, by their numbers, when it is durable; None: no more."""

    async def amend(self, row: ShareRow, conditions: NewConditions) -> Refused | None:
        """Let other conditions hold."""

    async def revoke(self, row: ShareRow) -> None:
        """End it, and every open window."""


class Store(Opening, Owning, Protocol):
    """One relay's shares. `id` and `ticket` are hashes throughout: a store never sees the octets themselves."""

    @property
    def files(self) -> Files:
        """Uploads, and the files of shares."""

    @property
    def submissions(self) -> Submissions:
        """What clients submit to requests. A request is a share with `a_day`; its form lies where a share's cover does."""

    async def find(self, id: bytes) -> ShareRow | None:
        """The share of this id."""

    async def decoy(self) -> ShareRow:
        """A row that costs as much to read as a share and that no id belongs to."""

    async def sweep(self) -> int | None:
        """End, purge and forget what is due; when to come again at the latest, if that is known."""

    def figures(self) -> dict[str, int]:
        """Counts for the operator; of nobody in particular."""
