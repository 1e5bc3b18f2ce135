"""Leaves requests with the relay of the page's tests, and opens what came for them, as the program does. Owns no assertion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import msgspec

from app.crypto.secret import Secret
from app.share.asking import calls
from app.share.asking.asker import AskerSecrets, Wanted, prepare_request
from app.share.asking.form import Form, FormField, FormPart
from app.share.asking.keys import RequestKeys
from app.share.asking.link import parse_request_link
from app.share.asking.submission import Submission
from app.share.asking.taking import Taking
from app.share.link import Kind
from app.share.passcode import generate
from app.share.wire.messages import Owned, Status
from app.share.wire.requests import Collect, Look
from tests.browser.page_relay import PageRelay

LOGIN = FormPart(
    "login",
    "Loja online",
    3,
    (
        FormField("url", "", "", required=False),
        FormField("username", "", "", required=True),
        FormField("password", "", "A que usa no telemóvel", required=True),
    ),
)
IDENTITY = FormPart(
    "identity",
    "",
    1,
    (
        FormField("name", "", "Como está no cartão", required=True),
        FormField("nif", "", "", required=False),
        FormField("iban", "", "", required=False),
        FormField("date", "Data de nascimento", "", required=False),
        FormField("address", "", "", required=False),
    ),
)
PHOTO = FormPart("file", "", 1, ())
NOTED = FormPart("file", "", 1, (FormField("note", "", "", required=False),))
CODE = FormPart("code", "", 1, (FormField("code", "", "", required=True),))
MOST_FILES = 50_000_000


@dataclass(frozen=True)
class Request:
    """A request and what its two sides hold."""

    relay: PageRelay
    url: str
    passcode: str
    secrets: AskerSecrets

    @property
    def owned(self) -> Owned:
        return self.secrets.owned_as(self.secrets.link.id)

    def state(self) -> tuple[str, int, int]:
        """State, submissions left, tries left."""
        status = self.relay.courier.status(Status((self.owned,))).shares[0]
        assert status is not None
        return status.state, status.views_left, status.tries_left

    def envelope(self, number: int = 1) -> tuple[bytes, int]:
        """What came, sealed, and how many octets of files with it."""
        owned, courier = self.owned, self.relay.courier
        came = calls.collect(courier, Collect(owned.id, owned.owner, number))
        return calls.fetch_envelope(courier, owned.id, owned.owner, number, came.size), came.files

    def given(self, number: int = 1) -> Submission:
        return self.secrets.open(*self.envelope(number))

    def words(self, number: int = 1) -> tuple[str, ...]:
        """The check words as the asker's program shows them."""
        envelope, files = self.envelope(number)
        return self.secrets.words(envelope, self.secrets.open(envelope, files).language)

    def files(self, number: int = 1) -> dict[str, bytes]:
        """The files, opened."""
        taking = Taking(self.relay.courier, self.owned, number, self.given(number))
        return {file.name: _all(stream) for file, stream in taking.files()}


def _all(stream: BinaryIO) -> bytes:
    return b"".join(iter(partial(stream.read, 65_536), b""))


def ask(
    relay: PageRelay,
    parts: Sequence[FormPart] = (LOGIN,),
    *,
    sender: str = "Marta Sousa",
    note: str = "Para tratar das encomendas da loja",
    kind: Kind = Kind.NONE,
    files: str = "none",
    takes: int = 1,
    rate: int = 1000,
    expires_s: int = 86_400,
) -> Request:
    """A new request; without a passcode unless told otherwise."""
    typed = generate().text() if kind is Kind.GENERATED else ""
    entry = "symbols" if typed else "none"
    wanted = Wanted(
        relay=relay.origin,
        expires=relay.now() + expires_s,
        takes=takes,
        rate=rate,
        files=0 if files == "none" else MOST_FILES,
        kind=kind,
        passcode=Secret(typed) if typed else None,
        form=Form(sender=sender, note=note, entry=entry, files=files, parts=tuple(parts)),  # type: ignore[arg-type]
    )
    message, secrets = prepare_request(wanted, relay.now())
    calls.ask(relay.courier, message)
    return Request(relay, secrets.url.text(), typed, secrets)


def shown_of(relay: PageRelay, url: str) -> str:
    """What the relay says of a request to those who have its link."""
    link = parse_request_link(url)
    keys = RequestKeys.of(link.secret, link.id, link.public)
    return msgspec.json.encode(calls.look(relay.courier, Look(link.id, keys.proof.reveal()))).decode()
