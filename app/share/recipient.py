"""The recipient's side as a state machine without I/O: messages go in and come out, the caller carries them.

    fresh --welcome--> greeted --(ask_code) claim--> claiming --granted--> fetching --receive*, open--> opened --files*

A step out of turn is our mistake (OurError). Whatever the relay sends that the sender did not make is *damaged*, and before
the passcode is asked for. The same claim may be repeated until it is answered; after `stale` the machine takes a new welcome,
keeps its key C, and so can never spend two views.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from app.crypto.aead import CannotOpen
from app.crypto.boxes import BoxKey
from app.crypto.hashing import blake2b_256
from app.crypto.secret import Secret
from app.errors import OurError, UserError
from app.share.accepting import open_terms, seal_acceptance
from app.share.body import open_body
from app.share.documents import Cover, open_cover, require_conditions, require_header
from app.share.keys import LinkKeys, RecipientKeys
from app.share.link import Link, damaged
from app.share.manifest import Manifest
from app.share.passcode import octets_for
from app.share.wire.documents import Conditions, Header
from app.share.wire.invisible import without_invisible_and_dashes
from app.share.wire.members import ADDRESS_LIMIT, CODE_DIGITS
from app.share.wire.messages import Ack, Blob, Claim, Code, Granted, Hello, Language, Stage, Welcome
from app.share.wire.transfers import Files

HALF_OCTETS = 32
ANSWER_OCTETS = 64
T = TypeVar("T")

_CLAIM_LABEL = b"lacre/1/claim\x00"


@dataclass(frozen=True, slots=True)
class Accepted:
    """That the terms are accepted: by whom, as they typed it, and when."""

    name: str
    at: int


class Recipient:
    """One opening of one link."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._keys = LinkKeys.of(link.secret, link.id)
        self._box = BoxKey.generate()
        self._welcome: Welcome | None = None
        self._header: Header | None = None
        self._conditions: Conditions | None = None
        self._terms = ""
        self._recipient: RecipientKeys | None = None
        self._code = ""
        self._acceptance = b""
        self._half: Secret | None = None
        self._ticket: Secret | None = None
        self._body = bytearray()

    @property
    def header(self) -> Header:
        """The verified header."""
        return _known(self._header)

    @property
    def conditions(self) -> Conditions:
        """The verified conditions that hold now."""
        return _known(self._conditions)

    @property
    def terms(self) -> str:
        """The text that must be accepted before the claim; empty if there is none."""
        return self._terms

    @property
    def hello(self) -> Hello:
        """The first message; it costs nothing."""
        return Hello(self.link.id, self._keys.proof.reveal())

    def welcome(self, welcome: Welcome) -> Cover:
        """Check what the relay says the share is. After this, and not before, a passcode may be asked for."""
        header = require_header(self._keys, welcome.header, welcome.header_mac)
        conditions = require_conditions(self._keys, welcome.header, welcome.conditions, welcome.conditions_mac)
        cover = open_cover(self._keys, welcome.header, welcome.cover)
        if header.relay != self.link.origin:
            raise damaged()
        terms = self._open_terms(header, welcome)
        if self._welcome is not None and self._welcome.header != welcome.header:
            raise damaged()
        if self._welcome is not None and self._welcome.terms != welcome.terms:  # perhaps accepted meanwhile
            raise damaged()
        self._welcome, self._header, self._conditions, self._terms = welcome, header, conditions, terms
        return cover

    def _open_terms(self, header: Header, welcome: Welcome) -> str:
        if header.terms != bool(welcome.terms):
            raise damaged()
        return open_terms(self._keys, welcome.header, welcome.terms) if welcome.terms else ""

    def ask_code(self, address: str, language: Language) -> Code:
        """Has the code of the identity check sent; it is good for this opening alone."""
        _known(self._welcome)
        return Code(self.link.id, self._keys.proof.reveal(), self._box.public, address[:ADDRESS_LIMIT], language)

    def claim(self, passcode: Secret | None = None, *, code: str = "", accepted: Accepted | None = None) -> Claim:
        """The claim under this passcode: slow (Argon2id). UserError `mistyped-passcode`, `code-needed`, `mistyped-code` or
        `terms-not-accepted` without any request."""
        welcome = _known(self._welcome)
        if (accepted is None) == self.header.terms:
            raise UserError("terms-not-accepted") if accepted is None else OurError("out-of-turn")
        code = self._checked(code)
        text = octets_for(self.link.kind, passcode)
        self._recipient = RecipientKeys.of(self._keys, self.link.kind, text)
        self._code = code
        if accepted is not None:
            key = self._recipient.acceptance
            self._acceptance = seal_acceptance(key, accepted.name, accepted.at, welcome.header, welcome.terms)
        return self.claim_again()

    def _checked(self, code: str) -> str:
        """The eight digits as people write them; a form that no code has is found here."""
        code = "".join(without_invisible_and_dashes(code).split())
        if not self.header.identity:
            return ""
        if not code:
            raise UserError("code-needed")
        if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
            raise UserError("mistyped-code")
        return code

    def claim_again(self) -> Claim:
        """The same claim to the present challenge: after a new welcome that followed `stale`, or when a line dropped."""
        welcome, recipient = _known(self._welcome), _known(self._recipient)
        message = claim_message(self.link, welcome.challenge, self._box.public, welcome.header, self._acceptance)
        return Claim(
            id=self.link.id,
            proof=self._keys.proof.reveal(),
            challenge=welcome.challenge,
            key=self._box.public,
            code=self._code,
            acceptance=self._acceptance,
            signature=recipient.signing.sign(message),
        )

    def granted(self, granted: Granted) -> None:
        """Take the half and the ticket out of the relay's answer."""
        _known(self._recipient)
        if (granted.size, granted.files) != (self.header.size, self.header.files):
            raise damaged()
        self._half, self._ticket = open_answer(self._box, granted.answer)

    @property
    def blob(self) -> Blob:
        """Asks for the rest of the body: after a dropped line it goes on where it was."""
        return Blob(self.link.id, _known(self._ticket).reveal(), len(self._body))

    @property
    def missing(self) -> int:
        """How many octets of the body are not there yet."""
        return self.header.size - len(self._body)

    def receive(self, octets: bytes) -> None:
        """A piece of the body."""
        if len(octets) > self.missing:
            raise damaged()
        self._body += octets

    def open(self) -> Manifest:
        """The manifest, when the whole body is there and every octet of it is right."""
        key = _known(self._recipient).body(_known(self._half), _known(self._welcome).header)
        return open_body(key, self.header.size, self.header.files, bytes(self._body))

    def files(self, offset: int, length: int) -> Files:
        """Asks for a range of the sealed files."""
        return Files(self.link.id, _known(self._ticket).reveal(), offset, length)

    def ack(self, stage: Stage, file: int = 0) -> Ack:
        """Tell the sender: looked at, has this file, or had."""
        return Ack(self.link.id, _known(self._ticket).reveal(), stage, file)


def open_answer(key: BoxKey, sealed: bytes) -> tuple[Secret, Secret]:
    """Half and ticket out of the relay's answer to a claim by this key."""
    try:
        answer = key.open_sealed(sealed)
    except CannotOpen as error:
        raise damaged() from error
    if len(answer) != ANSWER_OCTETS:
        raise damaged()
    return Secret(answer[:HALF_OCTETS]), Secret(answer[HALF_OCTETS:])


def claim_message(link: Link, challenge: bytes, key: bytes, header: bytes, acceptance: bytes = b"") -> bytes:
    """What a claim signs: the origin and the header are in it, so that no other relay can pass it on as its own; and what was
    accepted, so that no relay can put another acceptance in its place."""
    hashes = blake2b_256(header) + blake2b_256(acceptance)
    return _CLAIM_LABEL + link.id + challenge + key + hashes + link.origin.encode("ascii")


def _known(value: T | None) -> T:
    if value is None:
        raise OurError("out-of-turn")
    return value
