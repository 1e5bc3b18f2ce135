"""What clients of a request may call (REQUESTS, R7): look, offer, submit. Owns that whatever may be said of a signature is said
by the store, which takes a try for it first.
"""

from __future__ import annotations

from collections.abc import Callable

from app.crypto.blind import blake2b_256, verify
from app.errors import Malformed
from app.relay.challenge import Challenges
from app.relay.http import Response, refusal
from app.relay.lookup import Lookup
from app.relay.store import Refused, ShareRow, Store
from app.relay.submitting import Signed
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import FILES_LEAST
from app.share.wire.requests import Look, Offer, Shown, Submit, Submitted, offered, submitted
from app.share.wire.transfers import Have


class ClientCalls:
    """The calls of those who are asked."""

    def __init__(self, store: Store, lookup: Lookup, now: Callable[[], int]) -> None:
        self._store = store
        self._lookup = lookup
        self._now = now
        self._challenges = Challenges()

    async def look(self, body: bytes) -> Response:
        message = parse(Look, body)
        row = await self._lookup.proved(message.id, message.proof, request=True)
        self._lookup.require_live(row)
        if not row.delivered:
            await self._store.deliver(row, "")
        assert row.header is not None and row.header_mac is not None and row.cover is not None  # noqa: PT018
        assert row.conditions is not None and row.conditions_mac is not None  # noqa: PT018
        challenge = self._challenges.make(message.id, row.message, self._now())
        left = (row.views - row.taken, row.tries_left)
        shown = Shown(row.header, row.header_mac, row.cover, row.conditions, row.conditions_mac, challenge, *left)
        return Response(200, encode(shown))

    async def offer(self, body: bytes) -> Response:
        message = parse(Offer, body)
        if 0 < message.size < FILES_LEAST:
            raise Malformed("Offer: size")
        row = await self._lookup.proved(message.id, message.proof, request=True)

        def sign() -> Signed:
            return self._signed(row, message, body, offered(message, _header_hash(row), row.relay))

        have = await self._store.submissions.offer(row, message.upload, message.size, sign)
        return _refused(have) if isinstance(have, Refused) else Response(200, encode(Have(have)))

    async def submit(self, body: bytes) -> Response:
        message = parse(Submit, body)
        row = await self._lookup.proved(message.id, message.proof, request=True)
        envelope = blake2b_256(message.envelope)
        files = blake2b_256(message.files) if message.files else b""

        def sign() -> Signed:
            return self._signed(row, message, body, submitted(message, envelope, files, _header_hash(row), row.relay))

        taken = await self._store.submissions.submit(row, envelope, files, sign)
        return _refused(taken) if isinstance(taken, Refused) else Response(200, encode(Submitted(*taken)))

    def _signed(self, row: ShareRow, message: Offer | Submit, body: bytes, octets: bytes) -> Signed:
        """In some thread: the challenge and the signature, whatever becomes of either."""
        fresh = self._challenges.is_fresh(message.challenge, message.id, row.message, self._now())
        return Signed(blake2b_256(body), verify(row.proof_key, octets, message.signature), fresh)


def _header_hash(row: ShareRow) -> bytes:
    return blake2b_256(row.header or b"")


def _refused(refused: Refused) -> Response:
    return refusal(refused.code, tries_left=refused.tries_left, retry_s=refused.retry_s)
