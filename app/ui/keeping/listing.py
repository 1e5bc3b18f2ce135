"""The list of backups to choose from: a table with a row for each. One that cannot be read is shown, and cannot be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ui import theme
from app.ui.keeping import words
from app.ui.state import Session

if TYPE_CHECKING:
    from app.vault.rotation import Backup

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BackupsModel(QAbstractTableModel):
    """One backup a row: when, why, how much, how large. One that cannot be read is shown and cannot be chosen; of those that
    were not `opened`, nobody knows how much is in them."""

    def __init__(self, session: Session, *, opened: bool = True) -> None:
        super().__init__()  # a child of its table: of the session, which stays, it would outlive the lock
        self._session, self._opened = session, opened
        self.backups: list[Backup] = []

    def show_backups(self, found: list[Backup]) -> None:
        self.beginResetModel()
        self.backups = found
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.backups)

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ForegroundRole and index.column():
            return theme.colour("muted")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        when, why, held, size = words.backup_words(self.backups[index.row()], self._session.now())
        return (when, why, held if self._opened else "", size)[index.column()]

    def may_choose(self, row: int) -> bool:
        return not self._opened or self.backups[row].readable

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.may_choose(index.row()) else Qt.ItemFlag.NoItemFlags


class BackupsTable(QTableView):
    """A click or Return chooses."""

    chose = Signal(object)

    def __init__(self, model: BackupsModel, height: int) -> None:
        super().__init__()
        self._model = model
        model.setParent(self)
        self.setModel(model)
        self.setFixedHeight(height)
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item { padding: 0 12px; }")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.grown(theme.CONTROL + theme.S8))
        head = self.horizontalHeader()
        head.hide()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._choose)

    def pick_first(self) -> None:
        self.selectRow(0)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        if self._model.may_choose(index.row()):
            self.chose.emit(self._model.backups[index.row()])
