"""Looks at a screen for those who cannot guess what is cut, who hear it read aloud, or who have only a keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from app.ui.sharing.handcards import LinkText
from app.ui.widgets.chips import Chip
from app.ui.widgets.text import Elided

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QSlider, QAbstractSpinBox)
_PARTS = QComboBox | QAbstractSpinBox | QLineEdit
_SLACK = 1  # a pixel of rounding


_ROUNDS = 5  # what is laid out may change what stands in it
_LAY_OUT = int(QEvent.Type.LayoutRequest.value)


def wrong_with(screen: QWidget) -> list[str]:
    """Everything that is wrong with what is visible, in words; as it is painted, not as it stands before it was laid out."""
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, _LAY_OUT)  # type: ignore[call-overload]  # the stubs want a receiver
    return nameless(screen) + roleless(screen) + unreachable(screen) + cut(screen)


def _shown(screen: QWidget) -> Iterator[QWidget]:
    for widget in [screen, *screen.findChildren(QWidget)]:
        if widget.isVisible() and not isinstance(widget.parent(), _PARTS) and not _covered(widget):
            yield widget


def _covered(widget: QWidget) -> bool:
    """Qt keeps pages of a stack visible to themselves only when shown; what a scroll bar owns is its style's."""
    return type(widget).__name__ in ("QScrollBar", "QAbstractScrollAreaScrollBarContainer", "QTableCornerButton")


def nameless(screen: QWidget) -> list[str]:
    """The visible controls that a screen reader has no word for."""
    found = []
    for control in _shown(screen):
        if isinstance(control, CONTROLS) and control.isEnabled():
            text = control.text() if isinstance(control, QAbstractButton) else ""
            if not (control.accessibleName() or text.strip()):
                found.append(f"no name: {type(control).__name__} in {type(control.parent()).__name__}")
    return found


def roleless(screen: QWidget) -> list[str]:
    """The visible controls of which a screen reader is not told what they are."""
    found = []
    for control in _shown(screen):
        if isinstance(control, CONTROLS) and not isinstance(control, QHeaderView):
            told = QAccessible.queryAccessibleInterface(control)
            if told is None or told.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
                found.append(f"no role: {type(control).__name__}")
    return found


def unreachable(screen: QWidget) -> list[str]:
    """The visible buttons and fields that Tab never comes to. Inside a group, arrows move."""
    return [
        f"out of Tab's way: {type(control).__name__} {control.accessibleName() or getattr(control, 'text', str)()}"
        for control in _shown(screen)
        if isinstance(control, QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox)
        and control.isEnabled()
        and not control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(control, QAbstractButton) and control.group() is not None)
    ]


def cut(screen: QWidget) -> list[str]:
    """The visible texts that have less room than they need, or stand outside of what shows them."""
    found = []
    for widget in _shown(screen):
        text = _said(widget) or (widget.accessibleName() if _painted(widget) else "")
        if text and (_short(widget) or _outside(widget)):
            where = " < ".join(type(one).__name__ for one in _ancestors(widget)[:3])
            found.append(f"cut: {text[:50]!r} {widget.width()}x{widget.height()} of {_wish(widget)} in {where}")
    return found


def over_each_other(screen: QWidget) -> list[str]:
    """The visible controls that lie over one another in the same part of the screen. Segments of one choice touch."""
    parts: dict[QWidget | None, list[QWidget]] = {}
    for control in _shown(screen):
        grouped = isinstance(control, QAbstractButton) and control.group() is not None
        if isinstance(control, QAbstractButton | QComboBox | QLineEdit) and not grouped:
            parts.setdefault(control.parentWidget(), []).append(control)
    return [
        f"over each other: {_name(one)} and {_name(other)}"
        for controls in parts.values()
        for number, one in enumerate(controls)
        for other in controls[number + 1 :]
        if one.geometry().adjusted(_SLACK, _SLACK, -_SLACK, -_SLACK).intersects(other.geometry())
    ]


def _name(control: QWidget) -> str:
    return control.accessibleName() or _said(control) or type(control).__name__


def _painted(widget: QWidget) -> bool:
    """A control of ours that writes its words itself, and says in its least size how much room they take."""
    return isinstance(widget, QAbstractButton) and not widget.text() and "minimumSizeHint" in type(widget).__dict__


def _said(widget: QWidget) -> str:
    if isinstance(widget, LinkText):
        return ""  # a link is a secret: it is copied whole, and no tooltip repeats it
    if isinstance(widget, QLabel | QAbstractButton | Elided):
        return widget.text()
    if isinstance(widget, Chip):
        return widget.text
    if isinstance(widget, QLineEdit):
        return widget.placeholderText() if not widget.text() else ""
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _wish(widget: QWidget) -> str:
    wanted = _wanted(widget)
    return f"{wanted.width()}x{wanted.height()}"


def _wanted(widget: QWidget) -> QSize:
    """The least room for all of its text."""
    metrics, text = widget.fontMetrics(), _said(widget)
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(metrics.horizontalAdvance(word) for word in text.split() or [""])
        margins = widget.contentsMargins()
        least = min(longest, widget.width()) if _breaks_words(text) else longest
        return QSize(least + margins.left() + margins.right(), widget.heightForWidth(widget.width()))
    if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton):
        hint = widget.minimumSizeHint()
        return QSize(hint.width(), max(metrics.height(), 1))
    if isinstance(widget, QLineEdit):
        return QSize(metrics.horizontalAdvance(text) + 2 * 9, metrics.height())
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        return QSize(metrics.horizontalAdvance(text) + widget.width() - field.width(), metrics.height())
    if isinstance(widget, Elided):
        return QSize(24, metrics.height())
    return widget.minimumSizeHint()


def _breaks_words(text: str) -> bool:
    """An address or a secret is one word: Qt breaks it where it must."""
    return any(len(word) > 24 for word in text.split())


def _short(widget: QWidget) -> bool:
    if isinstance(widget, Elided):  # gives up its end, and then says all of it in its tooltip
        lost = widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width()
        return (lost and not widget.toolTip()) or widget.height() < widget.fontMetrics().height() - _SLACK
    wanted = _wanted(widget)
    return widget.width() < wanted.width() - _SLACK or widget.height() < wanted.height() - _SLACK


def _outside(widget: QWidget) -> bool:
    """Whether something around it hides a part of it. What scrolls may go on below; sideways nothing scrolls."""
    for around in _ancestors(widget)[1:]:
        if isinstance(around.parent(), QAbstractScrollArea):
            area = around.parent()
            if isinstance(area, QScrollArea):
                across = QRect(widget.mapTo(around, widget.rect().topLeft()), widget.size())
                return across.left() < -_SLACK or across.right() > around.width() + _SLACK
            return False
        inside = QRect(widget.mapTo(around, widget.rect().topLeft()), widget.size())
        if not around.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(inside):
            return True
        if around.isWindow():
            return False
    return False


def _ancestors(widget: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    one: QWidget | None = widget
    while one is not None:
        found.append(one)
        one = one.parentWidget() if not one.isWindow() else None
    return found
