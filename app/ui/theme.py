"""The one table of how Lacre looks: names → roles → palettes, the type scale, the spacing. Draws nothing itself.

Widgets name a role ("muted"), never a colour. The recipient's page uses the same names. `PAIRS` lists every text-on-ground
pair in use; a test computes their contrast. The theme in use is a property of the QApplication; here it is only remembered.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

S4, S8, S12, S16, S24, S32 = SPACE = (4, 8, 12, 16, 24, 32)
T12, T13, T15, T18, T24 = TYPE = (12, 13, 15, 18, 24)
CONTROL, PRIMARY, ROW, RADIUS, CONTROL_RADIUS = 32, 36, 52, 8, 6
RAIL_WIDTH, LIST_WIDTH, NARROW_LIST_WIDTH = 208, 320, 264
LEAST = (920, 600)
_PROPERTY, _SCALE, _SYSTEM = "lacre.theme", "lacre.scale", "lacre.system-font"
_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
# In order of preference: all draw the zero with a slash or a dot, so that 0 and O can be told apart aloud.
_MONO = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono")


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # there are three: themselves tell them apart
class Palette:
    """Role → colour. `*_ground` are the quiet tints behind a state's icon and word."""

    name: str
    dark: bool
    paper: str
    surface: str
    raised: str
    sunken: str
    ink: str
    muted: str
    line: str
    edge: str  # the outline of a control: 3:1 on its grounds, where `line` only separates
    seal: str
    seal_hover: str
    seal_ground: str
    on_seal: str
    good: str
    good_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    info: str
    info_ground: str
    hover: str
    selected: str
    digit: str
    symbol: str

    def role(self, name: str) -> str:
        """The colour of a role; AttributeError for a name that is not in the table."""
        return str(getattr(self, name))


# Role → light, dark, high contrast.
_TABLE = {
    "paper": ("#FAF8F5", "#161311", "#FFFFFF"),
    "surface": ("#FFFFFF", "#201C19", "#FFFFFF"),
    "raised": ("#FFFFFF", "#2A2521", "#FFFFFF"),
    "sunken": ("#F1EDE7", "#110F0D", "#FFFFFF"),
    "ink": ("#1F1A16", "#F2EDE7", "#000000"),
    "muted": ("#665E56", "#ABA298", "#2A2622"),
    "line": ("#E4DED6", "#3A332D", "#000000"),
    "edge": ("#8F857A", "#857A6F", "#000000"),
    "seal": ("#9E2A2B", "#E8787A", "#7A0F10"),
    "seal_hover": ("#862223", "#F08F90", "#560405"),
    "seal_ground": ("#F8E9E6", "#3A2222", "#FFFFFF"),
    "on_seal": ("#FFFFFF", "#2B0C0D", "#FFFFFF"),
    "good": ("#256B45", "#6CC495", "#0B4A26"),
    "good_ground": ("#E8F2EB", "#1C2E24", "#FFFFFF"),
    "warn": ("#805300", "#E3B04B", "#5A3900"),
    "warn_ground": ("#FAF0DC", "#332814", "#FFFFFF"),
    "bad": ("#A61B1B", "#F08A80", "#7D0909"),
    "bad_ground": ("#FBEAE8", "#3A211E", "#FFFFFF"),
    "info": ("#2B5C8A", "#86B6E0", "#0D3A63"),
    "info_ground": ("#E8F0F7", "#1D2A36", "#FFFFFF"),
    "hover": ("#F6F2ED", "#2B2622", "#EFEAE2"),
    "selected": ("#F3E7E2", "#3A2A27", "#F6DDD6"),
    "digit": ("#2B5C8A", "#86B6E0", "#0D3A63"),
    "symbol": ("#9E2A2B", "#F0A05C", "#7A0F10"),
}


def _palette(name: str, column: int, *, dark: bool = False) -> Palette:
    return Palette(name=name, dark=dark, **{role: colours[column] for role, colours in _TABLE.items()})


LIGHT, DARK, CONTRAST = _palette("light", 0), _palette("dark", 1, dark=True), _palette("contrast", 2)
PALETTES = {one.name: one for one in (LIGHT, DARK, CONTRAST)}

_GROUNDS = ("paper", "surface", "raised", "sunken", "hover", "selected")
_STATES = ("good", "warn", "bad", "info")
PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "muted") for ground in (*_GROUNDS, "seal_ground")),
    *((text, ground) for text in ("seal", *_STATES) for ground in ("paper", "surface", "raised", "sunken", "hover")),
    *((state, f"{state}_ground") for state in _STATES),
    *(("ink", f"{state}_ground") for state in _STATES),
    *((text, ground) for text in ("digit", "symbol") for ground in ("surface", "raised", "sunken")),
    ("seal", "seal_ground"),
    ("seal", "selected"),
    ("on_seal", "seal"),
    ("on_seal", "seal_hover"),
)


# Both are asked for each thing that is drawn: once a property was read, its answer stands until `Theme` writes another.
@functools.cache
def palette() -> Palette:
    """The palette in use."""
    app = QCoreApplication.instance()
    return PALETTES.get(str(app.property(_PROPERTY)) if app else "", LIGHT)


def colour(role: str) -> QColor:
    """A role's colour in the palette in use."""
    return _colour(palette().role(role))


@functools.lru_cache(maxsize=256)
def _colour(value: str) -> QColor:
    return QColor(value)


@functools.cache
def scale() -> float:
    """How much larger than at 100 % everything is that holds text."""
    app = QCoreApplication.instance()
    return float(app.property(_SCALE) or 1.0) if app else 1.0


def grown(px: float) -> int:
    """A length that holds text, at the size of text that was chosen."""
    return round(px * scale())


def smallest() -> tuple[int, int]:
    """The least a window needs for nothing to be cut. With large text pages give up columns and scroll, so that it still goes
    onto the screen of a small laptop."""
    more = scale() - 1
    return round(LEAST[0] * (1 + 0.2 * more)), round(LEAST[1] * (1 + 0.1 * more))


def cramped(width: int) -> bool:
    """Whether so wide a window holds less text than the least one at 100 %: then what is beside the page gives way."""
    return width < grown(LEAST[0])


def font(px: int = T13, *, semibold: bool = False) -> QFont:
    """The system's UI font at a size of the scale, grown with the text."""
    return drawn_font(grown(px), semibold=semibold)


def drawn_font(px: int, *, semibold: bool = False) -> QFont:
    """At a size of exactly so many pixels: for what is drawn into a box that has its size already."""
    return _font(px, semibold, QApplication.font().family())


@functools.lru_cache(maxsize=64)
def _font(px: int, semibold: bool, family: str) -> QFont:  # noqa: ARG001 - the family is there to forget another one's
    made = QFont(QApplication.font())
    made.setPixelSize(px)
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return made


def mono_font(px: int = T13) -> QFont:
    """What secrets are written in: every character as wide as the next, the zero slashed."""
    made = QFont()
    made.setFamilies([*_MONO, "monospace"])
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(grown(px))
    return made


def resolve(choice: str) -> str:
    """The theme to use for a person's choice; "auto" asks the system, for contrast first."""
    if choice in PALETTES:
        return choice
    hints = QGuiApplication.styleHints()
    access = hints.accessibility() if hasattr(hints, "accessibility") else None
    if access is not None and access.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def resolve_scale(choice: str) -> float:
    """The size of text for a person's choice; "auto" follows the font the system gives its programs."""
    if choice.isdigit():
        return int(choice) / 100
    app = QCoreApplication.instance()
    wanted = float(app.property(_SYSTEM) or T13) / T13 if app else 1.0
    return max(one for one in _SCALES if one <= max(1.0, wanted + 0.05))


def _system_px() -> float:
    """How high the system's own font is, before we set ours."""
    face = QApplication.font()
    if face.pixelSize() > 0:
        return face.pixelSize()
    screen = QGuiApplication.primaryScreen()
    return face.pointSizeF() * (screen.logicalDotsPerInchY() if screen is not None else 96.0) / 72


def qt_palette(p: Palette) -> QPalette:
    """The same roles in Qt's words, for what a style sheet does not reach (selections, placeholders, disabled text)."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, p.paper),
        (role.Base, p.surface),
        (role.AlternateBase, p.sunken),
        (role.Button, p.surface),
        (role.WindowText, p.ink),
        (role.Text, p.ink),
        (role.ButtonText, p.ink),
        (role.ToolTipBase, p.ink),
        (role.ToolTipText, p.paper),
        (role.PlaceholderText, p.muted),
        (role.Highlight, p.seal),
        (role.HighlightedText, p.on_seal),
        (role.Link, p.seal),
        (role.Accent, p.seal),
        (role.Mid, p.line),
    ):
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(p.muted))
    return made


def _look_again() -> None:
    palette.cache_clear()
    scale.cache_clear()


class Theme(QObject):
    """Puts a palette on the application and follows the system while the choice is "auto"."""

    changed = Signal(str)
    grew = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = "auto"
        app = QApplication.instance()
        _look_again()  # another application than the one that was asked before
        if app is not None and app.property(_SYSTEM) is None:
            app.setProperty(_SYSTEM, _system_px())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def name(self) -> str:
        return palette().name

    def choose(self, choice: str) -> None:
        """Use a theme by name, or the system's ("auto")."""
        self._choice = choice
        self._apply(resolve(choice))

    def choose_size(self, choice: str) -> None:
        """Text at so many per cent ("auto": as the system). What stands on the screen is to be made anew: `grew`."""
        app, wanted = QApplication.instance(), resolve_scale(choice)
        if not isinstance(app, QApplication) or scale() == wanted:
            return
        app.setProperty(_SCALE, wanted)
        _look_again()
        if app.property(_PROPERTY) is not None:
            self._dress(app, palette().name)
        self.grew.emit()

    def _system_changed(self) -> None:
        if self._choice == "auto":
            self._apply(resolve("auto"))

    def _apply(self, name: str) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication) or app.property(_PROPERTY) == name:
            return
        app.setProperty(_PROPERTY, name)
        _look_again()
        self._dress(app, name)
        self.changed.emit(name)

    @staticmethod
    def _dress(app: QApplication, name: str) -> None:
        from app.ui.styles import stylesheet

        app.setFont(font(T13))
        app.setPalette(qt_palette(PALETTES[name]))
        app.setStyleSheet(stylesheet(PALETTES[name]))
