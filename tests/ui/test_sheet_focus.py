"""While a sheet stands the keyboard stays in it, whatever happens behind; afterwards it is back where it was."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.ui.importing.dialog import ImportSheet
from app.ui.sharing.cards import State
from app.ui.sharing.page import SharesPage
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.window import Shell
from tests.ui.cheap import PASSPHRASE
from tests.ui.sharing_fakes import CARD, MemoryDesk

EXPORT = "url,username,password,totp,extra,name,grouping,fav\nhttps://loja.example.pt,ana,segredo,,,Loja,Padaria,0\n"


class Window(QMainWindow):
    """A search field first, then a list and the button that asks."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.search, self.button = QLineEdit(), QPushButton("ask")
        self.page = QWidget()
        page = QVBoxLayout(self.page)
        self.rows = QListWidget()
        for part in (self.rows, self.button):
            page.addWidget(part)
        column.addWidget(self.search)
        column.addWidget(self.page)
        self.setCentralWidget(inside)
        self.resize(800, 600)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.button.setFocus()
    return made


def opened(window: QWidget) -> tuple[Sheet, QPushButton, QPushButton]:
    sheet = Sheet(window, "A sheet")
    one, two = QPushButton("one"), QPushButton("two")
    for part in (one, two):
        sheet.body.addWidget(part)
    sheet.open()
    return sheet, one, two


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_what_a_page_behind_a_sheet_focuses_does_not_get_the_keyboard(window: Window) -> None:
    _sheet, _one, two = opened(window)
    two.setFocus()
    window.search.setFocus()
    assert focused() is two


def test_a_control_that_goes_hands_the_focus_on_inside(window: Window) -> None:
    sheet, one, two = opened(window)
    one.hide()
    assert sheet.isAncestorOf(focused())
    two.setFocus()
    two.setEnabled(False)
    assert sheet.isAncestorOf(focused())


def test_focus_that_was_lost_comes_back(window: Window, qtbot: QtBot) -> None:
    sheet, one, _two = opened(window)
    one.clearFocus()
    assert focused() is one
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_tab_goes_round_in_both_directions(window: Window, qtbot: QtBot) -> None:
    sheet, one, two = opened(window)
    seen = []
    for _ in range(3):
        seen.append(focused())
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert seen == [one, two, sheet.close_button]
    assert focused() is one
    qtbot.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused() is sheet.close_button


def test_the_focus_returns_to_what_opened_it(window: Window, qtbot: QtBot) -> None:
    opened(window)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is window.button


def test_where_the_opener_is_gone_the_list_beside_it_has_the_focus(window: Window, qtbot: QtBot) -> None:
    opened(window)
    window.button.hide()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is window.rows


def test_a_question_over_a_sheet_has_the_focus_and_gives_it_back(window: Window, qtbot: QtBot) -> None:
    sheet, _one, two = opened(window)
    two.setFocus()
    question = confirm(sheet, "Sure?", "Really.", "Do it", lambda: None)
    two.setFocus()
    assert question.isAncestorOf(focused())
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert question.isHidden()
    assert focused() is two
    assert not sheet.isHidden()


@pytest.fixture
def desk(session: Session, shell: Shell, qtbot: QtBot, settled: Callable[[], None]) -> Shell:
    """The window with an open, empty vault."""
    qtbot.waitUntil(lambda: shell.ready)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    with qtbot.waitSignal(session.unlocked, timeout=60_000):
        session.unlock(PASSPHRASE, pytest.fail, create=True)
    settled()
    return shell


def test_an_import_ends_where_its_report_can_be_left_by_escape(
    desk: Shell, qtbot: QtBot, settled: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT)
    clients = desk.desk.clients.clients  # type: ignore[union-attr]
    clients.ask_import()
    sheet = desk.findChild(ImportSheet)
    sheet.look_at(path)
    qtbot.waitUntil(sheet._look.isVisible)
    sheet._add.click()
    qtbot.waitUntil(sheet._report.isVisible)
    settled()
    assert focused() is sheet._cancel
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert focused() is clients.view


def test_after_the_save_of_a_new_entry_its_row_has_the_focus(
    session: Session, desk: Shell, settled: Callable[[], None]
) -> None:
    clients = desk.desk.clients  # type: ignore[union-attr]
    session.change(lambda vault: vault.add_client("Padaria", session.now()), clients.open_client, owner=session)
    settled()
    clients.new_entry()
    clients.detail.form.title.setText("Loja")
    clients.detail.form.submit()
    settled()
    assert desk.focusWidget() is clients.entries.view  # (no system here: without one Qt takes this window for inactive)
    assert clients.entries.view.current_item().title == "Loja"


def test_after_access_was_removed_the_row_of_the_share_has_the_focus(
    unlocked: Session, window: Window, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    desk = MemoryDesk(CARD)
    page = SharesPage(unlocked, desk)
    window.page.layout().addWidget(page)
    settled()
    page._detail._revoke.setFocus()
    page._detail._revoke.click()
    question = window.findChild(Sheet)
    question.accept()
    settled()
    assert desk.known[0].state is State.REVOKED
    assert focused() is page.side.view


def test_a_button_that_is_closed_hands_the_focus_on_to_the_next_and_not_to_the_way_out(window: Window) -> None:
    sheet, one, two = opened(window)
    one.setFocus()
    one.setEnabled(False)
    assert two.hasFocus()
    sheet.reject()


def test_what_goes_with_a_sheet_takes_nothing_else_along(window: Window, qtbot: QtBot) -> None:
    """The binding has a widget own what comes after it in the chain of focus, if asked for that: it would be gone as well."""
    below = confirm(window, "One", "", "Yes", lambda: None)
    above = confirm(window, "Two", "", "Yes", lambda: None)
    for _ in range(5):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    gone = weakref.ref(above), weakref.ref(below)
    parts = [one for one in window.findChildren(QWidget) if not above.isAncestorOf(one) and one is not above]
    above.reject()
    del above
    qtbot.waitUntil(lambda: gone[0]() is None)
    assert all(isValid(one) for one in parts)
    assert isValid(window)
    del parts
    below.reject()
    del below
    qtbot.waitUntil(lambda: gone[1]() is None)
