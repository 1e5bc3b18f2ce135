"""Words on the screen: a label of the type scale in a role, and one that shortens itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import T13, colour, font
from app.ui.widgets.base import restyle
from app.ui.widgets.tips import set_tip


class Text(QLabel):
    """Plain text: what comes from an entry or a stranger is never read as markup."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = T13,
        role: str = "ink",
        semibold: bool = False,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, semibold=semibold))
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.set_selectable(selectable)

    def set_selectable(self, selectable: bool) -> None:
        both = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(both if selectable else Qt.TextInteractionFlag.NoTextInteraction)

    def minimumSizeHint(self) -> QSize:
        # Qt guesses a width for wrapped text and asks for the height of that: far too much, and everything around it scrolls.
        return QSize(1, self.fontMetrics().height()) if self.wordWrap() else super().minimumSizeHint()

    def set_role(self, role: str) -> None:
        if self.property("role") != role:
            restyle(self, role=role)


class Elided(QWidget):
    """One line that gives up its end (or its middle) rather than the layout. The whole text is its tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = T13,
        role: str = "ink",
        semibold: bool = False,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode, self._role = mode, role
        self.setFont(font(size, semibold=semibold))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text = ""
        self.setAccessibleName("")
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        text = " ".join(text.split())
        if text == self._text:  # a heading is set again with every keystroke of a search: nothing to lay out or paint
            return
        self._text = text
        self.setAccessibleName(self._text)
        self._tip()
        self.updateGeometry()
        self.update()

    def set_role(self, role: str) -> None:
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(colour(self._role))
            shown = self.fontMetrics().elidedText(self._text, self._mode, self.width())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        set_tip(self, self._text if cut else "")
