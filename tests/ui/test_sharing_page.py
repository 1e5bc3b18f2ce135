"""The Shares page tells what happens, and when it does not know it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ui.sharing.cards import Receipt, ShareCard, State
from app.ui.sharing.model import BADGE
from app.ui.sharing.page import SharesPage
from app.ui.sharing.strange import StrangePages
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from tests.ui.sharing_fakes import CARD, NOW, MemoryDesk, seen

DEAD = replace(CARD, id="2", label="Velho", state=State.OPENED)


def shown(qtbot: QtBot, session: Session, *cards: ShareCard) -> tuple[SharesPage, MemoryDesk]:
    desk = MemoryDesk(*cards)
    page = SharesPage(session, desk)
    page.resize(1000, 700)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(desk.calls("refresh")) and not session.tasks.busy)
    return page, desk


def button(page: QWidget, text: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == text)


def badge(page: SharesPage, row: int = 0) -> str:
    return str(page.model.index(row).data(BADGE).word)


def test_an_empty_page_offers_one_thing_to_do(qtbot: QtBot, session: Session) -> None:
    page, _ = shown(qtbot, session)
    assert page._nothing.isVisible()
    assert button(page._nothing, "Share a message or files").isVisible()


def test_a_receipt_appears_by_itself_and_is_told(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    assert badge(page) == "Not opened yet"
    said: list[tuple[str, str]] = []
    session.said.connect(lambda text, tone: said.append((text, tone)))
    desk.known = [seen("delivered", "accepted", state=State.OPENED, views_left=0)]
    page.feed.poller.ask()
    qtbot.waitUntil(lambda: badge(page) == "Opened" and bool(said))
    assert said == [("Loja online: Passcode accepted", "good")]


def test_wrong_tries_are_told_at_once(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    with qtbot.waitSignal(session.said) as told:
        desk.known = [seen("delivered", "wrong-passcode", tries_left=4)]
        page.feed.poller.ask()
    assert told.args == ["Loja online: Wrong passcode", "warn"]
    assert badge(page) == "Wrong passcode tried"


def test_a_wrong_code_of_the_e_mail_is_told_at_once(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    with qtbot.waitSignal(session.said) as told:
        desk.known = [seen("delivered", "wrong-code")]
        page.feed.poller.ask()
    assert told.args == ["Loja online: Wrong e-mail code", "warn"]


def test_a_silent_relay_leaves_the_last_known_marked_as_such(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    desk.silent = WorldError("unreachable")
    page.feed.poller.ask()
    qtbot.waitUntil(lambda: "does not answer" in page._fresh.text())
    assert "last known" in page._fresh.text()
    assert page._fresh.property("role") == "warn"
    assert badge(page) == "Not opened yet"
    desk.silent = None
    page.feed.poller.ask()
    qtbot.waitUntil(lambda: page._fresh.text().startswith("Live"))


def test_a_relay_never_heard_is_not_called_last_known(qtbot: QtBot, session: Session) -> None:
    desk = MemoryDesk(replace(CARD, heard_at=None))
    desk.silent = WorldError("unreachable")
    page = SharesPage(session, desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "Nothing is known" in page._fresh.text())


def test_access_is_removed_after_one_question(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    button(page, "Remove access").click()
    question = page.findChild(Sheet)
    assert question is not None
    assert not desk.calls("revoke")
    next(b for b in question.findChildren(QAbstractButton) if b.text() == "Remove access").click()
    qtbot.waitUntil(lambda: badge(page) == "Revoked")
    assert desk.calls("revoke") == [("1",)]


def test_a_share_is_paused_and_opened_again_in_place(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    button(page, "Pause").click()
    qtbot.waitUntil(lambda: badge(page) == "Paused")
    button(page, "Let it be opened again").click()
    qtbot.waitUntil(lambda: badge(page) == "Not opened yet")
    assert desk.calls("change") == [("1", None, None, True), ("1", None, None, False)]


def test_where_there_is_room_for_one_a_share_is_entered_from_the_list_and_left_again(
    qtbot: QtBot, session: Session
) -> None:
    page, _ = shown(qtbot, session, CARD)
    page.resize(500, 700)
    assert page.split.alone
    assert not page._detail.isVisible()
    where = page.side.view.visualRect(page.model.index(0)).center()
    qtbot.mouseClick(page.side.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page._detail.isVisible()
    assert not page.side.view.isVisible()
    button(page, "Back to the list").click()
    assert page.side.view.isVisible()
    assert not page._detail.isVisible()
    page.go(CARD.id)
    assert page._detail.isVisible()


def test_a_dead_share_can_only_be_removed_from_the_list(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, DEAD)
    assert not button(page, "Remove access").isVisible()
    assert not button(page, "Show link").isVisible()
    button(page, "Remove from list").click()
    qtbot.waitUntil(lambda: desk.calls("forget") == [("2",)])
    qtbot.waitUntil(page._nothing.isVisible)


def test_the_link_of_a_live_share_is_shown_again(qtbot: QtBot, session: Session) -> None:
    page, desk = shown(qtbot, session, CARD)
    button(page, "Show link").click()
    qtbot.waitUntil(lambda: page.findChild(Sheet) is not None)
    assert desk.calls("made") == [("1",)]


def test_the_rail_hears_how_many_are_live(qtbot: QtBot, session: Session) -> None:
    counts: list[int] = []
    session.live_shares.connect(counts.append)
    shown(qtbot, session, CARD, DEAD, replace(CARD, id="3", expires_at=NOW + timedelta(hours=1)))
    assert counts[-1] == 2


def test_a_chosen_share_stays_chosen_when_news_arrive(qtbot: QtBot, session: Session) -> None:
    other = replace(CARD, id="9", label="Alarme", created_at=NOW - timedelta(hours=2))
    page, desk = shown(qtbot, session, CARD, other)
    page.go("9")
    desk.known = [seen("delivered"), other]
    page.feed.poller.ask()
    qtbot.waitUntil(lambda: badge(page) == "Link visited")
    current = page.side.current()
    assert current is not None
    assert current.id == "9"


def test_a_hidden_page_asks_rarely(qtbot: QtBot, session: Session) -> None:
    page, _ = shown(qtbot, session, CARD)
    qtbot.waitUntil(lambda: 0 <= page.feed.poller._timer.remainingTime() <= 3000)
    page.hide()
    qtbot.waitUntil(lambda: page.feed.poller._timer.remainingTime() > 10_000)


def test_what_waits_for_the_relay_is_shown_as_waiting_and_not_asked_for_twice(qtbot: QtBot, session: Session) -> None:
    page, _ = shown(qtbot, session, replace(CARD, removing=True, changing=True, has_link=False))
    assert badge(page) == "Waits to be removed"
    assert not button(page, "Remove access").isVisible()
    assert not button(page, "Pause").isVisible()
    assert [one.isEnabled() for one in page._acts.menu(page.model.card_at(0) or CARD, NOW).actions()] == [False]


def test_terms_that_were_accepted_stand_among_the_facts_and_in_what_happened(qtbot: QtBot, session: Session) -> None:
    agreed = Receipt(NOW, "agreed", 1, name="Ana Silva", valid=True)
    page, _ = shown(qtbot, session, replace(CARD, receipts=(agreed,), starts_at=NOW + timedelta(hours=2)))
    assert page._detail._terms.text().startswith("Terms accepted by Ana Silva — valid (today, ")
    assert page._detail._begins.isVisible()
    texts = [label.text() for label in page._detail._timeline.findChildren(Text)]
    assert "Terms accepted by Ana Silva — valid" in texts


def test_a_strange_page_of_a_relay_is_said_loudly_and_at_its_links(qtbot: QtBot, session: Session) -> None:
    page, _ = shown(qtbot, session, CARD)
    said: list[tuple[str, str]] = []
    session.said.connect(lambda text, tone: said.append((text, tone)))
    assert not page._strange.isVisible()
    session.set_strange_pages(("https://relay.example",))
    session.set_strange_pages(("https://relay.example",))
    assert page._strange.isVisible()
    assert "relay.example" in page._strange.text()
    assert [tone for _, tone in said] == ["bad"]
    elsewhere = StrangePages(session, "https://other.example/s/x#y")
    qtbot.addWidget(elsewhere)
    assert elsewhere.text() == ""
    session.set_strange_pages(())
    assert not page._strange.isVisible()
