"""A submission as a person reviews it: what was filled in, under which words, with the check words; and which entries of the
client it may be about. Owns no decision; everything in it is a stranger's text, and the screens show it as that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.host.clock import moment
from app.ops.request_collecting import Opened, opened
from app.ops.request_entries import drafts_of, is_protected, merged
from app.ops.request_ledger import secrets_of, view_of
from app.ops.request_matching import likeness, part_for
from app.ops.request_words import field_name, kind_name
from app.share.asking.form import Form, FormField
from app.share.names import safe_names
from app.vault.model import EntryDraft

if TYPE_CHECKING:
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class ReviewedField:
    """One value. An empty one was left out, though it may have been `required`."""

    label: str
    kind: str
    value: Secret
    protected: bool
    required: bool


@dataclass(frozen=True, slots=True)
class ReviewedPart:
    """What was filled in together: one login of several."""

    title: str
    fields: tuple[ReviewedField, ...]


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """A file under a name that is safe anywhere."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Twin:
    """An entry that the answer may be about, and what accepting it there would change: label, what is there, what came; and of
    each whether it is masked on a screen."""

    entry_id: str
    title: str
    changes: tuple[tuple[str, str, str], ...] = field(repr=False)
    protected: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A submission, opened. `words` are to be compared by voice: without that anybody who had the link may have sent it.
    `sent_at` is by the client's clock; `missing`: something of the same page was sent before it and is not here; `held_back`:
    the relay said at first that it did not have it."""

    request_id: str
    number: int
    words: tuple[str, ...]
    language: str
    sent_at: datetime
    came_at: datetime
    message: Secret
    parts: tuple[ReviewedPart, ...]
    files: tuple[ReviewedFile, ...]
    missing: bool
    held_back: bool


def review(vault: Vault, request_id: str, number: int, now: datetime, language: str) -> Review:
    """One that waits; `language` is that of the words for what the asker gave no name of their own."""
    found = opened(vault, request_id, number)
    given, form = found.given, found.secrets.asked.form
    view = next(one for one in view_of(vault, request_id, now).submissions if one.number == number)
    names = safe_names([file.name for file in given.files])
    return Review(
        request_id=request_id,
        number=number,
        words=found.words,
        language=given.language,
        sent_at=moment(given.at),
        came_at=view.came_at,
        message=Secret(given.message),
        parts=tuple(_part(form, answer.part, answer.values, language) for answer in given.answers),
        files=tuple(ReviewedFile(name, file.size) for name, file in zip(names, given.files, strict=True)),
        missing=view.missing,
        held_back=view.held_back,
    )


def form_of(vault: Vault, request_id: str) -> Form:
    """What was asked, as long as it can be answered."""
    return secrets_of(vault.request(request_id)).asked.form


def _part(form: Form, part: int, values: tuple[str, ...], language: str) -> ReviewedPart:
    asked = form.parts[part]
    fields = tuple(_field(one, value, language) for one, value in zip(asked.fields, values, strict=True))
    return ReviewedPart(asked.label or kind_name(asked.kind, language), fields)


def _field(asked: FormField, value: str, language: str) -> ReviewedField:
    label = field_name(asked.kind, asked.label, language)
    return ReviewedField(label, asked.kind, Secret(value), is_protected(asked.kind), asked.required)


def twins(vault: Vault, request_id: str, number: int, language: str, *, client_id: str | None = None) -> list[Twin]:
    """The entries of the client that a part of it may be about, the likeliest first; what would change is of that part."""
    client_id = client_id or vault.request(request_id).client_id
    if client_id is None:
        return []
    found: Opened = opened(vault, request_id, number)
    return _alike(vault, client_id, drafts_of(found.secrets.asked.form, found.given, language), language)


def _alike(vault: Vault, client_id: str, drafts: Sequence[EntryDraft], language: str) -> list[Twin]:
    ranked = []
    for each in vault.entries(client_id):
        alike = [likeness(draft, each.title, each.url, each.username) for draft in drafts if draft.kind is each.kind]
        if any(alike):
            ranked.append((-max(alike), each.title, each.id))
    found = []
    for _, title, entry_id in sorted(ranked):
        part = part_for(vault, entry_id, drafts)
        if part is not None:
            there = merged(vault, entry_id, drafts[part], language)
            found.append(Twin(entry_id, title, there.changes, there.protected))
    return found
