"""For everybody: every control has a name and can be reached by keyboard, on every screen and in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.window import Shell
from tests.ui.cheap import CheapOpener
from tests.ui.conftest import NOW
from tests.ui.screenshots import Tour

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QSlider, QAbstractSpinBox)


def nameless(screen: QWidget) -> list[str]:
    """The visible controls that a screen reader has no word for."""
    found = []
    for control in screen.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible() or not control.isEnabled():
            continue
        if isinstance(control.parent(), QComboBox | QAbstractSpinBox | QLineEdit):
            continue  # a part of a control that has a name itself
        text = control.text() if isinstance(control, QAbstractButton) else ""
        if not (control.accessibleName() or text.strip()):
            found.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
    return found


def unreachable(screen: QWidget) -> list[str]:
    """The visible buttons and fields that Tab never comes to."""
    return [
        f"{type(control).__name__} {control.accessibleName() or getattr(control, 'text', str)()}"
        for control in screen.findChildren(QWidget)
        if isinstance(control, QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox)
        and control.isVisible()
        and control.isEnabled()
        and not isinstance(control.parent(), QComboBox | QAbstractSpinBox | QLineEdit)
        and not control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(control, QAbstractButton) and control.group() is not None)  # arrows move inside a group
    ]


def cut(screen: QWidget) -> list[str]:
    """The visible texts that have less room than they need."""
    found = []
    for widget in screen.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            short = widget.height() < widget.heightForWidth(widget.width())
        else:
            short = widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.fontMetrics().height()
        if short:
            found.append(f"{widget.text()!r} {widget.width()}x{widget.height()}")
    return found


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


def test_on_every_screen_all_controls_have_names_tab_reaches_them_and_no_text_is_cut(
    tour: Tour, warnings: list[str]
) -> None:
    tour.shell.resize(tour.shell.minimumSize())
    wrong: dict[str, list[str]] = {}
    for name, screen in tour.steps():
        tour.settle()
        bad = nameless(screen) + unreachable(screen) + cut(screen)
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
