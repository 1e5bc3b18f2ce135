"""Looks after the vault while it is open: what is due to be erased, and the automatic backups. Owns when; what is due and how
it is done is `ops.upkeep`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer, Signal

from app.errors import UserError
from app.ui.state import Session

if TYPE_CHECKING:
    from datetime import datetime

    from app.ops.upkeep import Upkeep
    from app.vault.vault import Vault

_FIRST_MS, _EVERY_MS = 20_000, 3_600_000  # not while the first list is wanted; then every hour


class Keeper(QObject):
    """Lives with the desk."""

    made = Signal()
    erased = Signal(int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, interval=_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Do what is due. On the wide lane: nothing that is asked of the vault waits behind it."""
        self._timer.setInterval(_EVERY_MS)
        vault, home, now = self._session.vault, self._session.home, self._session.now()
        if vault is None:
            return
        from app.ops.upkeep import upkeep

        self._session.tasks.run(lambda: upkeep(home, vault, now), self._done, self._failed, owner=self)
        self._session.tasks.run(lambda: _pages(vault, now), self._session.set_strange_pages, self._failed, owner=self)

    def _done(self, kept: Upkeep) -> None:
        if kept.erased and self._session.vault is not None:
            self._session.vault_changed.emit()
            self._session.say(_erased_words(kept.erased))
            self.erased.emit(kept.erased)
        if kept.backup is not None:
            self.made.emit()

    def _failed(self, error: Exception) -> None:
        if not (isinstance(error, UserError) and error.code == "vault-locked"):
            self._session.say_error(error)


def _pages(vault: Vault, now: datetime) -> tuple[str, ...]:
    """Imported there: it brings the network, which takes a moment."""
    from app.ops.page_days import check_pages

    return check_pages(vault, now)


def _erased_words(count: int) -> str:
    """Said once: it was asked for a while ago, and should not look as if something had been lost."""
    if count == 1:
        return QCoreApplication.translate("Backups", "One entry was erased for good: its day had come.")
    several = QCoreApplication.translate("Backups", "{count} entries were erased for good: their day had come.")
    return several.format(count=QLocale().toString(count))
