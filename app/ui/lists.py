"""How clients and entries look as rows. Owns their drawing and the words a screen reader says for them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from app.ui import icons
from app.ui.theme import PALETTES, T12, T13, colour, drawn_font, font, grown, palette
from app.ui.widgets import avatars
from app.ui.widgets.table import RowDelegate
from app.vault.model import Client, EntryKind, EntrySummary

KIND_ICONS = {
    EntryKind.LOGIN: "globe-simple",
    EntryKind.IDENTITY: "identification-card",
    EntryKind.CARD: "credit-card",
    EntryKind.BANK: "bank",
    EntryKind.DOOR: "door",
    EntryKind.API: "key",
    EntryKind.WIFI: "wifi-high",
    EntryKind.LICENCE: "article",
    EntryKind.DOCUMENTS: "files",
    EntryKind.NOTE: "note",
    EntryKind.CUSTOM: "squares-four",
}
_TILE = 34.0
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client, or (without one) all of them together."""

    client: Client | None
    count: int


def kind_name(kind: EntryKind) -> str:
    return {
        EntryKind.LOGIN: QCoreApplication.translate("Entries", "Login"),
        EntryKind.DOOR: QCoreApplication.translate("Entries", "Door or alarm"),
        EntryKind.NOTE: QCoreApplication.translate("Entries", "Note"),
        EntryKind.IDENTITY: QCoreApplication.translate("Entries", "Identity"),
        EntryKind.CARD: QCoreApplication.translate("Entries", "Card"),
        EntryKind.BANK: QCoreApplication.translate("Entries", "Bank account"),
        EntryKind.API: QCoreApplication.translate("Entries", "API key"),
        EntryKind.WIFI: QCoreApplication.translate("Entries", "Wi-Fi"),
        EntryKind.LICENCE: QCoreApplication.translate("Entries", "Licence"),
        EntryKind.DOCUMENTS: QCoreApplication.translate("Entries", "Documents"),
        EntryKind.CUSTOM: QCoreApplication.translate("Entries", "Other"),
    }[kind]


def counted(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Entries", "1 entry")
    return QCoreApplication.translate("Entries", "{count} entries").format(count=QLocale().toString(count))


def client_title(row: ClientRow) -> str:
    return row.client.name if row.client else QCoreApplication.translate("Entries", "All entries")


def spoken_client(row: ClientRow) -> str:
    return f"{client_title(row)}, {counted(row.count)}"


def second_line(entry: EntrySummary, *, with_client: bool) -> str:
    """What tells entries of one title apart."""
    own = entry.username or host(entry.url) or kind_name(entry.kind)
    return f"{entry.client_name} · {own}" if with_client else own


def spoken_entry(entry: EntrySummary) -> str:
    second = QCoreApplication.translate("Entries", "two-factor") if entry.has_totp else ""
    parts = (entry.title, entry.username, entry.client_name, kind_name(entry.kind), second)
    return ", ".join(part for part in parts if part)


def host(url: str) -> str:
    """`https://login.example.pt/a?b` → `login.example.pt`."""
    rest = url.split("://", 1)[-1]
    return rest.split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1].removeprefix("www.")


def draw_tile(painter: QPainter, rect: QRectF, kind: EntryKind, title: str) -> None:
    """A login wears its initial, other kinds their icon."""
    own = (avatars.initials(title)[:1], avatars.hue_of(title)) if kind is EntryKind.LOGIN else ("", 0)
    picture = _tile(kind, *own, round(rect.width()), icons.ratio(), palette().name)
    painter.drawPixmap(rect.topLeft(), picture)


@functools.lru_cache(maxsize=1024)
def _tile(kind: EntryKind, letter: str, hue: int, px: int, ratio: float, theme: str) -> QPixmap:
    """Drawn once: a list is painted with every keystroke of a search."""
    made = icons.blank(px, ratio)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(0, 0, px, px)
        if kind is EntryKind.LOGIN:
            ground, ink = avatars.tint_of(hue, PALETTES[theme].dark)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 8, 8)
            painter.setFont(drawn_font(round(px * 0.4), semibold=True))
            painter.setPen(ink)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
        else:
            painter.setBrush(colour("seal_ground"))
            painter.drawRoundedRect(rect, 8, 8)
            inset = px * 0.21
            icons.paint(painter, KIND_ICONS[kind], rect.adjusted(inset, inset, -inset, -inset), colour("seal"))
    return made


def client_face(painter: QPainter, rect: QRectF, name: str) -> None:
    """A client's initials."""
    avatars.draw(painter, rect, name)


def tile_px() -> float:
    """How large a face or a tile of a row is."""
    return float(grown(_TILE))


def draw_lines(painter: QPainter, rect: QRectF, first: str, second: str) -> None:
    _line(
        painter,
        QRectF(rect.left(), rect.top() + grown(8), rect.width(), grown(18)),
        first,
        font(T13, semibold=True),
        "ink",
    )
    _line(painter, QRectF(rect.left(), rect.top() + grown(26), rect.width(), grown(17)), second, font(T12), "muted")


def _line(painter: QPainter, rect: QRectF, text: str, face: QFont, role: str) -> None:
    painter.setFont(face)
    painter.setPen(colour(role))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _LEFT, shown)


class ClientDelegate(RowDelegate):
    """Face, name, number of entries."""

    def draw(self, painter: QPainter, rect: QRectF, item: Any) -> None:
        row: ClientRow = item
        tile = QRectF(rect.left(), rect.center().y() - tile_px() / 2, tile_px(), tile_px())
        if row.client is None:
            painter.setBrush(colour("sunken"))
            painter.drawEllipse(tile)
            icons.paint(painter, "stack", tile.adjusted(8, 8, -8, -8), colour("muted"))
        else:
            client_face(painter, tile, row.client.name)
        draw_lines(painter, rect.adjusted(tile_px() + 12, 0, -20, 0), client_title(row), counted(row.count))
        arrow = QRectF(rect.right() - 14, rect.center().y() - 7, 14, 14)
        icons.paint(painter, "caret-right", arrow, colour("muted"))


class EntryDelegate(RowDelegate):
    """Tile, title, and what tells it apart; a word where a second factor is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.with_client = False

    def draw(self, painter: QPainter, rect: QRectF, item: Any) -> None:
        entry: EntrySummary = item
        draw_tile(
            painter,
            QRectF(rect.left(), rect.center().y() - tile_px() / 2, tile_px(), tile_px()),
            entry.kind,
            entry.title,
        )
        lines = rect.adjusted(tile_px() + 12, 0, 0, 0)
        if entry.has_totp:
            badge = QRectF(rect.right() - grown(34), rect.top() + grown(9), grown(34), grown(16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("info_ground"))
            painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
            painter.setFont(font(10, semibold=True))
            painter.setPen(colour("info"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "2FA")
            lines.adjust(0, 0, -grown(42), 0)
        draw_lines(painter, lines, entry.title, second_line(entry, with_client=self.with_client))
