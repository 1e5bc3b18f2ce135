"""Files of an entry outside the vault: opened ones in a private folder that is wiped, saved ones where a person wants them.

Owns the folder `opened` of LACRE_HOME and what may be opened from it; the vault seals and opens, a window shows.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.errors import UserError, WorldError
from app.host.files import private_folder, sync, sync_folder
from app.host.locks import InstanceLock

if TYPE_CHECKING:
    from app.vault.model import Attachment
    from app.vault.vault import Vault

MOST_OCTETS = 2 * 1024**3
_LEFT = re.compile(r"\.lacre-[0-9a-f]{16}\.part", re.ASCII)
_AT_WORK_S = 24 * 3600  # what is being saved was written to more lately
FOLDER, LOCK = "opened", "opened.lock"
# What a system runs instead of showing it. `fatura.pdf.exe` from a stranger must never be one click away from running.
_RUNNING = (
    "exe com scr pif bat cmd msi msp msix appx ps1 psm1 vbs vbe js jse wsf wsh hta cpl reg inf lnk url scf "
    "application gadget jar jnlp desktop sh bash zsh csh run bin appimage deb rpm flatpakref app command tool "
    "workflow terminal action scpt applescript pkg mpkg dmg iso img vhd vhdx chm hlp settingcontent-ms appref-ms "
    "diagcab library-ms search-ms webloc inetloc fileloc py pyw pyz pl rb xll docm dotm xlsm xltm xlam pptm potm "
    "ppam ppsm sldm vb ws wsc sct ps1xml psc1 psd1 msu mst xla xlsb iqy slk mde mdb ade adp accdb accde diagpkg "
    "prefpane saver mobileconfig xip snap ksh fish php lua"
)
_RUNS = frozenset(_RUNNING.split())


def runs(name: str) -> bool:
    """Whether opening a file of this name would run what is in it, or may."""
    return name.rpartition(".")[2].casefold().strip() in _RUNS if "." in name else False


class OpenedFiles:
    """The private folder. Of two programs on one LACRE_HOME the one that holds the lock sweeps: never under the other's feet."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER
        self._lock = InstanceLock(home / LOCK)
        self._busy = threading.Lock()

    def sweep(self) -> int:
        """At the start: wipe what a killed program left. How many files would not go."""
        with self._busy:
            return self._wiped() if os.path.lexists(self.folder) and self._taken() else 0

    def place(self, name: str) -> Path:
        """A free path for a file of this (safe) name, in a new folder of its own: two files may have one name."""
        with self._busy:
            if not self._taken():
                raise WorldError("in-use", path=str(self._lock.path))
            if self.folder.is_symlink():  # planted: what is opened would lie somewhere else
                self.folder.unlink()
            private_folder(self.folder)
            return private_folder(self.folder / os.urandom(8).hex()) / name

    def wipe(self) -> int:
        """At the lock and at the end. How many files would not go: another program holds them (they go at the next wipe)."""
        with self._busy:
            return self._wiped() if self._lock.held else 0

    def close(self) -> None:
        """Wipe, and let go of the lock."""
        self.wipe()
        with self._busy:
            if self._lock.held:
                self._lock.release()

    def _taken(self) -> bool:
        if not self._lock.held:
            if not self._lock.path.parent.is_dir():
                return False
            with contextlib.suppress(WorldError):
                self._lock.acquire()
        return self._lock.held

    def _wiped(self) -> int:
        """Nothing is followed: a link that somebody put here goes, and what it points to stays."""
        if self.folder.is_symlink():
            self.folder.unlink()
        if not self.folder.is_dir():
            return 0
        for parent, folders, files in os.walk(self.folder, topdown=False):
            for name in files:
                _erase(Path(parent, name))
            for name in folders:
                _remove_folder(Path(parent, name))
        shutil.rmtree(self.folder, ignore_errors=True)
        return sum(len(files) for _parent, _folders, files in os.walk(self.folder))


def add_file(
    vault: Vault, entry_id: str, path: Path, now: datetime, progress: Callable[[int, int], None] | None = None
) -> Attachment:
    """Keep a copy of a file with an entry. Told of `progress`: octets done, and octets in all (a file may grow meanwhile)."""
    with _read(path) as stream:
        total = os.fstat(stream.fileno()).st_size
        if total > MOST_OCTETS:  # said before two gigabytes were read
            raise UserError("file-too-big", most="2 GiB")
        told = None if progress is None else lambda done: progress(done, max(done, total))
        return vault.add_attachment(entry_id, path.name, stream, now, told)


def open_file(
    vault: Vault, opened: OpenedFiles, file: Attachment, progress: Callable[[int], None] | None = None
) -> Path:
    """The file, opened, in the private folder. UserError `file-runs` where to open it would be to run it."""
    if runs(file.name):
        raise UserError("file-runs", name=file.name)
    target = opened.place(file.name)
    try:
        vault.save_attachment(file.id, target, progress)
        vault.attachments(
            file.entry_id
        )  # locked just now? Then this refuses, and nothing stays that the wipe came too early for
    except BaseException:
        _erase(target)
        _remove_folder(target.parent)
        raise
    return target


def save_file(vault: Vault, attachment_id: str, target: Path, progress: Callable[[int], None] | None = None) -> Path:
    """The file, opened, under this name, also in the place of another: that one stays until the new one is there whole."""
    _clear_left(target.parent)
    part = target.with_name(f".lacre-{os.urandom(8).hex()}.part")  # in the same folder, and short whatever the name is
    try:
        vault.save_attachment(attachment_id, part, progress)
        _bring_to_medium(part)
        os.replace(part, target)
        sync_folder(target.parent)
    except OSError as error:
        raise WorldError("cannot-write", path=str(target), reason=error.strerror or type(error).__name__) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    return target


def _bring_to_medium(path: Path) -> None:
    """Before it takes the place of another: a power cut could leave the name of the new file over none of its octets."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def _clear_left(folder: Path) -> None:
    """What a kill left here of saving a file, in clear, under a name that nobody looks at."""
    with contextlib.suppress(OSError):
        for name in filter(_LEFT.fullmatch, os.listdir(folder)):
            if (folder / name).lstat().st_mtime < time.time() - _AT_WORK_S:
                _erase(folder / name)


@contextlib.contextmanager
def _read(path: Path) -> Iterator[BinaryIO]:
    """A plain file. A pipe or a device would be waited for, or never end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise WorldError("cannot-read", path=str(path), reason=error.strerror or type(error).__name__) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UserError("not-a-file", name=path.name)
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


def _erase(path: Path) -> None:
    """Emptied before it is unlinked: a viewer that still holds it open reads nothing more. The medium may keep the blocks."""
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode) and path.lstat().st_nlink == 1:
            os.chmod(path, 0o600)
            os.truncate(path, 0)
    with contextlib.suppress(OSError):
        path.unlink()


def _remove_folder(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_symlink():
            path.unlink()
        else:
            path.rmdir()
