"""The identity check as recipients ask for it (PROTOCOL section 8, code). Owns that nobody learns from it which address the
sender gave: what is hashed, compared, drawn, kept, counted, put in line and answered is the same for every address.
"""

from __future__ import annotations

import secrets
from typing import Protocol

from app.crypto.blind import blake2b_256, equal
from app.errors import Malformed
from app.relay.codes import code_hash
from app.relay.http import Refuse, Response, refusal
from app.relay.letters import Letter
from app.relay.lookup import Lookup
from app.relay.store import Store
from app.share.wire.address import norm_address
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Code, Nothing

BUSY_S = 30
_LABEL = b"lacre/1/identity\x00"
_CODES = 10**8


class Sending(Protocol):
    """Who sends letters."""

    @property
    def has_room(self) -> bool:
        """Whether one more may be put in line."""

    def send(self, letter: Letter | None) -> None:
        """Let it be sent soon; None takes as much room, and goes to nobody."""


def identity_hash(proof: bytes, address: str) -> bytes:
    """What a sender gave of an address (PROTOCOL section 6)."""
    return blake2b_256(_LABEL + address.encode("ascii"), key=proof)


class IdentityCalls:
    """The call of those who must show that they read an address."""

    def __init__(self, store: Store, lookup: Lookup, mailer: Sending | None) -> None:
        self._store = store
        self._lookup = lookup
        self._mailer = mailer

    async def code(self, body: bytes) -> Response:
        message = parse(Code, body)
        address = norm_address(message.address)
        row = await self._lookup.proved(message.id, message.proof)
        self._lookup.require_live(row)
        if not row.identifying:
            raise Malformed("Code: not asked for")
        self._lookup.require_open(row)
        if self._mailer is None:  # it sent e-mail when the share was made
            raise Refuse(refusal("no-mail"))
        if not self._mailer.has_room:
            raise Refuse(refusal("busy", retry_s=BUSY_S))
        code = f"{secrets.randbelow(_CODES):08d}"
        is_right = equal(identity_hash(message.proof, address), row.identity_hash or bytes(32))
        refused = await self._store.keep_code(row, message.key, code_hash(message.proof, message.key, code))
        if refused is not None:
            raise Refuse(refusal(refused.code, retry_s=refused.retry_s))
        self._mailer.send(Letter(address, code, message.language) if is_right else None)
        return Response(200, encode(Nothing()))
