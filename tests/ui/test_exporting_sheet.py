"""An export from the form to the report, with a real vault: the passphrase again, a file for its owner alone, and its end."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.ops.exporting import BITWARDEN, BITWARDEN_ZIP, CSV, FORMATS, KDBX
from app.ui.exporting import words
from app.ui.exporting.card import MovingCard
from app.ui.exporting.form import ORDER
from app.ui.exporting.sheet import ExportSheet, open_export
from app.ui.state import Session
from app.ui.tasks import Task
from app.ui.widgets.sheet import Sheet
from app.vault.kinds import EntryKind
from app.vault.model import EntryDraft, FieldDraft
from app.vault.vault import Vault
from tests.ui.cheap import PASSPHRASE
from tests.ui.conftest import NOW

Settle = Callable[[], None]


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
    for name in ("Padaria Açor", "Oficina"):
        client = unlocked.vault.add_client(name, NOW)
        fields = (FieldDraft("username", "ana"), FieldDraft("password", "segredo-1"))
        unlocked.vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, f"Loja {name}", fields), NOW)
    return unlocked.vault


@pytest.fixture
def sheet(unlocked: Session, window: QMainWindow, vault: Vault, settled: Settle) -> ExportSheet:
    made = open_export(unlocked, window)
    settled()
    return made


def choose(sheet: ExportSheet, format: str) -> None:
    sheet.form.format.button(format).click()
    sheet.form.passphrase.set_text(PASSPHRASE.text())


def test_every_format_is_offered_with_what_it_is_and_the_locked_one_first(sheet: ExportSheet) -> None:
    assert sorted(ORDER) == sorted(FORMATS)
    assert ORDER[0] == KDBX
    for format in FORMATS:
        choose(sheet, format)
        assert sheet.form._about.text() == words.about(format)
        assert sheet.form._locked.isVisible() == (format == KDBX)
        assert sheet.form.warning.tone == ("info" if format == KDBX else "warn")


def test_a_plain_export_is_for_its_owner_alone_and_is_deleted_on_request(
    sheet: ExportSheet, settled: Settle, tmp_path: Path
) -> None:
    choose(sheet, BITWARDEN)
    path = tmp_path / "all.json"
    sheet.go(path)
    settled()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(json.loads(path.read_bytes())["items"]) == 2
    assert "Entries: 2, of clients: 2." in sheet._lines.text()
    assert "Histories" in sheet._lines.text()
    assert sheet.form.passphrase.text() == ""
    sheet.file.button.click()
    settled()
    assert not path.exists()


def test_one_client_alone(sheet: ExportSheet, settled: Settle, tmp_path: Path) -> None:
    choose(sheet, CSV)
    sheet.form.client.setCurrentIndex(sheet.form.client.findText("Oficina"))
    sheet.go(tmp_path / "one.csv")
    settled()
    text = (tmp_path / "one.csv").read_text(encoding="utf-8-sig")
    assert "Loja Oficina" in text
    assert "Padaria" not in text


def test_the_client_it_was_opened_for_is_chosen(
    unlocked: Session, window: QMainWindow, vault: Vault, settled: Settle
) -> None:
    client = vault.clients()[0]
    made = open_export(unlocked, window, client.id)
    settled()
    assert made.form.client_ids == [client.id]


def test_a_wrong_passphrase_writes_nothing(sheet: ExportSheet, settled: Settle, tmp_path: Path) -> None:
    choose(sheet, BITWARDEN_ZIP)
    sheet.form.passphrase.set_text("not this one")
    sheet.go(tmp_path / "all.zip")
    settled()
    assert list(tmp_path.glob("*.zip")) == []
    assert sheet.form.isVisible()
    assert sheet.form.known.note.text()


def test_nothing_is_written_over(sheet: ExportSheet, settled: Settle, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    choose(sheet, CSV)
    sheet.go(tmp_path / "there.csv")
    settled()
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert sheet._problem.isVisible()


def test_a_keepass_file_needs_a_password_of_its_own(sheet: ExportSheet, settled: Settle, tmp_path: Path) -> None:
    choose(sheet, KDBX)
    assert not sheet.form.ready()
    assert "at least 8" in sheet.form.first.note.text()
    sheet.form.password.set_text("ficheiro fechado")
    assert not sheet.form.ready()
    sheet.form.again.set_text("ficheiro fechado")
    assert sheet.form.ready()
    sheet.go(tmp_path / "all.kdbx")
    settled()
    assert (tmp_path / "all.kdbx").read_bytes()[:4] == b"\x03\xd9\xa2\x9a"
    assert not sheet.file.isVisible(), "nobody reads it without its password"


def test_return_goes_from_one_line_to_the_next(sheet: ExportSheet, qtbot: QtBot) -> None:
    form = sheet.form
    form.password.line.setFocus()
    for edit in (form.password, form.again):
        edit.entered.emit()
    assert sheet.window().focusWidget() is form.passphrase.line


def test_without_the_passphrase_no_file_is_asked_for(sheet: ExportSheet) -> None:
    sheet.form.format.button(CSV).click()
    assert not sheet.form.ready()
    assert sheet.form.known.note.text() == "Type the passphrase of your vault."


def test_stopping_it_leaves_no_file(
    sheet: ExportSheet, settled: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_task: Task, _done: int, _total: int, _text: str = "") -> None:
        assert sheet._stop is not None
        sheet._stop.set()

    choose(sheet, CSV)
    monkeypatch.setattr("app.ops.exporting._EVERY", 1)
    monkeypatch.setattr(Task, "progress", stopped)
    sheet.go(tmp_path / "half.csv")
    settled()
    assert list(tmp_path.glob("*half*")) == []
    assert "No file was written" in sheet._problem.text()


def test_a_lock_forgets_what_was_typed(sheet: ExportSheet, unlocked: Session, settled: Settle) -> None:
    choose(sheet, KDBX)
    sheet.form.password.set_text("ficheiro fechado")
    unlocked.lock()
    assert sheet.form.password.text() == sheet.form.passphrase.text() == ""
    settled()


def test_the_settings_have_a_door_for_each_way(
    unlocked: Session, vault: Vault, window: QMainWindow, qtbot: QtBot, settled: Settle
) -> None:
    card = MovingCard(unlocked)
    window.setCentralWidget(card)
    card.export_button.click()
    card.import_button.click()
    names = {type(one).__name__ for one in window.findChildren(Sheet)}
    assert names == {"ExportSheet", "ImportSheet"}
    settled()
