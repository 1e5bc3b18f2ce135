"""Security keys in the window, over keys of software that speak the real protocol: unlocking with one, each way it can fail, and
where the passphrase is asked for again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from fido2.ctap import CtapDevice
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.host import security_keys as host
from app.host.paths import vault_path
from app.ops import recovery, security_keys
from app.ui.recovering.passphrase import open_passphrase
from app.ui.settings.page import SettingsPage
from app.ui.state import Session
from app.ui.unlock import UnlockForm
from app.ui.unlocking.asker import INSERT, PIN, TOUCH, Question
from app.ui.unlocking.key_changes import AddSheet, RemoveSheet
from app.ui.unlocking.key_sheet import KeySheet
from app.ui.unlocking.keys_card import KeysCard
from app.ui.window import Shell
from app.vault.quick_place import quick_path
from tests.security_person import Person, plug_in
from tests.software_key import SoftwareKey
from tests.ui.cheap import PASSPHRASE
from tests.ui.conftest import NOW

KEY_PIN = "2468-key"
Settle = Callable[[], None]


@pytest.fixture
def key() -> Iterator[SoftwareKey]:
    """The key on the desk. It waits for a hand until a test lets it: whoever gives up ends the wait as well."""
    made = SoftwareKey(pin=KEY_PIN)
    yield made
    made.on_touch = lambda _event: None


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch, key: SoftwareKey) -> list[CtapDevice]:
    return plug_in(monkeypatch, key)


@pytest.fixture
def locked(unlocked: Session, shell: Shell, plugged: list[CtapDevice], settled: Settle) -> UnlockForm:
    """A vault that needs the key, and its form."""
    return lock_with(unlocked, shell, settled, verified=False)


def lock_with(session: Session, shell: Shell, settled: Settle, *, verified: bool) -> UnlockForm:
    assert session.vault is not None
    security_keys.add(
        session.vault, PASSPHRASE, "Porta-chaves", Person(KEY_PIN), NOW, verified=verified, without_kit=True
    )
    session.lock()
    settled()
    return form_of(shell)


def form_of(shell: Shell) -> UnlockForm:
    form = shell.unlock_page.form
    assert isinstance(form, UnlockForm)
    return form


def type_passphrase(form: UnlockForm, text: str = PASSPHRASE.text()) -> None:
    form.passphrase.set_text(text)
    QTest.keyClick(form.passphrase.line, Qt.Key.Key_Return)


def standing(shell: Shell) -> KeySheet | None:
    return next((one for one in shell.findChildren(KeySheet) if not one.isHidden()), None)


def asked(shell: Shell, qtbot: QtBot, wants: str) -> KeySheet:
    """The sheet, once it wants this."""

    def there() -> bool:
        sheet = standing(shell)
        return sheet is not None and sheet.question.wants == wants

    qtbot.waitUntil(there)
    found = standing(shell)
    assert found is not None
    return found


def wait_for_a_hand(key: SoftwareKey) -> None:
    """The key is touched only if a test does it: until then it waits to be given up."""

    def wait(event: threading.Event | None) -> None:
        assert event is not None
        event.wait(60)

    key.on_touch = wait


def test_the_form_says_that_a_key_is_needed(locked: UnlockForm) -> None:
    assert locked._text.text() == "It opens with your passphrase and a security key."


def test_a_touch_opens_the_vault(
    locked: UnlockForm, unlocked: Session, qtbot: QtBot, shell: Shell, key: SoftwareKey
) -> None:
    with qtbot.waitSignals([unlocked.keys.asked, unlocked.unlocked]):
        type_passphrase(locked)
    assert key.touches == 4  # three when it was added
    assert standing(shell) is None


def test_while_the_key_waits_the_window_says_so_and_can_be_left(
    locked: UnlockForm, unlocked: Session, qtbot: QtBot, shell: Shell, key: SoftwareKey, settled: Settle
) -> None:
    wait_for_a_hand(key)
    type_passphrase(locked)
    sheet = asked(shell, qtbot, TOUCH)
    assert sheet.title.text() == "Touch your security key"
    assert sheet.leave.hasFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settled()
    assert unlocked.vault is None
    assert locked.notice.text() == ""  # who gave up knows it
    assert locked.passphrase.isEnabled()
    assert locked.passphrase.signs > 0
    key.on_touch = lambda _event: None
    with qtbot.waitSignal(unlocked.unlocked):
        locked.submit()


def test_without_a_key_it_says_so_and_goes_on_once_one_is_plugged_in(
    locked: UnlockForm, unlocked: Session, qtbot: QtBot, shell: Shell, plugged: list[CtapDevice], key: SoftwareKey
) -> None:
    plugged.clear()
    type_passphrase(locked)
    assert asked(shell, qtbot, INSERT).title.text() == "Plug in your security key"
    with qtbot.waitSignal(unlocked.unlocked):
        plugged.append(key)


@pytest.mark.parametrize(("own", "says"), [(False, "within 0 seconds"), (True, "not one of this vault's")])
def test_nobody_there_and_another_key_are_told_in_the_form(
    locked: UnlockForm,
    plugged: list[CtapDevice],
    monkeypatch: pytest.MonkeyPatch,
    settled: Settle,
    own: bool,
    says: str,
) -> None:
    monkeypatch.setitem(host.answer.__kwdefaults__ or {}, "wait_s", 0.0)
    plugged[:] = [SoftwareKey()] if own else []
    type_passphrase(locked)
    settled()
    assert says in locked.notice.text()
    assert locked.button.isVisibleTo(locked)


def test_the_keys_pin_is_asked_for_in_the_window_and_again_when_it_was_wrong(
    unlocked: Session, shell: Shell, plugged: list[CtapDevice], qtbot: QtBot, settled: Settle
) -> None:
    type_passphrase(lock_with(unlocked, shell, settled, verified=True))
    sheet = asked(shell, qtbot, PIN)
    assert sheet.pin.line.hasFocus()
    sheet.act.click()
    assert standing(shell) is sheet  # an empty one costs no try
    sheet.pin.set_text("1357-wrong")
    sheet.act.click()
    assert sheet.pin.signs == 0
    qtbot.waitUntil(lambda: sheet.question.again)
    assert sheet.question.left == 7
    sheet.pin.set_text(KEY_PIN)
    with qtbot.waitSignal(unlocked.unlocked):
        QTest.keyClick(sheet.pin.line, Qt.Key.Key_Return)
    assert standing(shell) is None


def test_who_does_not_know_the_pin_gives_up(
    unlocked: Session, shell: Shell, plugged: list[CtapDevice], qtbot: QtBot, settled: Settle
) -> None:
    form = lock_with(unlocked, shell, settled, verified=True)
    type_passphrase(form)
    asked(shell, qtbot, PIN).leave.click()
    settled()
    assert unlocked.vault is None
    assert form.passphrase.isEnabled()


def test_a_wrong_passphrase_is_told_after_the_touch(locked: UnlockForm, settled: Settle) -> None:
    type_passphrase(locked, "another passphrase")
    settled()
    assert "passphrase" in locked.notice.text()
    assert locked.notice.isVisibleTo(locked)


def test_a_lock_ends_the_wait(
    locked: UnlockForm, unlocked: Session, qtbot: QtBot, shell: Shell, key: SoftwareKey, settled: Settle
) -> None:
    wait_for_a_hand(key)
    type_passphrase(locked)
    asked(shell, qtbot, TOUCH)
    unlocked.lock()
    settled()
    assert unlocked.vault is None
    assert standing(shell) is None
    key.on_touch = lambda _event: None
    with qtbot.waitSignal(unlocked.unlocked):
        type_passphrase(form_of(shell))


def test_an_open_vault_asks_in_the_window_too(
    locked: UnlockForm, unlocked: Session, qtbot: QtBot, shell: Shell, key: SoftwareKey, settled: Settle
) -> None:
    with qtbot.waitSignal(unlocked.unlocked):
        type_passphrase(locked)
    settled()
    wait_for_a_hand(key)
    sheet = open_passphrase(unlocked, shell)
    sheet.old.set_text(PASSPHRASE.text())
    sheet.new.once.set_text("uma frase bem nova 9")
    sheet.new.again.set_text("uma frase bem nova 9")
    sheet.change()
    asked(shell, qtbot, TOUCH).leave.click()
    settled()
    assert "cancelled" in sheet._problem.text()
    key.on_touch = lambda _event: None
    sheet.change()
    settled()
    assert unlocked.vault is not None
    unlocked.vault.require_passphrase(Secret("uma frase bem nova 9"))


@pytest.fixture
def card(shell: Shell, plugged: list[CtapDevice], key: SoftwareKey, qtbot: QtBot, settled: Settle) -> KeysCard:
    """The settings, with a key on the desk that has no PIN."""
    key.pin = None
    with qtbot.waitSignal(shell.session.unlocked):
        shell.session.unlock(PASSPHRASE, print, create=True)
    assert shell.desk is not None
    shell.desk.show_page("settings")
    settled()
    page = shell.desk.page("settings")
    assert isinstance(page, SettingsPage)
    return page.keys


def fill(sheet: AddSheet, name: str) -> None:
    sheet.name.setText(name)
    sheet.passphrase.set_text(PASSPHRASE.text())
    sheet.act.click()


def add_first(card: KeysCard, settled: Settle) -> None:
    sheet = card.add()
    sheet.without.setChecked(True)
    fill(sheet, "Porta-chaves")
    settled()
    settled()


def test_the_first_key_offers_the_kit_and_says_what_it_means(card: KeysCard, settled: Settle) -> None:
    sheet = card.add()
    assert "No key and no kit is no vault" in sheet._meaning.text()
    assert not sheet.act.isEnabled()
    kit = sheet.make_kit()
    assert kit.isVisible()
    kit.reject()
    settled()
    assert not sheet.act.isEnabled()
    sheet.without.setChecked(True)
    assert sheet.act.isEnabled()


def test_with_a_kit_nothing_stands_in_the_way(card: KeysCard, session: Session, settled: Settle) -> None:
    assert session.vault is not None
    sheet = card.add()
    kit = recovery.prepare(session.vault, NOW)
    recovery.make(session.vault, PASSPHRASE, kit, kit.code)
    sheet._look_for_kit(True)
    settled()
    assert sheet.act.isEnabled()
    assert sheet.kit_button.isHidden()
    assert "only the recovery kit" in sheet._meaning.text()


def test_a_first_key_is_added_and_ends_quick_unlock(
    card: KeysCard, session: Session, key: SoftwareKey, settled: Settle
) -> None:
    quick = quick_path(vault_path(session.home))
    quick.write_bytes(bytes(327))
    add_first(card, settled)
    assert key.touches == 3
    assert security_keys.needed(session.home)
    assert not quick.exists()
    assert [line.name.text() for line in card.lines] == ["Porta-chaves"]
    assert card.chip.tone == "warn"  # one key, and no kit


def test_a_key_without_a_name_or_a_passphrase_is_refused_in_place(card: KeysCard, settled: Settle) -> None:
    sheet = card.add()
    sheet.without.setChecked(True)
    sheet.act.click()
    assert sheet.name.hasFocus()
    fill(sheet, "x" * 500)
    settled()
    assert sheet.name.hasFocus()
    sheet.name.setText("Gaveta")
    sheet.passphrase.set_text("not this one at all")
    sheet.act.click()
    settled()
    assert sheet.passphrase.line.hasFocus()
    assert not sheet.isHidden()


def test_a_second_key_asks_for_one_that_is_known_and_then_for_the_new_one(
    card: KeysCard, session: Session, plugged: list[CtapDevice], key: SoftwareKey, settled: Settle
) -> None:
    add_first(card, settled)
    other = SoftwareKey()
    plugged.append(other)
    seen: list[str] = []
    hear = Hearing(seen)
    session.keys.asked.connect(hear.take)
    fill(card.add(), "Gaveta")
    settled()
    settled()
    assert seen == ["known touch 1", "over", "new touch 1", "new touch 2", "new touch 3", "over"]
    assert [line.name.text() for line in card.lines] == ["Porta-chaves", "Gaveta"]


def test_the_last_key_removed_puts_the_passphrase_back(
    card: KeysCard, session: Session, shell: Shell, settled: Settle
) -> None:
    add_first(card, settled)
    card.lines[0].remove.click()
    sheet = next(one for one in shell.findChildren(RemoveSheet) if not one.isHidden())
    assert "the passphrase alone opens the vault again" in sheet.lead.text()
    sheet.act.click()
    assert sheet.passphrase.line.hasFocus()
    sheet.passphrase.set_text(PASSPHRASE.text())
    sheet.act.click()
    settled()
    settled()
    assert not security_keys.needed(session.home)
    assert card.lines == []


class Hearing(QObject):
    """Notes what is asked, on the window's thread."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self._seen = seen

    def take(self, question: Question | None) -> None:
        self._seen.append("over" if question is None else f"{question.which} {question.wants} {question.number}")
