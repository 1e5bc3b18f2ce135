"""Backups as a person meets them: made by themselves, listed, previewed, brought back. Owns when one is made, where it lies
and which are removed. The work is the vault's; every function here may be called from a worker thread.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Container, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LacreError, UserError, WorldError
from app.host.files import octets_in, private_folder
from app.host.paths import vault_path
from app.host.settings import load
from app.vault.glance import is_whole
from app.vault.rotation import BESIDE, Backup, Reason, Stamp, is_due, kept, next_stamp, parse_name
from app.vault.staging import HEADER, clear_left, remove, unfinished

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.ops.security_keys import Asker
    from app.vault.comparing import Comparison
    from app.vault.copying import Progress
    from app.vault.vault import Vault

_ONE_AT_A_TIME = threading.Lock()
_ROOM_OVER = 16 * 1024 * 1024  # a full disk hurts more than a backup less


def folder_of(home: Path) -> Path:
    """Where backups lie: the folder that was chosen, or one beside the vault."""
    chosen = load(home).backup_folder
    return Path(chosen) if chosen else home / BESIDE


def listed(home: Path, vault: Vault) -> list[Backup]:
    """The backups, the newest first, with what is in each. Those of other vaults are there without counts.

    Beside the vault as well where another folder was chosen: what was kept before a new version lies there.
    """
    paths = [path for folder in dict.fromkeys((folder_of(home), home / BESIDE)) for path in _paths(folder)]
    found = [one for one in map(vault.look_into, paths) if one is not None]
    return sorted(found, key=lambda one: one.stamp, reverse=True)


def found(home: Path) -> list[Backup]:
    """What lies there for a vault that cannot be opened, the newest first. Nobody knows what is in them, or of which vault."""
    paths = [path for folder in dict.fromkeys((folder_of(home), home / BESIDE)) for path in _paths(folder)]
    return sorted(
        (
            Backup(path, stamp, octets_in(path), None, None)
            for path in paths
            if (stamp := parse_name(path.name)) is not None and not path.is_symlink() and is_whole(path)
        ),
        key=lambda one: one.stamp,
        reverse=True,
    )


def is_due_now(home: Path, vault: Vault, now: datetime) -> bool:
    """Whether the last backup is older than a day and something was changed since. Quick: looks at names and times."""
    return is_due(_stamps(folder_of(home)), vault.changed_at(), now)


def make_if_due(home: Path, vault: Vault, now: datetime, progress: Progress | None = None) -> Path | None:
    """For after the unlock, and every hour: the day's backup, if it is time for one. None when it is not."""
    return make(home, vault, Reason.DAILY, now, progress) if is_due_now(home, vault, now) else None


def make(
    home: Path,
    vault: Vault,
    reason: Reason,
    now: datetime,
    progress: Progress | None = None,
    *,
    needed: Path | None = None,
) -> Path:
    """A backup in the backups' folder, read through; then those that it makes superfluous are removed, but the one needed.

    One after the other: the day's begins by itself, and one that somebody asked for may begin beside it.
    """
    with _ONE_AT_A_TIME:
        folder = private_folder(folder_of(home)) if not load(home).backup_folder else _chosen(folder_of(home))
        clear_left(folder, lambda name: parse_name(name) is not None)
        vault.settle()
        _require_room(vault, folder)
        made = vault.backup(folder / next_stamp(reason, now, _names(folder)).name, progress)
        rotate(folder, vault, now, {made, needed})
        return made


def before(home: Path, vault: Vault, reason: Reason, now: datetime) -> Path | None:
    """Before something that changes much: an import, another passphrase. An error here is a reason not to do it.

    None where there is nothing yet that could be lost.
    """
    return make(home, vault, reason, now) if vault.clients() else None


def rotate(folder: Path, vault: Vault, now: datetime, needed: Container[Path | None] = ()) -> list[Stamp]:
    """Remove what the rule does not keep and nobody needs: of this vault's readable backups alone. What was removed.

    One without a header stays: in a folder that a program keeps in step with other computers it may still be on its way.
    """
    ours = {one.stamp: one.path for one in map(vault.look_into, _paths(folder)) if one is not None and one.readable}
    gone = sorted(stamp for stamp in ours.keys() - kept(ours, now) if ours[stamp] not in needed)
    for stamp in gone:
        _remove(ours[stamp])
    return gone


def find(home: Path, name: str) -> Path:
    """A backup by its name in the backups' folder, or by its path anywhere."""
    for folder in (folder_of(home), home / BESIDE):
        if parse_name(name) is not None and (folder / name).is_dir():
            return folder / name
    path = Path(name).expanduser().absolute()
    if not (path / HEADER).exists():
        raise UserError("no-backup", path=name)
    return path


def preview(vault: Vault, backup: Path) -> Comparison:
    """What bringing this backup back would change, entry by entry. Changes nothing."""
    return vault.compare_backup(backup)


def restore_whole(home: Path, vault: Vault, backup: Path, now: datetime) -> Path:
    """Everything as in the backup. The vault as it is now is kept as a backup first: its path."""
    vault.compare_backup(backup)  # it is ours and can be read: otherwise nothing is made for nothing
    aside = make(home, vault, Reason.RESTORE, now, needed=backup)
    vault.restore_backup(backup)
    return aside


def restore_entries(home: Path, vault: Vault, backup: Path, entry_ids: Sequence[str], now: datetime) -> int:
    """Single entries as in the backup; what they are now goes into their history, and into a backup made first. How many
    were changed."""
    vault.compare_backup(backup)
    make(home, vault, Reason.RESTORE, now, needed=backup)
    return vault.restore_entries(backup, entry_ids, now)


def restore_lost(
    home: Path, backup: Path, passphrase: Secret, *, set_aside: bool, now: datetime, ask: Asker | None = None
) -> Path | None:
    """A vault from a backup where there is none, or one that no longer opens: that is moved aside, and kept. Its new path.
    `ask` is asked for the security key that the backup needs, if it does.
    """
    from app.ops.security_keys import second
    from app.vault.policy import POLICY
    from app.vault.restoring import reinstate

    folder, aside = vault_path(home), None
    if set_aside and folder.exists():
        aside = _move_aside(folder, now)
    try:
        reinstate(backup, folder, passphrase, POLICY, second(ask))
    except BaseException:
        if (
            aside is not None and not folder.exists()
        ):  # else it failed with the new one in its place already: both are kept
            aside.replace(folder)
        raise
    return aside


def _move_aside(folder: Path, now: datetime) -> Path:
    from app.host.locks import InstanceLock

    aside = folder.with_name(f"{folder.name}.{now:%Y%m%dT%H%M%SZ}.aside")
    if aside.exists():
        raise UserError("target-exists")
    with InstanceLock(folder / "lock"):  # whoever has it open would write into what is moved
        pass
    try:
        folder.rename(aside)
    except OSError as error:
        raise WorldError("cannot-write", path=str(folder), reason=error.strerror or "") from error
    return aside


def _chosen(folder: Path) -> Path:
    """A folder that a person chose: a stick that is not there must not become a folder on the disk."""
    if not folder.is_dir():
        raise WorldError("no-backup-folder", path=str(folder))
    return folder


def _require_room(vault: Vault, folder: Path) -> None:
    wanted = octets_in(vault.folder)
    with contextlib.suppress(OSError):  # some network folders do not tell
        if shutil.disk_usage(folder).free < wanted + _ROOM_OVER:
            raise WorldError("backup-disk-full", path=str(folder))


def _paths(folder: Path) -> list[Path]:
    return [folder / stamp.name for stamp in _stamps(folder)]


def _stamps(folder: Path) -> list[Stamp]:
    return sorted((stamp for stamp in map(parse_name, _names(folder)) if stamp is not None), reverse=True)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WorldError("cannot-read", path=str(folder), reason=error.strerror or "") from error


def _remove(backup: Path) -> None:
    """Out of its name first: what a crash leaves half removed passes for no backup, and is cleared like one half made.

    Only our own parts go; with anything else in it the folder has its name back.
    """
    with contextlib.suppress(OSError, LacreError):
        leaving = backup.replace(unfinished(backup))
        remove(leaving)
        if leaving.exists():
            leaving.rename(backup)
