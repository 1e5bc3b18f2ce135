"""The past of an entry: what its fields were, the newest first. Folded until asked for; protected values stay masked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QVBoxLayout

from app.crypto.secret import Secret
from app.ui import when
from app.ui.names import field_name
from app.ui.state import Session
from app.ui.theme import S4, T12
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Rule, Section
from app.ui.widgets.rows import ValueRow
from app.ui.widgets.text import Text
from app.vault.model import Entry, Revision

_SHOWN_AT_MOST = 50


class PastSection(Living):
    """A heading with a button, and the rows below it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: Entry | None = None
        self._past: list[Revision] = []
        self._open = False
        self.rows: list[ValueRow] = []
        self._section = Section(flush=True)
        self.toggle = Button("", "quiet", "caret-down")
        self.toggle.clicked.connect(self._toggle)
        self._section.head.addWidget(self.toggle)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._section)
        self.hide()

    def load(self, entry: Entry) -> None:
        self._entry = entry
        self._session.ask(lambda vault: vault.history(entry.id), self._show, owner=self, key="past")

    def fold(self) -> None:
        self._open = False

    def unfold(self) -> None:
        self._open = True
        self._fill()

    def mask_all(self) -> None:
        for row in self.rows:
            if row.protected:
                row.conceal()

    def _toggle(self) -> None:
        self._open = not self._open
        self._fill()

    def _show(self, past: list[Revision]) -> None:
        newest: set[str] = set()  # of each field: what it is now, or that it is gone
        self._past = []
        for one in past:
            if one.field_id in newest and not one.removed:
                self._past.append(one)
            newest.add(one.field_id)
        self.setVisible(bool(self._past))
        self._fill()

    def _fill(self) -> None:
        clear(self._section.body)
        self.rows = []
        self._section.card.setVisible(self._open)
        self.toggle.set_icon("caret-up" if self._open else "caret-down")
        if self._open:
            for revision in self._past[:_SHOWN_AT_MOST]:
                if self.rows:
                    self._section.body.addWidget(Rule())
                self._section.body.addWidget(self._row(revision))
        self.retranslate()

    def _row(self, revision: Revision) -> ValueRow:
        row = ValueRow(self._name(revision), revision.value, protected=revision.protected)
        row.reveal_asked.connect(partial(self._ask, revision, partial(self._revealed, row)))
        row.copy_asked.connect(partial(self._ask, revision, partial(self._copied, revision)))
        row.row.insertWidget(3, Text(when.exact(revision.changed_at, self._session.now()), size=T12, role="muted"))
        row.row.insertSpacing(4, S4)
        self.rows.append(row)
        return row

    def _ask(self, revision: Revision, then: partial[None]) -> None:
        assert self._entry is not None
        entry_id = self._entry.id
        if revision.value is not None:
            then(Secret(revision.value))
            return
        self._session.ask(lambda vault: vault.reveal(entry_id, revision.field_id, revision.revision), then, owner=self)

    def _revealed(self, row: ValueRow, value: Secret) -> None:
        if row in self.rows:
            row.show_value(value.text())

    def _copied(self, revision: Revision, value: Secret) -> None:
        self._session.clipboard.copy(value, sensitive=revision.protected)

    def _name(self, revision: Revision) -> str:
        if self._entry is not None and revision.field_id == self._entry.id:
            return field_name("title")
        return field_name(revision.name, revision.label)

    def retranslate(self) -> None:
        self._section.set_title(QCoreApplication.translate("EntryPast", "Past values"))
        count = QLocale().toString(len(self._past))
        show = QCoreApplication.translate("EntryPast", "Show {count}").format(count=count)
        self.toggle.setText(QCoreApplication.translate("EntryPast", "Hide") if self._open else show)
        self.toggle.setAccessibleName(f"{self._section.title.text()}: {self.toggle.text()}")
        for row, revision in zip(self.rows, self._past, strict=False):
            row.set_label(self._name(revision))
