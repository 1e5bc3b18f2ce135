"""The session: which vault is open, in which language and theme. Snapshots go out to widgets, intents come in from them.

The only object all pages share. It asks the vault on the vault lane of `tasks` and never on the GUI thread. While locked it
holds no vault, and the pages that showed it are gone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.errors import UserError
from app.host import clock
from app.ui.guards import read_guards
from app.ui.locking import Locking, Opener
from app.ui.tasks import Task
from app.ui.undo import Undoable

if TYPE_CHECKING:
    from app.vault.vault import Vault

T = TypeVar("T")


class Session(Locking):
    """See the module. All methods are for the GUI thread."""

    vault_changed = Signal()
    shares_changed = Signal()
    shares_heard = Signal()
    live_shares = Signal(int)
    requests_changed = Signal()
    waiting_answers = Signal(int)
    pages_changed = Signal()
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
        super().__init__(home, now, opener or Opener(), catalogues, parent)
        self.undo.asked.connect(self._undo)
        self.strange_pages: tuple[str, ...] = ()
        self.leads: tuple[str, dict[str, Any]] | None = None
        self.relay: Any = None  # the embedded relay once app.py has started it

    # -- the vault ----------------------------------------------------------------------------------------------------

    def _opened(self, vault: Vault) -> None:
        super()._opened(vault)
        self.ask(read_guards, self.guards.start, lambda _error: self.guards.start(), owner=self)

    def touch(self, entry_id: str) -> None:
        """Something of an entry was copied, opened or shared: it is among those used last."""
        now = self.now()
        self.ask(lambda vault: vault.touch_used(entry_id, now), lambda _none: self.used.emit(), owner=self)

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
        self.leads = None
        self.said.emit(text, tone)

    def tell(self, text: str, tone: str, page: str, **where: Any) -> None:
        """Say what happened at a place: who presses the notification is led there."""
        self.leads = (page, where)
        self.said.emit(text, tone)

    def follow(self) -> None:
        """Go where what was said last happened, if it happened somewhere."""
        if self.leads is not None and self.vault is not None:
            self.go(self.leads[0], **self.leads[1])

    def sentence(self, error: Exception) -> str:
        """What happened, whether anything was lost, what to do now."""
        from app.ui.refusals import refusal  # late: the first paint does without

        return refusal(error, self.language)

    def say_error(self, error: Exception) -> None:
        self.said.emit(self.sentence(error), "bad")

    def go(self, page: str, **where: Any) -> None:
        """Show a page, or a place on it."""
        self.went.emit(page, where)

    def set_strange_pages(self, origins: tuple[str, ...]) -> None:
        """These relays serve another page than this program brought."""
        if origins != self.strange_pages:
            self.strange_pages = origins
            self.pages_changed.emit()

    def set_waiting_answers(self, count: int) -> None:
        self.waiting_answers.emit(count)

    def set_live_shares(self, count: int) -> None:
        self.live_shares.emit(count)
