"""The asker's side without I/O: makes a request, and opens what came for it.

Owns freshness (everything random is drawn here, once for each request) and what is kept to open submissions: the private key *x*,
and K_give, so that nobody waits for Argon2id again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from app.crypto.boxes import BoxKey
from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_bytes, random_secret
from app.crypto.secret import Secret
from app.errors import OurError, UserError
from app.share.asking.checking import check_words
from app.share.asking.form import Form, conditions_mac, encode_form, header_mac, parse_form, seal_form
from app.share.asking.keys import GiverKeys, RequestKeys
from app.share.asking.link import RequestLink, encode_request_link, parse_request_link
from app.share.asking.submission import Asked, Submission, open_submission
from app.share.link import ID_OCTETS, Kind
from app.share.passcode import octets_for, require_settable
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Conditions, encode_conditions, is_origin
from app.share.wire.messages import Amend, Language, Owned, Watched
from app.share.wire.request_documents import (
    REQUEST_LIFETIME_S,
    TAKES_LIMIT,
    RequestHeader,
    encode_request_header,
    parse_request_conditions,
    parse_request_header,
)
from app.share.wire.requests import Ask


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the asker chose: where, until when, how many submissions in all and in a day, most octets of sealed files of one (0:
    none are asked for), with which passcode, and what is asked."""

    relay: str
    expires: int
    takes: int
    rate: int
    files: int
    kind: Kind
    passcode: Secret | None
    form: Form


@dataclass(frozen=True, slots=True)
class AskerSecrets:
    """What the asker keeps, sealed in the vault, until everything was decided on. `form` is its plain octets."""

    url: Secret
    passcode: Secret | None
    private: Secret
    giver: Secret
    owner: Secret
    header: bytes
    conditions: bytes
    form: bytes

    @property
    def link(self) -> RequestLink:
        return parse_request_link(self.url.text())

    @property
    def asked(self) -> Asked:
        """What submissions are held against."""
        return Asked(self.header, parse_request_header(self.header).files, parse_form(self.form))

    def owned_as(self, request_id: bytes) -> Owned:
        """The message that proves ownership."""
        return Owned(request_id, self.owner.reveal())

    def watched_as(self, request_id: bytes, seen: int) -> Watched:
        """The message to be told of it, when so many of its events are known."""
        return Watched(request_id, self.owner.reveal(), seen)

    def open(self, envelope: bytes, files: int) -> Submission:
        """What was submitted; PeerError `forged` or `damaged`. `files`: how many octets of sealed files the relay says came."""
        return open_submission(BoxKey.of(self.private), GiverKeys.kept(self.giver), self.asked, envelope, files)

    def words(self, envelope: bytes, language: Language) -> tuple[str, ...]:
        """The check words of a submission. Slow on purpose."""
        link = self.link
        return check_words(RequestKeys.of(link.secret, link.id, link.public), self.header, envelope, language)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """AskerSecrets as octets."""

    url: str
    passcode: str | None
    private: bytes
    giver: bytes
    owner: bytes
    header: bytes
    conditions: bytes
    form: bytes

    def __repr__(self) -> str:
        return "_Kept()"


def encode_asker(secrets: AskerSecrets) -> Secret:
    """Octets for the vault."""
    passcode = None if secrets.passcode is None else secrets.passcode.text()
    keys = secrets.private.reveal(), secrets.giver.reveal(), secrets.owner.reveal()
    documents = secrets.header, secrets.conditions, secrets.form
    return Secret.take(encode(_Kept(secrets.url.text(), passcode, *keys, *documents)))


def parse_asker(octets: Secret) -> AskerSecrets:
    """The exact inverse."""
    kept = parse(_Kept, octets.reveal())
    passcode = None if kept.passcode is None else Secret(kept.passcode)
    keys = Secret(kept.private), Secret(kept.giver), Secret(kept.owner)
    return AskerSecrets(Secret(kept.url), passcode, *keys, kept.header, kept.conditions, kept.form)


def prepare_request(wanted: Wanted, now: int) -> tuple[Ask, AskerSecrets]:
    """A new request: the message for the relay and what its asker keeps. Slow when there is a passcode (Argon2id)."""
    _require_sensible(wanted, now)
    box = BoxKey.generate()
    link = RequestLink(wanted.relay, random_bytes(ID_OCTETS), wanted.kind, random_secret(), box.public)
    keys = RequestKeys.of(link.secret, link.id, link.public)
    giver = GiverKeys.of(keys, link.kind, octets_for(link.kind, wanted.passcode))
    owner = random_secret()
    header = encode_request_header(_header(wanted, now))
    conditions = encode_conditions(Conditions(0, now, wanted.expires, wanted.takes, paused=False))
    ask = Ask(
        id=link.id,
        link_hash=keys.link_hash,
        proof_key=giver.signing.public,
        owner_hash=blake2b_256(owner.reveal()),
        header=header,
        header_mac=header_mac(keys, header),
        form=seal_form(keys, header, wanted.form),
        conditions=conditions,
        conditions_mac=conditions_mac(keys, header, conditions),
    )
    url, form = Secret(encode_request_link(link)), encode_form(wanted.form)
    return ask, AskerSecrets(url, wanted.passcode, box.private, giver.giver, owner, header, conditions, form)


def _header(wanted: Wanted, now: int) -> RequestHeader:
    return RequestHeader(
        v=1,
        kind="request",
        created=now,
        expires=wanted.expires,
        takes=wanted.takes,
        rate=wanted.rate,
        files=wanted.files,
        relay=wanted.relay,
    )


def _require_sensible(wanted: Wanted, now: int) -> None:
    """What would be refused by the relay or by every client is said to the person who can change it."""
    if not is_origin(wanted.relay):
        raise UserError("bad-relay")
    _require_limits(wanted.expires, wanted.takes, now)
    if not 1 <= wanted.rate <= TAKES_LIMIT:
        raise UserError("bad-takes")
    if (wanted.kind is Kind.NONE) != (wanted.passcode is None):
        raise OurError("passcode-kind")
    if (wanted.form.files == "none") != (wanted.files == 0):
        raise OurError("form-files")
    if wanted.passcode is not None:
        require_settable(wanted.passcode)
    if len(wanted.form.sender) > 80 or len(wanted.form.note) > 1000:
        raise UserError("request-note-too-long")


def _require_limits(expires: int, takes: int, created: int) -> None:
    if not created < expires <= created + REQUEST_LIFETIME_S:
        raise UserError("bad-expiry")
    if not 1 <= takes <= TAKES_LIMIT:
        raise UserError("bad-takes")


def amend_request(
    secrets: AskerSecrets, *, expires: int | None = None, takes: int | None = None, paused: bool | None = None
) -> tuple[Amend, AskerSecrets]:
    """The next conditions: the message for the relay, and what to keep once it was accepted. Changes no key and no link."""
    link = secrets.link
    created = parse_request_header(secrets.header).created
    old = parse_request_conditions(secrets.conditions, created)
    new = Conditions(
        old.n + 1,
        created,
        old.expires if expires is None else expires,
        old.views if takes is None else takes,
        old.paused if paused is None else paused,
    )
    _require_limits(new.expires, new.views, created)
    octets = encode_conditions(new)
    mac = conditions_mac(RequestKeys.of(link.secret, link.id, link.public), secrets.header, octets)
    return Amend(link.id, secrets.owner.reveal(), octets, mac), replace(secrets, conditions=octets)
