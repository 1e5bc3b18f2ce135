"""Two entries about the same: finding the one that the vault has, and bringing into it what the other says beyond it.

About the same are entries of one client and kind with the same site (the host of the first address) and user name. Nothing of
either is lost: what the vault has stays as it is, an empty field takes the other's value, and a value that differs becomes a
field of its own beside it, named after where it came from.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.vault.drafts import MOST_FIELDS
from app.vault.fold import fold
from app.vault.importers.drafts import host_of
from app.vault.model import CUSTOM, Entry, EntryDraft, EntryKind, Field, FieldDraft, How, Origin, spec_of

if TYPE_CHECKING:
    from app.vault.vault import Vault

# Kinds that are about a site, and which of their fields says who one is there.
_NAMES = {EntryKind.LOGIN: "username", EntryKind.API: "key_id"}

_About = tuple[EntryKind, str, str]
_Place = tuple[str, str]


class Twins:
    """Finds the entry that a draft is about. It knows those that were there before the import: what stands twice in a file was
    two things to the person who kept them there."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._clients = {client.id for client in vault.clients()}
        self._known: dict[str, dict[_About, str]] = {}

    def of(self, client_id: str, draft: EntryDraft) -> str | None:
        """The id of the one entry that is about the same; None where there is none, or more than one to choose from."""
        if client_id not in self._clients:
            return None
        known = self._known.get(client_id)
        if known is None:  # asked before the first entry of the file is added to this client
            known = self._known[client_id] = self._about(client_id)
        about = _about_draft(draft)
        return (known.get(about) or None) if about else None

    def _about(self, client_id: str) -> dict[_About, str]:
        found: dict[_About, str] = {}
        for query in ("", "is:archived"):
            for each in self._vault.entries(client_id, query):
                about = _about(each.kind, each.url, each.username)
                if about is not None:
                    found[about] = "" if about in found else each.id
        return found


def _about_draft(draft: EntryDraft) -> _About | None:
    name = _NAMES.get(draft.kind)
    if name is None:
        return None
    values = {one.name: one.value for one in reversed(draft.fields) if isinstance(one.value, str)}
    return _about(draft.kind, values.get("url", ""), values.get(name, ""))


def _about(kind: EntryKind, url: str, username: str) -> _About | None:
    site = host_of(url).removeprefix("www.")
    return (kind, site, fold(username)) if site and kind in _NAMES else None


def join(vault: Vault, entry_id: str, draft: EntryDraft, source: str, now: datetime) -> list[str] | None:
    """Bring the draft into the entry; the names of the values that differed. None, and nothing done, where it has no room."""
    entry = vault.entry(entry_id)
    held = _held(vault, entry)
    fields = [FieldDraft(one.name, None, one.label, one.kind, one.protected, one.id) for one in entry.fields]
    standard = {one.name for one in entry.fields}
    differing: list[str] = []
    for one in (*draft.fields, FieldDraft("title", draft.title)):
        place, value = _place(one), _text(one.value)
        if not value or value in held.get(place, ()):
            continue
        held.setdefault(place, set()).add(value)
        spec = spec_of(draft.kind, one.name)
        if one.name == CUSTOM or (spec is not None and (spec.repeat or one.name not in standard)):
            fields.append(one)
            standard.add(one.name)
            continue
        second = _second(one, source)
        differing.append(one.name)
        if value not in held.setdefault(_place(second), set()):
            held[_place(second)].add(value)
            fields.append(second)
    if len(fields) > MOST_FIELDS:
        return None
    if len(fields) > len(entry.fields):
        joined = EntryDraft(entry.kind, entry.title, tuple(fields))
        vault.edit_entry(entry_id, joined, now, Origin(How.JOINED, source))
    return differing


def _second(one: FieldDraft, source: str) -> FieldDraft:
    """The same value as a field of its own."""
    label = f"{one.name.replace('_', ' ').capitalize()} ({source})"
    return FieldDraft(CUSTOM, one.value, label, one.kind, one.protected)


def _held(vault: Vault, entry: Entry) -> dict[_Place, set[str]]:
    """Every value that the entry has or had, by its place."""
    held: dict[_Place, set[str]] = {("title", ""): {entry.title}}
    for one in entry.fields:
        value = vault.reveal(entry.id, one.id).text() if one.value is None else one.value
        held.setdefault(_place(one), set()).add(value)
    for past in vault.history(entry.id):
        if not past.removed and past.name:
            value = vault.reveal(entry.id, past.field_id, past.revision).text() if past.protected else past.value or ""
            held.setdefault(_at(past.name, past.label), set()).add(value)
    return held


def _place(one: Field | FieldDraft) -> _Place:
    return _at(one.name, one.label)


def _at(name: str, label: str) -> _Place:
    return name, fold(label) if name == CUSTOM else ""


def _text(value: str | Secret | None) -> str:
    return value.text() if isinstance(value, Secret) else value or ""
