"""A finding as a row: what kind of problem, which entry, what to do. And the tiles that choose a problem."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui import icons
from app.ui.health.checkup import Line
from app.ui.health.words import ICONS, TONES, problem_name
from app.ui.lists import draw_lines, tile_px
from app.ui.theme import RADIUS, T12, T13, T18, colour, font, grown
from app.ui.widgets.buttons import Button
from app.ui.widgets.table import RowDelegate
from app.vault.health import Problem

_FIX_WIDTH = 92
_TILE_HIGH = 64  # as in the sheet of styles, and its edges


def language() -> str:
    return "pt_PT" if QLocale().language() == QLocale.Language.Portuguese else "en"


def spoken_line(line: Line) -> str:
    return f"{problem_name(line.problem)}, {line.entry.title}, {line.entry.client_name}, {line.sentence(language())}"


class LineDelegate(RowDelegate):
    """Icon of the problem, entry and client, the sentence, and where to go at the right."""

    def draw(self, painter: QPainter, rect: QRectF, item: Any) -> None:
        line: Line = item
        tone = TONES[line.problem]
        tile = QRectF(rect.left(), rect.center().y() - tile_px() / 2, tile_px(), tile_px())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken" if tone == "muted" else f"{tone}_ground"))
        painter.drawRoundedRect(tile, RADIUS, RADIUS)
        icons.paint(painter, ICONS[line.problem], tile.adjusted(grown(8), grown(8), -grown(8), -grown(8)), colour(tone))
        lines = rect.adjusted(tile_px() + 12, 0, -grown(_FIX_WIDTH), 0)
        draw_lines(painter, lines, f"{line.entry.title} · {line.entry.client_name}", line.sentence(language()))
        painter.setFont(font(T13, semibold=True))
        painter.setPen(colour("seal"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -22, 0), right, QCoreApplication.translate("Health", "Fix"))
        arrow = QRectF(rect.right() - 14, rect.center().y() - 7, 14, 14)
        icons.paint(painter, "caret-right", arrow, colour("seal"))


class ProblemTile(Button):
    """A number and its name; pressed, the list shows that problem alone."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("", "stat")
        self.problem, self._count = problem, 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rename()

    def show_count(self, count: int) -> None:
        self._count = count
        self.setEnabled(count > 0)
        self.rename()

    def rename(self) -> None:
        name = problem_name(self.problem)
        self.setAccessibleName(f"{name}: {QLocale().toString(self._count)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            max(grown(86), self.fontMetrics().horizontalAdvance(problem_name(self.problem)) + 24), grown(_TILE_HIGH) + 2
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            tone = TONES[self.problem] if self._count else "muted"
            painter.setPen(colour("ink" if tone == "muted" and self._count else tone))
            painter.setFont(font(T18, semibold=True))
            inside = self.rect().adjusted(12, 9, -12, -9)
            painter.drawText(
                inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, QLocale().toString(self._count)
            )
            painter.setPen(colour("muted"))
            painter.setFont(font(T12))
            bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(inside, bottom, problem_name(self.problem))
