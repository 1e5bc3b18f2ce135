"""The session: which vault is open, in which language and theme. Snapshots go out to widgets, intents come in from them.

The only object all pages share. It asks the vault on the vault lane of `tasks` and never on the GUI thread. While locked it
holds no vault, and the pages that showed it are gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.errors import LacreError, UserError
from app.host import clock
from app.host.paths import vault_path
from app.ui.chosen import Chosen
from app.ui.clipboard import Clipboard
from app.ui.drafts import Closing, Drafts
from app.ui.guards import Guards, read_guards
from app.ui.idle import IdleWatch
from app.ui.tasks import Task
from app.ui.undo import Undo, Undoable

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.ui.session_watch import SessionWatch
    from app.vault.vault import Vault

T = TypeVar("T")
_log = logging.getLogger("lacre.ui")


class Session(Chosen):
    """See the module. All methods are for the GUI thread."""

    vault_changed = Signal()
    shares_changed = Signal()
    live_shares = Signal(int)
    unlocked = Signal()
    locked = Signal()
    draft_kept = Signal()
    said = Signal(str, str)
    went = Signal(str, dict)
    used = Signal()

    def __init__(
        self,
        home: Path,
        *,
        now: Callable[[], datetime] = clock.now,
        opener: Opener | None = None,
        catalogues: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(home, catalogues, parent)
        self.now = now
        self.opener = opener or Opener()
        self.clipboard = Clipboard(self)
        self.idle = IdleWatch(self)
        self.guards = Guards(self.idle, self.clipboard, self._keep_number)
        self.drafts = Drafts()
        self.undo = Undo(self)
        self.undo.asked.connect(self._undo)
        self.vault: Vault | None = None
        self.relay: Any = None  # the embedded relay once app.py has started it
        self._closing: Closing | None = None
        self._latest: dict[tuple[QObject, str], Task] = {}
        self.idle.idle.connect(self.lock)

    # -- the vault ----------------------------------------------------------------------------------------------------

    def vault_exists(self) -> bool:
        return self.opener.exists(self.home)

    def unlock(self, passphrase: Secret, on_error: Callable[[Exception], None], *, create: bool = False) -> Task:
        """Open (or make) the vault on another thread; `unlocked` follows, or `on_error`."""
        now = self.now()
        opener, home = self.opener, self.home

        def work() -> Vault:
            return opener.create(home, passphrase, now) if create else opener.unlock(home, passphrase)

        return self.tasks.run(work, self._opened, on_error, owner=self, lane="vault")

    def _opened(self, vault: Vault) -> None:
        self.vault = vault
        self.unlocked.emit()
        self.ask(read_guards, self.guards.start, lambda _error: self.guards.start(), owner=self)

    def lock(self) -> None:
        """Close the vault and let go of everything it showed. What is unsaved in a form goes into the vault before."""
        vault, self.vault = self.vault, None
        if vault is None:
            return
        self.guards.stop()
        self._closing = closing = Closing(vault, self.drafts.keeping())
        for task in self._latest.values():
            task.cancel()
        self._latest.clear()
        self.clipboard.clear_now()
        self.undo.forget()
        self.locked.emit()
        self.tasks.run(closing.__call__, self._locked, self.say_error, owner=self, lane="vault")

    def watch_computer(self, watch: SessionWatch) -> None:
        """Lock with the computer, unless its owner chose otherwise."""
        watch.away.connect(self._away)

    def _away(self, _why: str) -> None:
        if self.guards.asleep:
            self.lock()

    def touch(self, entry_id: str) -> None:
        """Something of an entry was copied, opened or shared: it is among those used last."""
        now = self.now()
        self.ask(lambda vault: vault.touch_used(entry_id, now), lambda _none: self.used.emit(), owner=self)

    def _locked(self, kept: bool) -> None:
        if kept:
            self.draft_kept.emit()

    def ask(
        self,
        work: Callable[[Vault], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
        *,
        owner: QObject,
        key: str = "",
    ) -> Task:
        """Read the vault behind; the answer comes on this thread. With a key, a later ask makes an earlier one void."""
        vault = self._require()
        if key and (earlier := self._latest.get((owner, key))) is not None:
            earlier.cancel()

        def done(result: T) -> None:
            if self.vault is vault:  # what comes after the lock reaches no widget and no clipboard
                on_done(result)

        def failed(error: Exception) -> None:
            if self.vault is vault:
                (on_error or self.say_error)(error)

        task = self.tasks.run(lambda: work(vault), done, failed, owner=owner, lane="vault")
        if key:
            self._latest[(owner, key)] = task
        return task

    def change(
        self,
        work: Callable[[Vault], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        owner: QObject,
    ) -> Task:
        """Write the vault behind; `vault_changed` follows a success."""
        vault = self._require()

        def done(result: T) -> None:
            if self.vault is vault:
                self.vault_changed.emit()
                if on_done is not None and isValid(owner):
                    on_done(result)

        def failed(error: Exception) -> None:
            (on_error if on_error is not None and isValid(owner) else self.say_error)(error)

        # Owned by the session: pages hear of a change even when the form that asked for it is already closed.
        return self.tasks.run(lambda: work(vault), done, failed, owner=self, lane="vault")

    def _undo(self, undoable: Undoable) -> None:
        if self.vault is not None:
            self.change(undoable.back, owner=self)

    def _require(self) -> Vault:
        if self.vault is None:
            raise UserError("locked")
        return self.vault

    def _keep_number(self, name: str, number: int) -> None:
        from app.crypto.secret import Secret

        self.change(lambda vault: vault.settings_set(name, Secret(str(number))), owner=self)

    # -- saying and going ---------------------------------------------------------------------------------------------

    def say(self, text: str, tone: str = "info") -> None:
        self.said.emit(text, tone)

    def sentence(self, error: Exception) -> str:
        """What happened, whether anything was lost, what to do now."""
        from app.ui.refusals import refusal  # late: the first paint does without

        return refusal(error, self.language)

    def say_error(self, error: Exception) -> None:
        self.said.emit(self.sentence(error), "bad")

    def go(self, page: str, **where: Any) -> None:
        """Show a page, or a place on it."""
        self.went.emit(page, where)

    def set_live_shares(self, count: int) -> None:
        self.live_shares.emit(count)

    def close(self) -> bool:
        """The program ends: nothing copied stays, nothing runs on."""
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


class Opener:
    """How vaults are found, made and opened. Tests give one with a cheap key derivation. Imports late: the unlock screen is
    painted before the vault's libraries are loaded."""

    def exists(self, home: Path) -> bool:
        return vault_path(home).exists()

    def create(self, home: Path, passphrase: Secret, now: datetime) -> Vault:
        from app.ops.vaults import create_vault

        return create_vault(home, passphrase, now=now)

    def unlock(self, home: Path, passphrase: Secret) -> Vault:
        from app.ops.vaults import open_vault

        return open_vault(home, passphrase)
