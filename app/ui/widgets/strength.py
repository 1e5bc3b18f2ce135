"""How strong a passphrase is: a bar and a sentence. The estimate is `app.ui.strength`'s; words and colours are chosen here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import S4, T12, colour
from app.ui.widgets.base import Living, bare
from app.ui.widgets.text import Text

FULL_BITS = 80.0
_LINES = 2  # what the longest sentence takes where a passphrase is chosen
_LEVELS = ((35.0, "bad"), (50.0, "warn"), (65.0, "info"))


def level(bits: float) -> str:
    """The state's role: bad, warn, info, good."""
    return next((role for limit, role in _LEVELS if bits < limit), "good")


class StrengthBar(Living):
    """Hidden while there is nothing to measure; with `reserve` it stands from the start, as high as it ever gets, and advises:
    nothing below it moves while somebody types."""

    def __init__(self, parent: QWidget | None = None, *, reserve: bool = False) -> None:
        super().__init__(parent)
        self._bits = 0.0
        self._reserve = reserve
        self.bar = _Bar()
        self.words = Text("", size=T12, role="muted", wrap=True)
        column = QVBoxLayout(self)
        bare(column, S4)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        if reserve:
            self.words.setMinimumHeight(_LINES * self.words.fontMetrics().lineSpacing())
            self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.retranslate()
        else:
            self.hide()

    def measure(self, text: str) -> None:
        from app.ui import strength

        self.show_bits(strength.bits(text) if text else 0.0)

    def show_bits(self, bits: float) -> None:
        self._bits = bits
        self.setVisible(self._reserve or bits > 0)
        self.bar.set(min(1.0, bits / FULL_BITS), level(bits))
        self.retranslate()

    def retranslate(self) -> None:
        if not self._bits:
            self.words.setText(
                QCoreApplication.translate("Strength", "Four or five words that do not belong together are best.")
            )
            self.words.set_role("muted")
            return
        role = level(self._bits)
        words = {
            "bad": QCoreApplication.translate(
                "Strength", "Weak: a program guesses it. Add words that do not belong together."
            ),
            "warn": QCoreApplication.translate("Strength", "Fair: holds for a while. One more word makes it good."),
            "info": QCoreApplication.translate("Strength", "Good."),
            "good": QCoreApplication.translate("Strength", "Very good."),
        }[role]
        about = QCoreApplication.translate("Strength", "About {bits} bits.").format(bits=round(self._bits))
        self.words.setText(f"{words} {about}")
        self.words.set_role(role)


class _Bar(QWidget):
    """The bar alone; the sentence beside it says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._role = 0.0, "bad"
        self.setFixedHeight(4)

    def set(self, share: float, role: str) -> None:
        self._share, self._role = share, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("line"))
            painter.drawRoundedRect(self.rect(), 2, 2)
            painter.setBrush(colour(self._role))
            painter.drawRoundedRect(0, 0, round(self.width() * self._share), self.height(), 2, 2)
