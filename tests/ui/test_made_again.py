"""A vault that is lost or damaged, made again from a backup in the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.host.paths import vault_path
from app.ops import backups
from app.ui.create import CreateForm
from app.ui.recovering.again import AgainSheet
from app.ui.state import Session
from app.ui.unlock import UnlockForm
from app.ui.window import Shell
from app.vault import policy
from app.vault.model import EntryDraft, EntryKind
from app.vault.rotation import Reason
from tests.ui.cheap import CHEAP, PASSPHRASE
from tests.ui.conftest import NOW

Settle = Callable[[], None]


@pytest.fixture
def made(unlocked: Session, settled: Settle, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of a vault with one entry; the vault is locked then."""
    monkeypatch.setattr(policy, "POLICY", CHEAP)
    vault = unlocked.vault
    assert vault is not None
    vault.add_entry(vault.add_client("Padaria", NOW).id, EntryDraft(EntryKind.LOGIN, "Banco"), NOW)
    path = backups.make(unlocked.home, vault, Reason.DAILY, NOW)
    unlocked.lock()
    settled()
    return path


@pytest.fixture
def window(made: Path, session: Session, qtbot: QtBot) -> Iterator[Callable[[], Shell]]:
    """Opens the window when the test is ready for it."""
    shells: list[Shell] = []

    def start() -> Shell:
        shells.append(Shell(session))
        qtbot.addWidget(shells[0])
        shells[0].show()
        return shells[0]

    yield start
    for shell in shells:
        shell.hide()


def opened(shell: Shell, settled: Settle) -> AgainSheet:
    assert shell.unlock_page.form is not None
    shell.unlock_page.form.from_backup.click()
    settled()
    (sheet,) = shell.findChildren(AgainSheet)
    return sheet


def titles(session: Session) -> list[str]:
    assert session.vault is not None
    return [entry.title for entry in session.vault.entries()]


def test_a_vault_that_is_gone_is_made_again_from_its_backup(
    window: Callable[[], Shell], session: Session, qtbot: QtBot, settled: Settle
) -> None:
    shutil.rmtree(vault_path(session.home))
    shell = window()
    assert isinstance(shell.unlock_page.form, CreateForm)
    assert "backups" in shell.unlock_page.form.notice.text()
    sheet = opened(shell, settled)
    assert sheet.backup is not None
    sheet.passphrase.set_text(PASSPHRASE.text())
    with qtbot.waitSignal(session.unlocked):
        sheet.act.click()
    assert titles(session) == ["Banco"]
    assert sheet.isHidden()
    assert not sheet.passphrase.signs


def test_a_vault_with_a_part_missing_says_so_at_once_and_what_is_left_is_kept(
    window: Callable[[], Shell], session: Session, qtbot: QtBot, settled: Settle
) -> None:
    (vault_path(session.home) / "vault.db").unlink()
    shell = window()
    assert isinstance(shell.unlock_page.form, UnlockForm)
    assert shell.unlock_page.form.from_backup.isVisible()
    sheet = opened(shell, settled)
    sheet.passphrase.set_text(PASSPHRASE.text())
    with qtbot.waitSignal(session.unlocked):
        sheet.act.click()
    assert titles(session) == ["Banco"]
    assert [one.name for one in session.home.glob("*.aside")] == ["vault.lacre.20261122T140200Z.aside"]


def test_a_vault_that_turns_out_to_be_damaged_offers_its_backups(
    window: Callable[[], Shell], session: Session, settled: Settle
) -> None:
    (vault_path(session.home) / "vault.db").write_bytes(b"gone")
    form = window().unlock_page.form
    assert isinstance(form, UnlockForm)
    assert not form.from_backup.isVisible()
    form.passphrase.set_text(PASSPHRASE.text())
    form.submit()
    settled()
    assert form.from_backup.isVisible()


def test_a_wrong_passphrase_is_told_at_its_line_and_leaves_all_as_it_was(
    window: Callable[[], Shell], session: Session, qtbot: QtBot, settled: Settle
) -> None:
    (vault_path(session.home) / "vault.db").write_bytes(b"gone")
    shell = window()
    assert shell.unlock_page.form is not None
    sheet = opened(shell, settled)
    sheet.act.click()
    assert sheet._labelled.note.isVisible()
    sheet.passphrase.set_text(Secret("outra coisa").text())
    sheet.act.click()
    settled()
    assert sheet.passphrase.line.hasFocus()
    assert sheet.act.isEnabled()
    assert (vault_path(session.home) / "vault.db").read_bytes() == b"gone"


def test_a_backup_of_another_disk_may_be_taken_and_one_that_is_none_is_refused(
    window: Callable[[], Shell], made: Path, session: Session, qtbot: QtBot, settled: Settle, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    made.rename(stick)
    shutil.rmtree(vault_path(session.home))
    shell = window()
    assert shell.unlock_page.form is not None
    assert not shell.unlock_page.form.notice.text()
    sheet = opened(shell, settled)
    assert (sheet.backup, sheet.act.isEnabled()) == (None, False)
    sheet.passphrase.set_text(PASSPHRASE.text())
    sheet.take(tmp_path)
    sheet.act.click()
    settled()
    assert sheet._problem.isVisible()
    sheet.take(stick)
    with qtbot.waitSignal(session.unlocked):
        sheet.act.click()
    assert titles(session) == ["Banco"]


def test_an_empty_folder_in_the_vaults_place_is_no_vault(session: Session) -> None:
    vault_path(session.home).mkdir(parents=True)
    assert not session.vault_exists()
