"""Header and conditions with their MACs, and the form: what a client is asked (REQUESTS, R4). Owns what can be asked for at all;
the words for it are the page's and the app's.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.crypto.aead import CannotOpen, open_sealed, seal
from app.crypto.hashing import blake2b_256, derive, equal
from app.crypto.secret import Secret
from app.errors import Malformed
from app.share.asking.keys import RequestKeys
from app.share.documents import Entry
from app.share.link import damaged
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Conditions
from app.share.wire.request_documents import RequestHeader, parse_request_conditions, parse_request_header

FORM_STEP = 1024
FORM_PLAIN_LIMIT = 32_768
PARTS_LIMIT = 20
FIELDS_LIMIT = 50
MANY_LIMIT = 50

FilesAsked = Literal["none", "optional", "required"]
Text200 = Annotated[str, msgspec.Meta(max_length=200)]
KindName = Annotated[str, msgspec.Meta(pattern=r"\A[a-z-]{1,32}\Z")]

PARTS = ("login", "card", "bank", "identity", "door", "recovery", "file", "text", "code", "own")
FIELDS = (
    "text", "name", "username", "password", "url", "email", "phone", "address", "note", "date", "code", "pin", "iban", "bic",
    "holder", "nif", "niss", "card", "month", "place", "recovery",
)  # fmt: skip


class FormField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to fill in. An empty label stands for the reader's own word for its kind."""

    kind: KindName
    label: Text200
    hint: Text200
    required: bool


class FormPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What belongs together, and how many times it may be filled in."""

    kind: KindName
    label: Text200
    many: Annotated[int, msgspec.Meta(ge=1, le=MANY_LIMIT)]
    fields: Annotated[tuple[FormField, ...], msgspec.Meta(max_length=FIELDS_LIMIT)]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """All that a client is asked, by whom and what for; `entry` says which keyboard to offer for the passcode."""

    sender: Annotated[str, msgspec.Meta(max_length=80)]
    note: Annotated[str, msgspec.Meta(max_length=1000)]
    entry: Entry
    files: FilesAsked
    parts: Annotated[tuple[FormPart, ...], msgspec.Meta(min_length=1, max_length=PARTS_LIMIT)]

    def __repr__(self) -> str:
        return f"Form({len(self.parts)} parts)"


def encode_form(form: Form) -> bytes:
    """Canonical JSON and spaces up to the next multiple of 1024 octets; Malformed for what no reader takes."""
    plain = encode(form)
    plain += b" " * (-len(plain) % FORM_STEP)
    parse_form(plain)
    return plain


def parse_form(plain: bytes) -> Form:
    """The exact inverse, or Malformed."""
    form = parse(Form, plain.rstrip(b" "), FORM_PLAIN_LIMIT)
    octets = encode(form)
    if len(plain) > FORM_PLAIN_LIMIT or octets + b" " * (-len(octets) % FORM_STEP) != plain:
        raise Malformed("Form: padding")
    if form.files == "none" and not any(part.fields for part in form.parts):
        raise Malformed("Form: fields")
    return form


def seal_form(keys: RequestKeys, header: bytes, form: Form) -> bytes:
    """The form, sealed to this header."""
    return seal(keys.form, encode_form(form), blake2b_256(header))


def open_form(key: Secret, header: bytes, files: int, sealed: bytes) -> Form:
    """The exact inverse under K_form; *damaged* for anything else. `files` is the header's: both say whether files are asked for,
    and a form that the header has no room for cannot be filled in."""
    try:
        form = parse_form(open_sealed(key, sealed, blake2b_256(header)))
    except (CannotOpen, Malformed) as error:
        raise damaged() from error
    if (form.files == "none") != (files == 0):
        raise damaged()
    return form


def header_mac(keys: RequestKeys, header: bytes) -> bytes:
    """The asker's word that the header is theirs."""
    return derive(keys.head, "header", header).reveal()


def conditions_mac(keys: RequestKeys, header: bytes, conditions: bytes) -> bytes:
    """The same for conditions, bound to the header they belong to."""
    return derive(keys.conditions, "conditions", blake2b_256(header) + conditions).reveal()


def require_request_header(keys: RequestKeys, header: bytes, mac: bytes) -> RequestHeader:
    """The header, if the asker made it; *damaged* otherwise."""
    if not equal(header_mac(keys, header), mac):
        raise damaged()
    try:
        return parse_request_header(header)
    except Malformed as error:
        raise damaged() from error


def require_request_conditions(keys: RequestKeys, header: bytes, conditions: bytes, mac: bytes) -> Conditions:
    """The conditions, if the asker made them for this header (already checked); *damaged* otherwise."""
    if not equal(conditions_mac(keys, header, conditions), mac):
        raise damaged()
    try:
        return parse_request_conditions(conditions, parse_request_header(header).created)
    except Malformed as error:
        raise damaged() from error
