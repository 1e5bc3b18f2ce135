"""The calls of PROTOCOL section 8. Owns who may ask what and what is told; durability and counting are the store's.

Everything that gates a call compares hashes in constant time, and every way of not knowing costs the same look-ups.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from types import MappingProxyType

from app.crypto.blind import blake2b_256, equal, seal_to, verify
from app.errors import Malformed
from app.relay.access import bearer
from app.relay.challenge import Challenges
from app.relay.http import MALFORMED, OCTETS, UNKNOWN, Refuse, Request, Response, refusal
from app.relay.store import Again, Claimed, NewConditions, NewShare, Proof, Refused, ShareRow, Store
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Header, parse_conditions, parse_header
from app.share.wire.messages import (
    CLOCK_S,
    PATH,
    REQUEST_LIMIT,
    Ack,
    Amend,
    Blob,
    Claim,
    Create,
    Created,
    Hello,
    Nothing,
    Origin,
    Owned,
    ShareStatus,
    Status,
    Statuses,
    Welcome,
)

SMALL = 4096
STATUS_OCTETS = 32_768
WINDOW_S = 900
OCTETS_PER_WINDOW_S = 16_384
LOOKS = 3
PIECE = 2000
PIECES = 16
EVENTS_TOLD = 20_000  # in one answer: they are put together while nobody else is served
ADMITTED = 1000
ADMITTED_S = 5
CLAIM_LABEL = b"lacre/1/claim\x00"

Call = Callable[[Request], Awaitable[Response]]
NOTHING = Response(200, encode(Nothing()))
NEVER = Claimed(None, None)


class Api:
    """All calls over one store."""

    def __init__(
        self, store: Store, origins: Sequence[str], now: Callable[[], int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._origins = tuple(origins)
        self._now = now
        self._clock = clock
        self._challenges = Challenges()
        # Valid keys of the last seconds: looking each up costs more than the rest. By a clock that is never set back.
        self._admitted: dict[bytes, float] = {}
        self.calls = MappingProxyType(self._table())

    def _table(self) -> dict[str, tuple[int, bool, Call]]:
        """Path to (cap of the body, whether an access key is needed, call)."""
        gated: dict[str, tuple[int, bool, Call]] = {
            "create": (REQUEST_LIMIT, True, self.create),
            "whoami": (SMALL, True, self.whoami),
            "hello": (SMALL, False, self.hello),
            "claim": (SMALL, False, self.claim),
            "blob": (SMALL, False, self.blob),
            "ack": (SMALL, False, self.ack),
            "status": (STATUS_OCTETS, False, self.status),
            "revoke": (SMALL, False, self.revoke),
            "amend": (SMALL, False, self.amend),
        }
        return {PATH + name: entry for name, entry in gated.items()}

    async def admit(self, authorization: bytes) -> None:
        """Refuse a caller without a valid access key, before its body is read."""
        if self._admitted.get(authorization, -math.inf) > self._clock():
            return
        key = bearer(authorization)
        if key is None or not await self._store.has_access(blake2b_256(key)):
            raise Refuse(refusal("no-access"))
        if len(self._admitted) >= ADMITTED:
            self._admitted.clear()
        self._admitted[authorization] = self._clock() + ADMITTED_S

    async def create(self, request: Request) -> Response:
        message = parse(Create, request.body)
        share = self._new_share(message, fingerprint(request.body))
        refused = await self._store.create(share)
        if refused is not None:
            return refusal(refused.code)
        return Response(200, encode(Created(self._now())))

    def _new_share(self, m: Create, message: bytes) -> NewShare:
        header = parse_header(m.header)
        self._require(m, header)
        return NewShare(
            id=blake2b_256(m.id), message=message, link_hash=m.link_hash, owner_hash=m.owner_hash, proof_key=m.proof_key,
            half=m.half, header=m.header, header_mac=m.header_mac, cover=m.cover, conditions=m.conditions,
            conditions_mac=m.conditions_mac, relay=header.relay, created_at=header.created, expires_at=header.expires,
            views=header.views, body=m.body,
        )  # fmt: skip

    def _require(self, m: Create, header: Header) -> None:
        now = self._now()
        conditions = parse_conditions(m.conditions, header.created)
        first = (0, header.expires, header.views, False)
        if (conditions.n, conditions.expires, conditions.views, conditions.paused) != first:
            raise Malformed("Create: conditions")
        if header.relay not in self._origins or header.size != len(m.body):
            raise Malformed("Create: header")
        if abs(header.created - now) > CLOCK_S:
            raise Refuse(refusal("clock", now=now))

    async def whoami(self, request: Request) -> Response:
        parse(Nothing, request.body)
        return Response(200, encode(Origin(self._origins[0], self._now())))

    async def hello(self, request: Request) -> Response:
        message = parse(Hello, request.body)
        row = await self._proved(message.id, message.proof)
        self._require_live(row)
        if not row.delivered:
            await self._store.deliver(row)
        assert row.header is not None and row.header_mac is not None and row.cover is not None  # noqa: PT018
        assert row.conditions is not None and row.conditions_mac is not None  # noqa: PT018
        welcome = Welcome(
            row.header, row.header_mac, row.cover, row.conditions, row.conditions_mac,
            self._challenges.make(message.id, self._now()), row.views - row.taken, row.tries_left,
        )  # fmt: skip
        return Response(200, encode(welcome))

    async def claim(self, request: Request) -> Response:
        message = parse(Claim, request.body)
        octets = blake2b_256(request.body)
        for _ in range(LOOKS):
            found = await self._store.find_claimed(blake2b_256(message.id), message.key, octets)
            row, before = (await self._store.decoy(), NEVER) if found is None else found
            await self._gate(row, equal(row.link_hash, blake2b_256(message.proof)), found is not None)
            outcome = self._as_before(row, before) or await self._claim_now(row, message, octets)
            if isinstance(outcome, Refused):
                return refusal(outcome.code, tries_left=outcome.tries_left)
            if not isinstance(outcome, Again):
                return Response(200, outcome)
        return refusal("busy", retry_s=1)

    def _as_before(self, row: ShareRow, before: Claimed) -> bytes | Refused | None:
        """What the same claim was answered: it took its view or its try then, and takes no other."""
        if before.answer:
            return before.answer
        state = row.state_at(self._now())
        if before.tries_left is not None and state in ("live", "locked"):
            return Refused("wrong-passcode", before.tries_left)
        if before.answer is not None and state == "live":  # its recipient has said that it is done
            return Refused("unknown")
        return None

    async def _claim_now(self, row: ShareRow, message: Claim, octets: bytes) -> bytes | Refused | Again:
        # Dead shares are refused before the signature is looked at: the time of looking must not tell what it was.
        self._require_live(row)
        if row.paused:
            return Refused("paused")
        if not self._challenges.is_fresh(message.challenge, message.id, self._now()):
            return Refused("stale")
        return await self._store.claim(row, lambda half: _look(row, message, octets, half))

    async def blob(self, request: Request) -> Response:
        message = parse(Blob, request.body)
        body = await self._store.body(blake2b_256(message.id), blake2b_256(message.ticket))
        if body is None:
            return UNKNOWN
        if message.offset > len(body):
            return MALFORMED
        return Response(200, body[message.offset :] if message.offset else body, OCTETS)

    async def ack(self, request: Request) -> Response:
        message = parse(Ack, request.body)
        known = await self._store.acknowledge(blake2b_256(message.id), blake2b_256(message.ticket), message.stage)
        return NOTHING if known else UNKNOWN

    async def status(self, request: Request) -> Response:
        message = parse(Status, request.body)
        if len({asked.id for asked in message.shares}) < len(message.shares):
            raise Malformed("Status: shares")
        latest = EVENTS_TOLD // len(message.shares)
        shares: list[ShareStatus | None] = []
        for asked in message.shares:
            try:
                shares.append(await self._store.status(await self._owned(asked.id, asked.owner), latest))
            except Refuse:
                shares.append(None)
        return Response(200, encode(Statuses(tuple(shares), self._now())))

    async def revoke(self, request: Request) -> Response:
        message = parse(Owned, request.body)
        await self._store.revoke(await self._owned(message.id, message.owner))
        return NOTHING

    async def amend(self, request: Request) -> Response:
        message = parse(Amend, request.body)
        row = await self._owned(message.id, message.owner)
        c = parse_conditions(message.conditions, row.created_at)
        new = NewConditions(message.conditions, message.conditions_mac, c.n, c.expires, c.views, c.paused)
        refused = await self._store.amend(row, new)
        return NOTHING if refused is None else refusal(refused.code)

    def _require_live(self, row: ShareRow) -> None:
        state = row.state_at(self._now())
        if state != "live":
            raise Refuse(refusal(state))

    async def _proved(self, id: bytes, proof: bytes) -> ShareRow:
        row, known = await self._look_up(id)
        return await self._gate(row, equal(row.link_hash, blake2b_256(proof)), known)

    async def _owned(self, id: bytes, owner: bytes) -> ShareRow:
        row, known = await self._look_up(id)
        return await self._gate(row, equal(row.owner_hash, blake2b_256(owner)), known)

    async def _look_up(self, id: bytes) -> tuple[ShareRow, bool]:
        row = await self._store.find(blake2b_256(id))
        return (await self._store.decoy(), False) if row is None else (row, True)

    async def _gate(self, row: ShareRow, proved: bool, known: bool) -> ShareRow:
        if proved and known:
            return row
        if known:  # who is refused has cost one row found and one not found, whichever of id and proof was wrong
            await self._store.find(os.urandom(32))
        raise Refuse(UNKNOWN)


def fingerprint(octets: bytes) -> bytes:
    """A hash by which this store knows the same octets again: of small pieces first, because hashing a longer one gives the
    interpreter's lock away, and getting it back takes longer than the hashing."""
    if len(octets) > PIECES * PIECE:
        return blake2b_256(octets)
    return blake2b_256(b"".join([blake2b_256(octets[i : i + PIECE]) for i in range(0, len(octets), PIECE)]))


def _look(row: ShareRow, message: Claim, octets: bytes, half: bytes | None) -> Proof:
    """Seal the half with a fresh ticket and verify the signature: always both, so that the time tells nothing."""
    ticket = os.urandom(32)
    try:
        answer = None if half is None else seal_to(message.key, half + ticket)
    except ValueError:
        raise Malformed("Claim: key") from None
    header_hash = blake2b_256(row.header or b"")
    signed = CLAIM_LABEL + message.id + message.challenge + message.key + header_hash + row.relay.encode("ascii")
    valid = verify(row.proof_key, signed, message.signature)
    window_s = WINDOW_S + row.size // OCTETS_PER_WINDOW_S
    return Proof(message.key, octets, valid, answer, blake2b_256(ticket), window_s)
