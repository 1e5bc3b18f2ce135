"""A vault of an older version is kept before it is brought up to this one. Owns where, and how the copy is proven.

The copy goes into the folder of backups beside the vault, on the same disk: a stick that was chosen for backups and is not
there today must keep nobody out of a vault. It counts once a copy of it was brought up and read through.
"""

from __future__ import annotations

from pathlib import Path

import apsw

from app.errors import WorldError
from app.host.clock import now
from app.host.files import private_folder, write_atomic
from app.vault import folders
from app.vault import header as headers
from app.vault.checking import check
from app.vault.copying import opened
from app.vault.core import Core
from app.vault.database import new_copy, settle
from app.vault.filing import WITH_FILES, copy_files
from app.vault.keys import KeyRing, damaged
from app.vault.restoring import copy_database
from app.vault.rotation import BESIDE, Reason, next_stamp, parse_name
from app.vault.staging import DATABASE, HEADER, clear_left, scratch, staged


def keep_old(folder: Path, keys: KeyRing, connection: apsw.Connection) -> Path:
    """A backup of the vault as its older version wrote it: its path. Fails where it cannot be had, and nothing is changed."""
    header = folders.read_header(folder)
    headers.verify(header, keys.header)
    place = private_folder(folder.parent / BESIDE)
    clear_left(place, lambda name: parse_name(name) is not None)  # of an attempt that was ended
    target = place / next_stamp(Reason.MIGRATION, now(), [path.name for path in place.iterdir()]).name
    try:
        with staged(target) as staging:
            with new_copy(connection, staging / DATABASE, keys.database) as copying:
                copying.step()
            settle(staging / DATABASE)
            copy_files(Core(connection, keys), _files(connection), folder, staging)
            write_atomic(staging / HEADER, header.octets)
            _prove(staging, folder, keys)
    except WorldError as error:
        if error.code == "disk-full":
            raise WorldError("backup-disk-full", path=str(place)) from error
        raise
    return target


def _files(connection: apsw.Connection) -> list[str]:
    """The ids of attachments; versions without the table have none."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'attachment'").fetchone():
        return []
    return [str(attachment_id) for (attachment_id,) in connection.execute(WITH_FILES)]


def _prove(backup: Path, folder: Path, keys: KeyRing) -> None:
    """Bring a copy of it up and read that through: so the backup can be used, and the vault can be brought up as well."""
    with scratch(folder) as place:
        copy_database(backup, place)
        with opened(keys, place / DATABASE, backup) as copied:
            found = check(copied)
    if not found.ok:
        raise damaged("database")
