"""What the window says in passing: a line that comes and goes, and with it the way back from what was just done.

Owns the line and its words for the clipboard; who says anything else brings its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.ui.state import Session

if TYPE_CHECKING:
    from app.ui.widgets.toast import Toast


class Telling(QObject):
    """Of one window. The line is made when something is first said."""

    def __init__(self, session: Session, window: QWidget, foot: Callable[[], int]) -> None:
        super().__init__(window)
        self._session, self._window, self._foot = session, window, foot
        self._toast: Toast | None = None
        session.said.connect(self._say)
        session.clipboard.copied.connect(self._say_copied)
        session.undo.offered.connect(self._offer_undo)

    @property
    def toast(self) -> Toast:
        """The line."""
        if self._toast is None:
            from app.ui.widgets.toast import Toast

            self._toast = Toast(self._window, self._foot)
        return self._toast

    def forget(self) -> None:
        """At a lock: what it said may have named something."""
        if self._toast is not None:
            self._toast.forget()

    def renew(self) -> None:
        """For text of another size."""
        if self._toast is not None:
            self._toast.deleteLater()
            self._toast = None

    def _say(self, text: str, tone: str) -> None:
        self.toast.say(text, tone)

    def _offer_undo(self, text: str) -> None:
        undo = self._session.undo
        self.toast.say(text, "good", act=QCoreApplication.translate("Shell", "Undo"), on_act=undo.undo_last)

    def _say_copied(self, cleared: bool) -> None:
        if cleared:
            text = QCoreApplication.translate("Shell", "Copied. It will be cleared from the clipboard in {seconds} s.")
            self.toast.say(text.format(seconds=self._session.clipboard.left), "good")
        else:
            self.toast.say(QCoreApplication.translate("Shell", "Copied."), "good")
