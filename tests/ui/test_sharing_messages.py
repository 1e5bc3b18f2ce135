"""Rewriting the ready messages: places by name, the preview, what is refused, and what the desk writes afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.ops.messages import original
from app.ops.templates import Template, parse_own
from app.ui.settings.messagescard import MessagesCard
from app.ui.sharing.desk import Channel
from app.ui.sharing.opsdesk import OpsDesk
from app.ui.sharing.places import kept, shown
from app.ui.sharing.templates import MessagesSheet
from app.ui.state import Session
from tests.ui.sharing_fakes import MADE, URL


@pytest.fixture
def sheet(qtbot: QtBot, session: Session) -> Iterator[MessagesSheet]:
    window = QMainWindow()  # kept to the end of the test: the sheet goes with it
    window.resize(1000, 900)
    qtbot.addWidget(window)
    window.show()
    sheet = MessagesSheet(session, window)
    sheet.open()
    yield sheet
    window.close()


def test_places_are_read_by_their_names_and_kept_by_ours(session: Session) -> None:
    assert shown("Open {url} until {until}.") == "Open {The link} until {When it ends}."
    assert kept("Open {the LINK} until { When it ends }. {nothing}") == "Open {url} until {until}. {nothing}"
    session.languages.choose("pt_PT")
    assert shown("{url}") == "{O link}"
    assert kept("{o link}") == "{url}"


def test_what_was_typed_keeps_its_places_when_the_window_changes_its_language(
    qtbot: QtBot, session: Session, sheet: MessagesSheet
) -> None:
    sheet.write("Só isto: {url}")
    session.languages.choose("pt_PT")
    qtbot.waitUntil(lambda: sheet._edit.toPlainText() == "Só isto: {O link}")
    sheet.submit()
    assert list(parse_own(session.settings.messages).values()) == ["Só isto: {url}"]


def test_a_place_is_put_in_by_its_button_where_the_cursor_is(sheet: MessagesSheet) -> None:
    sheet.write("{url}")
    sheet._places["sign"].click()
    assert sheet._edit.toPlainText() == "{Your name}{The link}"
    assert not sheet._places["passcode"].isVisible()


def test_the_preview_reads_as_the_recipient_will(qtbot: QtBot, sheet: MessagesSheet) -> None:
    sheet.write("Until {until}: {url}")
    qtbot.waitUntil(lambda: "UTC" in sheet.preview and "https://relay.example/s/" in sheet.preview)
    assert "{" not in sheet.preview


def test_a_message_that_would_bring_link_and_passcode_together_is_refused(
    session: Session, sheet: MessagesSheet
) -> None:
    sheet.show_message("fr", Template.PASSCODE)
    sheet.write("{passcode} {url}")
    assert "can say nothing of the link" in sheet.problem
    assert sheet.preview == ""
    sheet.show_message("en", Template.CHAT)
    assert sheet.problem == ""
    sheet.submit()
    assert sheet.isVisible()
    assert "can say nothing of the link" in sheet.problem, "the sheet goes back to what keeps it from being saved"
    assert session.settings.messages == ""


def test_a_message_without_the_links_place_is_refused(sheet: MessagesSheet) -> None:
    sheet.write("Hello")
    assert "The link's place is missing" in sheet.problem
    sheet._original.click()
    assert sheet.problem == ""


def test_the_original_comes_back_and_is_not_kept_as_ones_own(session: Session, sheet: MessagesSheet) -> None:
    sheet.write("{url}")
    assert sheet._original.isEnabled()
    sheet._original.click()
    assert not sheet._original.isEnabled()
    sheet.submit()
    assert session.settings.messages == ""


def test_each_language_and_way_has_its_own_text(
    session: Session, sheet: MessagesSheet, settled: Callable[[], None]
) -> None:
    sheet.show_message("es", Template.CHAT)
    sheet.write("Aquí: {url}")
    sheet.show_message("es", Template.LETTER)
    assert sheet._edit.toPlainText() == shown(original("es", Template.LETTER))
    sheet.submit()
    settled()
    assert parse_own(session.settings.messages) == {("es", Template.CHAT): "Aquí: {url}"}
    card = MessagesCard(session)
    assert "1 of 15" in card.about.text()


def test_the_desk_writes_what_was_rewritten(unlocked: Session) -> None:
    desk = OpsDesk(unlocked)
    unlocked.update_settings(messages='{"en.link-brief":"Here: {url}","fr.passcode":"Code : {passcode}"}')
    assert desk.link_message(MADE, "en", Channel.CHAT) == f"Here: {URL}"
    assert desk.link_message(MADE, "en", Channel.MAIL).startswith("Hello")
    assert desk.code_message(MADE, "fr") == f"Code : {MADE.passcode}"
