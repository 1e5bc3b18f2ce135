"""Backups and what is done with them, as a part of a vault: make one, look into it, compare, bring back.

Owns which of these take the vault's lock for long: none but bringing back. Imports the work late: every start of a vault loads
this module, and few of them look at a backup.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.errors import LacreError
from app.host.files import octets_in
from app.vault import folders
from app.vault import header as headers
from app.vault.core import Core
from app.vault.database import empty_log, peeking, translated
from app.vault.model import FROM_BACKUP
from app.vault.placed import Placed
from app.vault.staging import DATABASE, HEADER
from app.vault.trash import spare
from app.vault.writing import Writing

if TYPE_CHECKING:
    from app.vault.comparing import Comparison
    from app.vault.copying import Progress
    from app.vault.rotation import Backup

_COUNTS = "SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM entry)"


class Backups(Placed):
    """The part of a vault that deals with its backups."""

    def backup(self, target: Path, progress: Progress | None = None) -> Path:
        """A copy of the whole vault in a new folder, read through before it gets its name. Others may work meanwhile."""
        from app.vault.copying import copy_vault

        copy_vault(self._core, self._header(), target, progress)
        return target

    def changed_at(self) -> datetime:
        """When the vault was last written to, passphrase included; by the clock of the file system."""
        with self._core.lock, translated():
            self._require_in_place()
            names = (HEADER, DATABASE, f"{DATABASE}-wal")
            found = [(self.folder / name).stat() for name in names if (self.folder / name).exists()]
        return datetime.fromtimestamp(max(one.st_mtime for one in found if one.st_size), UTC)

    def settle(self) -> None:
        """Bring the log into the database, so that what was written before a backup does not look like written after it."""
        with self._core.lock, translated():
            if not self._core.db.in_transaction:
                empty_log(self._core.db)

    def look_into(self, path: Path) -> Backup | None:
        """What a folder of a backup's name holds; None where it is none. Opens it with the vault key, changes nothing."""
        from app.vault.rotation import Backup, parse_name

        stamp = parse_name(path.name)
        if stamp is None or path.is_symlink() or not path.is_dir():
            return None
        octets = octets_in(path)
        try:
            headers.verify(folders.read_header(path), self._core.keys.header)
            with peeking(path / DATABASE, self._core.keys.database) as found:
                ((clients, entries),) = found.execute(_COUNTS)
        except LacreError:
            self._core.keys  # noqa: B018 - of a vault that was locked meanwhile nothing else can be said
            return Backup(path, stamp, octets, None, None)
        return Backup(path, stamp, octets, clients, entries)

    def compare_backup(self, path: Path) -> Comparison:
        """What bringing this backup back would change."""
        from app.vault.comparing import compare
        from app.vault.restoring import reading

        with translated(), reading(self._core, path, self.folder) as there:
            return compare(self._core, there)

    def restore_backup(self, path: Path) -> None:
        """Everything as in the backup. Passphrase and kit stay as they are; the caller has made a backup of today first."""
        from app.vault.restoring import put_back_whole, reading

        self._require_in_place()
        with translated(), reading(self._core, path, self.folder) as there:
            put_back_whole(self._core, there)

    def restore_entries(self, path: Path, entry_ids: Sequence[str], now: datetime) -> int:
        """Single entries as in the backup, in one transaction: those that are gone whole, others as an edit. How many changed."""
        from app.vault.comparing import Standing, compare
        from app.vault.restoring import reading

        self._require_in_place()
        with translated(), reading(self._core, path, self.folder) as there, self._core.lock:
            differing = {one.entry_id: one.standing for one in compare(self._core, there).differences}
            chosen = [
                one for one in dict.fromkeys(entry_ids) if differing.get(one, Standing.ONLY_HERE) != Standing.ONLY_HERE
            ]
            with self._core.write():
                for entry_id in chosen:
                    self._bring_back(there, entry_id, now)
            return len(chosen)

    def _bring_back(self, there: Core, entry_id: str, now: datetime) -> None:
        from app.vault.restoring import draft_of, put_back_entry

        row = self._core.row("SELECT number FROM entry WHERE id = ?", entry_id)
        if row is None:
            put_back_entry(self._core, there, entry_id, now)
            return
        self._core.db.execute("UPDATE mark SET removed_at = NULL WHERE entry = ?", row)
        present = self._core.rows("SELECT id FROM field WHERE entry = ?", row[0])
        draft = draft_of(there, entry_id, frozenset(field_id for (field_id,) in present))
        Writing.edit_entry(cast(Writing, self), entry_id, draft, now, FROM_BACKUP)  # a vault is made of both parts
        spare(self._core, row[0], now)
