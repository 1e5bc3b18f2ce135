"""Buttons: one primary per screen, secondary, quiet, danger, link, and the icon button that always has a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import icons
from app.ui.theme import grown
from app.ui.widgets.base import restyle
from app.ui.widgets.tips import set_tip

_ICON_ROLE = {"primary": "on_seal", "danger": "bad", "link": "seal"}


class Button(QPushButton):
    """A verb."""

    def __init__(self, text: str = "", kind: str = "secondary", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon, self._icon_px, self._gap = icon, 16, 4
        self._drawn: tuple[object, ...] = ()
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._tint()

    @property
    def kind(self) -> str:
        return str(self.property("kind"))

    def setText(self, text: str) -> None:
        had = bool(self.text())
        super().setText(text)
        if had != bool(text):
            self._tint()

    def set_kind(self, kind: str) -> None:
        restyle(self, kind=kind)
        self._tint()

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._tint()

    def _role(self) -> str:
        return _ICON_ROLE.get(self.kind, "ink")

    def _tint(self) -> None:
        if self._icon:
            # Qt puts 4 px between icon and text, whatever the style: the rest of the gap is part of the picture.
            gap = self._gap if self.text() or self.kind in ("nav", "shelf") else 0
            px = grown(self._icon_px)
            drawn = (self._icon, icons.colours(self._role()), px, gap)
            if drawn == self._drawn:  # Qt tells of a palette with every new parent: the picture is the same
                return
            self._drawn = drawn
            self.setIconSize(QSize(px + gap, px))
            self.setIcon(icons.icon(self._icon, self._role(), px, gap))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)


class IconButton(Button):
    """A picture with a name: the name is its tooltip and what a screen reader says."""

    def __init__(
        self, icon: str, name: str = "", role: str = "muted", px: int = 20, parent: QWidget | None = None
    ) -> None:
        self._own_role = role
        super().__init__("", "icon", "", parent)
        self._icon_px = px
        self.set_icon(icon)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        set_tip(self, name)
        self.setAccessibleName(name)

    def set_role(self, role: str) -> None:
        self._own_role = role
        self._tint()

    def _role(self) -> str:
        return self._own_role
