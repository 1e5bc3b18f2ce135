"""Time running out, as words: `2 days 3 h`, `14 min`, `32 s`. Ticks by itself, as seldom as the words allow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import CONTROL, T12, colour, font, grown
from app.ui.widgets.text import Text

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def left(seconds: int) -> str:
    """A duration in its two largest units; nothing is said of a unit of which there is none."""
    days, rest = divmod(max(0, seconds), _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, secs = divmod(rest, _MINUTE)
    if days:
        return _days(days, hours)
    if hours and not minutes:
        return QCoreApplication.translate("Countdown", "{hours} h").format(hours=hours)
    if hours:
        return QCoreApplication.translate("Countdown", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return QCoreApplication.translate("Countdown", "{minutes} min").format(minutes=minutes)
    return QCoreApplication.translate("Countdown", "{seconds} s").format(seconds=secs)


def _days(days: int, hours: int) -> str:
    if days == 1 and not hours:
        return QCoreApplication.translate("Countdown", "1 day")
    if days == 1:
        return QCoreApplication.translate("Countdown", "1 day {hours} h").format(hours=hours)
    if not hours:
        return QCoreApplication.translate("Countdown", "{days} days").format(days=days)
    return QCoreApplication.translate("Countdown", "{days} days {hours} h").format(days=days, hours=hours)


class CountdownLabel(Text):
    """Counts down to an instant and says so once when it is there."""

    ended = Signal()

    def __init__(
        self,
        until: datetime,
        now: Callable[[], datetime],
        *,
        size: int = 13,
        role: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", size=size, role=role, parent=parent)
        self._until, self._now = until, now
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tick)
        self._over = False
        self._tick()

    def _tick(self) -> None:
        seconds = int((self._until - self._now()).total_seconds())
        self.setText(left(seconds))
        if seconds > 0:
            self._timer.start(1000 if seconds <= _HOUR else 20_000)
        elif not self._over:
            self._over = True
            self._timer.stop()
            self.ended.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tick()


class Ring(QWidget):
    """`◔ 18 s`: what is left of a short time, as a slice and as a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._of = 0, 1
        self.setFont(font(T12))
        self.setFixedSize(24 + grown(32), grown(CONTROL))

    def show_left(self, seconds: int, of: int) -> None:
        self._left, self._of = seconds, of
        self.setAccessibleName(left(seconds))
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            role = "warn" if self._left <= 5 else "muted"
            circle = QRectF(4, self.height() / 2 - 7, 14, 14)
            painter.setPen(QPen(colour("line"), 2))
            painter.drawEllipse(circle)
            painter.setPen(QPen(colour(role), 2))
            painter.drawArc(circle, 90 * 16, round(360 * 16 * self._left / self._of))
            painter.setPen(colour(role))
            painter.drawText(self.rect().adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, left(self._left))
