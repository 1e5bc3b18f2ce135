"""Bringing back a backup in the window: what it would change is shown first; entries, clients or all of it come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QMainWindow
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ops import backups
from app.ui.keeping.changes import ChangesModel
from app.ui.keeping.restore import RestoreSheet, open_restore
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.vault.comparing import Comparison, Difference, Standing
from app.vault.kinds import EntryKind
from app.vault.model import EntryDraft, FieldDraft
from app.vault.rotation import Reason
from app.vault.vault import Vault
from tests.ui.conftest import NOW

Settle = Callable[[], None]
CHECK = Qt.ItemDataRole.CheckStateRole
TICKED, EMPTY, SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


def differing(entry_id: str, client: str, title: str, standing: Standing) -> Difference:
    return Difference(standing, entry_id, client, client, EntryKind.LOGIN, title, NOW, NOW - timedelta(days=1))


SEEN = Comparison(
    (
        differing("1", "Padaria", "Loja", Standing.DIFFERENT),
        differing("2", "Padaria", "Correio", Standing.ONLY_THERE),
        differing("3", "Padaria", "Nova", Standing.ONLY_HERE),
        differing("4", "Oficina", "Wi-Fi", Standing.ONLY_HERE),
    ),
    7,
)


@pytest.fixture
def model(qtbot: QtBot, qtmodeltester: ModelTester) -> ChangesModel:
    made = ChangesModel(lambda: NOW)
    made.show_comparison(SEEN)
    qtmodeltester.check(made, force_py=True)
    return made


def at(model: ChangesModel, client: int, entry: int | None = None, column: int = 0) -> QModelIndex:
    top = model.index(client, 0 if entry is not None else column)
    return top if entry is None else model.index(entry, column, top)


def test_a_client_is_ticked_with_its_entries_and_half_with_some(model: ChangesModel) -> None:
    assert [at(model, 0).data(), at(model, 1).data()] == ["Oficina", "Padaria"]
    assert model.setData(at(model, 1, 0), TICKED, CHECK)
    assert at(model, 1).data(CHECK) == SOME
    assert model.setData(at(model, 1), TICKED, CHECK)
    assert model.chosen == {"1", "2"}
    assert at(model, 1, 1).data(CHECK) == TICKED
    assert model.setData(at(model, 1), EMPTY, CHECK)
    assert model.chosen == set()


def test_what_is_only_in_the_vault_cannot_be_ticked(model: ChangesModel) -> None:
    only = at(model, 1, 2)
    assert only.data(CHECK) is None
    assert not model.setData(only, TICKED, CHECK)
    assert not model.flags(at(model, 0)) & Qt.ItemFlag.ItemIsUserCheckable


def test_every_entry_says_what_would_happen_to_it(model: ChangesModel) -> None:
    said = [at(model, 1, row, 1).data() for row in range(3)]
    assert said[0].startswith("goes back to what it was on 21 Nov")
    assert said[1:] == ["comes back", "not in the backup"]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1000, 800)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def vault(unlocked: Session) -> Vault:
    assert unlocked.vault is not None
    return unlocked.vault


@pytest.fixture
def backup(unlocked: Session, vault: Vault) -> Path:
    """A backup of two entries; then one was trashed, one edited, and one is new."""
    client = vault.add_client("Padaria Açor", NOW)
    ids = [vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, title), NOW).id for title in ("Loja", "Correio")]
    made = backups.make(unlocked.home, vault, Reason.DAILY, NOW - timedelta(days=1))
    vault.trash(ids[0], NOW)
    vault.edit_entry(ids[1], EntryDraft(EntryKind.LOGIN, "Correio", (FieldDraft("username", "ana"),)), NOW)
    vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Nova"), NOW)
    return made


def looked(session: Session, window: QMainWindow, backup: Path, settled: Settle) -> RestoreSheet:
    sheet = open_restore(session, window)
    settled()
    assert sheet.list.isVisible()
    sheet.look(backup)
    settled()
    assert sheet.tree.isVisible()
    return sheet


def titles(vault: Vault) -> list[str]:
    return sorted(entry.title for entry in vault.entries())


def test_what_a_backup_would_change_is_shown_and_nothing_is_changed(
    unlocked: Session, window: QMainWindow, vault: Vault, backup: Path, settled: Settle
) -> None:
    sheet = looked(unlocked, window, backup, settled)
    assert sheet._lead.text() == "Only in the backup: 1 · different: 1 · only in the vault: 1"
    assert not sheet.some.isEnabled()
    assert titles(vault) == ["Correio", "Nova"]
    sheet.other.click()
    assert sheet.list.isVisible()
    sheet._leave.click()


def test_a_ticked_client_comes_back_after_a_backup(
    unlocked: Session, window: QMainWindow, vault: Vault, backup: Path, settled: Settle, qtbot: QtBot
) -> None:
    sheet = looked(unlocked, window, backup, settled)
    sheet.changes.setData(sheet.changes.index(0, 0), TICKED, CHECK)
    assert sheet.some.text() == "Restore 2"
    with qtbot.waitSignal(unlocked.vault_changed):
        sheet.some.click()
    assert titles(vault) == ["Correio", "Loja", "Nova"]
    assert [one.stamp.reason for one in backups.listed(unlocked.home, vault)] == [Reason.RESTORE, Reason.DAILY]
    settled()


def test_everything_comes_back_after_a_question_that_says_what_goes(
    unlocked: Session, window: QMainWindow, vault: Vault, backup: Path, settled: Settle, qtbot: QtBot
) -> None:
    sheet = looked(unlocked, window, backup, settled)
    sheet.whole.click()
    question = next(one for one in window.findChildren(Sheet) if one is not sheet)
    said = " ".join(label.text() for label in question.findChildren(type(question.title)))
    assert "Entries that are not in the backup go: 1." in said
    yes = next(b for b in question.findChildren(QAbstractButton) if b.text() == "Bring everything back")
    with qtbot.waitSignal(unlocked.vault_changed):
        yes.click()
    assert titles(vault) == ["Correio", "Loja"]
    assert backups.preview(vault, backup).differences == ()
    settled()


def test_a_folder_that_is_no_backup_is_told_and_the_list_stays(
    unlocked: Session, window: QMainWindow, backup: Path, settled: Settle, tmp_path: Path
) -> None:
    sheet = open_restore(unlocked, window)
    settled()
    sheet.look(tmp_path)
    settled()
    assert sheet._problem.isVisible()
    assert sheet.list.isVisible()


def test_a_backup_that_cannot_be_read_cannot_be_chosen(
    unlocked: Session, window: QMainWindow, backup: Path, settled: Settle
) -> None:
    (backup / "header").write_bytes(b"x")
    sheet = open_restore(unlocked, window)
    settled()
    chosen: list[object] = []
    sheet.list.chose.connect(chosen.append)
    sheet.list.clicked.emit(sheet.backups.index(0, 0))
    assert chosen == []
    assert sheet.backups.flags(sheet.backups.index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_without_a_backup_it_says_how_one_comes(unlocked: Session, window: QMainWindow, settled: Settle) -> None:
    sheet = open_restore(unlocked, window)
    settled()
    assert "no backup yet" in sheet._lead.text()


def test_a_backup_that_has_nothing_to_bring_back_says_so(
    unlocked: Session, window: QMainWindow, vault: Vault, settled: Settle
) -> None:
    client = vault.add_client("Padaria Açor", NOW)
    made = backups.make(unlocked.home, vault, Reason.DAILY, NOW)
    vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Nova"), NOW)
    sheet = looked(unlocked, window, made, settled)
    assert "nothing that is not here" in sheet._note.text()
    assert "Tick" not in sheet._note.text()
