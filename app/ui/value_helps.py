"""What helps to fill a field, as buttons inside it: the generator, a calendar, the QR code of a second factor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.crypto.secret import Secret
from app.host import clock
from app.ui import values
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.inputs import PasswordEdit
from app.vault.kinds import FieldKind

if TYPE_CHECKING:
    from app.ui.value_edit import ValueEdit

_DAYS, _MONTHS = FieldKind.DATE, FieldKind.MONTH


class Helps:
    """Of one editor; only those that its kind has a use for."""

    def __init__(self, edit: ValueEdit) -> None:
        self._edit = edit
        self.dice, self.calendar, self.code = (
            IconButton("dice-five", px=18),
            IconButton("calendar-blank", px=18),
            IconButton("qr-code", px=18),
        )
        kind, masked = edit.kind, isinstance(edit.control, PasswordEdit)
        for button, wanted, act in (
            (self.dice, kind in (FieldKind.PASSWORD, FieldKind.PIN), self._generate),
            (self.calendar, kind in (_DAYS, _MONTHS) and not masked, self._open_calendar),
            (self.code, kind is FieldKind.TOTP, edit.key_asked.emit),
        ):
            if wanted:
                edit.inside.add(button)
                button.clicked.connect(act)

    def _generate(self) -> None:
        from app.ui.generator import open_generator

        open_generator(self.dice, self._use, pin=self._edit.kind is FieldKind.PIN)

    def _use(self, value: Secret) -> None:
        edit = self._edit
        edit.fill(value.text())
        if isinstance(edit.control, PasswordEdit):
            edit.control.eye.setChecked(True)
        edit.generated.emit(value)

    def _open_calendar(self) -> None:
        from app.ui.picking.popup import open_calendar

        months = self._edit.kind is _MONTHS
        here = values.day_of(self._edit.kind, self._edit.text())
        open_calendar(self._edit.control, here, clock.now().astimezone().date(), self._chosen, months=months)

    def _chosen(self, day: date | None) -> None:
        iso = "" if day is None else day.isoformat()[: 7 if self._edit.kind is _MONTHS else 10]
        self._edit.fill(values.shown(self._edit.kind, iso))
        self._edit.control.setFocus()

    def retranslate(self) -> None:
        self.dice.set_name(QCoreApplication.translate("EntryForm", "Generate a password"))
        self.calendar.set_name(QCoreApplication.translate("EntryForm", "Choose in the calendar"))
        self.code.set_name(QCoreApplication.translate("EntryForm", "Read it off a QR code"))
