"""What ended unopened is sent again, and all access of a client is removed, each after one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ops.halting import Halt
from app.ui.client_acts import ClientActs
from app.ui.sharing.again import SendAgainSheet
from app.ui.sharing.cards import ShareCard, State
from app.ui.sharing.clientaccess import remove_all_access
from app.ui.sharing.desk import Again, Unsent
from app.ui.sharing.page import SharesPage
from app.ui.sharing.result import ResultSheet
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.vault.model import Client
from tests.ui.sharing_fakes import CARD, NOW, MemoryDesk

UNOPENED = replace(CARD, state=State.EXPIRED, expires_at=NOW - timedelta(hours=1), renewable=True)
PADARIA = Client("c1", "Padaria Açor", 1, NOW)


def press(parent: QWidget, text: str) -> None:
    next(one for one in parent.findChildren(QAbstractButton) if one.text() == text).click()


def page_of(
    qtbot: QtBot, session: Session, card: ShareCard, desk: MemoryDesk | None = None
) -> tuple[SharesPage, MemoryDesk]:
    desk = desk or MemoryDesk(card)
    page = SharesPage(session, desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and not session.tasks.busy)
    return page, desk


def test_what_nobody_opened_is_sent_again_with_a_new_end(qtbot: QtBot, session: Session) -> None:
    page, desk = page_of(qtbot, session, UNOPENED)
    said: list[str] = []
    session.said.connect(lambda text, _tone: said.append(text))
    press(page._detail, "Send again")
    press(page.findChildren(Sheet)[0], "Send again")
    qtbot.waitUntil(lambda: page.findChild(ResultSheet) is not None and not session.tasks.busy)
    assert [share_id for share_id, _until in desk.calls("renew")] == ["1"]
    assert said == ["The link that you sent before works again."]


def test_a_relay_that_does_not_answer_leaves_the_question_open_with_the_reason(qtbot: QtBot, session: Session) -> None:
    page, desk = page_of(qtbot, session, UNOPENED)
    press(page._detail, "Send again")
    sheet = page.findChildren(Sheet)[0]
    desk.silent = WorldError("unreachable")
    press(sheet, "Send again")
    qtbot.waitUntil(lambda: bool(desk.calls("renew")) and not session.tasks.busy)
    assert sheet.isVisible()
    assert page.findChild(ResultSheet) is None


def sending_again(
    qtbot: QtBot, session: Session, desk: MemoryDesk | None = None
) -> tuple[SharesPage, MemoryDesk, SendAgainSheet]:
    """Its two files are half way."""
    page, desk = page_of(qtbot, session, UNOPENED, desk)
    desk.renewed_files = (1_000, 2_000)
    press(page._detail, "Send again")
    sheet = page.findChildren(SendAgainSheet)[0]
    press(sheet, "Send again")
    qtbot.waitUntil(lambda: sheet.sending is not None)
    return page, desk, sheet


def test_how_far_its_files_are_is_shown_and_then_the_link(qtbot: QtBot, session: Session) -> None:
    page, desk, sheet = sending_again(qtbot, session)
    assert sheet.sending is not None
    assert sheet.sending.bar.value() == 50
    assert sheet.sending.line.text().startswith("File 2 of 2 · 50 %")
    assert sheet._about.isVisible(), "who closes it should know before that nothing is sent then"
    assert [one.text() for one in sheet.findChildren(QAbstractButton) if one.isVisible() and one.text()] == [
        "Cancel the upload"
    ]
    desk.let_end.set()
    qtbot.waitUntil(lambda: page.findChild(ResultSheet) is not None and not session.tasks.busy)


@pytest.mark.parametrize("by", ["cancel", "lock"])
def test_who_leaves_or_locks_while_it_is_sent_again_stops_it(qtbot: QtBot, session: Session, by: str) -> None:
    page, desk, sheet = sending_again(qtbot, session)
    if by == "cancel":
        press(sheet, "Cancel the upload")
        assert sheet.isHidden()
    else:
        session.locked.emit()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert page.findChild(ResultSheet) is None
    assert desk.known[0].state is State.EXPIRED


def test_a_line_that_breaks_while_it_is_sent_again_brings_the_question_back(qtbot: QtBot, session: Session) -> None:
    page, desk, sheet = sending_again(qtbot, session)
    desk.silent = WorldError("unreachable")
    qtbot.waitUntil(lambda: sheet.sending is None and not session.tasks.busy)
    assert sheet.isVisible()
    assert sheet._problem.isVisible()
    assert page.findChild(ResultSheet) is None
    desk.silent = None
    desk.let_end.set()
    press(sheet, "Send again")
    qtbot.waitUntil(lambda: page.findChild(ResultSheet) is not None and not session.tasks.busy)


class LateDesk(MemoryDesk):
    """Is halted when the relay has it already."""

    def renew(self, share_id: str, until: datetime, halt: Halt, told: Callable[[Unsent], None]) -> Again:
        again = super().renew(share_id, until, Halt(), told)
        while not halt.said:
            self.let_end.wait(0.005)
        return again


def test_a_link_that_came_alive_after_the_last_word_is_taken_back(qtbot: QtBot, session: Session) -> None:
    page, desk, sheet = sending_again(qtbot, session, LateDesk(UNOPENED))
    desk.let_end.set()
    press(sheet, "Cancel the upload")
    qtbot.waitUntil(lambda: bool(desk.calls("revoke")) and not session.tasks.busy)
    assert page.findChild(ResultSheet) is None


def test_what_was_opened_cannot_be_sent_again(qtbot: QtBot, session: Session) -> None:
    page, _ = page_of(qtbot, session, replace(UNOPENED, state=State.OPENED, renewable=False))
    assert page._detail._again.isHidden()
    words = [action.text() for action in page._acts.menu(page.model.card_at(0) or CARD, NOW).actions()]
    assert words == ["Remove from list"]


@pytest.mark.parametrize(
    ("cards", "silent", "told"),
    [
        ((CARD,), None, ("Links that stopped working: 1", "good")),
        ((), None, ("Nothing of this client could be opened.", "info")),
        (
            (CARD,),
            WorldError("unreachable"),
            ("Links that still wait to be removed: 1. The relay does not answer.", "warn"),
        ),
    ],
)
def test_all_access_of_a_client_is_removed_after_one_question(
    qtbot: QtBot,
    session: Session,
    cards: tuple[ShareCard, ...],
    silent: WorldError | None,
    told: tuple[str, str],
) -> None:
    desk, owner = MemoryDesk(*cards), QWidget()
    desk.silent = silent
    qtbot.addWidget(owner)
    owner.show()
    remove_all_access(session, owner, PADARIA, desk)
    assert not desk.calls("revoke_client")
    with qtbot.waitSignal(session.said) as said:
        press(owner, "Remove all access")
    assert tuple(said.args) == told
    assert desk.calls("revoke_client") == [("c1",)]


def test_the_menu_of_a_client_offers_it(qtbot: QtBot, session: Session) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    assert "Remove all access…" in [one.text() for one in ClientActs(session, owner).menu(PADARIA, 1).actions()]
