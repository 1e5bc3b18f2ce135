"""The calendar below a field: a page, the way to others, today, and leaving the field empty. Knows dates, no field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.picking.pages import DaysPage, MonthsPage, moved_months
from app.ui.theme import S4, S8, S12, T13
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.text import Text


class CalendarPopup(QFrame):
    """Closes when one clicks beside it, presses Escape, or has chosen."""

    def __init__(self, parent: QWidget, page: DaysPage | MonthsPage, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", True)
        self.page, self._today = page, today
        self._step = 1 if isinstance(page, DaysPage) else 12
        self.before, self.after = IconButton("caret-left"), IconButton("caret-right")
        self.title = Text("", size=T13, semibold=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.now, self.none = Button("", "quiet"), Button("", "quiet")
        self._compose()
        self.before.clicked.connect(lambda: page.go(moved_months(page.current, -self._step)))
        self.after.clicked.connect(lambda: page.go(moved_months(page.current, self._step)))
        self.now.clicked.connect(lambda: page.chosen.emit(today))
        self.none.clicked.connect(lambda: page.chosen.emit(None))
        page.moved.connect(lambda _day: self._retitle())
        page.chosen.connect(lambda _day: self.close())
        self._write()

    def _compose(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        bare(head, S4)
        bare(foot, S8)
        head.addWidget(self.before)
        head.addWidget(self.title, 1)
        head.addWidget(self.after)
        foot.addWidget(self.now)
        foot.addStretch(1)
        foot.addWidget(self.none)
        column = QVBoxLayout(self)
        bare(column, S4, (S12, S8, S12, S8))
        column.addLayout(head)
        column.addWidget(self.page)
        column.addLayout(foot)

    def _write(self) -> None:
        days = self._step == 1
        self.setAccessibleName(QCoreApplication.translate("Calendar", "Calendar"))
        self.before.set_name(
            QCoreApplication.translate("Calendar", "The month before")
            if days
            else QCoreApplication.translate("Calendar", "The year before")
        )
        self.after.set_name(
            QCoreApplication.translate("Calendar", "The month after")
            if days
            else QCoreApplication.translate("Calendar", "The year after")
        )
        self.now.setText(
            QCoreApplication.translate("Calendar", "Today")
            if days
            else QCoreApplication.translate("Calendar", "This month")
        )
        self.none.setText(QCoreApplication.translate("Calendar", "Empty"))
        self._retitle()

    def _retitle(self) -> None:
        here = self.page.current
        month = QLocale().standaloneMonthName(here.month)
        self.title.setText(f"{month[:1].upper()}{month[1:]} {here.year}" if self._step == 1 else str(here.year))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def open_calendar(
    under: QWidget, here: date | None, today: date, on_choice: Callable[[date | None], None], *, months: bool
) -> CalendarPopup:
    """Below the field it is for. The choice is None where the field is to be empty."""
    made = MonthsPage if months else DaysPage
    popup = CalendarPopup(under, made(here or today, today, here), today)
    popup.page.chosen.connect(on_choice)
    popup.adjustSize()
    corner = under.mapToGlobal(QPoint(under.width() - popup.sizeHint().width(), under.height() + 4))
    screen = under.screen().availableGeometry()
    bottom = screen.bottom() - popup.sizeHint().height()
    popup.move(max(screen.left(), corner.x()), min(corner.y(), bottom))
    popup.show()
    popup.page.setFocus()
    return popup
