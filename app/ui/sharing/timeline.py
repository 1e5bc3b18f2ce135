"""What happened to one share: four facts at a glance, and every receipt in order. Draws what a card holds; asks nobody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.sharing.cards import Receipt, ShareCard
from app.ui.sharing.times import moment, time_of_day
from app.ui.sharing.words import Badge, from_words, receipt_words
from app.ui.widgets.base import bare, clear
from app.ui.widgets.text import Text

FACTS = ("delivered", "accepted", "revealed", "acknowledged")


class Facts(QWidget):
    """Visited, accepted, shown, confirmed: each reached since it was last sent, with its first time, or not yet. Hidden where an
    end came before any of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        bare(self._row, theme.S8)

    def show_card(self, card: ShareCard, now: datetime) -> None:
        """Of a share that has ended, only what was reached: "not yet" would be a promise."""
        clear(self._row)
        first = {what: next((one for one in card.lately if one.what == what), None) for what in FACTS}
        shown = [what for what in FACTS if first[what] is not None or not card.ended(now)]
        for what in shown:
            self._row.addWidget(self._fact(what, first[what], now), 1)
        self.setVisible(bool(shown))

    @staticmethod
    def _fact(what: str, first: Receipt | None, now: datetime) -> QFrame:
        words = receipt_words(Receipt(now, what))
        when = moment(first.at, now, QLocale()) if first else QCoreApplication.translate("SharesPage", "not yet")
        cell = QFrame()
        cell.setObjectName("fact")
        cell.setAccessibleName(f"{words.word}: {when}")
        box = QVBoxLayout(cell)
        bare(box, theme.S4)
        box.addWidget(picture("check-circle" if first else "circle-dashed", "good" if first else "muted"))
        box.addWidget(Text(words.word, size=theme.T12, role="ink" if first else "muted", wrap=True))
        box.addWidget(Text(when, size=theme.T12, role="muted", wrap=True))
        box.addStretch(1)
        return cell


class Timeline(QWidget):
    """Every receipt, the oldest first; wrong tries stand out by icon, word and ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        bare(self._grid)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S8)
        self._grid.setColumnStretch(1, 1)

    def show_card(self, card: ShareCard, now: datetime) -> None:
        clear(self._grid)
        created = Badge("muted", "link", QCoreApplication.translate("SharesPage", "Link created"))
        self._line(0, created, card.created_at, now)
        for row, receipt in enumerate(card.receipts, start=1):
            claim = receipt.claim if card.views > 1 else 0
            self._line(row, receipt_words(receipt), receipt.at, now, claim=claim, place=from_words(receipt))

    def _line(self, row: int, words: Badge, at: datetime, now: datetime, *, claim: int = 0, place: str = "") -> None:
        said = words.word
        if claim:
            said = QCoreApplication.translate("SharesPage", "{what} (opening {number})").format(what=said, number=claim)
        if place:
            said = f"{said} {place}"
        role = words.role if words.role in ("warn", "bad") else "ink"
        day = moment(at, now, QLocale()).rsplit(",", 1)[0]
        self._grid.addWidget(picture(words.icon, words.role), row, 0)
        self._grid.addWidget(Text(said, role=role, semibold=role != "ink", wrap=True), row, 1)
        self._grid.addWidget(Text(f"{day}, {time_of_day(at, QLocale())}", size=theme.T12, role="muted"), row, 2)


def picture(name: str, role: str, px: int = 20) -> Text:
    """An icon beside its word; the word speaks, so the icon is silent to a screen reader."""
    shown = Text("")
    shown.setPixmap(icons.pixmap(name, role, theme.grown(px)))
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return shown
