"""The table of the look: contrast of every pair in use, faces, icons."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import icons, theme
from app.ui.styles import stylesheet
from app.ui.widgets import avatars

UI = Path(theme.__file__).parent
READABLE = 4.5


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(value) for value in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", theme.PALETTES.values(), ids=lambda palette: palette.name)
def test_every_text_can_be_read_on_every_ground_it_stands_on(palette: theme.Palette) -> None:
    weak = {
        (text, ground): round(found, 2)
        for text, ground in theme.PAIRS
        if (found := contrast(QColor(palette.role(text)), QColor(palette.role(ground)))) < READABLE
    }
    assert weak == {}


@pytest.mark.parametrize("palette", theme.PALETTES.values(), ids=lambda palette: palette.name)
def test_the_outline_of_a_control_can_be_seen(palette: theme.Palette) -> None:
    for ground in ("paper", "surface", "raised"):
        assert contrast(QColor(palette.edge), QColor(palette.role(ground))) >= 3.0


@pytest.mark.parametrize("dark", [False, True])
def test_initials_can_be_read_on_every_tint(dark: bool) -> None:
    weakest = min(contrast(*avatars.tint(f"name {n}", dark)) for n in range(400))
    assert weakest >= READABLE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Padaria Açor", "PA"),
        ("Clínica do Bonfim", "CB"),
        ("Padaria Açor, Lda.", "PA"),
        ("Mar e Sal, S.A.", "MS"),
        ("ana", "A"),
        ("", "?"),
        ("· !", "?"),
        ("Óptica  Élite", "ÓÉ"),
        ("7 Mares", "7M"),
    ],
)
def test_initials_leave_small_words_out(name: str, expected: str) -> None:
    assert avatars.initials(name) == expected


@pytest.mark.parametrize("palette", theme.PALETTES.values(), ids=lambda palette: palette.name)
def test_the_style_sheet_has_no_hole(palette: theme.Palette) -> None:
    sheet = stylesheet(palette)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_every_picture_of_the_style_sheet_is_there() -> None:
    for palette in theme.PALETTES.values():
        for part in stylesheet(palette).split('url("')[1:]:
            assert Path(part.split('"', 1)[0]).is_file()


def table_of(node: ast.Assign | ast.AnnAssign) -> set[str]:
    """The pictures of a table by its name: values, or the keys where files' endings are the values; or the rail's pages."""
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    name, table = getattr(target, "id", ""), node.value
    drawn: list[ast.expr] = []
    if name.endswith("ICONS") and isinstance(table, ast.Dict):
        drawn = table.values
    elif name == "_ENDINGS" and isinstance(table, ast.Dict):
        drawn = [key for key in table.keys if key is not None]
    elif name == "PAGES" and isinstance(table, ast.Tuple):
        drawn = [one.elts[-1] for one in table.elts if isinstance(one, ast.Tuple)]
    return {one.value for one in drawn if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def icon_names() -> set[str]:
    """Every text in app/ui that is given where an icon is asked for."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                found |= table_of(node)
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("IconButton", "set_icon", "EmptyState", "NavButton", "pixmap", "icon", "add"):
                found |= {
                    one.value for one in node.args[:1] if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
            if name in ("Button", "Chip"):
                found |= {one.value for one in node.args[2:3] if isinstance(one, ast.Constant)}
            found |= {
                one.value.value
                for one in node.keywords
                if one.arg == "icon" and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
            }
    return found - {""}


def test_every_icon_asked_for_is_in_the_set(qtbot: QtBot) -> None:
    names = icon_names()
    assert {"eye", "paper-plane-tilt", "tray", "hand-pointing", "film-strip"} <= names
    missing = set()
    for name in names:
        try:
            icons.outline(name)
        except KeyError:
            missing.add(name)
    assert missing == set()


def test_an_icon_wears_the_colour_of_its_role(qtbot: QtBot) -> None:
    picture = icons.pixmap("square-fill", "seal", 20, 1.0).toImage()
    assert picture.pixelColor(10, 10) == theme.colour("seal")


def test_a_chosen_size_and_theme_hold_at_once_and_are_not_asked_for_again(qtbot: QtBot) -> None:
    look = theme.Theme()
    before = theme.palette().name, f"{round(theme.scale() * 100)}"
    try:
        look.choose("dark")
        look.choose_size("200")
        assert (theme.palette(), theme.scale(), theme.grown(13)) == (theme.PALETTES["dark"], 2.0, 26)
        look.choose("light")
        look.choose_size("100")
        assert (theme.palette(), theme.scale(), theme.grown(13)) == (theme.PALETTES["light"], 1.0, 13)
        asked = theme.scale.cache_info().misses
        assert {theme.grown(13) for _ in range(1000)} == {13}
        assert theme.scale.cache_info().misses == asked
    finally:
        look.choose(before[0])
        look.choose_size(before[1])


def test_the_mark_is_drawn(qtbot: QtBot) -> None:
    picture = icons.mark(64).toImage()
    assert picture.pixelColor(picture.width() // 2, 6).alpha() > 0


def test_an_icon_that_is_not_in_the_set_is_an_error_and_no_crash(qapp: QApplication) -> None:
    for _ in range(3):
        with pytest.raises(KeyError):
            icons.icon("no-such-icon")
    gc.collect()
    assert not icons.icon("plus").isNull()
