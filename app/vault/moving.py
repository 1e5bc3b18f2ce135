"""Moving an entry to another client: what is sealed under the one's key is sealed anew under the other's. Owns no table."""

from __future__ import annotations

from datetime import datetime

from app.crypto.aead import seal
from app.vault.core import Core, Part, guarded, to_ticks
from app.vault.drafts import Plan, digest_of
from app.vault.entries import read_entry
from app.vault.keys import file_place, open_file_key, open_value, value_place
from app.vault.kinds import EntryKind, FieldKind
from app.vault.marks import require_out_of_trash
from app.vault.model import Entry

_ENTRY = """SELECT entry.number, client.number, client.id, kind, title FROM entry
    JOIN client ON client.number = entry.client WHERE entry.id = ?"""
_SEALED = {
    "field": "SELECT number, id, revision, sealed FROM field WHERE entry = ? AND sealed IS NOT NULL",
    "past": "SELECT number, field, revision, sealed FROM past WHERE entry = ? AND sealed IS NOT NULL",
}
_UPDATE = {
    "field": "UPDATE field SET sealed = ? WHERE number = ?",
    "past": "UPDATE past SET sealed = ? WHERE number = ?",
}
_FIELDS = (
    "SELECT id, name, label, kind, protected, value, revision, sealed FROM field WHERE entry = ? ORDER BY position"
)


class Moving(Part):
    """The part of a vault that gives entries to other clients."""

    @guarded
    def move_entry(self, entry_id: str, client_id: str, now: datetime) -> Entry:
        """The entry, with its past and its files, as one of this client's. The former client's key then opens nothing of it."""
        with self._core.write() as db:
            row = self._core.require(_ENTRY, entry_id, code="no-entry")
            number, old, old_id, kind, title = row
            new, name = self._core.require("SELECT number, name FROM client WHERE id = ?", client_id, code="no-client")
            if new == old:
                return read_entry(self._core, entry_id)
            require_out_of_trash(self._core, number)
            _reseal_values(self._core, number, (old, old_id), (new, client_id), entry_id)
            _reseal_files(self._core, number, (old, old_id), (new, client_id), entry_id)
            db.execute("UPDATE entry SET client = ?, updated_at = ? WHERE number = ?", (new, to_ticks(now), number))
            db.execute("UPDATE share SET client = ? WHERE entry = ?", (client_id, entry_id))
            plans = _plans(self._core, number, (new, client_id), entry_id)
            digest = digest_of(self._core.keys.digest, name, EntryKind(kind), title, plans)
            db.execute("INSERT OR IGNORE INTO digest (digest, entry) VALUES (?, ?)", (digest, number))
        return read_entry(self._core, entry_id)


def _reseal_values(core: Core, entry: int, old: tuple[int, str], new: tuple[int, str], entry_id: str) -> None:
    for table, select in _SEALED.items():
        for number, field_id, revision, sealed in core.rows(select, entry):
            field = (entry_id, field_id, revision)
            value = open_value(core.client_key(old[0]), sealed, value_place(old[1], *field))
            again = seal(core.client_key(new[0]), value.reveal(), value_place(new[1], *field))
            core.db.execute(_UPDATE[table], (again, number))


def _reseal_files(core: Core, entry: int, old: tuple[int, str], new: tuple[int, str], entry_id: str) -> None:
    """Of a file only its key is sealed under the client's: the file itself stays as it lies."""
    for number, attachment_id, sealed in core.rows("SELECT number, id, key FROM attachment WHERE entry = ?", entry):
        key = open_file_key(core.client_key(old[0]), sealed, file_place(old[1], entry_id, attachment_id))
        again = seal(core.client_key(new[0]), key.reveal(), file_place(new[1], entry_id, attachment_id))
        core.db.execute("UPDATE attachment SET key = ? WHERE number = ?", (again, number))


def _plans(core: Core, entry: int, client: tuple[int, str], entry_id: str) -> list[Plan]:
    """The fields as they are, opened: an import of the other client's finds the entry by them."""
    plans = []
    for field_id, name, label, kind, protected, value, revision, sealed in core.rows(_FIELDS, entry):
        if sealed is not None:
            place = value_place(client[1], entry_id, field_id, revision)
            value = open_value(core.client_key(client[0]), sealed, place).text()
        plans.append(Plan(name, label, FieldKind(kind), bool(protected), value, field_id, repeat=True))
    return plans
