"""Backups in the window: made by themselves when one is due, made when asked for, and shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import UserError, WorldError
from app.ops import backups
from app.ui.keeping.card import BackupsCard
from app.ui.keeping.keeper import Keeper
from app.ui.keeping.words import reason_word
from app.ui.state import Session
from app.vault.model import EntryDraft, EntryKind
from app.vault.rotation import Reason
from tests.ui.conftest import NOW

Settle = Callable[[], None]


@pytest.fixture
def card(unlocked: Session, qtbot: QtBot, settled: Settle) -> BackupsCard:
    made = BackupsCard(unlocked)
    qtbot.addWidget(made)
    made.show()
    settled()
    return made


def test_without_a_backup_it_says_so(card: BackupsCard) -> None:
    assert card.found == []
    assert (card.chip.tone, card.chip.text) == ("warn", "None yet")


def test_a_backup_that_was_asked_for_is_made_and_listed(card: BackupsCard, unlocked: Session, settled: Settle) -> None:
    card.now_button.click()
    settled()
    settled()
    assert card.found is not None
    assert [one.stamp.reason for one in card.found] == [Reason.MANUAL]
    assert card.chip.tone == "good"
    assert card.now_button.isEnabled()
    assert "by you" in [label.text() for label in card.findChildren(QLabel)]
    assert len(list(backups.folder_of(unlocked.home).iterdir())) == 1


def test_one_that_something_else_has_made_is_shown_at_once(
    card: BackupsCard, unlocked: Session, settled: Settle
) -> None:
    assert unlocked.vault is not None
    backups.make(unlocked.home, unlocked.vault, Reason.PASSPHRASE, unlocked.now())
    unlocked.vault_changed.emit()
    settled()
    assert card.found is not None
    assert [one.stamp.reason for one in card.found] == [Reason.PASSPHRASE]


def test_one_is_made_by_itself_when_it_is_due_and_no_second(unlocked: Session, qtbot: QtBot, settled: Settle) -> None:
    keeper = Keeper(unlocked, unlocked)
    with qtbot.waitSignal(keeper.made, timeout=30_000):
        keeper.look()
    keeper.look()
    settled()
    assert unlocked.vault is not None
    assert len(backups.listed(unlocked.home, unlocked.vault)) == 1


def test_what_is_due_to_be_erased_goes_and_is_said_once(unlocked: Session, qtbot: QtBot, settled: Settle) -> None:
    vault = unlocked.vault
    assert vault is not None
    client = vault.add_client("Padaria Açor", NOW)
    entry = vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Velho"), NOW)
    vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Novo"), NOW)
    vault.trash(entry.id, NOW - timedelta(days=31))
    told: list[str] = []
    unlocked.said.connect(lambda text, _tone: told.append(text))
    keeper = Keeper(unlocked, unlocked)
    with qtbot.waitSignal(keeper.erased, timeout=30_000):
        keeper.look()
    keeper.look()
    settled()
    assert [one.title for one in [*vault.entries(), *vault.trashed()]] == ["Novo"]
    assert told == ["One entry was erased for good: its day had come."]


@pytest.mark.parametrize(("error", "said"), [(UserError("vault-locked"), 0), (WorldError("backup-disk-full"), 1)])
def test_a_lock_meanwhile_is_no_error_and_a_full_disk_is_one(unlocked: Session, error: Exception, said: int) -> None:
    told: list[str] = []
    unlocked.said.connect(lambda text, _tone: told.append(text))
    Keeper(unlocked, unlocked)._failed(error)
    assert len(told) == said


def test_a_locked_vault_is_not_backed_up(session: Session, settled: Settle) -> None:
    Keeper(session, session).look()
    settled()
    assert not backups.folder_of(session.home).exists()


def test_every_reason_has_its_words() -> None:
    assert all(reason_word(reason) for reason in Reason)
