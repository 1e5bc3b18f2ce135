"""The sheet of paper: one A4 page with the code, its QR code and what to do with it. Owns how it is laid out, on a printer, in
a PDF and in the preview alike; knows nothing of making a kit.

Black on white and no picture but the seal: it must be readable after years, from a poor printer, in another theme.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer

from app.host.paths import resources
from app.ops.recovery import groups_of
from app.ui import when
from app.ui.sharing.qr import matrix
from app.ui.theme import mono_font
from app.vault.recovery import RecoveryKit

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 22.0
DPI = 300
_INK, _MUTED, _LINE = QColor("#1F1A16"), QColor("#665E56"), QColor("#C9C1B8")
_TEXT, _SMALL, _HEAD, _TITLE, _CODE = 11.0, 9.0, 13.0, 26.0, 15.0
_QR, _ROW, _ACROSS = 60.0, 11.5, 3
_INSIDE = WIDTH - 2 * MARGIN


def layout() -> QPageLayout:
    """A4 upright, without the printer's own margins: the page has its own."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def pdf(kit: RecoveryKit) -> bytes:
    """The page as a PDF. Lives in memory alone: who writes it to a file decides who may read that."""
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(layout())
    writer.setTitle(_title())
    writer.setCreator("Lacre")
    painter = QPainter(writer)
    draw(painter, kit)
    painter.end()
    buffer.close()
    return bytes(octets.data())


def picture(kit: RecoveryKit, dots: int = 150) -> QImage:
    """The page as it will look, for the preview."""
    image = QImage(round(WIDTH / 25.4 * dots), round(HEIGHT / 25.4 * dots), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dots / 0.0254))
    image.setDotsPerMeterY(round(dots / 0.0254))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter, kit)
    painter.end()
    return image


def draw(painter: QPainter, kit: RecoveryKit) -> None:
    """All of it, from the top down."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = _Page(painter, painter.device().logicalDpiX() / 25.4)
    y = _heading(page, kit)
    y = _code(page, kit, y)
    y = _steps(page, y)
    _lines_to_fill(page, y)
    _foot(page, kit)


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws in millimetres, whatever it is drawn on."""

    painter: QPainter
    dots: float

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(x * self.dots, y * self.dots, width * self.dots, height * self.dots)

    def text(
        self,
        words: str,
        x: float,
        y: float,
        width: float,
        points: float = _TEXT,
        *,
        bold: bool = False,
        muted: bool = False,
    ) -> float:
        """Words, wrapped; where they end."""
        font = QFont(QFont().family())
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return self.words(words, font, x, y, width, _MUTED if muted else _INK)

    def words(self, words: str, font: QFont, x: float, y: float, width: float, colour: QColor) -> float:
        self.painter.setFont(font)
        self.painter.setPen(QPen(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        room = self.rect(x, y, width, HEIGHT)
        taken = self.painter.boundingRect(room, flags, words)
        self.painter.drawText(room, flags, words)
        return y + taken.height() / self.dots

    def rule(self, x: float, y: float, width: float) -> None:
        self.painter.fillRect(self.rect(x, y, width, 0.25), _LINE)


def _heading(page: _Page, kit: RecoveryKit) -> float:
    QSvgRenderer(str(resources() / "icons" / "seal.svg")).render(page.painter, page.rect(MARGIN, MARGIN, 16, 16))
    page.text(_title(), MARGIN + 21, MARGIN - 0.5, _INSIDE - 21, _TITLE, bold=True)
    made = QCoreApplication.translate("RecoveryPaper", "Lacre · made on {day}").format(day=when.day(kit.made_at))
    page.text(made, MARGIN + 21, MARGIN + 11, _INSIDE - 21, _TEXT, muted=True)
    lead = QCoreApplication.translate(
        "RecoveryPaper",
        "This code opens your vault if you lose the passphrase. Whoever has this sheet and a copy of the vault can read "
        "everything in it: keep it as you keep your documents.",
    )
    return page.text(lead, MARGIN, MARGIN + 25, _INSIDE) + 8


def _code(page: _Page, kit: RecoveryKit, y: float) -> float:
    """The QR code, and the groups at its right, each with its number: a group is found again by it."""
    _frame(page, y, _QR + 4)
    _squares(page, kit.code.text(), MARGIN + 2, y + 2)
    left, width = MARGIN + _QR + 6, (_INSIDE - _QR - 8) / _ACROSS
    font = QFont(mono_font().families())
    font.setPointSizeF(_CODE)
    font.setWeight(QFont.Weight.DemiBold)
    for index, group in enumerate(groups_of(kit)):
        row, column = divmod(index, _ACROSS)
        x, top = left + column * width, y + 5.5 + row * _ROW
        page.text(str(index + 1), x, top + 1.6, 8, _SMALL - 1, muted=True)
        page.words(group, font, x + 6, top, width, _INK)
    return y + _QR + 12


def _frame(page: _Page, y: float, height: float) -> None:
    page.painter.setPen(QPen(_LINE, 0.35 * page.dots))
    page.painter.setBrush(Qt.BrushStyle.NoBrush)
    page.painter.drawRoundedRect(page.rect(MARGIN, y, _INSIDE, height), 2 * page.dots, 2 * page.dots)


def _squares(page: _Page, text: str, x: float, y: float) -> None:
    rows = matrix(text)
    side = _QR / len(rows)
    page.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for number, row in enumerate(rows):
        for place, dark in enumerate(row):
            if dark:
                # A hair larger than its place: between two squares no white line may be left by rounding.
                page.painter.fillRect(
                    page.rect(x + place * side, y + number * side, side * 1.02, side * 1.02), Qt.GlobalColor.black
                )
    page.painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _steps(page: _Page, y: float) -> float:
    y = (
        page.text(
            QCoreApplication.translate("RecoveryPaper", "If the passphrase is lost"),
            MARGIN,
            y,
            _INSIDE,
            _HEAD,
            bold=True,
        )
        + 2
    )
    for number, words in enumerate(_when_lost(), 1):
        y = _numbered(page, number, words, y)
    y = (
        page.text(QCoreApplication.translate("RecoveryPaper", "Until then"), MARGIN, y + 5, _INSIDE, _HEAD, bold=True)
        + 2
    )
    for words in _until_then():
        y = _numbered(page, 0, words, y)
    return y


def _numbered(page: _Page, number: int, words: str, y: float) -> float:
    page.text(f"{number}." if number else "–", MARGIN, y, 8)
    return page.text(words, MARGIN + 8, y, _INSIDE - 8) + 1.6


def _lines_to_fill(page: _Page, y: float) -> None:
    """For the hand: who has several vaults must know which this one is."""
    top = max(y + 8, HEIGHT - MARGIN - 40)
    for index, words in enumerate(
        (
            QCoreApplication.translate("RecoveryPaper", "Whose vault, and on which computer"),
            QCoreApplication.translate("RecoveryPaper", "Where its backups are"),
        )
    ):
        page.text(words, MARGIN, top + index * 13, _INSIDE, _SMALL, muted=True)
        page.rule(MARGIN, top + index * 13 + 10, _INSIDE)


def _foot(page: _Page, kit: RecoveryKit) -> None:
    words = QCoreApplication.translate(
        "RecoveryPaper", "Vault {id} · the passphrase is not on this sheet, and nobody but you has this code."
    )
    page.text(words.format(id=kit.vault_id[:8]), MARGIN, HEIGHT - MARGIN - 5, _INSIDE, _SMALL, muted=True)


def _title() -> str:
    return QCoreApplication.translate("RecoveryPaper", "Recovery kit")


def _when_lost() -> tuple[str, ...]:
    return (
        QCoreApplication.translate(
            "RecoveryPaper", "Open Lacre on the computer with the vault, or restore a backup there."
        ),
        QCoreApplication.translate(
            "RecoveryPaper", "Where the passphrase is asked for, choose “I forgot my passphrase”."
        ),
        QCoreApplication.translate(
            "RecoveryPaper",
            "Type the code, or choose a photograph of the square. Capitals, spaces and hyphens do not matter; "
            "0 is always a zero and 1 always a one: the letters O, I, L and U do not occur.",
        ),
        QCoreApplication.translate("RecoveryPaper", "Choose a new passphrase. This sheet goes on working."),
    )


def _until_then() -> tuple[str, ...]:
    return (
        QCoreApplication.translate(
            "RecoveryPaper",
            "Keep this sheet away from the computer and from the backups. Do not photograph it or send it.",
        ),
        QCoreApplication.translate(
            "RecoveryPaper",
            "If it was lost or read by somebody, make a new kit: in Lacre, Settings, Passphrase and recovery kit. This one then "
            "opens the vault no more, but it does open backups that were made before.",
        ),
    )
