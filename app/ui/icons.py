"""Icons at one stroke, tinted by role, and the mark. Owns drawing them; the Phosphor font is QtAwesome's.

Only the font file and its table of names are taken from the installed QtAwesome: importing the package loads nine icon fonts
(0.35 s and 45 MB, measured), which the unlock screen must not wait for. Glyphs are outlines, so no font is registered.

A painter always stands in a `with`: one that is left open by an error outlives what it paints on, and the program crashes.
"""

from __future__ import annotations

import functools
import importlib.util
import re
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

from app.host.paths import resources
from app.ui.theme import palette

_UNITS = 64  # Phosphor's grid, in which the outlines are read


@functools.cache
def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise RuntimeError("QtAwesome is not installed: its Phosphor font draws the icons")
    return Path(spec.origin).parent / "fonts"


@functools.cache
def _names() -> bytes:
    """QtAwesome's table of names. Searched, not parsed: of its 4,470 names the first paint needs two."""
    return next(_folder().glob("phosphor-charmap-*.json")).read_bytes()


def _letter(name: str) -> str:
    found = re.search(rb'"' + re.escape(name.encode()) + rb'": ?"(?:0x)?([0-9a-fA-F]+)"', _names())
    if found is None:
        raise KeyError(name)
    return chr(int(found[1], 16))


@functools.cache
def _raw_font() -> QRawFont:
    return QRawFont(str(next(_folder().glob("phosphor-[0-9]*.ttf"))), _UNITS)


@functools.cache
def outline(name: str) -> QPainterPath:
    """The glyph's outline in a square of 64 units; KeyError for a name the set does not have."""
    raw = _raw_font()
    glyphs = raw.glyphIndexesForString(_letter(name))
    path = raw.pathForGlyph(glyphs[0])
    path.translate(0, _UNITS)  # the font's baseline is the bottom of its grid
    return path


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into `rect`. Whoever asks has the painter in a `with`: KeyError for a name the set does not have."""
    shape = outline(name)  # first: what is saved must be restored
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _UNITS, rect.height() / _UNITS)
    painter.fillPath(shape, colour)
    painter.restore()


def pixmap(name: str, role: str = "ink", px: int = 20, scale: float | None = None) -> QPixmap:
    """An icon as a picture, sharp on the screen it is for."""
    return _tinted(name, palette().role(role), px, scale if scale is not None else ratio())


def icon(name: str, role: str = "ink", px: int = 20, gap: int = 0) -> QIcon:
    """An icon for a button or menu, tinted by role; a disabled one is muted. `gap` is empty room at its right."""
    made = QIcon(_tinted(name, palette().role(role), px, ratio(), gap))
    made.addPixmap(_tinted(name, palette().edge, px, ratio(), gap), QIcon.Mode.Disabled)
    return made


def colours(role: str) -> tuple[str, str, float]:
    """What an icon of this role is drawn by, now."""
    return palette().role(role), palette().edge, ratio()


def mark(px: int) -> QPixmap:
    """The seal."""
    return _mark(px, ratio())


def ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def blank(px: int, ratio: float, gap: int = 0) -> QPixmap:
    """An empty square picture to draw on, `gap` wider than high."""
    made = QPixmap(round((px + gap) * ratio), round(px * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


@functools.lru_cache(maxsize=512)
def _tinted(name: str, colour: str, px: int, ratio: float, gap: int = 0) -> QPixmap:
    made = blank(px, ratio, gap)
    with QPainter(made) as painter:
        paint(painter, name, QRectF(QPointF(0, 0), QPointF(px, px)), QColor(colour))
    return made


@functools.lru_cache(maxsize=16)
def _mark(px: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    made = blank(px, ratio)
    with QPainter(made) as painter:
        QSvgRenderer(str(resources() / "icons" / "seal.svg")).render(painter, QRectF(0, 0, px, px))
    return made
