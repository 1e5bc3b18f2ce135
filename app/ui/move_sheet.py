"""To which client entries are moved. They are sealed anew under that client's key; the former one's opens nothing of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.entry_acts import EntryActs
from app.ui.lists import ClientDelegate, ClientRow, spoken_client
from app.ui.state import Session
from app.ui.theme import ROW, grown
from app.ui.widgets.buttons import Button
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.table import RowsModel, RowsView
from app.vault.model import Client


class MoveSheet(Sheet):
    """One choice: the client."""

    def __init__(self, session: Session, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, "", 420)
        self._session, self._ids = session, list(ids)
        self.view = RowsView(RowsModel(spoken_client, self), ClientDelegate())
        self.view.setFixedHeight(6 * grown(ROW))
        self.view.entered.connect(self._choose)
        self.view.chose.connect(self._choose)
        self.view.left.connect(self.reject)
        self._leave = Button()
        self._leave.clicked.connect(self.reject)
        self.body.addWidget(self.view)
        self.buttons.addWidget(self._leave)
        self.retranslate()
        session.ask(lambda vault: vault.clients(), self._there, owner=self)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_leave"):
            self.set_title(QCoreApplication.translate("Move", "Move to which client?"))
            self.view.setAccessibleName(QCoreApplication.translate("Move", "Clients"))
            self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))

    def _there(self, clients: list[Client]) -> None:
        self.view.show_rows([ClientRow(client, client.entry_count) for client in clients])
        if clients:
            self.view.pick(0, quietly=True)

    def _choose(self, row: ClientRow) -> None:
        if row.client is not None:
            EntryActs(self._session).move(self._ids, row.client)
            self.accept()
