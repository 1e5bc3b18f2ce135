"""For everybody: every control has a name and can be reached by keyboard, on every screen and in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.window import Shell
from tests.ui.cheap import CheapOpener
from tests.ui.conftest import NOW
from tests.ui.looking import wrong_with
from tests.ui.screenshots import Tour


@pytest.fixture(params=[("en", "light"), ("pt_PT", "dark"), ("pt_PT", "contrast")], ids=" ".join)
def tour(request: pytest.FixtureRequest, qtbot: QtBot, home: Path, catalogues: Path) -> Iterator[Tour]:
    session = Session(home, now=lambda: NOW, opener=CheapOpener(), catalogues=catalogues)
    language, theme = request.param
    session.themes.choose(theme)
    session.languages.choose(language)
    shell = Shell(session)
    qtbot.addWidget(shell)
    shell.show()
    yield Tour(session, shell)
    session.lock()
    session.languages.choose("en")
    session.themes.choose("light")
    session.close()


@pytest.fixture
def warnings() -> Iterator[list[str]]:
    """What Qt complains of meanwhile; that the platform without a screen cannot do everything is no complaint."""
    said: list[str] = []

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if not text.startswith("This plugin does not support"):
            said.append(text)

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)


@pytest.mark.slow  # `test_every_screen` looks at the same screens, quicker; this one at the states of the pictures
def test_on_every_screen_all_controls_have_names_tab_reaches_them_and_no_text_is_cut(
    tour: Tour, warnings: list[str]
) -> None:
    tour.shell.resize(tour.shell.minimumSize())
    wrong: dict[str, list[str]] = {}
    for name, screen in tour.steps():
        tour.settle()
        bad = wrong_with(screen)
        if bad:
            wrong[name] = bad
    assert wrong == {}
    assert warnings == []


@pytest.fixture
def sheet(shell: Shell, qtbot: QtBot) -> Sheet:
    shell.activateWindow()
    return confirm(shell, "Delete?", "Gone for good.", "Delete", lambda: None, danger=True)


def test_tab_stays_inside_a_sheet(sheet: Sheet, shell: Shell) -> None:
    seen = set()
    for _ in range(8):
        sheet.focusNextPrevChild(True)
        focused = shell.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)
        seen.add(focused)
    assert len(seen) == 3


def test_the_first_focus_of_a_question_is_on_leaving_it(sheet: Sheet, shell: Shell) -> None:
    focused = shell.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Cancel"


def test_escape_leaves_a_sheet(sheet: Sheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.finished, timeout=30_000) as told:
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert told.args == [False]


def test_enter_presses_a_focused_button(shell: Shell, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    sheet = confirm(shell, "Delete?", "Gone for good.", "Delete", lambda: pressed.append(True), danger=True)
    act = next(button for button in sheet.findChildren(Button) if button.text() == "Delete")
    act.setFocus()
    QTest.keyClick(act, Qt.Key.Key_Return)
    assert pressed == [True]


def test_the_ring_shows_where_the_keyboard_is(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: hasattr(shell, "_ring"), timeout=30_000)
    button = shell.unlock_page.languages.button("en")
    ring = shell._ring
    ring.follow(None, button)
    assert ring.isVisible()
    assert ring.geometry().contains(button.mapTo(shell, button.rect().center()))
