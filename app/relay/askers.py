"""What askers may call of their requests (REQUESTS, R7): ask, collect, fetch, drop. What they change and ask as senders do
(status, watch, revoke, amend) is `senders`' and `owners`'.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from app.crypto.blind import blake2b_256
from app.errors import Malformed
from app.relay.filestore import Place
from app.relay.http import UNKNOWN, Refuse, Response, refusal
from app.relay.lookup import Lookup
from app.relay.senders import NOTHING, fingerprint
from app.relay.store import NewShare, Store
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Conditions
from app.share.wire.messages import CLOCK_S, Created
from app.share.wire.request_documents import RequestHeader, parse_request_conditions, parse_request_header
from app.share.wire.requests import Ask, Collect, Collected, Fetch


class AskerCalls:
    """The calls of those who ask."""

    def __init__(self, store: Store, lookup: Lookup, origins: Sequence[str], now: Callable[[], int]) -> None:
        self._store = store
        self._lookup = lookup
        self._origins = tuple(origins)
        self._now = now

    async def ask(self, body: bytes) -> Response:
        message = parse(Ask, body)
        header = parse_request_header(message.header)
        self._require(message, header)
        refused = await self._store.create(_new(message, header, fingerprint(body), self._now()))
        return refusal(refused.code) if refused is not None else Response(200, encode(Created(self._now())))

    def _require(self, message: Ask, header: RequestHeader) -> None:
        conditions = parse_request_conditions(message.conditions, header.created)
        if conditions != Conditions(0, header.created, header.expires, header.takes, paused=False):
            raise Malformed("Ask: conditions")
        if header.relay not in self._origins:
            raise Malformed("Ask: header")
        now = self._now()
        if abs(header.created - now) > CLOCK_S:
            raise Refuse(refusal("clock", now=now))

    async def collect(self, body: bytes) -> Response:
        message = parse(Collect, body)
        row = await self._lookup.owned(message.id, message.owner, request=True)
        held = self._store.submissions.held(row, message.number)
        return UNKNOWN if held is None else Response(200, encode(Collected(held.size, held.files_size, held.at)))

    async def lent(self, body: bytes, at: int) -> Place | None:
        """What is left of the answer to `fetch` from `at` on."""
        asked = parse(Fetch, body)
        row = await self._lookup.owned(asked.id, asked.owner, request=True)
        part = (asked.part, asked.offset, asked.length)
        return self._store.submissions.lent(row, asked.number, *part, at)

    async def drop(self, body: bytes) -> Response:
        message = parse(Collect, body)
        row = await self._lookup.owned(message.id, message.owner, request=True)
        await self._store.submissions.drop(row, message.number)
        return NOTHING


def _new(m: Ask, header: RequestHeader, message: bytes, now: int) -> NewShare:
    """A request is kept as a share without a body. Its slot holds the count of what it still takes, as a share's does; what lies
    where a half would be opens nothing."""
    return NewShare(
        id=blake2b_256(m.id), message=message, link_hash=m.link_hash, owner_hash=m.owner_hash, proof_key=m.proof_key,
        half=os.urandom(32), header=m.header, header_mac=m.header_mac, cover=m.form, conditions=m.conditions,
        conditions_mac=m.conditions_mac, relay=header.relay, created_at=header.created, expires_at=header.expires,
        views=header.takes, body=b"", starts_at=min(header.created, now), terms=b"", identity_hash=b"", files=header.files,
        upload=b"", accepting=False, identifying=False, tracing=False, a_day=header.rate,
    )  # fmt: skip
