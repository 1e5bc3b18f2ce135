"""What owners call of shares that they have sent (PROTOCOL section 8): receipt, renew, watch. The others are `senders`'."""

from __future__ import annotations

from app.relay.http import OCTETS, Response, refusal
from app.relay.lookup import Lookup
from app.relay.senders import SenderCalls, fingerprint
from app.relay.store import Store
from app.relay.watching import Watches
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Accepted, Create, Receipt, Renew

_SAME = (
    "half",
    "identity_hash",
    "header",
    "header_mac",
    "cover",
    "terms",
    "conditions",
    "conditions_mac",
    "upload",
    "body",
)


class OwnerCalls:
    """The calls of those who have shared."""

    def __init__(self, store: Store, lookup: Lookup, senders: SenderCalls, watches: Watches) -> None:
        self._store = store
        self._lookup = lookup
        self._senders = senders
        self._watches = watches

    async def receipt(self, body: bytes) -> Response:
        message = parse(Receipt, body)
        row = await self._lookup.owned(message.id, message.owner, request=False)
        found = await self._store.receipt(row, message.claim)
        return refusal("unknown") if found is None else Response(200, encode(Accepted(*found)))

    async def renew(self, body: bytes) -> Response:
        """As a create, of a share that keeps what its link stays with."""
        message = parse(Renew, body)
        row = await self._lookup.owned(message.id, message.owner, request=False)
        new = {name: getattr(message, name) for name in _SAME}
        create = Create(
            id=message.id, link_hash=row.link_hash, proof_key=row.proof_key, owner_hash=row.owner_hash, **new
        )  # fmt: skip
        share = self._senders.new_share(create, fingerprint(body))
        return self._senders.kept(await self._store.renew(row, share))

    async def watch(self, body: bytes) -> Response:
        """The number of a stream, for whoever carries it to the caller."""
        return Response(200, b"%d" % self._watches.open(body), OCTETS)
