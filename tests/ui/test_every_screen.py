"""Every page, sheet and menu, in both languages and all themes, and with large text: names, roles, the keyboard, nothing cut, no
word of complaint from Qt. A screen that nobody opens here fails the test as well."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

import app.ui
from app.ui import theme
from app.ui.desk import PAGES
from app.ui.state import Session
from app.ui.unlock import PassphraseForm
from app.ui.widgets.page import Page
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.ui.cheap import CheapOpener
from tests.ui.conftest import NOW
from tests.ui.looking import over_each_other, wrong_with
from tests.ui.screens import Screens

QUICK = [("pt_PT", "dark")]  # a pair takes 20 s of a busy machine: the others are slow looks
PAIRS = [(language, name) for language in ("en", "pt_PT") for name in theme.PALETTES]
SIZES = ("125", "150", "200")
LAPTOPS = [(1366, 768), (1180, 760)]  # of a small screen, and of what its bars leave
KINDS_OF_SCREEN = (Sheet, Page, QMenu, QDialog, QMainWindow, PassphraseForm)


class Hiding(CheapOpener):
    """Says there is no vault, to see the screen that makes one."""

    hides = False

    def exists(self, home: Path) -> bool:
        return not self.hides and super().exists(home)


class Walk:
    """One window, one vault; what was seen in it and what Qt said."""

    def __init__(self, screens: Screens, said: list[str]) -> None:
        self.screens, self.said = screens, said
        self.seen: set[type] = set()
        self.whole = False  # whether all of them were seen, in whatever language

    def look(
        self,
        language: str,
        palette: str,
        size: str = "100",
        window: tuple[int, int] | None = None,
        *,
        few: bool = False,
    ) -> dict[str, list[str]]:
        """What is wrong, screen by screen. `few`: on the pages alone."""
        session, shell = self.screens.session, self.screens.shell
        session.update_settings(text_size=size, theme=palette, language=language)
        self.said.clear()
        shell.resize(*(window or theme.smallest()))
        wrong: dict[str, list[str]] = {}
        for name, screen in self.screens.few() if few else self.screens.steps():
            self.seen |= {type(one) for one in [screen, *screen.findChildren(QWidget)] if one.isVisible()}
            if bad := [*wrong_with(screen), *over_each_other(screen), *self.said]:
                wrong[name] = bad
            self.said.clear()
        self.whole = self.whole or not few
        return wrong


@pytest.fixture(scope="module")
def walk(qapp: object, tmp_path_factory: pytest.TempPathFactory, catalogues: Path) -> Iterator[Walk]:
    said: list[str] = []

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if not text.startswith("This plugin does not support"):  # a platform without a screen cannot do everything
            said.append(text)

    before = qInstallMessageHandler(hear)
    session = Session(tmp_path_factory.mktemp("home"), now=lambda: NOW, opener=Hiding(), catalogues=catalogues)
    session.themes.choose("light")
    shell = Shell(session)
    shell.show()
    screens = Screens(session, shell)
    screens.furnish()
    yield Walk(screens, said)
    shell.hide()
    session.update_settings(text_size="100", theme="light", language="en")
    session.lock()
    screens.settle()
    shell.deleteLater()
    screens.settle()
    session.close()
    qInstallMessageHandler(before)


@pytest.mark.parametrize(
    ("language", "palette"),
    [pytest.param(*pair, id=" ".join(pair), marks=() if pair in QUICK else pytest.mark.slow) for pair in PAIRS],
)
def test_every_screen_is_whole(walk: Walk, language: str, palette: str) -> None:
    assert walk.look(language, palette) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "pt_PT"])
def test_every_screen_is_whole_with_large_text(walk: Walk, language: str, size: str) -> None:
    assert walk.look(language, "light", size) == {}


@pytest.mark.slow
@pytest.mark.parametrize("window", LAPTOPS)
@pytest.mark.parametrize("size", ["150", "200"])
def test_every_screen_is_whole_with_large_text_on_a_small_screen(
    walk: Walk, size: str, window: tuple[int, int]
) -> None:
    assert walk.look("pt_PT", "light", size, window) == {}
    assert (walk.screens.shell.width(), walk.screens.shell.height()) == window


@pytest.mark.slow
@pytest.mark.parametrize("window", LAPTOPS)
def test_the_pages_are_whole_with_text_twice_as_large_on_a_small_screen(walk: Walk, window: tuple[int, int]) -> None:
    assert walk.look("pt_PT", "light", "200", window, few=True) == {}
    assert (walk.screens.shell.width(), walk.screens.shell.height()) == window


def test_no_screen_is_left_out(walk: Walk) -> None:
    if not walk.whole:
        walk.look("en", "light")
    missed = {one.__qualname__ for one in screens_there_are() if one not in walk.seen}
    assert missed == set()


def screens_there_are() -> set[type]:
    """Every class of ours that is a screen by itself, and the pages of the rail; not those that others are made of."""
    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    made = {one for kind in KINDS_OF_SCREEN for one in _below(kind) if one.__module__.startswith("app.ui.")}
    pages = {one for one in _below(QWidget) if one.__name__.endswith("Page") and one.__module__.startswith("app.ui.")}
    return {one for one in made | pages if not one.__subclasses__()}


def _below(kind: type) -> set[type]:
    return {kind} | {below for one in kind.__subclasses__() for below in _below(one)}


def test_there_are_as_many_pages_as_the_rail_has() -> None:
    assert set(PAGES) == {"clients", "shares", "requests", "health", "settings"}
