"""What a file would bring, client by client: a table to look at before anything is added. Holds counts and names only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.ops.importing import ClientPreview
from app.ui import theme
from app.ui.importing import words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NAME, _KINDS, _NEW, _JOINED, _HERE = range(5)


class ClientsTable(QAbstractTableModel):
    """Client, its entries by kind, then how many of all these are new, joined with others, and in the vault already."""

    target_chosen = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clients: Sequence[ClientPreview] = ()

    def set_clients(self, clients: Sequence[ClientPreview]) -> None:
        self.beginResetModel()
        self._clients = clients
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._clients)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else _HERE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        client, column = self._clients[index.row()], index.column()
        count = _count(client, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(client, column)
        if role == Qt.ItemDataRole.EditRole and column == _NAME:
            return client.target or client.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column != _NAME and not count:
            return theme.colour("muted")
        if role == Qt.ItemDataRole.ToolTipRole and column in (_NAME, _KINDS):
            return client.name if column == _NAME else words.kinds_line(client.kinds)
        if column == _NAME and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{client.target or client.name}: {words.kinds_line(client.kinds)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name of a client can be typed over: the folder's entries go to that one then."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() == _NAME else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != _NAME or not name:
            return False
        client = self._clients[index.row()]
        if name != (client.target or client.name):
            self.target_chosen.emit(client.name, name)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (words.client_column(), words.entries_column(), *words.outcome_columns())[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _shown(client: ClientPreview, column: int) -> str:
    if column == _NAME:
        return client.target or client.name
    if column == _KINDS:
        return words.kinds_line(client.kinds)
    count = _count(client, column)
    return words.number(count) if count else "–"


def _count(client: ClientPreview, column: int) -> int:
    return {_NEW: client.new, _JOINED: client.joined, _HERE: client.merged}.get(column, 0)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in (_NAME, _KINDS) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
