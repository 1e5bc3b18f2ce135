"""The fields of an entry as a card of rows. Owns revealing and copying: one value at a time, when it is asked for.

A shown value masks itself again after a while; a second-factor code is made anew every second while it is on the screen.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ops.one_time import CodeMaker, grouped, parse_secret
from app.ui import values
from app.ui.names import field_name
from app.ui.state import Session
from app.ui.theme import S4, S16
from app.ui.widgets.base import bare, clear
from app.ui.widgets.cards import Card, Rule
from app.ui.widgets.rows import ValueRow
from app.vault.model import Entry, Field, FieldKind

SHOWN_MS = 60_000


class FieldsCard(Card):
    """Label, value and what can be done with it, a row each."""

    def __init__(self, session: Session) -> None:
        super().__init__((0, S4, 0, S4), 0)
        self._session = session
        self._entry: Entry | None = None
        self.rows: dict[str, ValueRow] = {}
        self._codes: dict[str, CodeMaker] = {}
        self.hides = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self.hides.timeout.connect(self.mask_all)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tick)

    def fill(self, entry: Entry | None) -> None:
        """Other fields; everything shown before is masked and gone."""
        self.mask_all()
        clear(self.body)
        self.rows.clear()
        self._entry = entry
        fields = [field for field in entry.fields if field.protected or field.value] if entry is not None else []
        for field in fields:
            if self.rows:
                self.body.addWidget(_inset(Rule()))
            self.rows[field.id] = row = self._row(field)
            self.body.addWidget(row)
        self.setVisible(bool(fields))

    def _row(self, field: Field) -> ValueRow:
        link = field.kind is FieldKind.URL and web_address(field.value) is not None
        value = values.shown(field.kind, field.value) if field.value else field.value
        row = ValueRow(field_name(field.name, field.label), value, protected=field.protected, link=link)
        row.reveal_asked.connect(partial(self.reveal, field))
        row.copy_asked.connect(partial(self.copy, field))
        row.open_asked.connect(partial(self._open_link, field))
        row.hidden_again.connect(partial(self._codes.pop, field.id, None))
        return row

    def reveal(self, field: Field) -> None:
        self._value_of(field, partial(self._revealed, field))

    def _revealed(self, field: Field, value: Secret) -> None:
        if field.id not in self.rows:
            return
        self.hides.start()
        if field.kind is FieldKind.TOTP:
            self._codes[field.id] = parse_secret(value.text())
            self._second.start()
            self.tick()
        else:
            self.rows[field.id].show_value(values.shown(field.kind, value.text()))

    def copy(self, field: Field) -> None:
        """Protected values are hinted at as secrets and cleared again; others are plain text."""
        self._value_of(field, partial(self._copied, field))

    def copy_named(self, name: str) -> None:
        """Copy the standard field of this name, where the entry has one."""
        fields = self._entry.fields if self._entry is not None else ()
        field = next((field for field in fields if field.name == name), None)
        if field is not None:
            self.copy(field)

    def has(self, name: str) -> bool:
        """Whether the entry has a value in the standard field of this name."""
        fields = self._entry.fields if self._entry is not None else ()
        return any(field.name == name and (field.protected or field.value) for field in fields)

    def toggle_all(self) -> None:
        """Show everything protected; once one is shown, hide them all."""
        protected = [field for field in (self._entry.fields if self._entry else ()) if field.protected]
        rows = [self.rows[field.id] for field in protected if field.id in self.rows]
        if any(row.shown for row in rows):
            self.mask_all()
            return
        for field in protected:
            if field.id in self.rows:
                self.reveal(field)

    def open_first(self) -> None:
        """The first address of the entry, in the browser."""
        fields = self._entry.fields if self._entry is not None else ()
        field = next((field for field in fields if field.kind is FieldKind.URL and field.value), None)
        if field is not None:
            self._open_link(field)

    def _copied(self, field: Field, value: Secret) -> None:
        if field.kind is FieldKind.TOTP:
            value = Secret(parse_secret(value.text()).code(self._seconds()))
        self._session.clipboard.copy(value, sensitive=field.protected)
        if self._entry is not None:
            self._session.touch(self._entry.id)

    def _value_of(self, field: Field, then: partial[None]) -> None:
        if self._entry is None:
            return
        entry_id = self._entry.id
        if field.value is not None:
            then(Secret(field.value))
            return
        self._session.ask(lambda vault: vault.reveal(entry_id, field.id), partial(self._try, then), owner=self)

    def _try(self, then: partial[None], value: Secret) -> None:
        try:
            then(value)
        except Exception as error:  # a kept second-factor secret may be none
            self._session.say_error(error)

    def tick(self) -> None:
        """Once a second while a second-factor code is on the screen."""
        now = self._seconds()
        for field_id, maker in self._codes.items():
            self.rows[field_id].show_value(grouped(maker.code(now)))
            self.rows[field_id].show_left(maker.left(now), maker.period)
        if not self._codes:
            self._second.stop()

    def _seconds(self) -> int:
        return int(self._session.now().timestamp())

    def mask_all(self) -> None:
        self._codes.clear()
        self._second.stop()
        self.hides.stop()
        for row in self.rows.values():
            if row.protected:
                row.conceal()

    def _open_link(self, field: Field) -> None:
        address = web_address(field.value)
        if address is not None:
            QDesktopServices.openUrl(address)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._entry is not None:
            for field in self._entry.fields:
                if field.id in self.rows:
                    self.rows[field.id].set_label(field_name(field.name, field.label))


def _inset(rule: Rule) -> QWidget:
    """A hairline that begins where the text does."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    bare(row, 0, (S16, 0, S16, 0))
    row.addWidget(rule)
    holder.setFixedHeight(1)
    return holder


def web_address(text: str | None) -> QUrl | None:
    """An address that may be handed to the browser: http and https only, whatever an entry says."""
    if not text:
        return None
    url = QUrl.fromUserInput(text.strip())
    return url if url.isValid() and url.scheme() in ("http", "https") and url.host() else None
