"""Shares under every condition, and somebody who opens them speaking the protocol directly: nothing here is polite by itself."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.crypto.boxes import BoxKey
from app.crypto.hashing import blake2b_256, derive
from app.crypto.secret import Secret
from app.relay.letters import Letter
from app.share.body import body_size, seal_body
from app.share.documents import Cover, conditions_mac, header_mac, seal_cover
from app.share.keys import LinkKeys, RecipientKeys
from app.share.link import Kind, Link
from app.share.manifest import Manifest
from app.share.recipient import claim_message, open_answer
from app.share.wire.canonical import parse
from app.share.wire.documents import Conditions, Header, encode_conditions, encode_header
from app.share.wire.messages import (
    Amend,
    Claim,
    Code,
    Create,
    Granted,
    Hello,
    Owned,
    Receipt,
    Renew,
    ShareStatus,
    Status,
    Statuses,
    Welcome,
)
from tests.relay.kit import HOUR, NOON, ORIGIN, Answer, Clock, Inside, inside, whats

ANA = "ana.silva@clinica.example"
EVE = "eve@evil.example"
ACCEPTANCE = bytes(range(256)) * 4 + bytes(40)
NO_CODE = "00000000"


class Letters:
    """Takes letters, and sends none. Fulfils `Sending`."""

    def __init__(self) -> None:
        self.sent: list[Letter | None] = []
        self.has_room = True

    def send(self, letter: Letter | None) -> None:
        self.sent.append(letter)

    @property
    def code(self) -> str:
        """The latest code that went to somebody."""
        return [letter.code for letter in self.sent if letter is not None][-1]


@dataclass
class Strict:
    """One share, with all that its sender and its recipient know."""

    create: Create
    owner: bytes
    link: Link
    keys: LinkKeys
    recipient: RecipientKeys

    @property
    def owned(self) -> Owned:
        return Owned(self.link.id, self.owner)

    @property
    def proof(self) -> bytes:
        return self.keys.proof.reveal()

    def receipt(self, claim: int = 1) -> Receipt:
        return Receipt(self.link.id, self.owner, claim)

    def amended(self, created: int, **changes: Any) -> Amend:
        """The first change of its conditions."""
        old = msgspec.json.decode(self.create.conditions, type=Conditions)
        octets = encode_conditions(msgspec.structs.replace(old, n=1, **changes))
        return Amend(self.link.id, self.owner, octets, conditions_mac(self.keys, self.create.header, octets))

    def renewed(self, now: int, **choices: Any) -> Renew:
        """The same link again."""
        new = strict_share(now, link=self.link, **choices).create
        same = {name: getattr(new, name) for name in Renew.__struct_fields__ if name not in ("id", "owner")}
        return Renew(id=self.link.id, owner=self.owner, **same)


def strict_share(
    now: int = NOON, *, views: int = 1, starts_s: int = 0, expires_s: int = HOUR, terms: bool = False, address: str = "",
    trace: bool = False, link: Link | None = None,
) -> Strict:  # fmt: skip
    manifest = Manifest(1, "olá", ())
    link = link or Link(ORIGIN, os.urandom(16), Kind.NONE, Secret(os.urandom(32)))
    keys = LinkKeys.of(link.secret, link.id)
    recipient = RecipientKeys.of(keys, Kind.NONE, None)
    header = encode_header(
        Header(
            1, "share", now, now + starts_s, now + expires_s, views, body_size(manifest), 0, link.origin, (), terms,
            bool(address), trace,
        )
    )  # fmt: skip
    conditions = encode_conditions(Conditions(0, now + starts_s, now + expires_s, views, paused=False))
    half, owner = os.urandom(32), os.urandom(32)
    create = Create(
        id=link.id, link_hash=keys.link_hash, proof_key=recipient.signing.public, half=half, owner_hash=blake2b_256(owner),
        identity_hash=derive(keys.proof, "identity", address.encode()).reveal() if address else b"",
        header=header, header_mac=header_mac(keys, header), cover=seal_cover(keys, header, Cover("", "", "none")),
        terms=os.urandom(1064) if terms else b"", conditions=conditions,
        conditions_mac=conditions_mac(keys, header, conditions), upload=b"",
        body=seal_body(recipient.body(Secret(half), header), manifest),
    )  # fmt: skip
    return Strict(create, owner, link, keys, recipient)


class Opening:
    """One key C, and claims with it that may be right or wrong in every way."""

    def __init__(self, share: Strict) -> None:
        self.share = share
        self.box = BoxKey.generate()
        self.challenge = bytes(32)
        self.header = share.create.header

    @property
    def hello(self) -> Hello:
        return Hello(self.share.link.id, self.share.proof)

    def ask(self, address: str = ANA, language: str = "pt-PT") -> Code:
        key = self.box.public
        return Code(self.share.link.id, self.share.proof, key, address, language)  # type: ignore[arg-type]

    def claim(self, code: str = "", acceptance: bytes = b"", *, signed: bool = True, salt: int = 0) -> Claim:
        share = self.share
        message = claim_message(share.link, self.challenge, self.box.public, self.header, acceptance)
        signature = share.recipient.signing.sign(message) if signed else salt.to_bytes(64, "big")
        return Claim(share.link.id, share.proof, self.challenge, self.box.public, code, acceptance, signature)

    def half_in(self, answer: Answer) -> bytes:
        """The half that the relay gave out."""
        return open_answer(self.box, parse(Granted, answer.body).answer)[0].reveal()

    def welcome(self, answer: Answer) -> None:
        found = parse(Welcome, answer.body)
        self.challenge, self.header = found.challenge, found.header


async def opening(relay: Inside, share: Strict) -> Opening:
    """Somebody who has said hello."""
    made = Opening(share)
    answer = await relay.call("hello", made.hello)
    assert answer.status == 200, answer
    made.welcome(answer)
    return made


async def kept(relay: Inside, **choices: Any) -> Strict:
    """A share that the relay has."""
    share = strict_share(relay.clock(), **choices)
    answer = await relay.call("create", share.create)
    assert answer.status == 200, answer
    return share


async def status(relay: Inside, share: Strict) -> ShareStatus:
    answer = await relay.call("status", Status((share.owned,)))
    found = parse(Statuses, answer.body).shares[0]
    assert found is not None
    return found


async def events(relay: Inside, share: Strict) -> list[str]:
    return whats(await status(relay, share))


def on_a_relay(
    folder: Path, test: Callable[[Inside, Letters], Awaitable[None]], time: Clock | None = None, **choices: Any
) -> None:
    """The test, with a relay in this process that sends e-mail to `Letters`."""

    async def run() -> None:
        letters = Letters()
        async with inside(folder, time, mailer=letters, **choices) as relay:
            await test(relay, letters)

    asyncio.run(run())
