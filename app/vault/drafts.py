"""From what a caller wants written to what may be written: a draft checked, with its kinds' protection enforced.

Owns the limits of an entry and its digest. Knows no SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.crypto.hashing import blake2b_256
from app.crypto.secret import Secret
from app.errors import OurError, UserError
from app.vault.model import CUSTOM, EntryDraft, EntryKind, FieldDraft, FieldKind, spec_of

MOST_FIELDS = 200
MOST_TITLE = 500
MOST_LABEL = 200
MOST_VALUE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """A field as it shall be. `value` None: keep the one that is there. `repeat`: the entry may have several of this name."""

    name: str
    label: str
    kind: FieldKind
    protected: bool
    value: str | None = field(repr=False)
    id: str | None
    repeat: bool
    generated: bool = False


def checked_title(title: str) -> str:
    """The title in one line; never empty."""
    title = " ".join(title.split())
    if not title:
        raise UserError("title-empty")
    return _text(title, MOST_TITLE, "title")


def planned(draft: EntryDraft) -> list[Plan]:
    """The fields of a draft in order, without those left empty."""
    if len(draft.fields) > MOST_FIELDS:
        raise UserError("too-many-fields", most=MOST_FIELDS)
    plans = [plan for plan in (_plan(draft.kind, field) for field in draft.fields) if plan.value != ""]
    single = [plan.name for plan in plans if not plan.repeat]
    if len(set(single)) != len(single):
        raise UserError("field-twice")
    return plans


def digest_of(key: Secret, client_name: str, kind: EntryKind, title: str, fields: Iterable[Plan]) -> bytes:
    """A keyed digest of what an entry says: the same for the same content, nothing to anybody without the vault."""
    parts = [client_name, kind, title]
    for plan in fields:
        parts += [plan.name, plan.label, plan.kind, plan.value or ""]
    octets = (part.encode() for part in parts)
    return blake2b_256(b"".join(len(part).to_bytes(4) + part for part in octets), key.reveal())


def _plan(kind: EntryKind, draft: FieldDraft) -> Plan:
    value = draft.value.text() if isinstance(draft.value, Secret) else draft.value
    if value is not None:
        value = _text(value, MOST_VALUE, "value")
    elif draft.id is None:
        raise OurError("field-without-value")
    if draft.name == CUSTOM:
        label = _text(draft.label.strip(), MOST_LABEL, "label")
        return Plan(CUSTOM, label, FieldKind(draft.kind), draft.protected, value, draft.id, True, draft.generated)
    spec = spec_of(kind, draft.name)
    if spec is None:
        raise OurError("unknown-field", kind=kind.value)
    protected = spec.protected or draft.protected
    return Plan(spec.name, "", spec.kind, protected, value, draft.id, spec.repeat, draft.generated)


def _text(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise UserError("too-long", what=what, most=most)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken import
        raise UserError("not-text", what=what) from None  # not chained: the encoding error carries the value
    return text
