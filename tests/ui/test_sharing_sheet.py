"""The share sheet, the result and the change of an end, pressed by hand against a desk that answers from memory."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ops.messages import agreement_text
from app.ops.passcodes import PasscodeChoice
from app.ui.sharing.choices import Draft, Ends, FieldChoice
from app.ui.sharing.desk import Channel, Made
from app.ui.sharing.endsheet import EndSheet
from app.ui.sharing.handcards import is_local
from app.ui.sharing.languages import LANGUAGES
from app.ui.sharing.result import ResultSheet
from app.ui.sharing.sheet import ShareSheet
from app.ui.state import Session
from tests.ui.sharing_fakes import CARD, MADE, NOW, URL, MemoryDesk, seen

FIELDS = [
    FieldChoice("u", "User name", "username", False, "ana@example.pt", True),
    FieldChoice("p", "Password", "password", True, "", True),
    FieldChoice("t", "2FA", "totp", True, "", False),
]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1000, 800)
    qtbot.addWidget(window)
    window.show()
    return window


def press(sheet: QWidget, text: str) -> None:
    button = next(b for b in sheet.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    assert button.isEnabled()
    button.click()


def entry_sheet(session: Session, desk: MemoryDesk, window: QMainWindow, made: list[Made]) -> ShareSheet:
    sheet = ShareSheet(session, desk, window, on_made=made.append, entry_id="e", title="Loja", fields=FIELDS)
    sheet.open()
    return sheet


def test_one_press_shares_an_entry_for_a_day_with_a_generated_passcode(
    qtbot: QtBot, session: Session, window: QMainWindow
) -> None:
    desk, made = MemoryDesk(), list[Made]()
    sheet = entry_sheet(session, desk, window, made)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: bool(made))
    [(entry_id, label, draft)] = desk.calls("create")
    assert (entry_id, label) == ("e", "Loja")
    assert isinstance(draft, Draft)
    assert draft.field_ids == ("u", "p")
    assert (draft.ends, draft.passcode, draft.views) == (Ends.DAY, PasscodeChoice.GENERATED, 1)


def test_a_message_cannot_be_shared_while_it_is_empty(qtbot: QtBot, session: Session, window: QMainWindow) -> None:
    desk, made = MemoryDesk(), list[Made]()
    sheet = ShareSheet(session, desk, window, on_made=made.append)
    sheet.open()
    create = next(b for b in sheet.findChildren(QAbstractButton) if b.text() == "Create link")
    assert not create.isEnabled()
    assert sheet._message is not None
    sheet._message._edit.setPlainText("o código é 1234")
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: bool(made))
    [(entry_id, label, draft)] = desk.calls("create")
    assert (entry_id, label) == (None, "Message")
    assert isinstance(draft, Draft)
    assert draft.text == "o código é 1234"


def test_a_refusal_leaves_the_sheet_open_with_what_was_chosen(
    qtbot: QtBot, session: Session, window: QMainWindow
) -> None:
    desk, made = MemoryDesk(), list[Made]()
    desk.silent = WorldError("unreachable")
    sheet = entry_sheet(session, desk, window, made)
    sheet._passcode.choose(PasscodeChoice.WORDS)
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: bool(sheet._problem.text()))
    assert sheet.isVisible()
    assert sheet.draft().passcode is PasscodeChoice.WORDS
    desk.silent = None
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: bool(made))


def test_the_line_under_the_end_says_exactly_when(session: Session, window: QMainWindow) -> None:
    sheet = entry_sheet(session, MemoryDesk(), window, [])
    assert sheet._ends._line.text().startswith("tomorrow, 23 Nov 2026")
    assert "UTC" in sheet._ends._line.text()
    sheet._ends.choose(Ends.HOUR)
    assert sheet.draft().ends_at(NOW) == NOW + timedelta(hours=1)


def test_a_past_date_cannot_be_chosen_as_the_end(session: Session, window: QMainWindow) -> None:
    sheet = entry_sheet(session, MemoryDesk(), window, [])
    sheet._ends.choose(Ends.CUSTOM, NOW - timedelta(days=1))
    assert sheet.draft().problem(NOW) is None, "opening the choice must not begin in the past"
    sheet._ends.choose(Ends.CUSTOM, NOW - timedelta(days=1))
    assert not sheet._create.isEnabled()


@pytest.mark.parametrize("choice", [PasscodeChoice.PIN, PasscodeChoice.TYPED, PasscodeChoice.NONE])
def test_what_a_weak_passcode_does_not_protect_against_is_said(
    session: Session, window: QMainWindow, choice: PasscodeChoice
) -> None:
    sheet = entry_sheet(session, MemoryDesk(), window, [])
    sheet._passcode.choose(choice)
    assert sheet._passcode._advice.property("role") == "warn"


def test_without_a_field_nothing_can_be_shared(session: Session, window: QMainWindow) -> None:
    sheet = entry_sheet(session, MemoryDesk(), window, [])
    assert sheet._fields is not None
    for box in sheet._fields._boxes:
        box.setChecked(False)
    assert not sheet._create.isEnabled()
    assert "at least one field" in sheet._create.toolTip()


def test_nothing_is_asked_of_the_recipient_until_it_is_ticked(session: Session, window: QMainWindow) -> None:
    draft = entry_sheet(session, MemoryDesk(), window, []).draft()
    assert (draft.starts_at, draft.terms, draft.address) == (None, None, None)


def test_conditions_go_along_with_what_is_shared(qtbot: QtBot, session: Session, window: QMainWindow) -> None:
    desk, made = MemoryDesk(), list[Made]()
    sheet = entry_sheet(session, desk, window, made)
    sheet._unfold.click()
    conditions = sheet._more.conditions
    qtbot.waitUntil(conditions._check.isEnabled)
    for tick in (conditions._later, conditions._agree, conditions._check):
        tick.click()
    assert not sheet._create.isEnabled(), "there is no address yet"
    conditions._address.setText("ana@example.pt")
    sheet.set_recipient_language("fr")
    press(sheet, "Create link")
    qtbot.waitUntil(lambda: bool(made))
    [(_, _, draft)] = desk.calls("create")
    assert isinstance(draft, Draft)
    assert draft.starts_at == (NOW + timedelta(hours=1)).replace(second=0, microsecond=0)
    assert draft.terms == agreement_text("fr"), "in the language of who is to agree"
    assert draft.address == "ana@example.pt"


def test_a_text_that_was_rewritten_stays_when_the_language_changes(session: Session, window: QMainWindow) -> None:
    sheet = entry_sheet(session, MemoryDesk(), window, [])
    sheet._more.conditions._agree.click()
    sheet._more.conditions._text.setPlainText("Only for the notary.")
    sheet.set_recipient_language("es")
    assert sheet.draft().terms == "Only for the notary."


def test_an_e_mail_is_checked_only_where_the_relay_sends_any(
    qtbot: QtBot, session: Session, window: QMainWindow
) -> None:
    desk = MemoryDesk()
    desk.mail = False
    sheet = entry_sheet(session, desk, window, [])
    sheet._unfold.click()
    qtbot.waitUntil(lambda: "does not send e-mail" in sheet._more.conditions._whom.text())
    assert not sheet._more.conditions._check.isEnabled()


def test_no_protected_value_is_in_the_sheet(session: Session, window: QMainWindow) -> None:
    sheet = entry_sheet(session, MemoryDesk(), window, [])
    assert all(not box.toolTip() or "codes" in box.toolTip() for box in sheet._fields._boxes)  # type: ignore[union-attr]


def result(session: Session, window: QMainWindow, made: Made = MADE) -> tuple[ResultSheet, MemoryDesk]:
    desk = MemoryDesk(CARD)
    sheet = ResultSheet(session, desk, made, window)
    sheet.open()
    return sheet, desk


def test_link_and_passcode_are_copied_apart(session: Session, window: QMainWindow) -> None:
    sheet, _ = result(session, window)
    press(sheet, "Copy link")
    assert QGuiApplication.clipboard().text() == URL
    press(sheet, "Copy passcode")
    assert QGuiApplication.clipboard().text() == "K7M2Q-9XD4T-H"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", list(Channel))
def test_the_ready_message_is_for_the_channel_and_in_the_language_of_the_recipient(
    qtbot: QtBot, session: Session, window: QMainWindow, language: str, channel: Channel
) -> None:
    sheet, _ = result(session, window)
    sheet._language.set_value(language)
    sheet._channel.button(channel.value).click()
    press(sheet, "Copy message")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == f"{language} {channel}: {URL}")
    sheet._copy_code_message.click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == f"{language}: K7M2Q-9XD4T-H")


def test_an_e_mail_has_a_subject_and_a_chat_has_none(session: Session, window: QMainWindow) -> None:
    sheet, _ = result(session, window)
    assert not sheet._copy_subject.isVisible()
    sheet._channel.button("mail").click()
    press(sheet, "Copy subject")
    assert QGuiApplication.clipboard().text() == "en subject"


def test_the_passcode_is_proposed_by_another_channel_than_the_link(session: Session, window: QMainWindow) -> None:
    sheet, _ = result(session, window)
    assert "by SMS" in sheet._advice.text()
    assert "passcode by WhatsApp" not in sheet._advice.text()
    sheet._channel.button("mail").click()
    assert "passcode by WhatsApp or SMS" in sheet._advice.text()
    sheet._channel.button("sms").click()
    assert "passcode by WhatsApp, or" in sheet._advice.text()
    assert not sheet._copy_subject.isVisible()
    assert sheet._copy_code_message.text() == "Copy for WhatsApp"


@pytest.mark.parametrize("language", ["pt_PT", "en"])
def test_nothing_sticks_out_of_a_sheet(qtbot: QtBot, session: Session, window: QMainWindow, language: str) -> None:
    session.languages.choose(language)
    made, _ = result(session, window)
    made._channel.button("mail").click()
    for sheet in (made, entry_sheet(session, MemoryDesk(), window, [])):
        assert sheet._content is not None
        assert sheet._content.minimumSizeHint().width() <= sheet._scroll.viewport().width()
        qtbot.waitUntil(lambda sheet=sheet: sheet._scroll.verticalScrollBar().maximum() == 0)  # type: ignore[misc]


def test_no_widget_of_the_result_has_a_secret_in_its_tooltip(session: Session, window: QMainWindow) -> None:
    sheet, _ = result(session, window)
    tips = [widget.toolTip() for widget in sheet.findChildren(QWidget)]
    assert not [tip for tip in tips if "bbbb" in tip or "K7M2Q" in tip]


def test_a_link_without_a_passcode_is_said_to_be_open_to_whoever_gets_it(session: Session, window: QMainWindow) -> None:
    sheet, _ = result(session, window, Made("1", "x", URL, "", CARD.expires_at, 1))
    assert sheet._no_code.isVisible()
    assert not sheet._code.isVisible()


def test_access_is_removed_from_the_result_after_one_question(
    qtbot: QtBot, session: Session, window: QMainWindow
) -> None:
    sheet, desk = result(session, window)
    sheet._revoke.click()
    assert not desk.calls("revoke")
    question = next(s for s in window.findChildren(type(sheet).__base__) if s is not sheet and s.isVisible())
    press(question, "Remove access")
    qtbot.waitUntil(lambda: desk.calls("revoke") == [("1",)])


def test_only_links_to_this_computer_are_local() -> None:
    assert is_local("http://127.0.0.1:8750/s/x#1g")
    assert is_local("http://[::1]:8750/s/x#1g")
    assert not is_local(URL)


def test_an_end_is_moved_and_the_link_stays(qtbot: QtBot, session: Session, window: QMainWindow) -> None:
    desk = MemoryDesk(CARD)
    sheet = EndSheet(session, desk, CARD, window)
    sheet.open()
    sheet.choose(Ends.WEEK)
    press(sheet, "Change")
    qtbot.waitUntil(lambda: desk.calls("change") == [("1", NOW + timedelta(weeks=1), None, None)])


def test_openings_are_changed_but_never_below_what_was_opened(
    qtbot: QtBot, session: Session, window: QMainWindow
) -> None:
    card = seen("accepted", views=3, views_left=2)
    desk = MemoryDesk(card)
    sheet = EndSheet(session, desk, card, window)
    sheet.open()
    sheet.choose(Ends.WEEK)
    assert sheet._views.minimum() == 2
    sheet._views.setValue(5)
    press(sheet, "Change")
    qtbot.waitUntil(lambda: desk.calls("change") == [("1", NOW + timedelta(weeks=1), 5, None)])


def test_escape_leaves_the_sheet_and_creates_nothing(qtbot: QtBot, session: Session, window: QMainWindow) -> None:
    desk = MemoryDesk()
    sheet = entry_sheet(session, desk, window, [])
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert not desk.asked
