"""What is dropped on a list of entries: an address begins a new login, files ask with which entry they are to be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.drops import dropped_files, dropped_link, is_importable
from app.ui.files.places import DropPlace
from app.ui.lists import EntryDelegate, spoken_entry
from app.ui.state import Session
from app.ui.theme import ROW, T13, grown
from app.ui.widgets.buttons import Button
from app.ui.widgets.search import SearchField
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.table import RowsModel, RowsView
from app.ui.widgets.text import Text
from app.vault.model import Client, EntryDraft, EntryKind, EntrySummary

if TYPE_CHECKING:
    from app.ui.clients import ClientsPage

_FOUND_AT_MOST, _RESTS_MS = 50, 120


class ListDrops(QObject):
    """Makes the list of the page of clients a place to drop things on."""

    def __init__(self, session: Session, page: ClientsPage) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.place = DropPlace(page.entries, self._meant, self._take)

    def _meant(self, data: QMimeData) -> str:
        if self._page.detail.form is not None:
            return ""
        files, link = dropped_files(data), dropped_link(data)
        if files:
            return QCoreApplication.translate("Files", "Drop to keep with an entry")
        if link:
            return QCoreApplication.translate("Files", "Drop for a new login with this address")
        return ""

    def _take(self, data: QMimeData, _at: QPoint) -> None:
        files = dropped_files(data)
        if files:
            WhichSheet(self._session, files, self._page).open()
            return
        self._page.new_entry()
        form = self._page.detail.form
        if form is not None:
            form.start_with("url", dropped_link(data))


class WhichSheet(Sheet):
    """With which entry? The one that is open is offered first; a search finds any other, and a new one can be made."""

    def __init__(self, session: Session, files: Sequence[Path], page: ClientsPage) -> None:
        super().__init__(page, "", 520)
        self._session, self._files, self._page = session, list(files), page
        self._client: Client | None = page.entries.scope.client
        self.names = Text("", size=T13, role="muted", wrap=True)
        self.search = SearchField()
        self.view = RowsView(RowsModel(spoken_entry, self), EntryDelegate())
        self.view.setFixedHeight(5 * grown(ROW))
        self.fresh, self.bring, self._leave = Button("", "secondary", "plus"), Button(""), Button("")
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_MS)
        for widget in (self.names, self.search, self.view):
            self.body.addWidget(widget)
        for button in (self.bring, self.fresh, self._leave):
            self.buttons.addWidget(button)
        self._connect()
        self.retranslate()
        self._look()

    def _connect(self) -> None:
        self._rest.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.into_results.connect(self.view.setFocus)
        self.search.left.connect(self.reject)
        self.view.left.connect(self.search.setFocus)
        for chosen in (self.view.entered, self.view.chose):
            chosen.connect(self._choose)
        self.fresh.clicked.connect(self._make)
        self.bring.clicked.connect(self._import)
        self._leave.clicked.connect(self.reject)
        self.bring.setVisible(len(self._files) == 1 and is_importable(self._files[0]))
        self.fresh.setVisible(self._client is not None)

    def first_control(self) -> QWidget:
        return self.search

    def _look(self) -> None:
        query = self.search.text().strip()
        client_id = None if query or self._client is None else self._client.id
        self._session.ask(
            lambda vault: vault.entries(client_id, query, _FOUND_AT_MOST), self._there, owner=self, key="which"
        )

    def _there(self, entries: Sequence[EntrySummary]) -> None:
        page = self._page.detail.page
        here = page.entry.id if page is not None and page.entry is not None else ""
        ordered = sorted(entries, key=lambda entry: entry.id != here)
        self.view.show_rows(ordered)
        if ordered:
            self.view.pick(0, quietly=True)

    def _choose(self, entry: EntrySummary) -> None:
        self.accept()
        self._keep(entry.id)

    def _make(self) -> None:
        """A new entry for documents, called as the first file."""
        client, now = self._client, self._session.now()
        assert client is not None
        draft = EntryDraft(EntryKind.DOCUMENTS, self._files[0].stem[:200].strip() or self._files[0].name, ())
        keep: Callable[[str], None] = partial(_kept_with, self._page, self._files)
        self.accept()
        self._session.change(
            lambda vault: vault.add_entry(client.id, draft, now), lambda entry: keep(entry.id), owner=self._page
        )

    def _keep(self, entry_id: str) -> None:
        _kept_with(self._page, self._files, entry_id)

    def _import(self) -> None:
        from app.ui.importing.dialog import open_import

        self.accept()
        open_import(self._session, self._page.window()).look_at(self._files[0])

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "_leave"):
            return
        self.set_title(QCoreApplication.translate("Files", "Keep with which entry?"))
        self.names.setText(", ".join(path.name for path in self._files[:5]) + ("…" if len(self._files) > 5 else ""))
        self.search.setPlaceholderText(QCoreApplication.translate("Files", "Search all entries"))
        self.search.setAccessibleName(QCoreApplication.translate("Files", "Search all entries"))
        self.view.setAccessibleName(QCoreApplication.translate("Files", "Entries"))
        self.fresh.setText(QCoreApplication.translate("Files", "New entry"))
        self.bring.setText(QCoreApplication.translate("Files", "Import it instead…"))
        self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))


def _kept_with(page: ClientsPage, files: Sequence[Path], entry_id: str) -> None:
    """Begin, and show the entry, where one sees how far it is."""
    page.detail.build().files.transfers.add(entry_id, files)
    page.go(entry_id=entry_id)
