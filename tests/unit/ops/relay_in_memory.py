"""A relay of one process's memory behind a real courier: the courier encodes and parses, only the line between is missing.

By the law where it matters to a sender or recipient; it has no window, no sweeper and no disk. `fail_next` makes the line drop.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.crypto.blind import blake2b_256, seal_to, verify
from app.crypto.secret import Secret
from app.errors import PeerError, WorldError
from app.share.courier import Courier
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import parse_conditions, parse_header
from app.share.wire.messages import (
    Ack,
    Amend,
    Blob,
    Claim,
    Create,
    Created,
    Event,
    Granted,
    Hello,
    Message,
    Nothing,
    Owned,
    ShareStatus,
    Status,
    Statuses,
    Welcome,
    What,
)
from app.share.wire.transfers import Abandon, Have, Upload, parse_put

ORIGIN = "https://relay.example"


@dataclass
class Kept:
    """One share at the relay."""

    create: Create
    conditions: bytes
    conditions_mac: bytes
    state: str = "live"
    taken: int = 0
    tries_left: int = 5
    challenge: bytes = b""
    granted: dict[bytes, Granted] = field(default_factory=dict)
    ticket: bytes = b""
    events: list[Event] = field(default_factory=list)


class MemoryRelay:
    """Shares by id; what came over the line in `requests`; the next failures in `failures`. Of uploads, by H(U), the octets."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.shares: dict[bytes, Kept] = {}
        self.uploads: dict[bytes, bytearray] = {}
        self.requests: list[tuple[str, bytes]] = []
        self.failures: list[str] = []
        self.body_pieces = 1

    def courier(self, origin: str = ORIGIN) -> Courier:
        return MemoryCourier(self, origin)

    def fail_next(self, *how: str) -> None:
        """ "before": the request is lost; "after": the answer is lost; "pass": nothing happens; else a refusal of that code."""
        self.failures += how

    def answer(self, name: str, octets: bytes) -> Message:
        self.requests.append((name, octets))
        failure = self.failures.pop(0) if self.failures else "pass"
        if failure == "before":
            raise WorldError("unreachable", why="dropped")
        if failure not in ("pass", "after"):
            raise PeerError(failure)
        message: Message = getattr(self, f"_{name}")(octets)
        if failure == "after":
            raise WorldError("unreachable", why="dropped")
        return message

    def _require(self, share_id: bytes) -> Kept:
        kept = self.shares.get(share_id)
        if kept is None:
            raise PeerError("unknown")
        self._expire(kept)
        return kept

    def _owned(self, share_id: bytes, owner: bytes) -> Kept:
        kept = self._require(share_id)
        if blake2b_256(owner) != kept.create.owner_hash:
            raise PeerError("unknown")
        return kept

    def _proved(self, share_id: bytes, proof: bytes) -> Kept:
        kept = self._require(share_id)
        if blake2b_256(proof) != kept.create.link_hash:
            raise PeerError("unknown")
        return kept

    def _expire(self, kept: Kept) -> None:
        if kept.state in ("live", "paused") and self.now >= self._holding(kept).expires:
            self._end(kept, "expired", "expired")

    def _holding(self, kept: Kept) -> Any:
        return parse_conditions(kept.conditions, parse_header(kept.create.header).created)

    def _note(self, kept: Kept, what: What, claim: int = 0) -> None:
        kept.events.append(Event(self.now, what, claim, ""))

    def _end(self, kept: Kept, state: str, what: What) -> None:
        kept.state = state
        self._note(kept, what)

    def _create(self, octets: bytes) -> Created:
        create = parse(Create, octets)
        kept = self.shares.setdefault(create.id, Kept(create, create.conditions, create.conditions_mac))
        if kept.create != create:
            raise PeerError("conflict")
        return Created(self.now)

    def _stage(self, octets: bytes) -> Have:
        return Have(len(self.uploads.setdefault(parse(Upload, octets).upload, bytearray())))

    def _put(self, octets: bytes) -> Have:
        piece, sealed = parse_put(octets)
        kept = self.uploads[blake2b_256(piece.upload)]
        if piece.offset != len(kept):
            raise PeerError("offset", have=len(kept))
        kept += sealed
        return Have(len(kept))

    def _abandon(self, octets: bytes) -> Nothing:
        self.uploads.pop(blake2b_256(parse(Abandon, octets).upload), None)
        return Nothing()

    def _hello(self, octets: bytes) -> Welcome:
        hello = parse(Hello, octets)
        kept = self._proved(hello.id, hello.proof)
        self._require_alive(kept)
        if not kept.challenge:
            self._note(kept, "delivered")
        kept.challenge = os.urandom(32)
        create, views_left = kept.create, self._holding(kept).views - kept.taken
        macs = create.header_mac, kept.conditions_mac
        documents = (create.header, macs[0], create.cover, create.terms, kept.conditions, macs[1])
        return Welcome(*documents, kept.challenge, views_left, kept.tries_left)

    def _require_alive(self, kept: Kept) -> None:
        if kept.state != "live":
            raise PeerError(kept.state)

    def _claim(self, octets: bytes) -> Granted:
        claim = parse(Claim, octets)
        kept = self._proved(claim.id, claim.proof)
        if claim.key in kept.granted:
            return kept.granted[claim.key]
        self._require_alive(kept)
        if claim.challenge != kept.challenge:
            raise PeerError("stale")
        header = parse_header(kept.create.header)
        message = b"lacre/1/claim\x00" + claim.id + claim.challenge + claim.key
        hashes = blake2b_256(kept.create.header) + blake2b_256(claim.acceptance)
        if not verify(kept.create.proof_key, message + hashes + header.relay.encode(), claim.signature):
            self._wrong(kept)
        return self._grant(kept, claim, header.size)

    def _wrong(self, kept: Kept) -> None:
        kept.tries_left -= 1
        self._note(kept, "wrong-passcode")
        if not kept.tries_left:
            self._end(kept, "locked", "locked")
        raise PeerError("wrong-passcode", tries_left=kept.tries_left)

    def _grant(self, kept: Kept, claim: Claim, size: int) -> Granted:
        kept.taken += 1
        kept.ticket = os.urandom(32)
        left = self._holding(kept).views - kept.taken
        self._note(kept, "accepted", kept.taken)
        if not left:
            kept.state = "opened"
        granted = Granted(seal_to(claim.key, kept.create.half + kept.ticket), size, 0, 900, left)
        kept.granted[claim.key] = granted
        return granted

    def _ack(self, octets: bytes) -> Nothing:
        ack = parse(Ack, octets)
        kept = self._require(ack.id)
        assert ack.ticket == kept.ticket
        self._note(kept, "revealed" if ack.stage == "revealed" else "acknowledged", kept.taken)
        return Nothing()

    def _status(self, octets: bytes) -> Statuses:
        return Statuses(tuple(self._one_status(owned) for owned in parse(Status, octets).shares), self.now)

    def _one_status(self, owned: Owned) -> ShareStatus | None:
        try:
            kept = self._owned(owned.id, owned.owner)
        except PeerError:
            return None
        holding = self._holding(kept)
        state: Any = "paused" if kept.state == "live" and holding.paused else kept.state
        left = holding.views - kept.taken, kept.tries_left
        return ShareStatus(state, *left, holding.starts, holding.expires, holding.paused, tuple(kept.events))

    def _revoke(self, octets: bytes) -> Nothing:
        owned = parse(Owned, octets)
        kept = self._owned(owned.id, owned.owner)
        if kept.state in ("live", "paused"):
            self._end(kept, "revoked", "revoked")
        return Nothing()

    def _amend(self, octets: bytes) -> Nothing:
        amend = parse(Amend, octets)
        kept = self._owned(amend.id, amend.owner)
        if kept.conditions == amend.conditions:
            return Nothing()
        self._require_alive(kept)
        if parse_conditions(amend.conditions, parse_header(kept.create.header).created).n != self._holding(kept).n + 1:
            raise PeerError("conflict")
        kept.conditions, kept.conditions_mac = amend.conditions, amend.conditions_mac
        self._note(kept, "amended")
        return Nothing()

    def body(self, blob: Blob) -> Iterator[bytes]:
        """The body in pieces; a failure "cut" ends it after the first."""
        kept = self._require(blob.id)
        assert blob.ticket == kept.ticket
        rest = kept.create.body[blob.offset :]
        if self.failures and self.failures.pop(0) == "cut":
            yield rest[: len(rest) // 2]
            raise WorldError("unreachable", why="dropped")
        yield rest


class MemoryCourier(Courier):
    """A courier whose line is a method call."""

    def __init__(self, relay: MemoryRelay, origin: str) -> None:
        super().__init__(origin, Secret(bytes(32)), sleep=lambda _: None)
        self._relay = relay

    def _once(self, name: str, octets: Any, kind: Any, authorised: bool, limit: int) -> Any:
        return parse(kind, encode(self._relay.answer(name, bytes(octets))))

    def blob(self, message: Blob, limit: int) -> Iterator[bytes]:
        return self._relay.body(message)
