"""The first entries of a file, as a table to look at before anything is added. Holds nothing protected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ops.importing import PreviewRow
from app.ui import icons
from app.ui.importing.words import KIND_ICONS, kind_word

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_COLUMNS = 4


class PreviewTable(QAbstractTableModel):
    """Client, title, user name, address; the kind is the title's icon and is spoken with it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PreviewRow] = ()

    def set_rows(self, rows: Sequence[PreviewRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.client, row.title, row.username, row.url)[index.column()]
        if index.column() == 1 and role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(KIND_ICONS[row.kind], "muted", 16)
        if index.column() == 1 and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{kind_word(row.kind)}: {row.title}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("Importing", "Client"),
            QCoreApplication.translate("Importing", "Entry"),
            QCoreApplication.translate("Importing", "User name"),
            QCoreApplication.translate("Importing", "Address"),
        )[section]
