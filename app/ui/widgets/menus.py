"""Menus with icons, built when they open, so that they speak the language and wear the theme of that moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ui import icons
from app.ui.theme import RADIUS


class Menu(QMenu):
    """A short list of verbs."""

    def __init__(self, parent: QWidget, *, stays: bool = False) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        # On X11 without a compositor what is translucent turns black: there the corners are cut off instead.
        self._cut = QGuiApplication.platformName() == "xcb"
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, not self._cut)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not stays)

    def add(self, icon: str, text: str, slot: Callable[[], object], *, role: str = "ink", keys: str = "") -> QAction:
        """A line. The keys are only shown: a shortcut of the menu would contend with the window's."""
        action = self.addAction(icons.icon(icon, role, 16) if icon else QIcon(), f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda: slot())
        return action

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cut:
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def open_under(self, widget: QWidget, *, right: bool = False) -> None:
        """Below a button; `right` lines up the right edges."""
        shift = widget.width() - self.sizeHint().width() if right else 0
        self.popup(widget.mapToGlobal(QPoint(shift, widget.height() + 4)))
