"""Shares with files for tests of the relay, which cannot tell sealed octets from any others of that length."""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass, field

import msgspec

from app.crypto.blind import blake2b_256
from app.crypto.boxes import BoxKey
from app.share.body import files_size
from app.share.documents import Cover
from app.share.keys import LinkKeys, RecipientKeys
from app.share.link import Kind
from app.share.manifest import Manifest, ManifestFile
from app.share.passcode import octets_for
from app.share.recipient import claim_message, open_answer
from app.share.sender import Terms, prepare
from app.share.wire.canonical import parse
from app.share.wire.messages import Ack, Claim, Granted, Hello, Stage, Welcome
from app.share.wire.transfers import Abandon, Files, Piece, Upload, encode_put_head
from tests.relay.kit import HOUR, NOON, ORIGIN, Answer, Caller, Inside, Share, bearer

SMALL = 5000


@dataclass
class Sent:
    """An upload with what its sender knows of it, and the share that it is for."""

    share: Share
    octets: bytes
    token: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def stage(self) -> Upload:
        return Upload(blake2b_256(self.token), len(self.octets))

    @property
    def abandon(self) -> Abandon:
        return Abandon(self.token)

    def put(self, offset: int, length: int | None = None) -> bytes:
        """The body of a put of so many octets, or of all that are left."""
        end = len(self.octets) if length is None else offset + length
        return encode_put_head(Piece(self.token, offset)) + self.octets[offset:end]


def new_sent(size: int = SMALL, *, now: int = NOON, views: int = 1, relay: str = ORIGIN, expires_s: int = HOUR) -> Sent:
    """A share of a file of so many octets, and what is to be uploaded for it."""
    manifest = Manifest(1, "", (), (ManifestFile("a.bin", "", size),), bytes(32))
    terms = Terms(relay, now + expires_s, views, Kind.NONE, None, Cover("Ana", "", "none"))
    create, owner = prepare(manifest, terms, now)
    sent = Sent(Share(create, owner), random.Random(size).randbytes(files_size(manifest)))
    sent.share.create = msgspec.structs.replace(create, upload=sent.token)
    return sent


class Tab:
    """One opening, as far as the relay sees it."""

    def __init__(self, share: Share) -> None:
        self._link = share.owner.link
        self._header = share.create.header
        self._keys = LinkKeys.of(self._link.secret, self._link.id)
        self._signing = RecipientKeys.of(self._keys, self._link.kind, octets_for(self._link.kind, None)).signing
        self._box = BoxKey.generate()
        self.ticket = bytes(32)

    @property
    def hello(self) -> Hello:
        return Hello(self._link.id, self._keys.proof.reveal())

    def claim(self, welcome: bytes) -> Claim:
        challenge = parse(Welcome, welcome).challenge
        signature = self._signing.sign(claim_message(self._link, challenge, self._box.public, self._header))
        return Claim(self._link.id, self._keys.proof.reveal(), challenge, self._box.public, "", b"", signature)

    def granted(self, answer: bytes) -> None:
        self.ticket = open_answer(self._box, parse(Granted, answer).answer)[1].reveal()

    def files(self, offset: int, length: int) -> Files:
        return Files(self._link.id, self.ticket, offset, length)

    def ack(self, stage: Stage, file: int = 0) -> Ack:
        return Ack(self._link.id, self.ticket, stage, file)

    async def open(self, line: Caller) -> None:
        """Say hello and claim."""
        welcome = await line.call("hello", self.hello)
        assert welcome is not None
        assert welcome.status == 200, welcome
        granted = await line.call("claim", self.claim(welcome.body))
        assert granted is not None
        assert granted.status == 200, granted
        self.granted(granted.body)


async def put(relay: Inside, body: bytes, *, chunk: int = 0) -> Answer:
    return await relay.send("POST", "/api/1/put", body, {"content-type": "application/octet-stream"}, chunk=chunk)


async def upload(relay: Inside, sent: Sent, *, piece: int = 1 << 22) -> None:
    """All of it."""
    have = told(await relay.call("stage", sent.stage))
    while have < len(sent.octets):
        have = told(await put(relay, sent.put(have, min(piece, len(sent.octets) - have))))


def told(answer: Answer) -> int:
    """How much the relay has."""
    assert answer.status == 200, answer
    have = json.loads(answer.body)["have"]
    assert isinstance(have, int)
    return have


async def keep(relay: Inside, size: int = SMALL, **choices: int) -> Sent:
    """A share with a file that the relay has."""
    sent = new_sent(size, now=relay.clock(), **choices)  # type: ignore[arg-type]
    await upload(relay, sent)
    answer = await relay.create(sent.share)
    assert answer.status == 200, answer
    return sent


async def opened(line: Caller, sent: Sent) -> Tab:
    """A tab with an open window."""
    tab = Tab(sent.share)
    await tab.open(line)
    return tab


async def fetch(relay: Inside, tab: Tab, offset: int, length: int) -> Answer:
    return await relay.call("files", tab.files(offset, length))


def request_octets(name: str, body: bytes, key: bytes | None = None) -> bytes:
    """A call of octets as it goes over the line."""
    access = f"authorization: {bearer(key)}\r\n" if key is not None else ""
    head = (
        f"POST /api/1/{name} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/octet-stream\r\n"
        f"content-length: {len(body)}\r\n{access}\r\n"
    )
    return head.encode() + body
