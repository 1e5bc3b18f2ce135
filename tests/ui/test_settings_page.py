"""What is chosen in the settings is in use at once, and is still chosen next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app import ui
from app.errors import PeerError
from app.host import settings
from app.host.account import account_name
from app.ops import relays
from app.ui.settings.options import Option
from app.ui.settings.page import SettingsPage
from app.ui.state import Session
from app.ui.theme import PALETTES
from app.ui.widgets.inputs import LineEdit

INVITE = "lacre-invite-1.aHR0cHM6Ly9yZWxheS5leGFtcGxl.a2V5.abcdef"


@pytest.fixture
def page(qtbot: QtBot, unlocked: Session) -> SettingsPage:
    page = SettingsPage(unlocked)
    page.resize(900, 700)
    qtbot.addWidget(page)
    page.show()
    return page


def choose(page: SettingsPage, option: Option, value: str) -> None:
    combo = page.line(option).control
    assert isinstance(combo, QComboBox)
    index = combo.findData(value)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def test_the_language_changes_while_the_page_stands(
    qtbot: QtBot, page: SettingsPage, unlocked: Session, home: Path, settled: Callable[[], None]
) -> None:
    choose(page, Option.LANGUAGE, "pt_PT")
    qtbot.waitUntil(lambda: page.heading.text() == "Definições")
    assert page.line(Option.THEME)._label.text() == "Tema"
    settled()
    assert settings.load(home).language == "pt_PT"
    choose(page, Option.LANGUAGE, "en")
    qtbot.waitUntil(lambda: page.heading.text() == "Settings")


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_theme_changes_while_the_page_stands_and_is_kept(
    page: SettingsPage, unlocked: Session, home: Path, settled: Callable[[], None], theme: str
) -> None:
    choose(page, Option.THEME, theme)
    assert unlocked.theme == theme
    settled()
    assert settings.load(home).theme == theme
    unlocked.themes.choose("light")
    unlocked.load_settings()
    assert unlocked.theme == theme


def test_whoever_scrolls_over_a_choice_does_not_change_it(page: SettingsPage, qtbot: QtBot) -> None:
    combo = page.line(Option.ASLEEP).control
    assert isinstance(combo, QComboBox)
    was, here = combo.currentIndex(), QPointF(combo.rect().center())
    combo.setFocus()
    for step in (-120, 120):
        wheel = QWheelEvent(
            here,
            QPointF(combo.mapToGlobal(combo.rect().center())),
            QPoint(),
            QPoint(0, step),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(combo, wheel)
        assert combo.currentIndex() == was


def test_no_choice_of_the_window_is_one_that_the_wheel_changes() -> None:
    """All of them are ours: `Choice`."""
    made = [path for path in Path(ui.__file__).parent.rglob("*.py") if "= QComboBox(" in path.read_text("utf-8")]
    assert made == []


def test_every_theme_there_is_can_be_chosen_by_hand(page: SettingsPage) -> None:
    combo = page.line(Option.THEME).control
    assert isinstance(combo, QComboBox)
    offered = {combo.itemData(n): combo.itemText(n) for n in range(combo.count())}
    assert set(offered) == {"auto", *PALETTES}
    assert offered["contrast"] == "High contrast"


def test_locking_and_clearing_are_kept_in_the_vault(
    page: SettingsPage, unlocked: Session, settled: Callable[[], None]
) -> None:
    choose(page, Option.AUTO_LOCK, "5")
    choose(page, Option.CLIPBOARD, "60")
    settled()
    assert unlocked.guards.auto_lock_minutes == 5
    assert unlocked.guards.clipboard_seconds == 60
    again = SettingsPage(unlocked)
    combo = again.line(Option.CLIPBOARD).control
    assert isinstance(combo, QComboBox)
    assert combo.currentData() == "60"
    again.deleteLater()


def test_the_name_for_recipients_is_saved_when_it_is_left(
    page: SettingsPage, unlocked: Session, home: Path, settled: Callable[[], None]
) -> None:
    line = page.line(Option.SENDER).control
    assert isinstance(line, LineEdit)
    line.setText(" Ana Assistente ")
    line.editingFinished.emit()
    settled()
    assert settings.load(home).sender_name == "Ana Assistente"


def test_the_name_in_the_history_is_the_vaults_and_starts_as_the_accounts(
    page: SettingsPage, unlocked: Session, settled: Callable[[], None], qtbot: QtBot
) -> None:
    settled()
    line = page.line(Option.PERSON).control
    assert isinstance(line, LineEdit)
    assert line.text() == account_name()
    line.editingFinished.emit()  # nothing was typed: the name of another computer's account may still take its place
    settled()
    assert unlocked.vault is not None
    assert unlocked.vault.settings_get("person") is None
    for name in ("Ana Sá", ""):
        line.setText(f" {name} ")
        line.editingFinished.emit()
        settled()
        assert unlocked.vault.person() == name
        again = SettingsPage(unlocked)
        qtbot.addWidget(again)
        settled()
        shown = again.line(Option.PERSON).control
        assert isinstance(shown, LineEdit)
        assert shown.text() == name


def test_every_control_has_a_name_for_a_screen_reader(page: SettingsPage) -> None:
    assert all(page.line(option).control.accessibleName() for option in Option)
    assert page.relay.invite.accessibleName()


def test_the_embedded_relay_is_said_to_reach_this_computer_only(page: SettingsPage) -> None:
    assert page.relay._chip.text == "Inside Lacre"
    assert "this computer only" in page.relay._meaning.text()
    assert not page.relay.leave_button.isVisible()
    assert not page.relay.connect_button.isEnabled()


def test_a_relay_is_connected_by_its_invite_and_left_again(
    qtbot: QtBot, page: SettingsPage, unlocked: Session, monkeypatch: pytest.MonkeyPatch, settled: Callable[[], None]
) -> None:
    monkeypatch.setattr(relays, "connect", lambda home, vault, invite: "https://relay.example")
    page.relay.invite.setText(INVITE)
    page.relay.connect_button.click()
    qtbot.waitUntil(lambda: page.relay._chip.text == "Connected")
    assert page.relay._where.text() == "https://relay.example"
    assert page.relay.invite.text() == "", "the invite holds a key: it does not stay on the screen"
    settled()
    page.relay._leave()
    qtbot.waitUntil(lambda: page.relay._chip.text == "Inside Lacre")


def test_a_refused_invite_is_said_in_place(qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> str:
        raise PeerError("no-access")

    monkeypatch.setattr(relays, "connect", refuse)
    page.relay.invite.setText(INVITE)
    page.relay.connect_button.click()
    qtbot.waitUntil(lambda: page.relay._field.note.property("role") == "bad")
    assert page.relay.invite.text() == INVITE


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault is connected to a relay, whatever the settings file says."""
    monkeypatch.setattr(relays, "connected_origin", lambda vault: "https://relay.example")


@pytest.mark.usefixtures("sealed")
def test_the_vault_says_which_relay_carries_the_links_where_the_settings_file_is_empty(
    page: SettingsPage, settled: Callable[[], None]
) -> None:
    settled()
    assert page.relay._chip.text == "Connected"
    assert page.relay._where.text() == "https://relay.example"
    assert page.relay.leave_button.isVisible()


@pytest.mark.parametrize("elsewhere", ["https://other.example", "https://relay.example/"])
@pytest.mark.usefixtures("sealed")
def test_a_settings_file_that_names_another_relay_than_the_vault_is_said(
    unlocked: Session, home: Path, qtbot: QtBot, settled: Callable[[], None], elsewhere: str
) -> None:
    settings.save(home, settings.Settings(relay_url=elsewhere))
    page = SettingsPage(unlocked)
    qtbot.addWidget(page)
    settled()
    assert page.relay._chip.text == "Not usable"
    assert "Connect again with the invite" in page.relay._meaning.text()


def test_a_settings_file_that_names_a_relay_the_vault_knows_no_key_of_is_said(
    unlocked: Session, home: Path, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    settings.save(home, settings.Settings(relay_url="https://other.example"))
    page = SettingsPage(unlocked)
    qtbot.addWidget(page)
    settled()
    assert page.relay._chip.text == "Not usable"
    assert "Settings" in page.relay._meaning.text()
