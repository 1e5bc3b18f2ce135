"""The first screen: making a vault, opening it, being refused, and staying alive meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.files import private_folder
from app.host.paths import vault_path
from app.ui.create import CreateForm
from app.ui.guards import Guarding
from app.ui.state import Session
from app.ui.unlock import UnlockForm
from app.ui.window import Shell
from app.vault.vault import Vault
from tests.ui.cheap import CheapOpener

GOOD = "selo carta mesa lua broa"


def create(shell: Shell, first: str, second: str) -> CreateForm:
    form = shell.unlock_page.form
    assert isinstance(form, CreateForm)
    form.passphrase.set_text(first)
    form.again.set_text(second)
    QTest.keyClick(form.again.line, Qt.Key.Key_Return)
    return form


def unlock(shell: Shell, passphrase: str) -> UnlockForm:
    form = shell.unlock_page.form
    assert isinstance(form, UnlockForm)
    form.passphrase.set_text(passphrase)
    QTest.keyClick(form.passphrase.line, Qt.Key.Key_Return)
    return form


@pytest.fixture
def opened(shell: Shell, session: Session, qtbot: QtBot) -> Shell:
    create(shell, GOOD, GOOD)
    qtbot.waitUntil(lambda: shell.desk is not None and not session.tasks.busy, timeout=60_000)
    return shell


def test_whoever_opens_the_program_can_type_at_once(shell: Shell, session: Session) -> None:
    assert shell.unlock_page.form is not None
    assert shell.focusWidget() is shell.unlock_page.form.passphrase.line
    session.themes.grew.emit()
    assert shell.unlock_page.form is not None
    assert shell.focusWidget() is shell.unlock_page.form.passphrase.line


def test_who_starts_can_type_at_once_and_tab_leads_through_the_form_first(shell: Shell) -> None:
    form = shell.unlock_page.form
    assert isinstance(form, CreateForm)
    assert shell.focusWidget() is form.passphrase.line
    languages = shell.unlock_page.languages.findChildren(QPushButton)
    passed: list[QWidget | None] = [form.passphrase.line]
    for _ in range(20):
        QTest.keyClick(shell, Qt.Key.Key_Tab)
        passed.append(shell.focusWidget())
    language = next(place for place, one in enumerate(passed) if one in languages)
    assert passed.index(form.passphrase.line) < passed.index(form.again.line) < passed.index(form.button) < language
    assert not any(one in languages for one in passed[:language])


def test_without_a_vault_one_is_made(opened: Shell, session: Session) -> None:
    assert session.vault is not None
    assert session.vault_exists()
    stack = opened.centralWidget()
    assert isinstance(stack, QStackedWidget)
    assert stack.currentWidget() is opened.desk


def test_what_was_locked_opens_again(opened: Shell, session: Session, qtbot: QtBot) -> None:
    session.lock()
    assert session.vault is None
    unlock(opened, GOOD)
    qtbot.waitUntil(lambda: session.vault is not None, timeout=60_000)


def test_a_wrong_passphrase_is_said_in_place_and_costs_nothing(opened: Shell, session: Session, qtbot: QtBot) -> None:
    session.lock()
    form = unlock(opened, "another one")
    qtbot.waitUntil(lambda: form.notice.isVisible(), timeout=60_000)
    assert "wrong-passphrase" not in form.notice.text()
    assert len(form.notice.text()) > 30
    assert form.passphrase.line.hasFocus()
    assert form.passphrase.line.selectedText() != ""
    assert form.passphrase.isEnabled()


def test_a_short_passphrase_is_refused_before_any_work(shell: Shell, session: Session) -> None:
    form = create(shell, "short", "short")
    assert "8" in form.first.note.text()
    assert not session.tasks.busy


def test_two_different_passphrases_are_refused_before_any_work(shell: Shell, session: Session) -> None:
    form = create(shell, GOOD, GOOD + "x")
    assert form.second.note.isVisible()
    assert form.again.line.hasFocus()
    assert not session.tasks.busy


def test_strength_is_shown_while_typing(shell: Shell) -> None:
    form = shell.unlock_page.form
    assert isinstance(form, CreateForm)
    form.passphrase.set_text("benfica1904")
    weak = form.strength.words.text()
    form.passphrase.set_text(GOOD)
    assert form.strength.isVisible()
    assert form.strength.words.text() != weak


def test_the_eye_shows_and_hides(shell: Shell) -> None:
    form = shell.unlock_page.form
    assert form is not None
    assert form.passphrase.line.echoMode() == QLineEdit.EchoMode.Password
    form.passphrase.eye.click()
    assert form.passphrase.line.echoMode() == QLineEdit.EchoMode.Normal
    assert form.passphrase.eye.accessibleName() == "Hide what is typed"


@pytest.mark.parametrize(
    ("letter", "modifier", "warned"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, True),
    ],
)
def test_caps_lock_is_noticed(shell: Shell, letter: Qt.Key, modifier: Qt.KeyboardModifier, warned: bool) -> None:
    # QTest writes a small letter whatever the modifier: small with Shift is what caps lock gives.
    form = shell.unlock_page.form
    assert form is not None
    QTest.keyClick(form.passphrase.line, letter, modifier)
    shown = form.passphrase.line.text()
    assert form.caps.isVisible() is (warned and shown.islower())


class SlowOpener(CheapOpener):
    """The real derivation, at its floor: about a tenth of a second and more, on another thread."""

    def create(self, home: Path, passphrase: Secret, now: datetime) -> Vault:
        private_folder(home)
        return Vault.create(vault_path(home), passphrase, now=now, cost=KdfCost(64 * 1024, 6))


def test_the_window_lives_while_the_key_is_derived(session: Session, qtbot: QtBot) -> None:
    session.opener = SlowOpener()
    shell = Shell(session)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitExposed(shell)
    beats: list[None] = []
    heart = QTimer(interval=5)
    heart.timeout.connect(lambda: beats.append(None))
    heart.start()
    form = create(shell, GOOD, GOOD)
    assert not form.passphrase.isEnabled()
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=60_000)
    heart.stop()
    assert len(beats) >= 10


def test_locking_drops_the_pages_and_the_clipboard(opened: Shell, session: Session, qtbot: QtBot) -> None:
    desk = opened.desk
    assert desk is not None
    session.clipboard.copy(Secret("x"))
    with qtbot.waitSignal(desk.destroyed, timeout=30_000):
        session.lock()
    assert opened.desk is None
    assert session.clipboard.left == 0
    assert isinstance(opened.unlock_page.form, UnlockForm)
    assert opened.unlock_page.form.passphrase.text() == ""


def test_nobody_there_locks(opened: Shell, session: Session, qtbot: QtBot) -> None:
    session.idle.watch(30)
    with qtbot.waitSignal(session.locked, timeout=30_000):
        pass
    assert session.vault is None
    assert not session.idle.watching


def test_a_sign_of_somebody_puts_the_lock_off(opened: Shell, session: Session, qtbot: QtBot) -> None:
    session.idle.watch(60_000)
    timer = session.idle._timer
    assert timer is not None
    qtbot.waitUntil(lambda: timer.remainingTime() < 60_000 - 30, timeout=30_000)
    before = timer.remainingTime()
    handle = opened.windowHandle()
    session.idle.listen(handle)
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert timer.remainingTime() > before


def test_the_lock_and_the_clipboard_keep_their_times(
    opened: Shell, session: Session, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    session.guards.set_number("auto_lock_minutes", 3)
    session.guards.set_number("clipboard_seconds", 90)
    settled()
    session.lock()
    session.guards._chosen = Guarding(0)
    unlock(opened, GOOD)
    qtbot.waitUntil(lambda: session.guards.auto_lock_minutes == 3, timeout=60_000)
    assert session.guards.clipboard_seconds == 90
