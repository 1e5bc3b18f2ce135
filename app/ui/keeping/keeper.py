"""Makes the automatic backups while the vault is open. Owns when; what is due and how it is made is `ops.backups`'."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.ui.state import Session

_FIRST_MS, _EVERY_MS = 20_000, 3_600_000  # not while the first list is wanted; then every hour


class Keeper(QObject):
    """Lives with the desk."""

    made = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, interval=_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make one, if one is due. On the wide lane: nothing that is asked of the vault waits behind it."""
        self._timer.setInterval(_EVERY_MS)
        vault, home, now = self._session.vault, self._session.home, self._session.now()
        if vault is None:
            return
        from app.ops.backups import make_if_due

        self._session.tasks.run(lambda: make_if_due(home, vault, now), self._done, self._failed, owner=self)

    def _done(self, made: object) -> None:
        if made is not None:
            self.made.emit()

    def _failed(self, error: Exception) -> None:
        if not (isinstance(error, UserError) and error.code == "vault-locked"):
            self._session.say_error(error)
