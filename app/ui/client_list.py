"""The list of clients: add, rename, forget, open. Owns the pane and its small dialogs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.client_acts import ClientActs
from app.ui.lists import ClientDelegate, ClientRow, spoken_client
from app.ui.state import Session
from app.ui.theme import S4, S8, S12, S16, T13, T18
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.inputs import Labelled, LineEdit
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.table import RowsModel, RowsView
from app.ui.widgets.text import Text
from app.vault.model import Client


class ClientsPane(Living):
    """Level one of the list column."""

    opened = Signal(object)
    entry_wanted = Signal(str)
    listed = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.title = Text("", size=T18, semibold=True)
        self.add = Button("", "secondary", "plus")
        self.add.clicked.connect(self.ask_name)
        self.view = _ClientsView(RowsModel(spoken_client, self), ClientDelegate())
        self.view.entered.connect(lambda row: self.opened.emit(row.client))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self.open_menu)
        self.acts = ClientActs(session, self)
        self.empty = EmptyState("users")
        self.empty.pressed.connect(self.ask_name)
        self._import = Button("", "link")
        self._import.clicked.connect(self.ask_import)
        self._stack = QStackedWidget()
        self._compose()
        self.retranslate()

    def _compose(self) -> None:
        head = QHBoxLayout()
        bare(head, S8, (S16 + 2, S16, S16, S12))
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        bare(column, S4, (0, 0, 0, S16))
        column.addWidget(self.empty, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        foot = QHBoxLayout()
        bare(foot, 0, (S16 + 2, S8, S16, S16))
        foot.addWidget(self._import)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addLayout(head)
        outer.addWidget(self._stack, 1)
        outer.addLayout(foot)

    @property
    def count(self) -> int:
        return self.view.model().rowCount()

    def reload(self) -> None:
        self._session.ask(lambda vault: vault.clients(), self._show, owner=self, key="clients")

    def _show(self, clients: list[Client]) -> None:
        rows = [ClientRow(client, client.entry_count) for client in clients]
        if len(clients) > 1:
            rows.insert(0, ClientRow(None, sum(client.entry_count for client in clients)))
        current = self.view.current_item()
        here = current.client.id if current is not None and current.client else None
        self.view.show_rows(rows, lambda row: bool(row.client) and row.client.id == here)
        self._stack.setCurrentIndex(0 if clients else 1)
        self.listed.emit(clients)

    def focus(self) -> None:
        if self.view.model().rowCount() and not self.view.currentIndex().isValid():
            self.view.pick(0, quietly=True)
        self.view.setFocus()

    def open_menu(self, at: QPoint) -> None:
        """Of the row under the mouse, or (by the menu key) of the current one."""
        index = self.view.row_for_menu(at)
        row: ClientRow | None = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if row is not None and row.client is not None:
            client = row.client
            menu = self.acts.menu(client, row.count, lambda: self.entry_wanted.emit(client.id))
            menu.popup(self.view.menu_place(index, at))

    def ask_name(self) -> None:
        """A new client: one question."""
        sheet = NameSheet(
            self,
            QCoreApplication.translate("Clients", "New client"),
            QCoreApplication.translate("Clients", "Add client"),
        )
        sheet.named.connect(self._add)
        sheet.open()

    def _add(self, name: str) -> None:
        now = self._session.now()
        self._session.change(lambda vault: vault.add_client(name, now), self.opened.emit, owner=self)

    def ask_import(self) -> None:
        from app.ui.importing.dialog import open_import

        open_import(self._session, self.window())

    def retranslate(self) -> None:
        self.title.setText(QCoreApplication.translate("Clients", "Clients"))
        self.add.setText(QCoreApplication.translate("Clients", "New"))
        self.add.setAccessibleName(QCoreApplication.translate("Clients", "New client"))
        self.view.setAccessibleName(QCoreApplication.translate("Clients", "Clients"))
        self._import.setText(QCoreApplication.translate("Clients", "Import from another program…"))
        self.empty.set_words(
            QCoreApplication.translate("Clients", "Start with a client"),
            QCoreApplication.translate(
                "Clients",
                "Keep here what a client entrusts to you, and pass it on by a link that ends when you say.",
            ),
            QCoreApplication.translate("Clients", "New client"),
        )


class _ClientsView(RowsView):
    """One click opens a client: there is nothing else to do with it here."""

    def clicked_item(self, item: ClientRow) -> None:
        self.entered.emit(item)


class NameSheet(Sheet):
    """Asks for a name: a client's, unless the hint says of what."""

    named = Signal(str)

    def __init__(self, parent: QWidget, title: str, verb: str, name: str = "", hint: str = "") -> None:
        super().__init__(parent, title, 420)
        self.set_title(title)
        self.line = LineEdit()
        self.line.setText(name)
        self.line.setMaxLength(200)
        self.field = Labelled(QCoreApplication.translate("Clients", "Name"), self.line)
        self.line.returnPressed.connect(self._done)
        self.line.textChanged.connect(lambda _text: self.field.set_error(""))
        self.body.addWidget(
            Text(
                hint or QCoreApplication.translate("Clients", "A person or a company whose data you keep."),
                size=T13,
                role="muted",
                wrap=True,
            )
        )
        self.body.addWidget(self.field)
        leave, act = Button(QCoreApplication.translate("Sheet", "Cancel")), Button(verb, "primary")
        leave.clicked.connect(self.reject)
        act.clicked.connect(self._done)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(act)

    def _done(self) -> None:
        name = " ".join(self.line.text().split())
        if not name:
            self.field.set_error(QCoreApplication.translate("Clients", "Give it a name."))
            self.line.setFocus()
            return
        self.named.emit(name)
        self.accept()
