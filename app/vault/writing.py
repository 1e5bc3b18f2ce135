"""Writing entries: add and edit. Every call is one transaction.

What an edit changes field by field is in `revising`; removing is `trash`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.errors import OurError, UserError
from app.vault.categories import BY_KIND
from app.vault.core import Part, guarded, new_id, to_ticks
from app.vault.drafts import Plan, checked_title, digest_of, planned
from app.vault.entries import read_entry
from app.vault.marks import describe, described, require_out_of_trash
from app.vault.model import TYPED, Entry, EntryDraft, EntryKind, FieldKind, Origin
from app.vault.revising import Place, insert_fields, revise_fields
from app.vault.search import add_words, replace_words, words_of

_INSERT = """INSERT INTO entry (id, client, kind, title, username, url, has_totp, line, created_at, updated_at,
    revision, title_revision, title_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?)"""
_UPDATE = """UPDATE entry SET title = ?, username = ?, url = ?, has_totp = ?, line = ?, updated_at = ?, revision = ?
    WHERE number = ?"""
_LEARNT = (
    "SELECT entry FROM digest WHERE digest = ?"  # by itself: an import asks it of every entry, and mostly there is none
)
_KNOWN = """SELECT entry.id FROM entry LEFT JOIN mark ON mark.entry = number WHERE number = ? AND removed_at IS NULL"""
_LEARN = "INSERT OR IGNORE INTO digest (digest, entry) VALUES (?, ?)"
_PAST_TITLE = """INSERT INTO past (entry, field, name, label, protected, value, revision, changed_at, removed)
    SELECT number, id, 'title', '', 0, title, title_revision, title_at, 0 FROM entry WHERE number = ?"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry that may be written as it stands, and the digest of its content."""

    kind: EntryKind
    title: str
    plans: list[Plan] = field(repr=False)
    digest: bytes


class Writing(Part):
    """The writing part of a vault."""

    @guarded
    def add_entry(self, client_id: str, draft: EntryDraft, now: datetime, origin: Origin = TYPED) -> Entry:
        """A new entry of a client."""
        with self._core.write():
            (client_name,) = self._core.require("SELECT name FROM client WHERE id = ?", client_id, code="no-client")
            return self._insert(client_id, self._prepared(draft, client_name), now, origin)

    @guarded
    def prepared(self, draft: EntryDraft, client_name: str) -> Prepared:
        """A draft checked, once, for `known_entry` and then `add_prepared`: what an import does with each entry."""
        return self._prepared(draft, " ".join(client_name.split()))

    @guarded
    def add_prepared(self, client_id: str, prepared: Prepared, now: datetime, origin: Origin = TYPED) -> Entry:
        """A new entry as a part of `bulk`: it has no step of its own, so whoever catches an error cannot go on."""
        if not self._core.db.in_transaction:
            raise OurError("transaction-lost")
        return self._insert(client_id, prepared, now, origin)

    def _insert(self, client_id: str, new: Prepared, now: datetime, origin: Origin) -> Entry:
        db, ticks, plans = self._core.db, to_ticks(now), new.plans
        found = self._core.require("SELECT number, name FROM client WHERE id = ?", client_id, code="no-client")
        client, client_name = found
        entry_id, words = new_id(), _words(new.title, plans)
        row = (entry_id, client, new.kind.value, new.title, *_shown(plans), words[0], ticks, ticks, ticks)
        db.execute(_INSERT, row)
        number = db.last_insert_rowid()
        place = Place(self._core, number, client, client_id, entry_id, origin)
        fields = insert_fields(place, list(enumerate(plans)), now)
        _note_all(place, plans, [field.id for field in fields])
        add_words(self._core, number, words)
        db.execute(_LEARN, (new.digest, number))
        said = _said(plans)
        category, until = described(new.kind, said)
        if until is not None or category is not BY_KIND[new.kind]:
            describe(self._core, number, new.kind, said)
        head = (entry_id, client_id, client_name, new.kind, new.title, fields, now, now, 1)
        return Entry(*head, category=category, valid_until=until)

    @guarded
    def edit_entry(self, entry_id: str, draft: EntryDraft, now: datetime, origin: Origin = TYPED) -> Entry:
        """The entry as the draft says. Unchanged fields keep their revision, changed and missing ones go to the past."""
        title, plans = checked_title(draft.title), planned(draft)
        with self._core.write():
            place, kind, old_title, revision = self._place(entry_id, origin)
            if kind != draft.kind:
                raise UserError("kind-fixed")
            require_out_of_trash(self._core, place.number)
            whole, changed = revise_fields(place, plans, now)
            if changed or title != old_title:
                self._write_entry(place, title, old_title, revision + 1, whole, now)
                describe(self._core, place.number, kind, _said(whole))
                (client_name,) = self._core.require(
                    "SELECT name FROM client WHERE number = ?", place.client, code="no-client"
                )
                self._remember(place.number, client_name, kind, title, whole)
        return read_entry(self._core, entry_id)

    @guarded
    def entry_digest(self, draft: EntryDraft, client_name: str) -> bytes:
        """What `has_digest` knows an entry of this content by."""
        return self._prepared(draft, " ".join(client_name.split())).digest

    @guarded
    def has_digest(self, digest: bytes) -> bool:
        """Whether an entry has, or had before it was edited, exactly this content. Those in the trash do not count."""
        return self._known(digest) is not None

    @guarded
    def known_entry(self, digest: bytes) -> str | None:
        """Which entry that is."""
        return self._known(digest)

    def _known(self, digest: bytes) -> str | None:
        for (number,) in self._core.rows(_LEARNT, digest):
            if (found := self._core.row(_KNOWN, number)) is not None:
                return str(found[0])
        return None

    @guarded
    def learn_digest(self, entry_id: str, digest: bytes) -> None:
        """From now on this content is known as that entry's: it was brought into it."""
        (number,) = self._core.require("SELECT number FROM entry WHERE id = ?", entry_id, code="no-entry")
        with self._core.write() as db:
            db.execute(_LEARN, (digest, number))

    def _prepared(self, draft: EntryDraft, client_name: str) -> Prepared:
        title, plans = checked_title(draft.title), planned(draft)
        return Prepared(draft.kind, title, plans, self._digest(client_name, draft.kind, title, plans))

    def _place(self, entry_id: str, origin: Origin) -> tuple[Place, EntryKind, str, int]:
        sql = """SELECT entry.number, client.number, client.id, kind, title, revision
            FROM entry JOIN client ON client.number = entry.client WHERE entry.id = ?"""
        number, client, client_id, kind, title, revision = self._core.require(sql, entry_id, code="no-entry")
        return Place(self._core, number, client, client_id, entry_id, origin), EntryKind(kind), title, revision

    def _write_entry(
        self, place: Place, title: str, old_title: str, revision: int, plans: list[Plan], now: datetime
    ) -> None:
        db, ticks = self._core.db, to_ticks(now)
        if title != old_title:
            db.execute(_PAST_TITLE, (place.number,))
            db.execute(
                "UPDATE entry SET title_revision = ?, title_at = ? WHERE number = ?", (revision, ticks, place.number)
            )
            place.note(place.entry_id, revision)
        words = _words(title, plans)
        db.execute(_UPDATE, (title, *_shown(plans), words[0], ticks, revision, place.number))
        replace_words(self._core, place.number, words)

    def _remember(self, number: int, client_name: str, kind: EntryKind, title: str, plans: list[Plan]) -> None:
        """The digest of its content, by which an import finds it again."""
        self._core.db.execute(_LEARN, (self._digest(client_name, kind, title, plans), number))

    def _digest(self, client_name: str, kind: EntryKind, title: str, plans: list[Plan]) -> bytes:
        return digest_of(self._core.keys.digest, client_name, kind, title, plans)


def _note_all(place: Place, plans: list[Plan], field_ids: list[str]) -> None:
    """Of a new entry: its title's origin is that of all its fields but those that come from elsewhere."""
    place.note(place.entry_id, 1)
    for field_id, plan in zip(field_ids, plans, strict=True):
        if place.origin_of(plan) != place.origin:
            place.note(field_id, 1, plan)


def _said(plans: list[Plan]) -> list[tuple[str, FieldKind, str | None]]:
    """What marks are made from: protected values are not."""
    return [(plan.name, plan.kind, None if plan.protected else plan.value) for plan in plans]


def _words(title: str, plans: list[Plan]) -> tuple[str, str]:
    return words_of(title, [(plan.label, plan.kind, plan.protected, plan.value) for plan in plans])


def _shown(plans: list[Plan]) -> tuple[str, str, int]:
    """What a list shows of the fields: the first user name and URL in clear, and whether there is a TOTP."""

    def first(name: str) -> str:
        return next((plan.value or "" for plan in plans if plan.name == name and not plan.protected), "")

    return first("username"), first("url"), int(any(plan.kind is FieldKind.TOTP for plan in plans))
