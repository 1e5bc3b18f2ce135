"""What a backup would change, as a tree: clients, and under each its entries with a box to tick. Owns what is ticked; holds
nothing protected. Two levels and no more, so an index carries the number of its client and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeView

from app.ui import theme
from app.ui.keeping import words
from app.vault.comparing import Comparison, Difference, Standing

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CLIENT = 0  # internal ids: 0 for a client, the client's row + 1 for an entry of it


class ChangesModel(QAbstractItemModel):
    """`chosen` are the ids of the entries to bring back. What is only in the vault cannot be ticked."""

    ticked = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._clients: list[tuple[str, tuple[Difference, ...]]] = []
        self.chosen: set[str] = set()

    def show_comparison(self, seen: Comparison | None) -> None:
        self.beginResetModel()
        self._clients = list(seen.by_client().items()) if seen is not None else []
        self.chosen = set()
        self.endResetModel()
        self.ticked.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._clients)
        return len(self._clients[parent.row()][1]) if parent.internalId() == _CLIENT and parent.column() == 0 else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 2

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _CLIENT)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # Qt has a second one, for objects
        if not index.isValid() or index.internalId() == _CLIENT:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _CLIENT)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and self._ids(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._difference(index)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and self._ids(index):
            return self._state(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, one)
        if role == Qt.ItemDataRole.ForegroundRole and (
            index.column() == 1 or (one and one.standing is Standing.ONLY_HERE)
        ):
            return theme.colour("muted")
        if role == Qt.ItemDataRole.AccessibleTextRole and one is not None:
            return f"{one.title}: {words.outcome(one, self._now())}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        ids = self._ids(index)
        if role != Qt.ItemDataRole.CheckStateRole or not ids:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Unchecked:
            self.chosen -= ids
        else:
            self.chosen |= ids
        client = self.parent(index) if index.internalId() != _CLIENT else index
        top = self.index(client.row(), 0)
        self.dataChanged.emit(top, top)
        self.dataChanged.emit(self.index(0, 0, top), self.index(self.rowCount(top) - 1, 0, top))
        self.ticked.emit()
        return True

    def _difference(self, index: Index) -> Difference | None:
        return None if index.internalId() == _CLIENT else self._clients[index.internalId() - 1][1][index.row()]

    def _ids(self, index: Index) -> set[str]:
        """The entries that a tick here would bring back."""
        one = self._difference(index)
        under = self._clients[index.row()][1] if one is None else (one,)
        return {each.entry_id for each in under if each.standing is not Standing.ONLY_HERE}

    def _state(self, index: Index) -> Qt.CheckState:
        ids = self._ids(index)
        if ids <= self.chosen:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ids & self.chosen else Qt.CheckState.Unchecked

    def _text(self, index: Index, one: Difference | None) -> str:
        if one is not None:
            return one.title if index.column() == 0 else words.outcome(one, self._now())
        name, under = self._clients[index.row()]
        return name if index.column() == 0 else words.number(len(under))


class ChangesTree(QTreeView):
    """The tree, with what happens at the right of each entry."""

    def __init__(self, model: ChangesModel, height: int) -> None:
        super().__init__()
        self.setModel(model)
        self.setFixedHeight(height)
        self.setUniformRowHeights(True)  # else every row is asked for its size
        self.setStyleSheet("QTreeView::item { padding: 4px 8px 4px 0; }")
        self.setTabKeyNavigation(False)
        head = self.header()
        head.hide()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
