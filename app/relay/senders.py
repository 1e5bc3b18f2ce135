"""What senders may call (PROTOCOL section 8): create, whoami, status, revoke, amend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.crypto.blind import blake2b_256
from app.errors import Malformed
from app.relay.http import Refuse, Response, refusal
from app.relay.lookup import Lookup
from app.relay.store import NewConditions, NewShare, Refused, Store
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Conditions, Header, parse_conditions, parse_header
from app.share.wire.messages import (
    CLOCK_S,
    Amend,
    Create,
    Created,
    Nothing,
    Origin,
    Owned,
    ShareStatus,
    Status,
    Statuses,
)
from app.share.wire.request_documents import parse_request_conditions

PIECE = 2000
PIECES = 16
EVENTS_TOLD = 20_000  # in one answer: they are put together while nobody else is served
NOTHING = Response(200, encode(Nothing()))


class SenderCalls:
    """The calls of those who share."""

    def __init__(
        self, store: Store, lookup: Lookup, origins: Sequence[str], now: Callable[[], int], *, mail: bool
    ) -> None:
        self._store = store
        self._lookup = lookup
        self._origins = tuple(origins)
        self._now = now
        self._mail = mail

    async def create(self, body: bytes) -> Response:
        message = parse(Create, body)
        return self.kept(await self._store.create(self.new_share(message, fingerprint(body))))

    def kept(self, refused: Refused | None) -> Response:
        """What is answered to who wanted a share kept."""
        return refusal(refused.code) if refused is not None else Response(200, encode(Created(self._now())))

    def new_share(self, m: Create, message: bytes) -> NewShare:
        """What the message asks to keep, if all that a create requires holds. `message`: its fingerprint."""
        header = parse_header(m.header)
        self._require(m, header)
        return NewShare(
            id=blake2b_256(m.id), message=message, link_hash=m.link_hash, owner_hash=m.owner_hash, proof_key=m.proof_key,
            half=m.half, header=m.header, header_mac=m.header_mac, cover=m.cover, conditions=m.conditions,
            conditions_mac=m.conditions_mac, relay=header.relay, created_at=header.created, expires_at=header.expires,
            views=header.views, body=m.body, starts_at=self._beginning(header.starts, header.created), terms=m.terms,
            identity_hash=m.identity_hash, files=header.files, upload=blake2b_256(m.upload) if m.upload else b"",
            accepting=header.terms, identifying=header.identity, tracing=header.trace,
        )  # fmt: skip

    def _beginning(self, starts: int, created: int) -> int:
        """From when on it can be claimed. Without a beginning at once: the sender's clock may be ahead of ours."""
        return min(starts, self._now()) if starts == created else starts

    def _require(self, m: Create, header: Header) -> None:
        now = self._now()
        conditions = parse_conditions(m.conditions, header.created)
        first = Conditions(0, header.starts, header.expires, header.views, paused=False)
        if conditions != first:
            raise Malformed("Create: conditions")
        if header.relay not in self._origins or header.size != len(m.body):
            raise Malformed("Create: header")
        if abs(header.created - now) > CLOCK_S:
            raise Refuse(refusal("clock", now=now))
        if (header.terms, header.identity, header.files > 0) != (bool(m.terms), bool(m.identity_hash), bool(m.upload)):
            raise Malformed("Create: what the header demands")
        if header.identity and not self._mail:
            raise Refuse(refusal("no-mail"))

    async def whoami(self, body: bytes) -> Response:
        parse(Nothing, body)
        return Response(200, encode(Origin(self._origins[0], self._now(), mail=self._mail)))

    async def status(self, body: bytes) -> Response:
        message = parse(Status, body)
        if len({asked.id for asked in message.shares}) < len(message.shares):
            raise Malformed("Status: shares")
        latest = EVENTS_TOLD // len(message.shares)
        shares: list[ShareStatus | None] = []
        for asked in message.shares:
            try:
                shares.append(await self._store.status(await self._lookup.owned(asked.id, asked.owner), latest))
            except Refuse:
                shares.append(None)
        return Response(200, encode(Statuses(tuple(shares), self._now())))

    async def revoke(self, body: bytes) -> Response:
        message = parse(Owned, body)
        await self._store.revoke(await self._lookup.owned(message.id, message.owner))
        return NOTHING

    async def amend(self, body: bytes) -> Response:
        message = parse(Amend, body)
        row = await self._lookup.owned(message.id, message.owner)
        c = (parse_request_conditions if row.a_day else parse_conditions)(message.conditions, row.created_at)
        starts = self._beginning(c.starts, row.created_at)
        new = NewConditions(message.conditions, message.conditions_mac, c.n, starts, c.expires, c.views, c.paused)
        refused = await self._store.amend(row, new)
        return NOTHING if refused is None else refusal(refused.code)


def fingerprint(octets: bytes) -> bytes:
    """A hash by which this store knows the same octets again: of small pieces first, because hashing a longer one gives the
    interpreter's lock away, and getting it back takes longer than the hashing."""
    if len(octets) > PIECES * PIECE:
        return blake2b_256(octets)
    return blake2b_256(b"".join([blake2b_256(octets[i : i + PIECE]) for i in range(0, len(octets), PIECE)]))
