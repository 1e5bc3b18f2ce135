"""The past of an entry: what its fields were, the newest first. Folded until asked for; protected values stay masked.

Each can be compared with what the field is now, and put back: that is a change like any other, which can be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QVBoxLayout

from app.crypto.secret import Secret
from app.ops.past import changed, put_back
from app.ui import when
from app.ui.entry_links import drop_field
from app.ui.names import field_name
from app.ui.origins import origin_words
from app.ui.past_row import PastRow
from app.ui.state import Session
from app.ui.undo import Work
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Rule, Section
from app.vault.model import Entry, Revision

if TYPE_CHECKING:
    from app.vault.vault import Vault

_SHOWN_AT_MOST = 50
Seen = Callable[[Secret], None]


class PastSection(Living):
    """A heading with a button, and the rows below it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: Entry | None = None
        self._all: list[Revision] = []
        self._past: list[Revision] = []
        self._open = False
        self.rows: list[PastRow] = []
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
            row.conceal()

    def _toggle(self) -> None:
        self._open = not self._open
        self._fill()

    def _show(self, past: list[Revision]) -> None:
        self._all, self._past = past, changed(past)
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

    def _row(self, revision: Revision) -> PastRow:
        entry = self._require()
        there = revision.field_id in (entry.id, *(field.id for field in entry.fields))
        said = self._name(revision), self._origin(revision), self._lasted(revision)
        row = PastRow(revision, *said, comparable=there)
        row.back.setVisible(entry.removed_at is None)
        row.value_row.reveal_asked.connect(partial(self._ask, revision, partial(self._revealed, row)))
        row.value_row.copy_asked.connect(partial(self._ask, revision, partial(self._copied, revision)))
        row.compare_asked.connect(partial(self._ask, revision, partial(self._compare, row)))
        row.back_asked.connect(partial(self._put_back, revision))
        self.rows.append(row)
        return row

    def _require(self) -> Entry:
        assert self._entry is not None
        return self._entry

    # -- what is done with one ----------------------------------------------------------------------------------------

    def _ask(self, revision: Revision, then: Seen) -> None:
        entry_id = self._require().id
        if revision.value is not None:
            then(Secret(revision.value))
            return
        self._session.ask(lambda vault: vault.reveal(entry_id, revision.field_id, revision.revision), then, owner=self)

    def _revealed(self, row: PastRow, value: Secret) -> None:
        if row in self.rows:
            row.value_row.show_value(value.text())

    def _copied(self, revision: Revision, value: Secret) -> None:
        self._session.clipboard.copy(value, sensitive=revision.protected)

    def _compare(self, row: PastRow, was: Secret) -> None:
        """With what the field is now; both are shown then."""
        entry, field_id = self._require(), row.revision.field_id
        now = next((field.value for field in entry.fields if field.id == field_id), None)
        text = entry.title if field_id == entry.id else now
        if text is not None:
            self._compared(row, was, Secret(text))
        else:
            then = partial(self._compared, row, was)
            self._session.ask(lambda vault: vault.reveal(entry.id, field_id), then, owner=self)

    def _compared(self, row: PastRow, was: Secret, now: Secret) -> None:
        if row in self.rows:
            if row.value_row.protected:
                row.value_row.show_value(was.text())
            row.show_difference(was.text(), now.text())

    def _put_back(self, revision: Revision) -> None:
        entry, now = self._require(), self._session.now()
        field_id, number = revision.field_id, revision.revision
        newest = max(one.revision for one in self._all if one.field_id == field_id)
        text = QCoreApplication.translate("EntryPast", "{name} is again what it was").format(name=self._name(revision))

        def done(saved: Entry) -> None:
            self._session.undo.offer(text, _undone(entry, saved, field_id, newest, now))

        self._session.change(lambda vault: put_back(vault, entry.id, field_id, number, now), done, owner=self)

    # -- words --------------------------------------------------------------------------------------------------------

    def _name(self, revision: Revision) -> str:
        if self._entry is not None and revision.field_id == self._entry.id:
            return field_name("title")
        return field_name(revision.name, revision.label)

    def _origin(self, revision: Revision) -> str:
        """Who wrote it, how, and how long ago; nothing where only the time is known."""
        known = origin_words(revision)
        return f"{known} · {when.ago(revision.changed_at, self._session.now())}" if known else ""

    def _lasted(self, revision: Revision) -> str:
        """From when to when it was so, and who ended it."""
        now = self._session.now()
        after = [one for one in self._all if one.field_id == revision.field_id and one.revision > revision.revision]
        until = min(after, key=lambda one: one.revision, default=None)
        since = when.exact(revision.changed_at, now)
        if until is None:
            return since
        gone = QCoreApplication.translate("EntryPast", "From {since} until {until}, when it was removed")
        told = QCoreApplication.translate("EntryPast", "From {since} until {until}")
        ended = (gone if until.removed else told).format(since=since, until=when.exact(until.changed_at, now))
        by = origin_words(until)
        return f"{ended} ({by})" if by else ended

    def retranslate(self) -> None:
        self._section.set_title(QCoreApplication.translate("EntryPast", "Past values"))
        count = QLocale().toString(len(self._past))
        show = QCoreApplication.translate("EntryPast", "Show {count}").format(count=count)
        self.toggle.setText(QCoreApplication.translate("EntryPast", "Hide") if self._open else show)
        self.toggle.setAccessibleName(f"{self._section.title.text()}: {self.toggle.text()}")
        for row in self.rows:
            row.set_name(self._name(row.revision))
            row.origin.setText(self._origin(row.revision))
            row.lasted.setText(self._lasted(row.revision))


def _undone(before: Entry, saved: Entry, field_id: str, newest: int, now: datetime) -> Work:
    """How a putting back is taken back: what the field was a moment ago, or, where it was not there, without it."""
    known = {field.id for field in before.fields}
    new_id = next((field.id for field in saved.fields if field.id not in known), "")

    def work(vault: Vault) -> object:
        if new_id:
            return drop_field(vault, before.id, new_id, now)
        return put_back(vault, before.id, field_id, newest, now)

    return work
