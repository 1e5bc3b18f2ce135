"""The head of an entry's page: picture, title, where it belongs, and the buttons for all of it. What they do is the page's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import when
from app.ui.commanding.words import action_text, shown_keys
from app.ui.lists import draw_tile, host, kind_name
from app.ui.state import Session
from app.ui.theme import S8, S12, T12, T18, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.text import Elided
from app.vault.model import Entry, EntryKind


class EntryHead(Living):
    """`show_entry` writes it; `narrow` takes the words off the buttons, because the title needs the room more."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: Entry | None = None
        self._has_wifi = self._narrow = False
        self._tile, self._title = _Tile(), Elided("", size=T18, semibold=True)
        self._meta = Elided("", size=T12, role="muted")
        self.share = Button("", "primary", "paper-plane-tilt")
        self.edit = Button("", "secondary", "pencil-simple")
        self.more, self.star = IconButton("dots-three"), IconButton("star")
        self.wifi = IconButton("qr-code")
        first = QHBoxLayout()
        bare(first, S8)
        first.addWidget(self._title, 1)
        for button in (self.wifi, self.star, self.share, self.edit, self.more):
            first.addWidget(button)
        names = QVBoxLayout()
        bare(names, 2)
        names.addLayout(first)
        names.addWidget(self._meta)
        row = QHBoxLayout(self)
        bare(row, S12)
        row.addWidget(self._tile)
        row.addLayout(names, 1)
        self.retranslate()

    def show_entry(self, entry: Entry, *, wifi: bool) -> None:
        self._entry, self._has_wifi = entry, wifi
        self.retranslate()

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self.retranslate()

    def retranslate(self) -> None:
        for button, text, keys in (
            (self.share, QCoreApplication.translate("EntryPage", "Share"), shown_keys("share")),
            (self.edit, QCoreApplication.translate("EntryPage", "Edit"), shown_keys("edit")),
        ):
            button.setText("" if self._narrow else text)
            button.setAccessibleName(text)
            button.setToolTip(f"{text}  {keys}")
        self.more.set_name(QCoreApplication.translate("EntryPage", "More about this entry"))
        if self._entry is not None:
            self._write(self._entry)

    def _write(self, entry: Entry) -> None:
        in_trash = entry.removed_at is not None
        for button in (self.share, self.edit, self.star):
            button.setVisible(not in_trash)
        self.wifi.setVisible(not in_trash and self._has_wifi)
        self.wifi.set_name(f"{action_text('wifi-code')}  {shown_keys('wifi-code')}")
        starred = QCoreApplication.translate("EntryPage", "No longer a favourite")
        star = QCoreApplication.translate("EntryPage", "Add to the favourites")
        self.star.set_name(f"{starred if entry.favourite else star}  {shown_keys('favourite')}")
        self.star.set_icon("star-fill" if entry.favourite else "star")
        self.star.set_role("seal" if entry.favourite else "muted")
        self._tile.show_kind(entry.kind, entry.title)
        self._title.set_text(entry.title)
        self._meta.set_text(" · ".join(self._meta_parts(entry)))

    def _meta_parts(self, entry: Entry) -> list[str]:
        url = next((field.value for field in entry.fields if field.name == "url" and field.value), "")
        changed = QCoreApplication.translate("EntryPage", "changed {ago}")
        ago = changed.format(ago=when.ago(entry.updated_at, self._session.now()))
        return [host(url or "") or kind_name(entry.kind), ago, entry.client_name]


class _Tile(QWidget):
    """The entry's picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(grown(44), grown(44))
        self._what: tuple[EntryKind, str] = (EntryKind.LOGIN, "")

    def show_kind(self, kind: EntryKind, title: str) -> None:
        self._what = (kind, title)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_tile(painter, QRectF(self.rect()), *self._what)
