"""Quick unlock in the window: turned on and off in the settings; the PIN first, and the passphrase always beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.errors import UserError, WorldError
from app.host.keychain import Keychain
from app.ops import quick_unlock
from app.ui.state import Session
from app.ui.unlock import UnlockForm
from app.ui.unlocking.card import QuickCard
from app.ui.unlocking.form import PinForm
from app.ui.unlocking.turning_on import TurnOnSheet
from app.ui.window import Shell
from tests.ui.cheap import PASSPHRASE
from tests.ui.conftest import NOW

PIN = "broa-294617"
Settle = Callable[[], None]


class Backend:
    """A keychain in memory. It notes on which threads it was asked."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}
        self.threads: set[threading.Thread] = set()
        self.refused: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._asked()
        return self.items.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked()
        self.items[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._asked()
        del self.items[username]

    def _asked(self) -> None:
        self.threads.add(threading.current_thread())
        if self.refused is not None:
            raise self.refused


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> Backend:
    made = Backend()

    def found(*, session: bool) -> Keychain:
        made._asked()
        if session:
            raise UserError("quick-no-session")
        return Keychain(made, "test")

    monkeypatch.setattr(quick_unlock, "_keychain", found)
    return made


@pytest.fixture
def card(unlocked: Session, backend: Backend, qtbot: QtBot, settled: Settle) -> QuickCard:
    made = QuickCard(unlocked)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    settled()
    return made


def sheet_of(card: QuickCard) -> TurnOnSheet:
    card.on_button.click()
    found = [one for one in card.window().findChildren(TurnOnSheet) if one.isVisible()]
    return found[-1]


def fill(sheet: TurnOnSheet, passphrase: str, pin: str, again: str) -> None:
    for edit, text in ((sheet.passphrase, passphrase), (sheet.pin, pin), (sheet.again, again)):
        edit.set_text(text)
    sheet.act.click()


@pytest.fixture
def on(card: QuickCard, settled: Settle) -> QuickCard:
    fill(sheet_of(card), PASSPHRASE.text(), PIN, PIN)
    settled()
    settled()
    return card


def pin_form(shell: Shell) -> PinForm:
    form = shell.unlock_page.form
    assert isinstance(form, PinForm)
    return form


@pytest.fixture
def locked(on: QuickCard, unlocked: Session, shell: Shell, settled: Settle) -> PinForm:
    """Locked, with the PIN asked for."""
    unlocked.lock()
    settled()
    return pin_form(shell)


def type_pin(shell: Shell, pin: str, settled: Settle) -> None:
    form = pin_form(shell)
    form.passphrase.set_text(pin)
    QTest.keyClick(form.passphrase.line, Qt.Key.Key_Return)
    settled()


def test_it_is_off_until_somebody_turns_it_on(card: QuickCard) -> None:
    assert (card.chip.tone, card.chip.text) == ("muted", "Off")
    assert card.on_button.isVisible()
    assert card.on_button.isEnabled()
    assert not card.off_button.isVisible()


def test_turned_on_it_says_how_long_and_how_many(on: QuickCard, unlocked: Session, backend: Backend) -> None:
    assert quick_unlock.is_on(unlocked.home)
    assert on.chip.text == "On"
    assert "6 Dec" in on.state.text()
    assert "10" in on.state.text()
    assert not on.on_button.isVisible()
    assert threading.main_thread() not in backend.threads


def test_turned_off_its_key_is_gone(on: QuickCard, unlocked: Session, backend: Backend, settled: Settle) -> None:
    on.off_button.click()
    settled()
    settled()
    assert not quick_unlock.is_on(unlocked.home)
    assert backend.items == {}
    assert on.chip.text == "Off"
    assert threading.main_thread() not in backend.threads


@pytest.mark.parametrize(
    ("passphrase", "pin", "again", "field", "word"),
    [
        ("", PIN, PIN, "first", "passphrase"),
        (PASSPHRASE.text(), PIN, PIN + "x", "third", "same"),
        (PASSPHRASE.text(), "12", "12", "second", "6"),
        (PASSPHRASE.text(), "123456", "123456", "second", "random"),
        ("another one entirely", PIN, PIN, "first", "not right"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(
    card: QuickCard, unlocked: Session, settled: Settle, passphrase: str, pin: str, again: str, field: str, word: str
) -> None:
    sheet = sheet_of(card)
    fill(sheet, passphrase, pin, again)
    settled()
    assert word in getattr(sheet, field).note.text()
    assert sheet.isVisible()
    assert sheet.act.isEnabled()
    assert not quick_unlock.is_on(unlocked.home)


def test_a_system_without_a_keychain_is_said_in_words(card: QuickCard, backend: Backend, settled: Settle) -> None:
    backend.refused = WorldError("no-keychain", found="keyring.backends.null.Keyring")
    card.reload()
    settled()
    assert card.chip.text == "Not possible here"
    assert not card.on_button.isEnabled()
    assert "keychain here that can be trusted" in card.state.text()


def test_a_restart_that_cannot_be_had_is_said_in_words(card: QuickCard, unlocked: Session, settled: Settle) -> None:
    sheet = sheet_of(card)
    sheet.until_reboot.setChecked(True)
    fill(sheet, PASSPHRASE.text(), PIN, PIN)
    settled()
    assert "memory alone" in sheet.notice.text()
    assert not quick_unlock.is_on(unlocked.home)


def test_what_was_typed_does_not_stay_in_the_sheet(card: QuickCard, settled: Settle) -> None:
    sheet = sheet_of(card)
    for line in sheet.findChildren(QLineEdit):
        line.setText("123456x")
    sheet.reject()
    assert [line.text() for line in sheet.findChildren(QLineEdit)] == ["", "", ""]


def test_the_pin_is_asked_for_first_and_opens(
    locked: PinForm, unlocked: Session, shell: Shell, backend: Backend, settled: Settle
) -> None:
    assert locked.passphrase.line.hasFocus()
    assert not locked.tries.isVisible()
    assert locked.other.text() == "Use the passphrase"
    type_pin(shell, PIN, settled)
    assert unlocked.vault is not None
    assert pin_form(shell).passphrase.text() == ""
    assert threading.main_thread() not in backend.threads


def test_before_a_pin_is_typed_the_keychain_is_not_asked(
    on: QuickCard, unlocked: Session, shell: Shell, backend: Backend, settled: Settle
) -> None:
    backend.threads.clear()
    unlocked.lock()
    settled()
    assert pin_form(shell).isVisible()
    assert backend.threads == set()


def test_a_wrong_pin_says_how_many_tries_are_left_and_the_next_screen_says_it_too(
    locked: PinForm, unlocked: Session, shell: Shell, settled: Settle
) -> None:
    type_pin(shell, PIN + "x", settled)
    assert "9" in locked.notice.text()
    assert locked.passphrase.line.selectedText() != ""
    shell.unlock_page.prepare()
    settled()
    assert pin_form(shell).tries.isVisible()
    assert "9 tries" in pin_form(shell).tries.text()


def test_after_ten_wrong_ones_only_the_passphrase_is_asked_for(
    locked: PinForm, unlocked: Session, shell: Shell, backend: Backend, settled: Settle
) -> None:
    for _ in range(10):
        type_pin(shell, PIN + "x", settled)
    form = shell.unlock_page.form
    assert isinstance(form, UnlockForm)
    assert "no tries left" in form.notice.text()
    assert form.notice.tone == "warn"
    assert not form.other.isVisible()
    assert backend.items == {}
    form.passphrase.set_text(PASSPHRASE.text())
    form.submit()
    settled()
    assert unlocked.vault is not None


def test_the_passphrase_is_beside_it_and_leads_back(locked: PinForm, shell: Shell, settled: Settle) -> None:
    locked.other.click()
    form = shell.unlock_page.form
    assert isinstance(form, UnlockForm)
    assert form.passphrase.line.hasFocus()
    form.other.click()
    assert isinstance(shell.unlock_page.form, PinForm)


def test_what_has_ended_is_said_before_a_pin_is_typed(
    on: QuickCard, unlocked: Session, shell: Shell, settled: Settle
) -> None:
    unlocked.now = lambda: NOW + timedelta(days=15)
    unlocked.lock()
    settled()
    form = shell.unlock_page.form
    assert isinstance(form, UnlockForm)
    assert "14 days" in form.notice.text()


def test_a_keychain_that_is_locked_costs_nothing_and_is_said(
    locked: PinForm, unlocked: Session, shell: Shell, backend: Backend, settled: Settle
) -> None:
    backend.refused = WorldError("keychain-locked")
    type_pin(shell, PIN, settled)
    assert "keychain is locked" in locked.notice.text()
    assert unlocked.vault is None
    backend.refused = None
    type_pin(shell, PIN, settled)
    assert unlocked.vault is not None


def test_a_short_pin_costs_no_try(locked: PinForm, shell: Shell, settled: Settle) -> None:
    type_pin(shell, "12", settled)
    assert locked.notice.isVisible()
    type_pin(shell, PIN + "x", settled)
    assert "9" in locked.notice.text()


def test_by_its_file_alone_it_says_what_the_keychain_would(on: QuickCard, unlocked: Session) -> None:
    known = quick_unlock.status(unlocked.home, NOW)
    assert quick_unlock.glance(unlocked.home, NOW) == known
    assert quick_unlock.glance(unlocked.home, NOW + timedelta(days=14)) == replace(
        known, available=False, why="expired"
    )


def test_without_a_file_a_glance_says_off(session: Session) -> None:
    assert not quick_unlock.glance(session.home, NOW).on
