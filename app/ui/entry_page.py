"""One entry: its fields, what is shared of it, its past. Owns showing; protected values come one by one, when asked for.

A shown value masks itself again after a while, and with the page.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ui import when
from app.ui.entry_past import PastSection
from app.ui.entry_shares import SharesSection
from app.ui.lists import draw_tile, host, kind_name
from app.ui.names import field_name
from app.ui.one_time import CodeMaker, grouped, parse_secret
from app.ui.state import Session
from app.ui.theme import S4, S8, S12, S16, S24, S32, T12, T18
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.cards import Card, Rule
from app.ui.widgets.menus import Menu
from app.ui.widgets.rows import ValueRow
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.sheet import confirm
from app.ui.widgets.text import Elided
from app.vault.model import Entry, EntryKind, Field, FieldKind

SHOWN_MS = 60_000
_NARROW = 520


class EntryPage(Living):
    """The detail column while an entry is chosen."""

    edit_asked = Signal(object)
    gone = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.entry: Entry | None = None
        self.rows: dict[str, ValueRow] = {}
        self._codes: dict[str, CodeMaker] = {}
        self._tile, self._title = _Tile(), Elided("", size=T18, semibold=True)
        self._meta = Elided("", size=T12, role="muted")
        self.share = Button("", "primary", "paper-plane-tilt")
        self.edit = Button("", "secondary", "pencil-simple")
        self.more = IconButton("dots-three")
        self._card = Card((0, S4, 0, S4), 0)
        self._shares, self.past = SharesSection(session), PastSection(session)
        self._hide = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._second = QTimer(self, interval=1000)
        self._compose()
        self._connect()
        self.retranslate()

    def _compose(self) -> None:
        first = QHBoxLayout()
        bare(first, S8)
        first.addWidget(self._title, 1)
        for button in (self.share, self.edit, self.more):
            first.addWidget(button)
        names = QVBoxLayout()
        bare(names, 2)
        names.addLayout(first)
        names.addWidget(self._meta)
        head = QHBoxLayout()
        bare(head, S12)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        inside = QWidget()
        inside.setMaximumWidth(820)
        column = QVBoxLayout(inside)
        bare(column, S24, (S32, S24, S32, S32))
        column.addLayout(head)
        column.addWidget(self._card)
        column.addWidget(self._shares)
        column.addWidget(self.past)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(scrolled(inside))

    def _connect(self) -> None:
        self.share.clicked.connect(self.open_share)
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self.entry))
        self.more.clicked.connect(self._menu)
        self._hide.timeout.connect(self.mask_all)
        self._second.timeout.connect(self._tick)
        self._session.shares_changed.connect(lambda: self._shares.load(self.entry))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < _NARROW) != (self.width() < _NARROW):
            self.retranslate()

    # -- loading ------------------------------------------------------------------------------------------------------

    def load(self, entry_id: str) -> None:
        self._session.ask(lambda vault: vault.entry(entry_id), self._show, owner=self, key="entry")

    def forget(self) -> None:
        """Show nothing and hold nothing."""
        self.mask_all()
        self.entry = None
        self.rows.clear()
        clear(self._card.body)

    def _show(self, entry: Entry) -> None:
        another = self.entry is None or self.entry.id != entry.id
        self.mask_all()
        self.entry = entry
        self._fill()
        self._shares.load(entry)
        if another:
            self.past.fold()
        self.past.load(entry)
        self.retranslate()

    def _fill(self) -> None:
        clear(self._card.body)
        self.rows.clear()
        self._codes.clear()
        fields = [field for field in self._require().fields if field.protected or field.value]
        for field in fields:
            if self.rows:
                self._card.body.addWidget(_inset(Rule()))
            self.rows[field.id] = row = self._row(field)
            self._card.body.addWidget(row)
        self._card.setVisible(bool(fields))

    def _row(self, field: Field) -> ValueRow:
        link = field.kind is FieldKind.URL and web_address(field.value) is not None
        value = when.written_day(field.value) if field.kind is FieldKind.DATE and field.value else field.value
        row = ValueRow(field_name(field.name, field.label), value, protected=field.protected, link=link)
        row.reveal_asked.connect(partial(self.reveal, field))
        row.copy_asked.connect(partial(self.copy, field))
        row.open_asked.connect(partial(self._open_link, field))
        row.hidden_again.connect(partial(self._codes.pop, field.id, None))
        return row

    def _require(self) -> Entry:
        assert self.entry is not None
        return self.entry

    # -- revealing and copying ----------------------------------------------------------------------------------------

    def reveal(self, field: Field) -> None:
        self._value_of(field, partial(self._revealed, field))

    def _revealed(self, field: Field, value: Secret) -> None:
        if field.id not in self.rows:
            return
        self._hide.start()
        if field.kind is FieldKind.TOTP:
            self._codes[field.id] = parse_secret(value.text())
            self._second.start()
            self._tick()
        else:
            self.rows[field.id].show_value(value.text())

    def copy(self, field: Field) -> None:
        """Protected values are hinted at as secrets and cleared again; others are plain text."""
        self._value_of(field, partial(self._copied, field))

    def copy_named(self, name: str) -> None:
        """Copy the standard field of this name, where the entry has one."""
        field = next((field for field in self._require().fields if field.name == name), None)
        if field is not None:
            self.copy(field)

    def _copied(self, field: Field, value: Secret) -> None:
        if field.kind is FieldKind.TOTP:
            value = Secret(parse_secret(value.text()).code(self._seconds()))
        self._session.clipboard.copy(value, sensitive=field.protected)

    def _value_of(self, field: Field, then: partial[None]) -> None:
        entry = self._require()
        if field.value is not None:
            then(Secret(field.value))
            return
        self._session.ask(lambda vault: vault.reveal(entry.id, field.id), self._guarded(then), owner=self)

    def _guarded(self, then: partial[None]) -> partial[None]:
        return partial(self._try, then)

    def _try(self, then: partial[None], value: Secret) -> None:
        try:
            then(value)
        except Exception as error:  # a kept second-factor secret may be none
            self._session.say_error(error)

    def _tick(self) -> None:
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
        self._hide.stop()
        for row in self.rows.values():
            if row.protected:
                row.conceal()
        self.past.mask_all()

    def _open_link(self, field: Field) -> None:
        address = web_address(field.value)
        if address is not None:
            QDesktopServices.openUrl(address)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def open_share(self) -> None:
        from app.ui.sharing.sheet import open_share_sheet

        open_share_sheet(self._session, self._require(), self.window())

    def _menu(self) -> None:
        menu = Menu(self)
        menu.add("clock-counter-clockwise", QCoreApplication.translate("EntryPage", "Show the past"), self.past.unfold)
        menu.add("trash", QCoreApplication.translate("EntryPage", "Delete entry…"), self.ask_remove, role="bad")
        menu.open_under(self.more, right=True)

    def ask_remove(self) -> None:
        entry = self._require()
        title = QCoreApplication.translate("EntryPage", "Delete this entry?")
        text = QCoreApplication.translate(
            "EntryPage", "“{title}” and its past are erased. It cannot be undone. Links already sent stay as they are."
        ).format(title=entry.title)
        verb = QCoreApplication.translate("EntryPage", "Delete entry")
        confirm(self, title, text, verb, partial(self._remove, entry), danger=True)

    def _remove(self, entry: Entry) -> None:
        now = self._session.now()
        self._session.change(
            lambda vault: vault.remove_entry(entry.id, now), lambda _none: self.gone.emit(), owner=self
        )

    # -- words --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        narrow = self.width() < _NARROW
        for button, text, keys in (
            (self.share, QCoreApplication.translate("EntryPage", "Share"), ""),
            (self.edit, QCoreApplication.translate("EntryPage", "Edit"), "  Ctrl+E"),
        ):
            button.setText("" if narrow else text)  # the title needs the room more than the word
            button.setAccessibleName(text)
            button.setToolTip(text + keys)
        self.more.set_name(QCoreApplication.translate("EntryPage", "More about this entry"))
        if self.entry is None:
            return
        entry = self.entry
        self._tile.show(entry.kind, entry.title)
        self._title.set_text(entry.title)
        self._meta.set_text(" · ".join(self._meta_parts(entry)))
        for field in entry.fields:
            if field.id in self.rows:
                self.rows[field.id].set_label(field_name(field.name, field.label))

    def _meta_parts(self, entry: Entry) -> list[str]:
        url = next((field.value for field in entry.fields if field.name == "url" and field.value), "")
        changed = QCoreApplication.translate("EntryPage", "changed {ago}")
        ago = changed.format(ago=when.ago(entry.updated_at, self._session.now()))
        return [host(url or "") or kind_name(entry.kind), ago, entry.client_name]


class _Tile(QWidget):
    """The entry's picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(44, 44)
        self._what: tuple[EntryKind, str] = (EntryKind.LOGIN, "")

    def show(self, kind: EntryKind | None = None, title: str = "") -> None:
        if kind is not None:
            self._what = (kind, title)
            self.update()
        super().show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_tile(painter, QRectF(self.rect()), *self._what)


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
