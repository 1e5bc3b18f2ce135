"""A scroll area that shows only a bar, and only when it must."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.theme import S24


def scrolled(inside: QWidget) -> QScrollArea:
    """The widget in a scroll area that has no ground of its own."""
    area = empty_scroll()
    put_inside(area, inside)
    return area


def empty_scroll() -> QScrollArea:
    """The same with nothing in it yet: every parent that a large widget is given has the style look at all of it again."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def put_inside(area: QScrollArea, inside: QWidget) -> None:
    """What it scrolls."""
    area.setWidget(inside)
    # After setWidget, which turns it on. The viewport is not asked for: its mere wrapping makes PySide build every widget class.
    inside.setAutoFillBackground(False)


def bring_up(area: QScrollArea, part: QWidget) -> None:
    """Scrolled so that a part of what is inside begins at the top, as far as there is something below it."""
    inside = area.widget()
    if inside is not None:
        area.verticalScrollBar().setValue(part.mapTo(inside, QPoint(0, 0)).y() - S24)
