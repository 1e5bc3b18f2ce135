"""When the first steps are shown and where: above the page, until they are ended. Owns the life of the strip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.settings.options import NO, YES
from app.ui.state import Session
from app.ui.tour.strip import FirstSteps


class Guide(QObject):
    """For the column of a desk. `asked` names the action of the strip's verb; `ended` when the strip has gone."""

    asked = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, column: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._column = session, column
        self.strip: FirstSteps | None = None

    def counted(self, clients: int) -> None:
        """A vault without a client is a new one: then they are shown by themselves, once."""
        if clients == 0 and self._session.settings.toured == NO:
            self.begin()

    def begin(self) -> None:
        """From the beginning."""
        self._take_away()
        self.strip = FirstSteps(self._session)
        self.strip.asked.connect(self.asked)
        self.strip.ended.connect(self.end)
        self._column.insertWidget(0, self.strip)

    def end(self) -> None:
        if self._take_away():
            self._session.update_settings(toured=YES)
            self.ended.emit()

    def _take_away(self) -> bool:
        strip, self.strip = self.strip, None
        if strip is not None:
            strip.hide()
            strip.deleteLater()
        return strip is not None
