"""Requests and who answers them, for tests of the relay, which cannot tell an envelope from any other octets of that length."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.crypto.blind import blake2b_256
from app.crypto.secret import Secret
from app.crypto.signing import SigningKey
from app.share.wire.canonical import parse
from app.share.wire.documents import Conditions, encode_conditions
from app.share.wire.messages import Amend, Message, Owned, ShareStatus, Status, Statuses
from app.share.wire.request_documents import RequestHeader, encode_request_header
from app.share.wire.requests import (
    ENVELOPE_LEAST,
    Ask,
    Collect,
    Collected,
    Fetch,
    Look,
    Offer,
    Part,
    Shown,
    Submit,
    Submitted,
    offered,
    submitted,
)
from app.share.wire.transfers import Have, Piece, encode_put_head
from tests.relay.kit import HOUR, NOON, ORIGIN, Answer, Caller, Inside, request

FILES = 5000


@dataclass
class Request:
    """One request, with all that its asker and its client know, as far as the relay sees it."""

    ask: Ask
    owner: bytes
    proof: bytes
    signing: SigningKey

    @property
    def owned(self) -> Owned:
        return Owned(self.ask.id, self.owner)

    @property
    def look(self) -> Look:
        return Look(self.ask.id, self.proof)

    def number(self, number: int = 1) -> Collect:
        return Collect(self.ask.id, self.owner, number)

    def fetch(self, part: Part, offset: int, length: int, number: int = 1) -> Fetch:
        return Fetch(self.ask.id, self.owner, number, part, offset, length)

    def amended(self, n: int = 1, **changes: Any) -> Amend:
        old = msgspec.json.decode(self.ask.conditions, type=Conditions)
        octets = encode_conditions(msgspec.structs.replace(old, n=n, **changes))
        return Amend(self.ask.id, self.owner, octets, bytes(32))


def new_request(
    now: int = NOON, *, takes: int = 1, rate: int = 1000, files: int = FILES, expires_s: int = HOUR, relay: str = ORIGIN
) -> Request:
    owner, proof = os.urandom(32), os.urandom(32)
    signing = SigningKey.from_seed(Secret(os.urandom(32)))
    header = encode_request_header(RequestHeader(1, "request", now, now + expires_s, takes, rate, files, relay))
    conditions = encode_conditions(Conditions(0, now, now + expires_s, takes, paused=False))
    ask = Ask(
        os.urandom(16), blake2b_256(proof), signing.public, blake2b_256(owner), header, os.urandom(32), os.urandom(1064),
        conditions, os.urandom(32),
    )  # fmt: skip
    return Request(ask, owner, proof, signing)


@dataclass
class Guest:
    """One opened page, and what is to be submitted from it."""

    asked: Request
    envelope: bytes = field(default_factory=lambda: os.urandom(ENVELOPE_LEAST))
    files: bytes = b""
    challenge: bytes = bytes(32)
    tokens: tuple[bytes, bytes] = field(default_factory=lambda: (os.urandom(32), os.urandom(32)))

    def offer(self, size: int = 0, token: bytes = b"", *, signed: bool = True, salt: int = 0) -> Offer:
        asked = self.asked
        upload = blake2b_256(token) if token else b""
        bare = Offer(asked.ask.id, asked.proof, self.challenge, upload, size, bytes(64))
        header = msgspec.json.decode(asked.ask.header, type=RequestHeader)
        octets = offered(bare, blake2b_256(asked.ask.header), header.relay)
        return msgspec.structs.replace(bare, signature=self._signature(octets, signed=signed, salt=salt))

    def submit(self, *, signed: bool = True, salt: int = 0) -> Submit:
        asked = self.asked
        envelope, files = self.tokens
        bare = Submit(asked.ask.id, asked.proof, self.challenge, envelope, files if self.files else b"", bytes(64))
        header = msgspec.json.decode(asked.ask.header, type=RequestHeader)
        hashes = (blake2b_256(envelope), blake2b_256(files) if self.files else b"")
        octets = submitted(bare, *hashes, blake2b_256(asked.ask.header), header.relay)
        return msgspec.structs.replace(bare, signature=self._signature(octets, signed=signed, salt=salt))

    def _signature(self, octets: bytes, *, signed: bool, salt: int) -> bytes:
        return self.asked.signing.sign(octets) if signed else salt.to_bytes(64, "big")

    @property
    def uploads(self) -> list[tuple[bytes, bytes]]:
        """Token and octets of each."""
        found = [(self.tokens[0], self.envelope)]
        return [*found, (self.tokens[1], self.files)] if self.files else found

    async def look(self, line: Caller) -> Answer:
        answer = await said(line, "look", self.asked.look)
        if answer.status == 200:
            self.challenge = parse(Shown, answer.body).challenge
        return answer

    async def upload(self, line: Caller) -> None:
        """All that is to be submitted."""
        for token, octets in self.uploads:
            have = parse(Have, (await good(line, "offer", self.offer(len(octets), token))).body).have
            while have < len(octets):
                answer = await put(line, token, have, octets[have:])
                assert answer.status == 200, answer
                have = parse(Have, answer.body).have

    async def send(self, line: Caller) -> Submitted:
        """Look, upload, submit."""
        assert (await self.look(line)).status == 200
        await self.upload(line)
        return parse(Submitted, (await good(line, "submit", self.submit())).body)


async def said(line: Caller, name: str, message: Message) -> Answer:
    answer = await line.call(name, message)
    assert answer is not None, name
    return answer


async def good(line: Caller, name: str, message: Message) -> Answer:
    answer = await said(line, name, message)
    assert answer.status == 200, (name, answer)
    return answer


async def put(line: Any, token: bytes, offset: int, octets: bytes) -> Answer:
    body = encode_put_head(Piece(token, offset)) + octets
    if isinstance(line, Inside):
        return await line.send("POST", "/api/1/put", body, {"content-type": "application/octet-stream"})
    raw = request("put", body).replace(b"content-type: application/json", b"content-type: application/octet-stream", 1)
    answer = await line.exchange(raw)
    assert answer is not None
    return answer  # type: ignore[no-any-return]  # lines are of two kinds, without a common type for octets


async def asked(line: Caller, now: int = NOON, **choices: Any) -> Request:
    """A request that the relay has."""
    made = new_request(now, **choices)
    await good(line, "ask", made.ask)
    return made


async def state(line: Caller, made: Request) -> ShareStatus:
    answer = await good(line, "status", Status((made.owned,)))
    found = parse(Statuses, answer.body).shares[0]
    assert found is not None
    return found


async def collected(line: Caller, made: Request, number: int = 1) -> tuple[bytes, bytes]:
    """Envelope and files of a submission."""
    found = parse(Collected, (await good(line, "collect", made.number(number))).body)
    envelope = (await good(line, "fetch", made.fetch("envelope", 0, found.size, number))).body
    files = (await good(line, "fetch", made.fetch("files", 0, found.files, number))).body if found.files else b""
    return envelope, files


def some_files(size: int = FILES, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)
