"""What is done with requests that live: paused, given another end, looked at one after the other, handed over in other ways; and
the places from which a client is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ui.asking.cards import AnswerCard, Fate, RequestCard, Stage
from app.ui.asking.endsheet import RequestEndSheet
from app.ui.asking.page import RequestsPage
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from app.ui.client_acts import ClientActs
from app.ui.sharing.choices import Ends
from app.ui.state import Session
from app.ui.tray import Tray
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.ui.asking_fakes import MADE_REQUEST, REQUEST, REQUESTS, MemoryAskingDesk
from tests.ui.cheap import PASSPHRASE
from tests.ui.conftest import NOW

SEVERAL = replace(
    REQUEST,
    stage=Stage.ARRIVED,
    takes=20,
    left=16,
    answers=(
        *(AnswerCard(number, NOW, Fate.NEW) for number in (3, 1, 2)),
        AnswerCard(4, NOW, Fate.FORGED),
    ),
)


@pytest.fixture
def page_of(qtbot: QtBot, session: Session) -> Callable[..., tuple[RequestsPage, MemoryAskingDesk]]:
    def made(*cards: RequestCard) -> tuple[RequestsPage, MemoryAskingDesk]:
        desk = MemoryAskingDesk(*cards)
        page = RequestsPage(session, desk)
        page.resize(1000, 700)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: ("refresh",) in desk.asked and not session.tasks.busy)
        return page, desk

    return made


def press(inside: QWidget, text: str) -> None:
    next(one for one in inside.findChildren(QAbstractButton) if one.text() == text and one.isVisible()).click()


def offered(inside: QWidget) -> list[str]:
    return [one.text() for one in inside.findChildren(QAbstractButton) if one.text() and one.isVisible()]


def open_sheets(page: QWidget) -> list[Sheet]:
    return [one for one in page.window().findChildren(Sheet) if one.isVisible()]


def test_a_request_is_paused_and_let_go_on(
    qtbot: QtBot, session: Session, page_of: Callable[..., tuple[RequestsPage, MemoryAskingDesk]]
) -> None:
    page, desk = page_of(REQUEST)
    press(page._detail, "Pause")
    qtbot.waitUntil(lambda: "Let it be answered again" in offered(page._detail))
    assert ("change", "r1", None, True) in desk.asked
    press(page._detail, "Let it be answered again")
    qtbot.waitUntil(lambda: "Pause" in offered(page._detail))
    assert ("change", "r1", None, False) in desk.asked


def test_another_end_is_told_to_the_relay_or_the_sheet_stays(
    qtbot: QtBot, session: Session, page_of: Callable[..., tuple[RequestsPage, MemoryAskingDesk]]
) -> None:
    page, desk = page_of(REQUEST)
    press(page._detail, "Change the end")
    (sheet,) = open_sheets(page)
    assert isinstance(sheet, RequestEndSheet)
    sheet.choose(Ends.MONTH)
    desk.silent = WorldError("unreachable", host="relay.example")
    press(sheet, "Change")
    qtbot.waitUntil(lambda: bool(sheet._problem.text()))
    assert sheet.isVisible()
    desk.silent, wanted = None, sheet._ends.ends_at()
    press(sheet, "Change")
    qtbot.waitUntil(lambda: open_sheets(page) == [])
    ((_, _, until, _),) = [call for call in desk.asked if call[0] == "change"]
    assert until == wanted


def test_a_code_gets_ten_more_minutes_and_what_is_over_or_stays_has_no_end_to_change(
    qtbot: QtBot, session: Session, page_of: Callable[..., tuple[RequestsPage, MemoryAskingDesk]]
) -> None:
    page, desk = page_of(*REQUESTS)
    page.select("r3")
    press(page._detail, "10 minutes from now")
    qtbot.waitUntil(lambda: ("change", "r3", NOW + timedelta(minutes=10), None) in desk.asked)
    for request_id, wanted in (("r4", {"Pause"}), ("r5", set())):
        page.select(request_id)
        assert {"Pause", "Change the end", "10 minutes from now"} & set(offered(page._detail)) == wanted
        menu = [action.text() for action in page._acts.menu(page._cards[request_id]).actions()]
        assert ("Pause" in menu, "Change the end" in menu) == ("Pause" in wanted, False)


def test_several_answers_are_looked_at_one_after_the_other_in_one_sheet_at_a_time(
    qtbot: QtBot, session: Session, page_of: Callable[..., tuple[RequestsPage, MemoryAskingDesk]]
) -> None:
    page, desk = page_of(SEVERAL)
    page._detail.review_asked.emit("r1", 2)
    page._detail.review_asked.emit("r1", 1)
    qtbot.waitUntil(lambda: len(open_sheets(page)) == 1 and not session.tasks.busy)
    for place, number in enumerate((2, 1, 3), 1):
        qtbot.waitUntil(
            lambda place=place: [one.title.text() for one in open_sheets(page)] == [f"What came · {place} of 3"]
        )
        (sheet,) = open_sheets(page)
        assert isinstance(sheet, ReviewSheet)
        assert sheet._review.number == number
        if place < 3:
            sheet.keep()
    sheet.reject()
    assert open_sheets(page) == []
    assert [call[2] for call in desk.asked if call[0] == "accept"] == [2, 1]
    page._detail.review_asked.emit("r1", 3)
    qtbot.waitUntil(lambda: len(open_sheets(page)) == 1)


def test_a_reminder_goes_every_way_that_a_link_goes(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desk, opened = QWidget(), MemoryAskingDesk(), list[QUrl]()
    qtbot.addWidget(window)
    window.show()
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    sheet = RequestResultSheet(session, desk, MADE_REQUEST, window, again=True)
    sheet.open()
    assert "Other ways" in offered(sheet)
    sheet._ways.mail("pt_PT")
    qtbot.waitUntil(lambda: bool(opened))
    assert QGuiApplication.clipboard().text() == f"again mail pt_PT {MADE_REQUEST.url}"
    assert MADE_REQUEST.url not in opened[0].toString()
    assert ("reminder", "r1") in desk.asked
    with qtbot.waitSignal(session.requests_changed):
        sheet.accept()


def test_a_client_is_asked_from_its_row_from_its_empty_list_and_from_the_tray(
    qtbot: QtBot, session: Session, shell: Shell, settled: Callable[[], None]
) -> None:
    with qtbot.waitSignal(session.unlocked):
        session.unlock(PASSPHRASE, pytest.fail, create=True)
    qtbot.waitUntil(lambda: shell.desk is not None)
    assert session.vault is not None
    client = session.vault.add_client("Padaria Açor", NOW)
    page = shell.desk.clients  # type: ignore[union-attr] # it is open
    tray = Tray(session, shell)
    tray.fill()

    def asked() -> str:
        """Who stands in the one sheet."""
        settled()
        (sheet,) = open_sheets(shell)
        assert isinstance(sheet, RequestSheet)
        sheet.reject()
        return str(sheet.draft().client_id)

    chosen(ClientActs(session, page).menu(client, 0).actions(), "Ask for something…").trigger()
    assert asked() == client.id
    page.open_client(client)
    settled()
    page.detail.nothing.other.click()
    assert asked() == client.id
    chosen(tray.menu.actions(), "Ask a client").trigger()
    assert asked() == client.id


def chosen(actions: list[QAction], text: str) -> QAction:
    return next(one for one in actions if one.text() == text)
