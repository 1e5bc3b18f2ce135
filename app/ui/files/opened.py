"""The private folder of opened files, as long as the program runs: swept at the start, wiped at every lock and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.ops.entry_files import OpenedFiles

if TYPE_CHECKING:
    from app.ui.state import Session


class Opened(QObject):
    """One for each session, and its child."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.files = OpenedFiles(session.home)
        session.locked.connect(self._locked)

    def sweep(self) -> None:
        """What a killed program left, away."""
        self._session.tasks.run(self.files.sweep, self._tell, self._session.say_error, owner=self)

    def _locked(self) -> None:
        # On the vault's lane, behind the closing of the vault (which is put there when this signal has been heard): a file
        # that is being opened at this moment ends at the closing, so nothing is written after the wipe.
        QTimer.singleShot(0, self, self._wipe)

    def _wipe(self) -> None:
        self._session.tasks.run(self.files.wipe, self._tell, self._session.say_error, owner=self, lane="vault")

    def _tell(self, left: int) -> None:
        if left:
            text = QCoreApplication.translate(
                "Files",
                "Opened files that another program still holds: {count}. Close it; they are erased at the next lock.",
            )
            self._session.say(text.format(count=left), "warn")


def opened_of(session: Session) -> Opened:
    """The session's, made when it is first needed."""
    return session.findChild(Opened) or Opened(session)


def put_away(session: Session) -> None:
    """The program ends: nothing that was opened stays."""
    made = session.findChild(Opened)
    if made is not None:
        made.files.close()
