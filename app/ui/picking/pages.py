"""The pages of a calendar: the days of a month, the months of a year. Painted, with one focus; keys move in it. Owns no dates."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import RADIUS, T12, T13, colour, font, grown

_CELL, _ROW = 36, 32
_WEEK, _WEEKS, _YEAR = 7, 6, 12
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
Steps = dict[int, int]


def moved_months(day: date, by: int) -> date:
    """The same day of another month, or that month's last."""
    months = day.year * _YEAR + day.month - 1 + by
    year, month = divmod(months, _YEAR)
    after = date(year + (month == _YEAR - 1), (month + 1) % _YEAR + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))


def within(day: date) -> date:
    return min(max(day, FIRST), LAST)


class Page(QWidget):
    """What both share: one current day, moved by keys and chosen by Enter or a click."""

    chosen = Signal(object)
    moved = Signal(object)
    columns = 0
    rows = 0

    def __init__(self, current: date, today: date, marked: date | None) -> None:
        super().__init__()
        self.current, self._today, self._marked = within(current), today, marked
        self._over: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.spoken())

    @abstractmethod
    def steps(self) -> dict[int, date]:
        """Where a key leads."""

    @abstractmethod
    def cells(self) -> list[tuple[QRectF, date, str, bool]]:
        """Where each stands, what it is, its words, and whether it belongs to this page."""

    @abstractmethod
    def spoken(self) -> str:
        """The current one in words."""

    @abstractmethod
    def same(self, one: date, other: date | None) -> bool:
        """Whether two are the same cell."""

    def go(self, day: date) -> None:
        self.current = within(day)
        self.setAccessibleName(self.spoken())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.moved.emit(self.current)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        there = self.steps().get(event.key())
        if there is not None:
            self.go(there)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.current = found
            self.chosen.emit(found)

    def _at(self, event: QMouseEvent) -> date | None:
        return next((day for rect, day, _text, _own in self.cells() if rect.contains(event.position())), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for rect, day, text, own in self.cells():
                self._paint(painter, rect.adjusted(1, 1, -1, -1), day, text, own=own)

    def _paint(self, painter: QPainter, rect: QRectF, day: date, text: str, *, own: bool) -> None:
        marked, here = self.same(day, self._marked), self.same(day, self.current)
        painter.setPen(Qt.PenStyle.NoPen)
        if marked or self.same(day, self._over):
            painter.setBrush(colour("seal" if marked else "hover"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("ink" if marked else "seal"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        today = self.same(day, self._today)
        painter.setFont(font(T13, semibold=today or marked))
        painter.setPen(colour("on_seal" if marked else "seal" if today else "ink" if own else "muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class DaysPage(Page):
    """A month of days, the weeks from Monday."""

    def __init__(self, current: date, today: date, marked: date | None) -> None:
        super().__init__(current, today, marked)
        self.setFixedSize(grown(_CELL) * _WEEK, grown(_ROW) * (_WEEKS + 1))

    def steps(self) -> dict[int, date]:
        here, one = self.current, timedelta(days=1)
        week = timedelta(days=here.weekday())
        return {
            Qt.Key.Key_Left: here - one,
            Qt.Key.Key_Right: here + one,
            Qt.Key.Key_Up: here - 7 * one,
            Qt.Key.Key_Down: here + 7 * one,
            Qt.Key.Key_Home: here - week,
            Qt.Key.Key_End: here - week + 6 * one,
            Qt.Key.Key_PageUp: moved_months(here, -1),
            Qt.Key.Key_PageDown: moved_months(here, 1),
        }

    def cells(self) -> list[tuple[QRectF, date, str, bool]]:
        first = self.current.replace(day=1)
        start = first - timedelta(days=first.weekday())
        wide, high = grown(_CELL), grown(_ROW)
        found = []
        for n in range(_WEEK * _WEEKS):
            day = start + timedelta(days=n)
            rect = QRectF(n % _WEEK * wide, (n // _WEEK + 1) * high, wide, high)
            found.append((rect, day, str(day.day), day.month == first.month))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setFont(font(T12))
            painter.setPen(colour("muted"))
            for n in range(_WEEK):
                # What Qt knows of Portugal begins the week on Sunday; calendars there, as in Britain, begin it on Monday.
                name = QLocale().dayName(n + 1, QLocale.FormatType.ShortFormat).rstrip(".")[:3]
                rect = QRectF(n * grown(_CELL), 0, grown(_CELL), grown(_ROW))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)

    def spoken(self) -> str:
        spoken: str = QLocale().toString(  # type: ignore[call-overload]  # the stubs know no date of Python's here
            self.current, QLocale.FormatType.LongFormat
        )
        return spoken

    def same(self, one: date, other: date | None) -> bool:
        return one == other


class MonthsPage(Page):
    """A year of months."""

    def __init__(self, current: date, today: date, marked: date | None) -> None:
        super().__init__(current.replace(day=1), today, marked)
        self.setFixedSize(grown(_CELL) * _WEEK, grown(_ROW + 12) * 4)

    def steps(self) -> dict[int, date]:
        here = self.current
        return {
            Qt.Key.Key_Left: moved_months(here, -1),
            Qt.Key.Key_Right: moved_months(here, 1),
            Qt.Key.Key_Up: moved_months(here, -3),
            Qt.Key.Key_Down: moved_months(here, 3),
            Qt.Key.Key_Home: here.replace(month=1),
            Qt.Key.Key_End: here.replace(month=_YEAR),
            Qt.Key.Key_PageUp: moved_months(here, -_YEAR),
            Qt.Key.Key_PageDown: moved_months(here, _YEAR),
        }

    def cells(self) -> list[tuple[QRectF, date, str, bool]]:
        wide, high = self.width() / 3, self.height() / 4
        found = []
        for n in range(_YEAR):
            text = QLocale().standaloneMonthName(n + 1, QLocale.FormatType.ShortFormat).rstrip(".")
            rect = QRectF(n % 3 * wide, n // 3 * high, wide, high)
            found.append((rect, date(self.current.year, n + 1, 1), text, True))
        return found

    def spoken(self) -> str:
        return f"{QLocale().standaloneMonthName(self.current.month)} {self.current.year}"

    def same(self, one: date, other: date | None) -> bool:
        return other is not None and (one.year, one.month) == (other.year, other.month)
