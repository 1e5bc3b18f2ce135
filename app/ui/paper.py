"""A sheet of A4: drawn in millimetres, on a printer, in a PDF and in a preview alike. Owns the tools, not what stands on a sheet.

Black on white whatever the theme, and no picture but the seal: it must be readable after years, from a poor printer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from app.host.paths import resources
from app.ui.sharing.qr import matrix

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 22.0
INSIDE = WIDTH - 2 * MARGIN
DPI = 300
INK, MUTED, LINE = QColor("#1F1A16"), QColor("#665E56"), QColor("#C9C1B8")
TEXT, SMALL, HEAD, TITLE = 11.0, 9.0, 13.0, 26.0
_SEAL = 16.0

Draw = Callable[[QPainter], None]


def layout() -> QPageLayout:
    """A4 upright, without the printer's own margins: the page has its own."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def pdf(draw: Draw, title: str) -> bytes:
    """The sheet as a PDF. Lives in memory alone: who writes it to a file decides who may read that."""
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(layout())
    writer.setTitle(title)
    writer.setCreator("Lacre")
    with QPainter(writer) as painter:
        draw(painter)
    buffer.close()
    return bytes(octets.data())


def picture(draw: Draw, dots: int = 150) -> QImage:
    """The sheet as it will look, for a preview; `dots` an inch."""
    image = QImage(round(WIDTH / 25.4 * dots), round(HEIGHT / 25.4 * dots), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dots / 0.0254))
    image.setDotsPerMeterY(round(dots / 0.0254))
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        draw(painter)
    return image


def print_sheet(parent: QWidget, draw: Draw) -> bool:
    """Ask for a printer and print. False if it was left."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: it asks the system for its printers

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(layout())
    printer.setFullPage(True)
    printer.setDocName("Lacre")  # what a printer's list of jobs shows to others
    if not QPrintDialog(printer, parent).exec():
        return False
    with QPainter(printer) as painter:
        draw(painter)
    return True


def sheet_on(painter: QPainter) -> Paper:
    """What to draw with, on whatever the painter paints."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return Paper(painter, painter.device().logicalDpiX() / 25.4)


@dataclass(frozen=True, slots=True)
class Paper:
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
        points: float = TEXT,
        *,
        bold: bool = False,
        muted: bool = False,
    ) -> float:
        """Words, wrapped; where they end."""
        font = QFont(QFont().family())
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return self.words(words, font, x, y, width, MUTED if muted else INK)

    def words(
        self,
        words: str,
        font: QFont,
        x: float,
        y: float,
        width: float,
        colour: QColor,
        wrap: Qt.TextFlag = Qt.TextFlag.TextWordWrap,
    ) -> float:
        """The same in any font and colour; addresses are to be wrapped anywhere."""
        self.painter.setFont(font)
        self.painter.setPen(QPen(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | wrap
        room = self.rect(x, y, width, HEIGHT)
        taken = self.painter.boundingRect(room, flags, words)
        self.painter.drawText(room, flags, words)
        return y + taken.height() / self.dots

    def rule(self, x: float, y: float, width: float) -> None:
        self.painter.fillRect(self.rect(x, y, width, 0.25), LINE)

    def heading(self, title: str, below: str) -> float:
        """The seal, the title, and a line below it; where what follows begins."""
        seal = QSvgRenderer(str(resources() / "icons" / "seal.svg"))
        seal.render(self.painter, self.rect(MARGIN, MARGIN, _SEAL, _SEAL))
        self.text(title, MARGIN + 21, MARGIN - 0.5, INSIDE - 21, TITLE, bold=True)
        self.text(below, MARGIN + 21, MARGIN + 11, INSIDE - 21, TEXT, muted=True)
        return MARGIN + 25

    def numbered(self, number: int, words: str, y: float) -> float:
        """One step of several, or a dash without a number; where it ends."""
        self.text(f"{number}." if number else "–", MARGIN, y, 8)
        return self.text(words, MARGIN + 8, y, INSIDE - 8) + 1.6

    def frame(self, y: float, height: float) -> None:
        self.painter.setPen(QPen(LINE, 0.35 * self.dots))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(self.rect(MARGIN, y, INSIDE, height), 2 * self.dots, 2 * self.dots)

    def qr(self, text: str, x: float, y: float, side: float) -> None:
        """A QR code, its quiet zone inside `side`."""
        rows = matrix(text)
        step = side / len(rows)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for number, row in enumerate(rows):
            for place, dark in enumerate(row):
                if dark:
                    # A hair larger than its place: between two squares no white line may be left by rounding.
                    place_of = self.rect(x + place * step, y + number * step, step * 1.02, step * 1.02)
                    self.painter.fillRect(place_of, Qt.GlobalColor.black)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
