"""What somebody sent, kept in the vault under a client. Owns what kind of entry it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.entry_files import add_file
from app.vault.kinds import CUSTOM, EntryKind, FieldKind, spec_of
from app.vault.model import EntryDraft, EntrySummary, FieldDraft
from app.vault.naming import one_line

if TYPE_CHECKING:
    from app.ops.opening import OpenedShare
    from app.share.manifest import ManifestField
    from app.vault.vault import Vault

_MOST_TITLE = 500
_MOST_LABEL = 200
_KINDS = {kind.value: kind for kind in FieldKind}
_MASKED = frozenset({"password", "totp", "code", "wifi"})


def keep(
    vault: Vault, client_id: str, title: str, opened: OpenedShare, files: Sequence[Path], now: datetime
) -> EntrySummary:
    """A new entry with all of it, the files too. Either all of it is kept or nothing."""
    with vault.bulk():
        entry = vault.add_entry(client_id, draft_of(title, opened), now)
        for path in files:
            add_file(vault, entry.id, path, now)
    return next(found for found in vault.entries() if found.id == entry.id)


def keep_under_new(
    vault: Vault, client_name: str, title: str, opened: OpenedShare, files: Sequence[Path], now: datetime
) -> EntrySummary:
    """As `keep`, under a client that there is not yet; without the entry, no client either."""
    with vault.bulk():
        return keep(vault, vault.add_client(client_name, now).id, title, opened, files, now)


def draft_of(title: str, opened: OpenedShare) -> EntryDraft:
    """A login where there is a user name or a password, a note where there is only text, else fields of its own."""
    kinds = {field.kind for field in opened.fields}
    if not opened.fields:
        kind = EntryKind.NOTE if opened.message else EntryKind.DOCUMENTS
    else:
        kind = EntryKind.LOGIN if kinds & {"username", "password"} else EntryKind.CUSTOM
    fields = _fields(kind, opened.fields)
    if opened.message:
        note = "text" if kind is EntryKind.NOTE else "notes" if spec_of(kind, "notes") else CUSTOM
        masked = kind is EntryKind.NOTE
        value: str | Secret = Secret(opened.message) if masked else opened.message
        fields.append(FieldDraft(note, value, kind=FieldKind.NOTE, protected=masked))
    return EntryDraft(kind, one_line(title, _MOST_TITLE), tuple(fields))


def _fields(kind: EntryKind, given: Sequence[ManifestField]) -> list[FieldDraft]:
    taken: set[str] = set()
    return [_field(kind, each, taken) for each in given]


def _field(kind: EntryKind, given: ManifestField, taken: set[str]) -> FieldDraft:
    """A standard field of the entry's kind where one is free, else one of its own under the label that came."""
    known = _KINDS.get(given.kind, FieldKind.TEXT)
    spec = spec_of(kind, given.kind)
    masked = given.kind in _MASKED
    if spec is not None and spec.kind is known and (spec.repeat or spec.name not in taken):
        taken.add(spec.name)
        return FieldDraft(spec.name, _value(given.value, spec.protected), kind=known, protected=spec.protected)
    label = one_line(given.label, _MOST_LABEL) or given.kind
    return FieldDraft(CUSTOM, _value(given.value, masked), label=label, kind=known, protected=masked)


def _value(text: str, masked: bool) -> str | Secret:
    return Secret(text) if masked else text


def require_client_and_title(vault: Vault, client: str, title: str) -> str:
    """The client's id; said before a view is taken for nothing."""
    from app.ops.finding import require_client

    if not one_line(title):
        raise UserError("title-empty")
    return require_client(vault, client).id
