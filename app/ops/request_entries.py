"""From what a client filled in to entries of the vault: which kind, which field holds what, and what accepting it into an
entry that is there would change. A value that differs takes the place of the old one, which stays in the entry's history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.contents import label_of
from app.ops.request_words import field_name, kind_name, word
from app.share.asking.form import Form, FormPart
from app.share.asking.submission import Submission
from app.vault.fold import fold
from app.vault.importers.drafts import host_of
from app.vault.kinds import CUSTOM, EntryKind, FieldKind, spec_of
from app.vault.model import EntryDraft, FieldDraft
from app.vault.naming import one_line

if TYPE_CHECKING:
    from app.vault.vault import Vault

_MOST_TITLE = 500
_KINDS = {
    "login": EntryKind.LOGIN,
    "card": EntryKind.CARD,
    "bank": EntryKind.BANK,
    "identity": EntryKind.IDENTITY,
    "door": EntryKind.DOOR,
    "text": EntryKind.NOTE,
    "file": EntryKind.DOCUMENTS,
}
# Which standard field of an entry a field of a form is, where that is not its own name.
_PLACES: Mapping[EntryKind, Mapping[str, str]] = {
    EntryKind.LOGIN: {"note": "notes"},
    EntryKind.CARD: {"card": "number", "month": "expires", "code": "security_code", "note": "notes"},
    EntryKind.BANK: {"note": "notes"},
    EntryKind.IDENTITY: {"name": "full_name", "date": "birth_date", "note": "notes"},
    EntryKind.DOOR: {"note": "instructions", "date": "valid_until"},
    EntryKind.NOTE: {"note": "text"},
    EntryKind.DOCUMENTS: {"note": "notes", "text": "reference"},
}
_AS = {"name": FieldKind.TEXT, "holder": FieldKind.TEXT, "place": FieldKind.TEXT, "recovery": FieldKind.SECRET}
_PROTECTED = frozenset({"password", "code", "pin", "card", "recovery"})


@dataclass(frozen=True, slots=True)
class Merged:
    """What an entry would be, and what changes: label, what is there, what came; and of each whether it is masked on a screen."""

    draft: EntryDraft
    changes: tuple[tuple[str, str, str], ...] = field(repr=False)
    protected: tuple[bool, ...] = ()


def is_protected(kind: str) -> bool:
    """Whether values of this kind of field are masked."""
    return kind in _PROTECTED


def text_of(value: str | Secret | None) -> str:
    return value.text() if isinstance(value, Secret) else value or ""


def drafts_of(form: Form, given: Submission, language: str, title: str = "") -> list[EntryDraft]:
    """An entry for each part that was filled in; the message goes into the first, or is a note of its own. Files without
    anything else are an entry of documents."""
    filled = [answer for answer in given.answers if any(answer.values)]
    several = len(filled) > 1
    drafts = [
        _draft(form.parts[answer.part], answer.values, language, "" if several else title, several=several)
        for answer in filled
    ]
    if drafts and given.message:
        drafts[0] = _with_message(drafts[0], given.message, language)
    elif given.message or (given.files and not drafts):
        part = form.parts[0]
        drafts = [_loose(one_line(title) or _title_of(part, language), given.message, bool(given.files))]
    return drafts


def _draft(part: FormPart, values: Sequence[str], language: str, title: str, *, several: bool) -> EntryDraft:
    kind = _kind_of(part)
    fields: list[FieldDraft] = []
    taken: set[str] = set()
    for asked, value in zip(part.fields, values, strict=True):
        place = _PLACES.get(kind, {}).get(asked.kind, asked.kind)
        spec = spec_of(kind, place)
        own = FieldKind.TEXT if asked.kind not in {one.value for one in FieldKind} else FieldKind(asked.kind)
        known = _AS.get(asked.kind, own)
        if spec is not None and (spec.repeat or place not in taken):
            taken.add(place)
            fields.append(FieldDraft(place, _value(value, spec.protected), kind=spec.kind, protected=spec.protected))
        else:
            label = field_name(asked.kind, one_line(asked.label), language)
            masked = is_protected(asked.kind)
            fields.append(FieldDraft(CUSTOM, _value(value, masked), label, known, masked))
    site = next((_host(text_of(one.value)) for one in fields if one.name == "url"), "")
    asked_for = one_line(part.label)
    named = (site or asked_for) if several else (asked_for or site)
    return EntryDraft(kind, _title(one_line(title) or named or kind_name(part.kind, language)), tuple(fields))


def _kind_of(part: FormPart) -> EntryKind:
    known = _KINDS.get(part.kind)
    if known is not None:
        return known
    asked = {one.kind for one in part.fields}
    return EntryKind.LOGIN if {"username", "password"} <= asked else EntryKind.CUSTOM


def _with_message(draft: EntryDraft, message: str, language: str) -> EntryDraft:
    label = word("message", language)
    said = FieldDraft(CUSTOM, message, label, FieldKind.NOTE)
    return EntryDraft(draft.kind, draft.title, (*draft.fields, said))


def _loose(title: str, message: str, with_files: bool) -> EntryDraft:
    if with_files:
        notes = (FieldDraft("notes", message, kind=FieldKind.NOTE),) if message else ()
        return EntryDraft(EntryKind.DOCUMENTS, _title(title), notes)
    text = FieldDraft("text", Secret(message), kind=FieldKind.NOTE, protected=True)
    return EntryDraft(EntryKind.NOTE, _title(title), (text,))


def _title_of(part: FormPart, language: str) -> str:
    return one_line(part.label) or kind_name(part.kind, language)


def _title(text: str) -> str:
    """On one line; a kind's words begin small, as they stand in sentences."""
    text = one_line(text, _MOST_TITLE)
    return text[:1].upper() + text[1:]


def _host(url: str) -> str:
    """As a name: the client wrote the address."""
    return one_line(host_of(url) or host_of(f"https://{url}")).removeprefix("www.")


def _value(text: str, masked: bool) -> str | Secret:
    return Secret(text) if masked else text


def merged(vault: Vault, entry_id: str, draft: EntryDraft, language: str) -> Merged:
    """The entry with what came. What was not filled in stays as it is."""
    entry = vault.entry(entry_id)
    if entry.kind is not draft.kind:
        raise UserError("request-other-kind")
    fields = [FieldDraft(one.name, None, one.label, one.kind, one.protected, one.id) for one in entry.fields]
    held = [vault.reveal(entry_id, one.id).text() if one.value is None else one.value for one in entry.fields]
    changes: list[tuple[str, str, str]] = []
    protected: list[bool] = []
    for one in draft.fields:
        new = text_of(one.value)
        same = [at for at, there in enumerate(fields) if _place(there) == _place(one)]
        if not new or any(held[at] == new for at in same):
            continue
        spec = spec_of(draft.kind, one.name)
        replaced = same[0] if same and not (spec is not None and spec.repeat) else None
        changes.append((label_of(one, language), "" if replaced is None else held[replaced], new))
        protected.append(one.protected or (replaced is not None and fields[replaced].protected))
        if replaced is None:
            fields.append(one)
            held.append(new)
        else:
            old = fields[replaced]
            fields[replaced] = FieldDraft(old.name, one.value, old.label, old.kind, old.protected, old.id)
            held[replaced] = new
    return Merged(EntryDraft(entry.kind, entry.title, tuple(fields)), tuple(changes), tuple(protected))


def _place(one: FieldDraft) -> tuple[str, str]:
    return one.name, fold(one.label) if one.name == CUSTOM else ""
