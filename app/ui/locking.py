"""Opens the vault and closes it, once each, whatever comes between: the part of the session that holds the open vault.

Owns the order of a lock: guards off, form taken in, clipboard and undo emptied, pages told, vault closed behind. A lock that
comes while the key is still being derived counts as well: the vault that then arrives is closed unseen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import clear_cache  # type: ignore[attr-defined]  # there, but in no list of what is public

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import LacreError
from app.host.paths import vault_path
from app.ui.chosen import Chosen
from app.ui.clipboard import Clipboard
from app.ui.drafts import Closing, Drafts
from app.ui.guards import Guards
from app.ui.idle import IdleWatch
from app.ui.tasks import Task
from app.ui.undo import Undo
from app.ui.unlocking.asker import KeyAsker
from app.vault import glance

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.ops.security_keys import Asker
    from app.ui.away import ComputerWatch, Make
    from app.vault.vault import Vault

_log = logging.getLogger("lacre.ui")
OnError = Callable[[Exception], None]


class Locking(Chosen):
    """See the module. All methods are for the GUI thread."""

    unlocked = Signal()
    locked = Signal()
    put_away = Signal()  # a lock has ended: the keys are gone
    draft_kept = Signal()
    closing = Signal()  # the program ends, and the vault is about to be closed

    def __init__(
        self, home: Path, now: Callable[[], datetime], opener: Opener, catalogues: Path | None, parent: QObject | None
    ) -> None:
        super().__init__(home, catalogues, parent)
        self.now = now
        self.opener = opener
        self.clipboard = Clipboard(self)
        self.idle = IdleWatch(self)
        self.guards = Guards(self.idle, self.clipboard, self._keep_number)
        self.drafts = Drafts()
        self.undo = Undo(self)
        self.keys = KeyAsker(self)
        self.vault: Vault | None = None
        self._latest: dict[tuple[QObject, str], Task] = {}
        self._closing: Closing | None = None
        self._opening: object | None = None
        self._computer: ComputerWatch | None = None
        self._ending = 0
        self.wipe: Callable[[], None] = lambda: None  # what is done about freed memory; the program's start says
        self.idle.idle.connect(self.lock)

    @property
    def ending(self) -> bool:
        """Whether a lock is under way: some key may still be in memory."""
        return self._ending > 0

    def vault_exists(self) -> bool:
        return self.opener.exists(self.home)

    def unlock(self, passphrase: Secret, on_error: OnError, *, create: bool = False) -> Task:
        """Open (or make) the vault on another thread; `unlocked` follows, or `on_error`."""
        now, opener, home, keys = self.now(), self.opener, self.home, self.keys

        def work() -> Vault:
            return opener.create(home, passphrase, now) if create else opener.unlock(home, passphrase, keys)

        return self._open(work, on_error)

    def unlock_by_pin(self, pin: Secret, on_error: OnError) -> Task:
        """Open the vault by quick unlock; as `unlock`. The keychain is asked on that thread too: it may wait for a person."""
        now, opener, home = self.now(), self.opener, self.home
        return self._open(lambda: opener.unlock_by_pin(home, pin, now), on_error)

    def unlock_by_kit(self, code: Secret, passphrase: Secret, on_error: OnError) -> Task:
        """Open the vault by its recovery kit, from now on by this passphrase; as `unlock`."""
        opener, home = self.opener, self.home
        return self._open(lambda: opener.unlock_by_kit(home, code, passphrase), on_error)

    def unlock_by_backup(self, backup: Path, passphrase: Secret, on_error: OnError) -> Task:
        """Make the vault again from a backup, and open it by what opened it then; as `unlock`."""
        now, opener, home, keys = self.now(), self.opener, self.home, self.keys
        return self._open(lambda: opener.make_again(home, backup, passphrase, now, keys), on_error)

    def _open(self, open_it: Callable[[], Vault], on_error: OnError) -> Task:
        mine, keys = object(), self.keys
        self._opening = mine
        keys.renew()

        def work() -> Vault:
            from app.ops.security_keys import attach

            vault = open_it()
            attach(vault, keys)  # however it was opened: a passphrase that is asked for again may need a key
            return vault

        def done(vault: Vault) -> None:
            if self._opening is mine:
                self._opening = None
                self._opened(vault)
            else:
                self._close_unseen(vault)

        def failed(error: Exception) -> None:
            if self._opening is mine:
                self._opening = None
                on_error(error)
            else:
                self._ended()

        return self.tasks.run(work, done, failed, owner=self, lane="vault")

    def _opened(self, vault: Vault) -> None:
        self.vault = vault
        self.unlocked.emit()

    def _close_unseen(self, vault: Vault) -> None:
        """It was locked before it was open."""
        self.tasks.run(vault.close, lambda _none: self._ended(), lambda _error: self._ended(), owner=self, lane="vault")

    def lock(self) -> None:
        """Close the vault and let go of everything it showed. What is unsaved in a form goes into the vault before."""
        vault, self.vault = self.vault, None
        self.keys.give_up()
        if vault is None:
            self._lock_early()
            return
        self.guards.stop()
        self._closing = closing = Closing(vault, self.drafts.keeping())
        for task in self._latest.values():
            task.cancel()
        self._latest.clear()
        self.clipboard.clear_now()
        self.undo.forget()
        self._ending += 1
        self.locked.emit()
        self.tasks.run(closing.__call__, self._locked, self._not_kept, owner=self, lane="vault")

    def _lock_early(self) -> None:
        """Whoever typed the passphrase may have left while it was worked on."""
        if self._opening is not None:
            self._opening = None
            self._ending += 1
            self.locked.emit()

    def _locked(self, kept: bool) -> None:
        self._closing = None
        if kept:
            self.draft_kept.emit()
        self._ended()

    def _not_kept(self, error: Exception) -> None:
        """The vault is closed all the same; the form could not be taken in."""
        self._closing = None
        self.say_error(error)
        self._ended()

    def _ended(self) -> None:
        """The last that ends waits until the pages that were let go are gone: what they showed is overwritten with the rest."""
        if self._ending > 1:
            self._ending -= 1
        else:
            QTimer.singleShot(0, self, self._wiped)

    def _wiped(self) -> None:
        self.tasks.end_idle_threads()
        clear_cache()  # Python remembers the last addresses that were taken apart, and so whatever was typed as one
        self.wipe()
        self._ending -= 1
        if not self._ending:
            self.put_away.emit()

    def watch_computer(self, make: Make | None = None) -> None:
        """Lock with the computer from now on, unless its owner chose otherwise."""
        from app.ui.away import ComputerWatch  # late: the first paint does without

        if self._computer is not None:
            self._computer.close()
        self._computer = ComputerWatch(self, make) if make is not None else ComputerWatch(self)

    def close(self) -> bool:
        """The program ends: nothing copied stays, nothing runs on."""
        self.closing.emit()
        if self._computer is not None:
            self._computer.close()
        self.keys.give_up()
        self.clipboard.clear_now()
        self.guards.stop()
        vault, self.vault = self.vault, None
        if vault is not None:
            self._closing = Closing(vault, self.drafts.keeping())
        ended = self.tasks.close()
        if self._closing is not None:
            try:
                self._closing()
            except LacreError as error:  # nobody is left to be told
                _log.warning("the draft was not kept: %s", error.code)
        return ended

    def _keep_number(self, name: str, number: int) -> None:
        raise NotImplementedError


class Opener:
    """How vaults are found, made and opened. Tests give one with a cheap key derivation. Imports late: the unlock screen is
    painted before the vault's libraries are loaded."""

    def exists(self, home: Path) -> bool:
        return glance.is_there(vault_path(home))

    def create(self, home: Path, passphrase: Secret, now: datetime) -> Vault:
        from app.ops.vaults import create_vault

        return create_vault(home, passphrase, now=now)

    def unlock(self, home: Path, passphrase: Secret, ask: Asker) -> Vault:
        from app.ops.vaults import open_vault

        return open_vault(home, passphrase, ask)

    def unlock_by_pin(self, home: Path, pin: Secret, now: datetime) -> Vault:
        from app.ops.quick_unlock import unlock

        return unlock(home, pin, now)

    def unlock_by_kit(self, home: Path, code: Secret, passphrase: Secret) -> Vault:
        from app.ops.recovery import use

        return use(home, code, passphrase)

    def make_again(self, home: Path, backup: Path, passphrase: Secret, now: datetime, ask: Asker) -> Vault:
        from app.ops.backups import restore_lost

        restore_lost(home, backup, passphrase, set_aside=True, now=now, ask=ask)
        return self.unlock(home, passphrase, ask)
