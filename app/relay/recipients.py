"""What recipients may call (PROTOCOL section 8): hello, claim, blob, ack."""

from __future__ import annotations

import os
from collections.abc import Callable

from app.crypto.blind import blake2b_256, equal, seal_to, verify
from app.errors import Malformed
from app.relay.challenge import Challenges
from app.relay.codes import code_hash
from app.relay.http import MALFORMED, OCTETS, UNKNOWN, Response, refusal
from app.relay.lookup import Lookup
from app.relay.senders import NOTHING
from app.relay.store import Again, Claimed, Proof, Refused, ShareRow, Store
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Ack, Blob, Claim, Hello, Welcome

WINDOW_S = 900
OCTETS_PER_WINDOW_S = 16_384
LOOKS = 3
CLAIM_LABEL = b"lacre/1/claim\x00"
NEVER = Claimed(None, None)


class RecipientCalls:
    """The calls of those who open."""

    def __init__(self, store: Store, lookup: Lookup, now: Callable[[], int]) -> None:
        self._store = store
        self._lookup = lookup
        self._now = now
        self._challenges = Challenges()

    async def hello(self, body: bytes, trace: str = "") -> Response:
        message = parse(Hello, body)
        row = await self._lookup.proved(message.id, message.proof)
        self._lookup.require_live(row)
        if not row.delivered:
            await self._store.deliver(row, trace if row.tracing else "")
        assert row.header is not None and row.header_mac is not None and row.cover is not None  # noqa: PT018
        assert row.conditions is not None and row.conditions_mac is not None  # noqa: PT018
        welcome = Welcome(
            row.header, row.header_mac, row.cover, row.terms or b"", row.conditions, row.conditions_mac,
            self._challenges.make(message.id, row.message, self._now()), row.views - row.taken, row.tries_left,
        )  # fmt: skip
        return Response(200, encode(welcome))

    async def claim(self, body: bytes, trace: str = "") -> Response:
        message = parse(Claim, body)
        octets = blake2b_256(body)
        for _ in range(LOOKS):
            found = await self._store.find_claimed(blake2b_256(message.id), message.key, octets)
            row, before = (await self._store.decoy(), NEVER) if found is None else found
            await self._lookup.gate(row, equal(row.link_hash, blake2b_256(message.proof)), found is not None)
            outcome = self._as_before(row, before) or await self._claim_now(row, message, octets, trace)
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

    async def _claim_now(self, row: ShareRow, message: Claim, octets: bytes, trace: str) -> bytes | Refused | Again:
        # Dead shares are refused before the signature is looked at: the time of looking must not tell what it was.
        self._lookup.require_live(row)
        if bool(message.acceptance) != bool(row.accepting) or bool(message.code) != bool(row.identifying):
            raise Malformed("Claim: what the header demands")
        self._lookup.require_open(row)
        if not self._challenges.is_fresh(message.challenge, message.id, row.message, self._now()):
            return Refused("stale")
        detail = trace if row.tracing else ""
        return await self._store.claim(row, lambda half: _look(row, message, octets, half, detail))

    async def blob(self, body: bytes) -> Response:
        message = parse(Blob, body)
        sealed = await self._store.body(blake2b_256(message.id), blake2b_256(message.ticket))
        if sealed is None:
            return UNKNOWN
        if message.offset > len(sealed):
            return MALFORMED
        return Response(200, sealed[message.offset :] if message.offset else sealed, OCTETS)

    async def ack(self, body: bytes) -> Response:
        message = parse(Ack, body)
        known = await self._store.acknowledge(
            blake2b_256(message.id), blake2b_256(message.ticket), message.stage, message.file
        )
        return NOTHING if known else UNKNOWN


def _look(row: ShareRow, message: Claim, octets: bytes, half: bytes | None, detail: str) -> Proof:
    """Seal the half with a fresh ticket and verify the signature: always both, so that the time tells nothing."""
    ticket = os.urandom(32)
    try:
        answer = None if half is None else seal_to(message.key, half + ticket)
    except ValueError:
        raise Malformed("Claim: key") from None
    hashes = blake2b_256(row.header or b"") + blake2b_256(message.acceptance)
    signed = CLAIM_LABEL + message.id + message.challenge + message.key + hashes + row.relay.encode("ascii")
    valid = verify(row.proof_key, signed, message.signature)
    window_s = WINDOW_S + (row.size + row.files) // OCTETS_PER_WINDOW_S
    code = code_hash(message.proof, message.key, message.code) if message.code else b""
    return Proof(message.key, octets, valid, answer, blake2b_256(ticket), window_s, code, message.acceptance, detail)
