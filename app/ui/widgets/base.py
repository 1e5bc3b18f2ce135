"""What every widget of ours shares: it retranslates when the language changes and re-tints when the theme does."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLayout, QWidget


class Follower(Protocol):
    """What follows language and theme."""

    def retranslate(self) -> None: ...

    def retint(self) -> None: ...


class Living(QWidget):
    """A widget that follows language and theme. `retranslate` is called once by the maker, `retint` by itself."""

    def retranslate(self) -> None:
        """Write every text again."""

    def retint(self) -> None:
        """Draw every picture again."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        follow(self, event)


def follow(widget: Follower, event: QEvent) -> None:
    """Pass a change on to `retranslate` or `retint`."""
    if event.type() == QEvent.Type.LanguageChange:
        widget.retranslate()
    elif event.type() == QEvent.Type.PaletteChange:
        widget.retint()


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet selects by, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def bare(layout: QLayout, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
    """Qt's own margins and gaps away, ours in."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
