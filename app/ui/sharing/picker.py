"""Which other entry of the same client is shared as well? A search over them; the one that is chosen is handed on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.lists import EntryDelegate, spoken_entry
from app.ui.state import Session
from app.ui.theme import ROW, grown
from app.ui.widgets.buttons import Button
from app.ui.widgets.search import SearchField
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.table import RowsModel, RowsView
from app.vault.model import EntrySummary

_FOUND_AT_MOST, _RESTS_MS = 50, 120


class EntryPicker(Sheet):
    """Over the share sheet. Entries that are there already are not offered again."""

    def __init__(
        self,
        session: Session,
        client_id: str,
        without: Collection[str],
        parent: QWidget,
        *,
        on_picked: Callable[[str], None],
    ) -> None:
        super().__init__(parent, "", 480)
        self._session, self._client_id, self._without, self._on_picked = session, client_id, without, on_picked
        self.search = SearchField()
        self.view = RowsView(RowsModel(spoken_entry, self), EntryDelegate())
        self.view.setFixedHeight(5 * grown(ROW))
        self._leave = Button("")
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._rest.timeout.connect(self._look)
        self.body.addWidget(self.search)
        self.body.addWidget(self.view)
        self.buttons.addWidget(self._leave)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.into_results.connect(self.view.setFocus)
        self.search.left.connect(self.reject)
        self.view.left.connect(self.search.setFocus)
        for chosen in (self.view.entered, self.view.chose):
            chosen.connect(self._choose)
        self._leave.clicked.connect(self.reject)
        self.retranslate()
        self._look()

    def first_control(self) -> QWidget:
        return self.search

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "_leave"):
            return
        self.set_title(QCoreApplication.translate("ShareSheet", "Share another entry as well"))
        search = QCoreApplication.translate("ShareSheet", "Search the entries of this client")
        self.search.setPlaceholderText(search)
        self.search.setAccessibleName(search)
        self.view.setAccessibleName(QCoreApplication.translate("ShareSheet", "Entries of this client"))
        self._leave.setText(QCoreApplication.translate("ShareSheet", "Cancel"))

    def _look(self) -> None:
        query, client_id = self.search.text().strip(), self._client_id
        self._session.ask(
            lambda vault: vault.entries(client_id, query, _FOUND_AT_MOST), self._there, owner=self, key="picker"
        )

    def _there(self, entries: Sequence[EntrySummary]) -> None:
        offered = [entry for entry in entries if entry.id not in self._without]
        self.view.show_rows(offered)
        if offered:
            self.view.pick(0, quietly=True)

    def _choose(self, entry: EntrySummary) -> None:
        self.accept()
        self._on_picked(entry.id)
