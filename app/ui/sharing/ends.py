"""The "until when" of the sheet: offered durations, or a date and time, and one line that says when that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.sharing.choices import Draft, Ends
from app.ui.sharing.times import ends_line
from app.ui.sharing.words import ends_words
from app.ui.widgets.base import Living, bare
from app.ui.widgets.choice import Moment
from app.ui.widgets.inputs import inset
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text


class EndsPart(Living):
    """`ends` and `custom_end`, and the line under them."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._choice = Segmented([(one.value, ends_words(one)) for one in Ends])
        self._choice.set_value(Ends.DAY.value)
        self._custom = Moment()
        self._custom.setDateTime(QDateTime.currentDateTime())
        inset(self._custom)
        self._custom.setVisible(False)
        self._line = Text("", role="muted")
        box = QVBoxLayout(self)
        bare(box, theme.S8)
        for widget in (self._choice, self._custom, self._line):
            box.addWidget(widget)
        self.setFocusProxy(self._choice)
        self._choice.chosen.connect(self._chosen)
        self._custom.dateTimeChanged.connect(self._moved)
        self._minute = QTimer(self)  # the line counts from now, and now moves
        self._minute.timeout.connect(self._say)
        self._minute.start(5000)
        self.retranslate()

    @property
    def ends(self) -> Ends:
        return Ends(self._choice.value)

    @property
    def custom_end(self) -> datetime:
        """To the minute, in the zone of this computer."""
        seconds = self._custom.dateTime().toSecsSinceEpoch()
        return datetime.fromtimestamp(seconds - seconds % 60, self._now().tzinfo)

    def ends_at(self) -> datetime:
        return Draft(ends=self.ends, custom_end=self.custom_end).ends_at(self._now())

    def choose(self, ends: Ends, custom_end: datetime | None = None) -> None:
        self._choice.set_value(ends.value)
        if custom_end is not None:
            self._custom.setDateTime(QDateTime.fromSecsSinceEpoch(int(custom_end.timestamp())))
        self._chosen(ends.value)

    def retranslate(self) -> None:
        self._choice.set_texts([ends_words(one) for one in Ends])
        self._choice.setAccessibleName(QCoreApplication.translate("ShareSheet", "Ends in"))
        self._custom.setAccessibleName(QCoreApplication.translate("ShareSheet", "Date and time of the end"))
        self._custom.setLocale(QLocale())
        self._custom.setDisplayFormat("d MMM yyyy  HH:mm")
        self._say()

    def _chosen(self, value: str) -> None:
        custom = value == Ends.CUSTOM.value
        if custom and not self._custom.isVisibleTo(self):
            self._start_custom()
        self._custom.setVisible(custom)
        self._moved()

    def _start_custom(self) -> None:
        """Begin at tomorrow, the default, and not in a past that has to be corrected first."""
        if self.custom_end <= self._now() + timedelta(hours=1):
            tomorrow = self._now() + timedelta(days=1)
            self._custom.setDateTime(QDateTime.fromSecsSinceEpoch(int(tomorrow.timestamp())))

    def _moved(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self._line.setText(ends_line(self.ends_at(), self._now(), QLocale()))
