"""Requests in the window: asking, handing the link over, seeing what came, keeping or rejecting it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ops.request_options import RequestKind
from app.ops.request_reviewing import Twin
from app.ui.asking.answers import CodeLine
from app.ui.asking.cards import AnswerCard, Fate, RequestCard, Stage
from app.ui.asking.desk import Group, Match, Value
from app.ui.asking.detail import RequestDetail
from app.ui.asking.draft import RequestDraft
from app.ui.asking.opsdesk import _masked
from app.ui.asking.page import RequestsPage
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from app.ui.asking.values import MASK, MOST_SHOWN, ValueRow
from app.ui.sharing.model import BADGE, LEFT
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from tests.ui.asking_fakes import MADE_REQUEST, REQUEST, REQUESTS, REVIEW, MemoryAskingDesk
from tests.ui.sharing_fakes import NOW


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """The window that sheets are opened over."""
    window = QWidget()
    window.resize(1000, 760)
    qtbot.addWidget(window)
    window.show()
    return window


def page_of(qtbot: QtBot, session: Session, *cards: RequestCard) -> tuple[RequestsPage, MemoryAskingDesk]:
    desk = MemoryAskingDesk(*cards)
    page = RequestsPage(session, desk)
    page.resize(1000, 700)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: ("refresh",) in desk.asked and not session.tasks.busy)
    return page, desk


def button(page: QWidget, text: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if one.text() == text and one.isVisible())


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Text) if one.isVisibleTo(widget))


def top(page: QWidget) -> Sheet:
    return [one for one in page.window().findChildren(Sheet) if one.isVisible()][-1]


def test_an_empty_page_offers_one_thing_to_do(qtbot: QtBot, session: Session) -> None:
    page, _ = page_of(qtbot, session)
    button(page._nothing, "Ask a client").click()
    assert isinstance(top(page), RequestSheet)


def test_what_came_is_told_in_the_list_the_rail_and_the_detail(qtbot: QtBot, session: Session) -> None:
    counts: list[int] = []
    session.waiting_answers.connect(counts.append)
    page, desk = page_of(qtbot, session, REQUEST)
    assert page.model.index(0).data(BADGE).word == "Not answered yet"
    desk.known = [replace(REQUEST, stage=Stage.ARRIVED, answers=(AnswerCard(1, NOW, Fate.NEW),))]
    page._asker.ask()
    qtbot.waitUntil(lambda: page.model.index(0).data(BADGE).word == "Answer to look at")
    assert counts[-1] == 1
    button(page._detail, "Look at it").click()
    qtbot.waitUntil(lambda: any(isinstance(one, ReviewSheet) for one in page.window().findChildren(Sheet)))


def test_a_code_is_copied_with_one_press_and_says_how_old_it_is(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = page_of(qtbot, session, REQUESTS[2])
    copied: list[str] = []
    monkeypatch.setattr(session.clipboard, "copy", copied.append)
    page._detail.copy_asked.connect(copied.append)
    assert "arauto · bigode · cetim · ruela" in texts(page._detail)
    button(page._detail, "Copy code").click()
    assert "482 913" in copied


def test_what_is_no_true_answer_says_why_and_cannot_be_opened(qtbot: QtBot, session: Session) -> None:
    page, _ = page_of(qtbot, session, REQUESTS[3])
    said = texts(page._detail)
    assert "Nothing of it was read" in said
    assert "You have seen all that came" in said
    assert page.model.index(0).data(LEFT) == "stays open"
    assert not any(one.text() == "Look at it" and one.isVisible() for one in page._detail.findChildren(QAbstractButton))


def test_the_end_is_said_while_it_is_one(qtbot: QtBot, session: Session) -> None:
    detail = RequestDetail()
    qtbot.addWidget(detail)
    detail.show_card(REQUEST, NOW)
    detail.retranslate()
    assert "ends in 4 days\n" in texts(detail)
    assert "26 Nov 2026" in texts(detail)
    assert "It appears here by itself" in texts(detail)
    detail.show_card(replace(REQUEST, stage=Stage.REVOKED, over=True), NOW)
    assert "Nothing came." in texts(detail)
    assert "End" not in texts(detail).splitlines()
    assert "26 Nov 2026" not in texts(detail)
    detail.show_card(replace(REQUEST, stage=Stage.EXPIRED, over=True, expires_at=NOW), NOW)
    assert "22 Nov 2026" in texts(detail)


def test_of_a_code_that_is_past_nobody_says_that_it_is_kept(qtbot: QtBot, session: Session) -> None:
    past = replace(REQUESTS[2], stage=Stage.EXPIRED, over=True, answers=(AnswerCard(1, NOW, Fate.PAST),))
    detail = RequestDetail()
    qtbot.addWidget(detail)
    detail.show_card(past, NOW)
    assert "it is forgotten, here as well" in texts(detail)
    assert (past.new, past.unanswered, past.to_look_at) == (0, False, [])


def test_closing_asks_once_and_a_silent_relay_is_a_sentence(qtbot: QtBot, session: Session) -> None:
    page, desk = page_of(qtbot, session, REQUEST)
    button(page._detail, "Close the request").click()
    button(top(page), "Close the request").click()
    qtbot.waitUntil(lambda: ("revoke", "r1") in desk.asked and not session.tasks.busy)
    said: list[tuple[str, str]] = []
    session.said.connect(lambda text, tone: said.append((text, tone)))
    desk.silent = WorldError("unreachable", host="relay.example")
    page._acts.remove("r1")
    qtbot.waitUntil(lambda: any(tone == "bad" for _, tone in said))


def test_a_reminder_is_the_same_link_with_another_message(qtbot: QtBot, session: Session) -> None:
    page, desk = page_of(qtbot, session, REQUEST)
    button(page._detail, "Remind").click()
    qtbot.waitUntil(lambda: any(isinstance(one, RequestResultSheet) for one in page.window().findChildren(Sheet)))
    sheet = top(page)
    button(sheet, "Copy message").click()
    qtbot.waitUntil(lambda: ("reminder", "r1") in desk.asked and not session.tasks.busy)


def test_the_sheet_asks_for_what_was_chosen(qtbot: QtBot, session: Session, over: QWidget) -> None:
    desk, made = MemoryAskingDesk(), []
    sheet = RequestSheet(session, desk, over, on_made=made.append, client_id="c2")
    sheet.choose(RequestKind.OWN)
    sheet.open()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert not sheet._create.isEnabled()
    row = sheet._own.add()
    row.name.setText("Número do contador")
    row.required.click()
    qtbot.waitUntil(sheet._create.isEnabled)
    sheet.submit()
    qtbot.waitUntil(lambda: bool(made))
    ((_, draft),) = [call for call in desk.asked if call[0] == "create"]
    assert isinstance(draft, RequestDraft)
    assert (draft.client_id, draft.kind, draft.fields[0].label, draft.fields[0].required) == (
        "c2", RequestKind.OWN, "Número do contador", True,
    )  # fmt: skip


def test_a_code_has_no_end_to_choose_and_no_fields_of_its_own(qtbot: QtBot, session: Session, over: QWidget) -> None:
    sheet = RequestSheet(session, MemoryAskingDesk(), over, on_made=lambda _made: None)
    sheet.choose(RequestKind.CODE)
    sheet.open()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert not sheet._ends.isVisible()
    assert not sheet._own.isVisible()
    assert "10 minutes" in texts(sheet)


def test_a_relay_that_refuses_leaves_the_sheet_as_it_was(qtbot: QtBot, session: Session, over: QWidget) -> None:
    desk = MemoryAskingDesk()
    sheet = RequestSheet(session, desk, over, on_made=lambda _made: None)
    sheet.open()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    desk.silent = WorldError("unreachable", host="relay.example")
    sheet.submit()
    qtbot.waitUntil(lambda: bool(sheet.problem))
    assert sheet.isVisible()
    assert sheet._create.isEnabled()


def test_the_words_stand_first_and_secrets_are_masked(qtbot: QtBot, session: Session, over: QWidget) -> None:
    sheet = ReviewSheet(session, MemoryAskingDesk(), REVIEW, over)
    sheet.open()
    assert "arauto  ·  bigode  ·  cetim  ·  ruela" in texts(sheet)
    assert "Rita Sá <b>Nogueira</b>" in texts(sheet)
    assert "123456789" not in texts(sheet)
    nif = next(row for row in sheet.findChildren(ValueRow) if row._value.kind == "nif")
    assert nif._text.text() == MASK
    nif._eye.click()
    assert nif._text.text() == "123456789"


def test_of_a_password_that_is_there_only_that_it_changes_is_shown() -> None:
    changes = (("User name", "ana", "ANA"), ("Password", "antiga", "nova"), ("PIN", "", "1234"))
    twin = Twin("e1", "Portal", changes, (False, True, True))
    assert _masked(twin) == (changes[0], ("Password", MASK, MASK), ("PIN", "", MASK))


def test_what_a_stranger_wrote_at_length_is_shown_in_part_and_copied_whole(
    qtbot: QtBot, session: Session, over: QWidget
) -> None:
    long = "a b" * 300_000
    sheet = ReviewSheet(
        session,
        MemoryAskingDesk(),
        replace(
            REVIEW,
            groups=(Group("", (Value("Notes", "text", long, protected=False),)),),
            matches=(Match("e1", "Rita", (("Notes", "", long),)),),
        ),
        over,
    )
    sheet.open()
    sheet._where.setCurrentIndex(1)
    assert max(len(one.text()) for one in sheet.findChildren(Text)) == MOST_SHOWN + 1
    row = next(one for one in sheet.findChildren(ValueRow))
    with qtbot.waitSignal(row.copied) as copied:
        row._copy.click()
    assert copied.args == [long]
    code = CodeLine(AnswerCard(1, NOW, Fate.NEW, code="7" * 900_000))
    qtbot.addWidget(code)
    assert len(code._code.text()) == 101


def test_what_would_change_in_an_entry_is_seen_without_scrolling(qtbot: QtBot, session: Session, over: QWidget) -> None:
    sheet = ReviewSheet(
        session, MemoryAskingDesk(), replace(REVIEW, message="a\n" * 90, missing_before=True, held_back=True), over
    )
    sheet.open()
    assert not sheet._changes.isVisible()
    sheet._where.setCurrentIndex(1)
    seen = sheet._scroll.viewport()
    qtbot.waitUntil(lambda: sheet._changes.height() > 60)
    assert sheet._changes.mapTo(seen, sheet._changes.rect().bottomLeft()).y() < seen.height()
    assert "Rua Nova 1" in texts(sheet._changes)
    sheet._where.setCurrentIndex(0)
    assert not sheet._changes.isVisible()


@pytest.mark.parametrize(("at", "into"), [(0, None), (1, "e1")])
def test_it_is_kept_as_new_or_in_what_is_there(
    qtbot: QtBot, session: Session, over: QWidget, at: int, into: str | None
) -> None:
    desk, decided = MemoryAskingDesk(), []
    sheet = ReviewSheet(session, desk, REVIEW, over)
    sheet.decided.connect(decided.append)
    sheet.open()
    sheet._where.setCurrentIndex(at)
    sheet.keep()
    qtbot.waitUntil(lambda: bool(decided))
    assert ("accept", "r2", 1, into) in desk.asked


def test_rejecting_asks_first_and_deciding_later_changes_nothing(qtbot: QtBot, session: Session, over: QWidget) -> None:
    desk = MemoryAskingDesk()
    sheet = ReviewSheet(session, desk, REVIEW, over)
    sheet.open()
    button(sheet, "Reject").click()
    question = top(over)
    assert question is not sheet
    button(question, "Cancel").click()
    assert desk.asked == []
    button(sheet, "Reject").click()
    button(top(over), "Reject").click()
    qtbot.waitUntil(lambda: ("reject", "r2", 1) in desk.asked)


def test_the_result_without_a_passcode_shows_one_step(qtbot: QtBot, session: Session, over: QWidget) -> None:
    plain = replace(MADE_REQUEST, passcode="", expires_at=None)
    sheet = RequestResultSheet(session, MemoryAskingDesk(), plain, over)
    sheet.open()
    assert "Send the passcode by another channel" not in texts(sheet)
    assert "It stays open until you close it." in texts(sheet)


def test_a_look_that_is_left_while_files_come_keeps_nothing_and_closes_when_they_have_stopped(
    qtbot: QtBot, session: Session, over: QWidget
) -> None:
    class Slow(MemoryAskingDesk):
        """Its files come when they are let."""

        go = threading.Event()

        def accept(
            self, request_id: str, number: int, entry_id: str | None, told: Callable[[int, int], None]
        ) -> list[str]:
            assert self.go.wait(60)
            told(1, 2)
            return ["new"]

    desk = Slow(REQUEST)
    sheet = ReviewSheet(session, desk, REVIEW, over)
    decided = list[object]()
    sheet.decided.connect(decided.append)
    sheet.open()
    sheet._keep.click()
    sheet.reject()
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished) as finished:
        desk.go.set()
    assert (finished.args, decided) == ([False], [])
