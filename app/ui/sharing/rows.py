"""How a share looks in the list. Owns the drawing of one row; the words come from the model."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import icons, theme
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.model import BADGE, CARD, LEFT
from app.ui.sharing.words import Badge

HEIGHT = 64
ICON = 20


class ShareRow(QStyledItemDelegate):
    """Icon, label and time left above; state and client below."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.grown(HEIGHT))  # as wide as the list: a bar at its side must not ask for one below

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card, badge = index.data(CARD), index.data(BADGE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        rect = option.rect.adjusted(theme.S16, theme.S12, -theme.S16, -theme.S12)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.left(), rect.top() + 2, icons.pixmap(badge.icon, badge.role, theme.grown(ICON), ratio))
        upper = rect.adjusted(theme.grown(ICON) + theme.S12, 0, 0, -rect.height() // 2)
        self._upper(painter, upper, index.data(Qt.ItemDataRole.DisplayRole), index.data(LEFT))
        self._lower(painter, rect.adjusted(theme.grown(ICON) + theme.S12, rect.height() // 2, 0, 0), card, badge)
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, colours = option.state, theme.palette()
        rect = option.rect.adjusted(4, 2, -4, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.selected))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.seal))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)

    def _upper(self, painter: QPainter, rect: QRect, name: str, left: str) -> None:
        taken = _text(painter, rect, left, theme.font(theme.T12), "muted", right=True)
        room = rect.adjusted(0, 0, -(taken + theme.S12 if taken else 0), 0)
        role = "ink" if left else "muted"
        _text(painter, room, name, theme.font(theme.T13, semibold=True), role)

    def _lower(self, painter: QPainter, rect: QRect, card: ShareCard, badge: Badge) -> None:
        taken = _text(painter, rect, badge.word, theme.font(theme.T12), badge.role)
        if card.client:
            _text(painter, rect.adjusted(taken, 0, 0, 0), f"  ·  {card.client}", theme.font(theme.T12), "muted")


def _text(painter: QPainter, rect: QRect, text: str, font: QFont, role: str, *, right: bool = False) -> int:
    """Draws one elided line and says how wide it came out."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(QColor(getattr(theme.palette(), role)))
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
