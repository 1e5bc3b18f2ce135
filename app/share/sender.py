"""The sender's side without I/O: builds what is sent to the relay, and what the owner keeps to manage the share later.

Owns freshness (everything random is drawn here, once per share) and the forgetting of the relay's half: it is in the create
message and nowhere else. Time comes in as `now`, whole seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgspec

from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_bytes, random_secret
from app.crypto.secret import Secret
from app.errors import OurError, UserError
from app.share.accepting import Accepting, identity_hash, seal_terms
from app.share.body import body_size, files_size, seal_body
from app.share.documents import Cover, conditions_mac, header_mac, seal_cover
from app.share.keys import LinkKeys, RecipientKeys
from app.share.link import ID_OCTETS, Kind, Link, encode_link, parse_link
from app.share.manifest import Manifest
from app.share.passcode import octets_for, require_settable
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import (
    LIFETIME_LIMIT_S,
    VIEWS_LIMIT,
    Conditions,
    Header,
    Rule,
    encode_conditions,
    encode_header,
    is_origin,
    parse_conditions,
    parse_header,
)
from app.share.wire.messages import Amend, Create, Owned, Renew, Watched


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sender chose: where, from and until when, how often, with which passcode, and what is shown before it. Without a
    beginning it can be opened at once; `accept` is the text that must be accepted, `address` where the code of an identity check
    goes, each empty for none."""

    relay: str
    expires: int
    views: int
    kind: Kind
    passcode: Secret | None
    cover: Cover
    rules: tuple[Rule, ...] = ("hide",)
    starts: int | None = None
    trace: bool = False
    accept: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OwnerSecrets:
    """What the owner of a share keeps, sealed in the vault, while it lives. The relay's half is not among it.

    When the share is dead only the owner token stays, and what reads acceptances, for as long as receipts may still come: `url`
    is None then.
    """

    url: Secret | None
    passcode: Secret | None
    owner: Secret
    header: bytes
    conditions: bytes
    accepting: Accepting | None = None

    @property
    def link(self) -> Link:
        """The link, parsed; UserError `share-over` when it was erased."""
        if self.url is None:
            raise UserError("share-over")
        return parse_link(self.url.text())

    @property
    def owned(self) -> Owned:
        """The message that proves ownership: the whole of revoke, a part of status."""
        return self.owned_as(self.link.id)

    def owned_as(self, share_id: bytes) -> Owned:
        """The same where the link, and the id in it, may be erased."""
        return Owned(share_id, self.owner.reveal())

    def without_link(self) -> OwnerSecrets:
        """What may be kept of a dead share."""
        return OwnerSecrets(None, None, self.owner, b"", b"", self.accepting)

    def watched_as(self, share_id: bytes, seen: int) -> Watched:
        """The message to be told of it, when so many of its events are known."""
        return Watched(share_id, self.owner.reveal(), seen)


class _KeptAccepting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Accepting as octets."""

    key: bytes
    header_hash: bytes
    terms_hash: bytes

    def __repr__(self) -> str:
        return "_KeptAccepting()"


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """OwnerSecrets as octets; of a share without terms, as they were before there were any."""

    url: str | None
    passcode: str | None
    owner: bytes
    header: bytes
    conditions: bytes
    accepting: _KeptAccepting | None = None

    def __repr__(self) -> str:
        return "_Kept()"


def encode_secrets(secrets: OwnerSecrets) -> Secret:
    """Octets for the vault's ledger."""
    url, passcode = (None if secret is None else secret.text() for secret in (secrets.url, secrets.passcode))
    reads = secrets.accepting
    accepting = None if reads is None else _KeptAccepting(reads.key.reveal(), reads.header_hash, reads.terms_hash)
    return Secret(encode(_Kept(url, passcode, secrets.owner.reveal(), secrets.header, secrets.conditions, accepting)))


def parse_secrets(octets: Secret) -> OwnerSecrets:
    """The exact inverse."""
    kept = parse(_Kept, octets.reveal())
    url, passcode = (None if text is None else Secret(text) for text in (kept.url, kept.passcode))
    reads = kept.accepting
    accepting = None if reads is None else Accepting(Secret(reads.key), reads.header_hash, reads.terms_hash)
    return OwnerSecrets(url, passcode, Secret(kept.owner), kept.header, kept.conditions, accepting)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What a create and a renew have in common, and what the owner keeps of it."""

    half: Secret
    identity_hash: bytes
    header: bytes
    header_mac: bytes
    cover: bytes
    terms: bytes
    conditions: bytes
    conditions_mac: bytes
    upload: bytes
    body: bytes
    accepting: Accepting | None


def prepare(manifest: Manifest, terms: Terms, now: int, *, upload: Secret | None = None) -> tuple[Create, OwnerSecrets]:
    """A new share: the message for the relay and the secrets of its owner. Slow when there is a passcode (Argon2id). `upload` is
    the token of its files, all of which the relay has."""
    _require_sensible(terms, now)
    link = Link(terms.relay, random_bytes(ID_OCTETS), terms.kind, random_secret())
    keys = LinkKeys.of(link.secret, link.id)
    recipient = RecipientKeys.of(keys, link.kind, octets_for(link.kind, terms.passcode))
    owner = random_secret()
    sealed = _seal(keys, recipient, manifest, terms, now, upload)
    create = Create(
        id=link.id,
        link_hash=keys.link_hash,
        proof_key=recipient.signing.public,
        half=sealed.half.reveal(),
        owner_hash=blake2b_256(owner.reveal()),
        identity_hash=sealed.identity_hash,
        header=sealed.header,
        header_mac=sealed.header_mac,
        cover=sealed.cover,
        terms=sealed.terms,
        conditions=sealed.conditions,
        conditions_mac=sealed.conditions_mac,
        upload=sealed.upload,
        body=sealed.body,
    )
    url = Secret(encode_link(link))
    return create, OwnerSecrets(url, terms.passcode, owner, sealed.header, sealed.conditions, sealed.accepting)


def renew(
    secrets: OwnerSecrets, manifest: Manifest, terms: Terms, now: int, *, upload: Secret | None = None
) -> tuple[Renew, OwnerSecrets]:
    """The same link and passcode again, of a share that died unopened: a new half, header and body. Slow like `prepare`; of
    `terms`, relay, kind and passcode stay what they were."""
    link = secrets.link
    terms = replace(terms, relay=link.origin, kind=link.kind, passcode=secrets.passcode)
    _require_sensible(terms, now)
    keys = LinkKeys.of(link.secret, link.id)
    recipient = RecipientKeys.of(keys, link.kind, octets_for(link.kind, secrets.passcode))
    sealed = _seal(keys, recipient, manifest, terms, now, upload)
    message = Renew(
        id=link.id,
        owner=secrets.owner.reveal(),
        half=sealed.half.reveal(),
        identity_hash=sealed.identity_hash,
        header=sealed.header,
        header_mac=sealed.header_mac,
        cover=sealed.cover,
        terms=sealed.terms,
        conditions=sealed.conditions,
        conditions_mac=sealed.conditions_mac,
        upload=sealed.upload,
        body=sealed.body,
    )
    kept = replace(secrets, header=sealed.header, conditions=sealed.conditions, accepting=sealed.accepting)
    return message, kept


def _seal(
    keys: LinkKeys, recipient: RecipientKeys, manifest: Manifest, terms: Terms, now: int, upload: Secret | None
) -> _Sealed:
    """All that is sealed anew each time, under a half that nobody keeps."""
    if upload is not None and not manifest.files:
        raise OurError("upload-without-files")
    header = encode_header(_header(manifest, terms, now))
    conditions = encode_conditions(Conditions(0, _starts(terms, now), terms.expires, terms.views, paused=False))
    accept = seal_terms(keys, header, terms.accept) if terms.accept else b""
    half = random_secret()
    accepting = Accepting(recipient.acceptance, blake2b_256(header), blake2b_256(accept)) if accept else None
    return _Sealed(
        half=half,
        identity_hash=identity_hash(keys, terms.address) if terms.address else b"",
        header=header,
        header_mac=header_mac(keys, header),
        cover=seal_cover(keys, header, terms.cover),
        terms=accept,
        conditions=conditions,
        conditions_mac=conditions_mac(keys, header, conditions),
        upload=b"" if upload is None else upload.reveal(),
        body=seal_body(recipient.body(half, header), manifest),
        accepting=accepting,
    )


def _header(manifest: Manifest, terms: Terms, now: int) -> Header:
    return Header(
        v=1,
        kind="share",
        created=now,
        starts=_starts(terms, now),
        expires=terms.expires,
        views=terms.views,
        size=body_size(manifest),
        files=files_size(manifest),
        relay=terms.relay,
        rules=terms.rules,
        terms=bool(terms.accept),
        identity=bool(terms.address),
        trace=terms.trace,
    )


def _starts(terms: Terms, now: int) -> int:
    return now if terms.starts is None else terms.starts


def _require_sensible(terms: Terms, now: int) -> None:
    """What would be refused by the relay or by every recipient is said to the person who can change it."""
    if not is_origin(terms.relay):
        raise UserError("bad-relay")
    _require_limits(_starts(terms, now), terms.expires, terms.views, now)
    if (terms.kind is Kind.NONE) != (terms.passcode is None):
        raise OurError("passcode-kind")
    if terms.passcode is not None:
        require_settable(terms.passcode)
    if len(terms.cover.sender) > 80 or len(terms.cover.note) > 200:
        raise UserError("cover-too-long")


def _require_limits(starts: int, expires: int, views: int, created: int) -> None:
    if not created < expires <= created + LIFETIME_LIMIT_S:
        raise UserError("bad-expiry")
    if not created <= starts < expires:
        raise UserError("bad-start")
    if not 1 <= views <= VIEWS_LIMIT:
        raise UserError("bad-views")


def amend(
    secrets: OwnerSecrets,
    *,
    starts: int | None = None,
    expires: int | None = None,
    views: int | None = None,
    paused: bool | None = None,
) -> tuple[Amend, OwnerSecrets]:
    """The next conditions: the message for the relay, and what to keep once it was accepted. Changes no key and no link."""
    link = secrets.link
    created = parse_header(secrets.header).created
    old = parse_conditions(secrets.conditions, created)
    new = Conditions(
        old.n + 1,
        old.starts if starts is None else starts,
        old.expires if expires is None else expires,
        old.views if views is None else views,
        old.paused if paused is None else paused,
    )
    _require_limits(new.starts, new.expires, new.views, created)
    octets = encode_conditions(new)
    mac = conditions_mac(LinkKeys.of(link.secret, link.id), secrets.header, octets)
    return Amend(link.id, secrets.owner.reveal(), octets, mac), replace(secrets, conditions=octets)
