"""Lists of rows 52 px high that stay quick with 100,000 of them. Owns the model, the view and the row's ground.

A QTableView, not a QListView: it asks no item for its size (35 ms against 10 s at 100,000 rows, measured). There is no proxy
model: what is filtered is filtered before it comes here.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.theme import RADIUS, ROW, colour, grown

Index = QModelIndex | QPersistentModelIndex
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def make_current(view: QAbstractItemView, index: Index) -> None:
    """Current, and alone selected. The view's own way asks which keys are held: what a shortcut or a refresh picks while Ctrl or
    Shift is down is no click with it."""
    view.selectionModel().setCurrentIndex(index, _ALONE)


class RowsModel(QAbstractTableModel):
    """A list of frozen things, one a row. `spoken` says a row in words, for screen readers and typing ahead."""

    def __init__(self, spoken: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()
        self._spoken = spoken

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Any]:
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(self._rows[index.row()])
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws a row's ground (hovered, chosen, with the keyboard) and leaves the rest to `draw`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect).adjusted(8, 1, -8, -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(colour("seal"))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 10, 3, rect.height() - 20), 1.5, 1.5)
        self.draw(painter, rect.adjusted(10, 0, -10, 0), index.data(Qt.ItemDataRole.UserRole))
        painter.restore()

    @abstractmethod
    def draw(self, painter: QPainter, rect: QRectF, item: Any) -> None:
        """What the row says, inside its ground."""


class RowsView(QTableView):
    """One column of rows. `picked` when a row becomes the current one; `entered` on Enter, Right or a double click."""

    picked = Signal(object)
    entered = Signal(object)
    left = Signal()
    chose = Signal(object)  # one click, where one is enough

    def __init__(self, model: RowsModel, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setProperty("rows", True)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._rows = model
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(grown(ROW))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(grown(ROW) // 2)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.picked.emit(current.data(Qt.ItemDataRole.UserRole))

    def current_item(self) -> Any:
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def show_rows(self, rows: Sequence[Any], keep: Callable[[Any], bool] | None = None) -> None:
        """Other rows; the current one stays current, without a word, where `keep` finds it again."""
        self._quiet = True
        self._rows.set_rows(rows)
        found = next((n for n, item in enumerate(rows) if keep(item)), -1) if keep is not None else -1
        if found >= 0:
            make_current(self, self._rows.index(found, 0))
        self._quiet = False

    def pick(self, row: int, *, quietly: bool = False) -> None:
        self._quiet = quietly
        make_current(self, self._rows.index(row, 0))
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and self.current_item() is not None:
            self.entered.emit(self.current_item())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.clicked_item(index.data(Qt.ItemDataRole.UserRole))

    def row_for_menu(self, at: QPoint) -> QModelIndex:
        """The row a menu is about: under the mouse, or (by the menu key, which points at no row) the current one."""
        under = self.indexAt(at)
        return under if under.isValid() else self.currentIndex()

    def menu_place(self, row: QModelIndex, at: QPoint) -> QPoint:
        """Where its menu opens, on the screen."""
        inside = at if self.indexAt(at) == row else self.visualRect(row).center()
        return self.viewport().mapToGlobal(inside)

    def clicked_item(self, item: Any) -> None:
        """For lists in which one click enters."""
        self.chose.emit(item)
