"""The conditions of the sheet: from when it opens, a text to agree to, a code by e-mail. Each is off until it is ticked.

Each says in one line what it does. The last one is offered only where the relay says that it sends e-mail.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ops.messages import agreement_text
from app.ui import theme
from app.ui.sharing.times import exact
from app.ui.widgets.base import Living, bare
from app.ui.widgets.choice import Moment
from app.ui.widgets.inputs import LineEdit, TextEdit, inset
from app.ui.widgets.text import Text

ADDRESS_CHARACTERS = 254


class ConditionsPart(Living):
    """What the relay asks for beside link and passcode."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now, self._language = now, language
        self._mail: bool | None = None  # not known yet
        self._later, self._agree, self._check = QCheckBox(), QCheckBox(), QCheckBox()
        self._start = Moment()
        self._start.setDateTime(QDateTime.fromSecsSinceEpoch(int((now() + timedelta(hours=1)).timestamp())))
        inset(self._start)
        self._text, self._address = TextEdit(lines=5), LineEdit()
        self._text.setPlainText(agreement_text(language))
        self._address.setMaxLength(ADDRESS_CHARACTERS)
        self._when, self._about, self._whom = (Text(role="muted", size=theme.T12, wrap=True) for _ in range(3))
        box = QVBoxLayout(self)
        bare(box, theme.S8)
        for tick, control, line in (
            (self._later, self._start, self._when),
            (self._agree, self._text, self._about),
            (self._check, self._address, self._whom),
        ):
            for widget in (tick, control, line):
                box.addWidget(widget)
            control.setVisible(False)
            tick.toggled.connect(control.setVisible)
            tick.toggled.connect(self._moved)
        self._check.setEnabled(False)
        self._start.dateTimeChanged.connect(self._moved)
        self._text.textChanged.connect(self._moved)
        self._address.textChanged.connect(self._moved)
        self.retranslate()

    @property
    def starts_at(self) -> datetime | None:
        """To the minute, in the zone of this computer."""
        if not self._later.isChecked():
            return None
        seconds = self._start.dateTime().toSecsSinceEpoch()
        return datetime.fromtimestamp(seconds - seconds % 60, self._now().tzinfo)

    @property
    def terms(self) -> str | None:
        return self._text.toPlainText().strip() if self._agree.isChecked() else None

    @property
    def address(self) -> str | None:
        return self._address.text().strip() if self._check.isChecked() else None

    def set_language(self, language: str) -> None:
        """The ready text in the recipient's language, unless it was rewritten."""
        if self._text.toPlainText() == agreement_text(self._language):
            self._text.setPlainText(agreement_text(language))
        self._language = language

    def set_mail(self, sends: bool) -> None:
        """Whether the relay sends e-mail, once it has said so."""
        self._mail = sends
        self._check.setEnabled(sends)
        self._say_whom()

    def retranslate(self) -> None:
        self._later.setText(QCoreApplication.translate("ShareSheet", "Not before a certain time"))
        self._agree.setText(QCoreApplication.translate("ShareSheet", "Ask for an agreement"))
        self._check.setText(QCoreApplication.translate("ShareSheet", "Check the person's e-mail"))
        self._start.setAccessibleName(QCoreApplication.translate("ShareSheet", "Date and time of the beginning"))
        self._start.setLocale(QLocale())
        self._start.setDisplayFormat("d MMM yyyy  HH:mm")
        self._text.setAccessibleName(QCoreApplication.translate("ShareSheet", "The text to agree to"))
        self._address.setAccessibleName(QCoreApplication.translate("ShareSheet", "E-mail address of the person"))
        self._address.setPlaceholderText(QCoreApplication.translate("ShareSheet", "name@company.example"))
        self._about.setText(
            QCoreApplication.translate(
                "ShareSheet",
                "The recipient reads this text, accepts it and types their name before anything is shown. "
                "It proves that somebody with link and passcode did so; it is no signature.",
            )
        )
        self._text.setAccessibleDescription(self._about.text())
        self._say_whom()
        self._say_when()

    def _moved(self, _value: object = None) -> None:
        self._say_when()
        self.changed.emit()

    def _say_when(self) -> None:
        starts = self.starts_at
        self._when.setText("" if starts is None else exact(starts, QLocale()))
        self._when.setVisible(starts is not None)

    def _say_whom(self) -> None:
        if self._mail is None:
            words = QCoreApplication.translate("ShareSheet", "The relay is being asked whether it sends e-mail.")
        elif self._mail:
            words = QCoreApplication.translate(
                "ShareSheet",
                "Whoever opens it needs a code that the relay sends to this address: link and passcode alone are not enough.",
            )
        else:
            words = QCoreApplication.translate(
                "ShareSheet", "Not possible with this relay: it does not send e-mail, or does not answer now."
            )
        self._whom.setText(words)
        self._check.setAccessibleDescription(words)
        self._address.setAccessibleDescription(words)
