"""An import from choosing a file to the report, with a real vault: looked at first, then all or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow
from pytestqt.qtbot import QtBot

from app.errors import UserError, WorldError
from app.ops import backups
from app.ops.importing import ImportPreview
from app.ui.importing.dialog import ImportSheet, open_import
from app.ui.importing.job import ImportJob
from app.ui.state import Session
from app.ui.tasks import Task
from app.vault.rotation import Reason
from app.vault.vault import Vault

CSV = (
    "url,username,password,totp,extra,name,grouping,fav\n"
    "https://loja.example.pt,ana@example.pt,segredo-1,,,Loja online,Padaria Açor,0\n"
    "https://banco.example.pt,ana,segredo-2,,,Banco,Padaria Açor,0\n"
    "https://correio.example.pt,ana,segredo-3,,,Correio,,0\n"
)


@pytest.fixture
def session(unlocked: Session) -> Session:
    return unlocked


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1000, 800)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def press(sheet: ImportSheet, text: str) -> None:
    button = next(b for b in sheet.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    assert button.isEnabled()
    button.click()


def looked(qtbot: QtBot, session: Session, window: QMainWindow, path: Path) -> ImportSheet:
    sheet = open_import(session, window)
    sheet.look_at(path)
    qtbot.waitUntil(sheet._look.isVisible)
    return sheet


def table(sheet: ImportSheet) -> list[list[str]]:
    model = sheet._look.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def heads(sheet: ImportSheet) -> list[str]:
    model = sheet._look.model
    return [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(model.columnCount())]


def titles(session: Session) -> list[str]:
    assert session.vault is not None
    return sorted(entry.title for entry in session.vault.entries())


def test_a_file_is_shown_before_anything_is_added(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    assert table(sheet) == [["Padaria Açor", "2 logins", "2", "–", "–"], ["LastPass", "1 login", "1", "–", "–"]]
    assert heads(sheet) == ["Client", "Entries", "New", "Joined", "Already here"]
    assert "3 logins" in sheet._look._kinds.text()
    assert sheet._look._lead.text() == "LastPass (CSV): 2 clients (2 new)"
    assert sheet._look._outcome.text() == "To be added: 3."
    assert "segredo" not in str(table(sheet))
    assert titles(session) == []


def test_what_is_in_the_vault_already_is_told_before_the_import(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    press(sheet, "Done")
    export.write_text(
        CSV + "https://novo.example.pt,ana,segredo-4,,,Novo,padaria acor,0\nhttp://sn,,,,uma nota,Nota,,0\n",
        encoding="utf-8",
    )
    sheet = looked(qtbot, session, window, export)
    assert sheet._look._lead.text() == "LastPass (CSV): 2 clients"
    assert table(sheet) == [
        ["Padaria Açor", "3 logins", "1", "–", "2"],
        ["LastPass", "1 login · 1 note", "1", "–", "1"],
    ]
    assert sheet._look._outcome.text() == "To be added: 2. Already in the vault, word for word: 3."


def test_rows_that_are_left_out_are_counted_beside_the_table(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    export.write_text(CSV + "only,two\n", encoding="utf-8")
    sheet = looked(qtbot, session, window, export)
    assert sheet._look._skipped.text() == "1 row is left out"


def test_another_client_for_what_lies_in_no_folder_is_looked_at_anew(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    sheet._look._client.setCurrentText("Padaria Açor")
    sheet._look._client_asked()
    qtbot.waitUntil(lambda: len(table(sheet)) == 1)
    assert table(sheet) == [["Padaria Açor", "3 logins", "3", "–", "–"]]
    assert sheet._look.isVisible()


def test_many_clients_scroll_in_a_table_of_bounded_height(
    qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    rows = (f"https://a{n}.example,u,p,,,Acesso {n},Cliente {n},0\n" for n in range(60))
    path.write_text(CSV.splitlines(keepends=True)[0] + "".join(rows), encoding="utf-8")
    sheet = looked(qtbot, session, window, path)
    view = sheet._look._table
    assert len(table(sheet)) == 60
    assert view.height() < 260
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)


def test_the_entries_are_added_and_the_report_says_so(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert sheet._report.isVisible()
    assert sheet._report._lead.text() == "Added: 3 logins, for 2 clients."
    assert "in clear" in sheet._report.file.notice.text()
    assert titles(session) == ["Banco", "Correio", "Loja online"]


def test_the_report_names_what_lost_signs_that_nobody_sees(
    qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "turned.csv"
    path.write_text("name,url,username,password\nLo\u202eja,,ana,fixture-k\n", encoding="utf-8")
    sheet = looked(qtbot, session, window, path)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert "Signs that nobody sees were taken out of these names: Loja." in sheet._report._lines.text()


def test_importing_twice_adds_nothing_and_says_it(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    for _ in range(2):
        sheet = looked(qtbot, session, window, export)
        with qtbot.waitSignal(session.vault_changed):
            press(sheet, "Add to the vault")
        said = sheet._report._lead.text()
        press(sheet, "Done")
    assert said.startswith("Nothing was added")
    assert len(titles(session)) == 3


def test_what_lies_in_no_folder_goes_to_the_client_that_was_chosen(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    assert sheet._look._target.isVisible()
    sheet._look._client.setCurrentText("Hotel Mar")
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert session.vault is not None
    assert sorted(client.name for client in session.vault.clients()) == ["Hotel Mar", "Padaria Açor"]


def test_an_unknown_file_is_refused_in_words_and_another_can_be_chosen(
    qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path, export: Path
) -> None:
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(b"\x00\x01\x02")
    sheet = open_import(session, window)
    sheet.look_at(wrong)
    qtbot.waitUntil(lambda: bool(sheet._problem.text()))
    assert sheet._choose.isVisible()
    sheet.look_at(export)
    qtbot.waitUntil(sheet._look.isVisible)


def test_a_file_can_be_dropped(qtbot: QtBot, session: Session, window: QMainWindow, export: Path) -> None:
    sheet = open_import(session, window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(export))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    sheet._choose.dropEvent(drop)
    qtbot.waitUntil(sheet._look.isVisible)


def test_stopping_adds_nothing_and_the_sheet_waits_for_the_answer(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, on = threading.Event(), threading.Event()
    real: Callable[..., object] = ImportJob.run

    def slow(self: ImportJob, *given: object) -> object:
        began.set()
        on.wait(10)
        return real(self, *given)

    monkeypatch.setattr(ImportJob, "run", slow)
    sheet = looked(qtbot, session, window, export)
    press(sheet, "Add to the vault")
    qtbot.waitUntil(began.is_set)
    press(sheet, "Stop")
    assert sheet.isVisible()
    on.set()
    qtbot.waitUntil(lambda: sheet._problem.text() == "Stopped. Nothing was added.")
    assert titles(session) == []


def test_a_table_of_no_known_program_asks_what_its_columns_are(
    qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "tabela.csv"
    path.write_text("Nome,Chave,Site,Cliente\nLoja,segredo-9,https://a.example,Obra\n", encoding="utf-8")
    sheet = open_import(session, window)
    sheet.look_at(path)
    qtbot.waitUntil(sheet._map.isVisible)
    boxes = sheet._map._boxes
    assert {name: box.currentData() for name, box in boxes.items()}["nome"] == "title"
    boxes["chave"].setCurrentIndex(boxes["chave"].findData("password"))
    press(sheet, "Continue")
    qtbot.waitUntil(sheet._look.isVisible)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert session.vault is not None
    [entry] = session.vault.entries()
    password = next(f for f in session.vault.entry(entry.id).fields if f.name == "password")
    assert session.vault.reveal(entry.id, password.id).text() == "segredo-9"


def test_a_locked_file_asks_what_opens_it_until_it_does(
    qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cofre.kdbx"
    path.write_bytes(bytes.fromhex("03d9a29a67fb4bb5"))
    real = ImportJob.look

    def look(self: ImportJob, task: Task, vault: Vault) -> ImportPreview:
        password = self.choices.opening.password if self.choices else None
        if password is None:
            raise UserError("import-needs-password")
        if password.text() != "certa":
            raise UserError("import-wrong-password")
        export = tmp_path / "export.csv"
        export.write_text(CSV, encoding="utf-8")
        self.path = export
        return real(self, task, vault)

    monkeypatch.setattr(ImportJob, "look", look)
    sheet = open_import(session, window)
    sheet.look_at(path)
    qtbot.waitUntil(sheet._unlock.isVisible)
    assert not sheet._problem.text()
    sheet._unlock._password.set_text("errada")
    press(sheet, "Continue")
    qtbot.waitUntil(lambda: "password" in sheet._problem.text())
    assert sheet._unlock.isVisible()
    sheet._unlock._password.set_text("certa")
    press(sheet, "Continue")
    qtbot.waitUntil(sheet._look.isVisible)
    session.locked.emit()
    assert sheet._unlock._password.text() == ""
    assert sheet.choices.opening.password is None


def test_a_folder_can_be_sent_to_another_client(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    model = sheet._look.model
    assert model.setData(model.index(0, 0), "Hotel Mar")
    qtbot.waitUntil(lambda: table(sheet)[0][0] == "Hotel Mar")
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert session.vault is not None
    assert sorted(client.name for client in session.vault.clients()) == ["Hotel Mar", "LastPass"]


def test_what_is_there_already_can_be_added_a_second_time(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    for again in (False, True):
        sheet = looked(qtbot, session, window, export)
        assert sheet._look._both.isVisible() is again
        sheet._look._both.setChecked(again)
        with qtbot.waitSignal(session.vault_changed):
            press(sheet, "Add to the vault")
        press(sheet, "Done")
    assert len(titles(session)) == 6


def test_the_vault_is_kept_as_a_backup_before_an_import(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    vault = session.vault
    assert vault is not None
    for count in (0, 1):
        sheet = looked(qtbot, session, window, export)
        with qtbot.waitSignal(session.vault_changed):
            press(sheet, "Add to the vault")
        press(sheet, "Done")
        made = backups.listed(session.home, vault)
        assert len(made) == count, "an empty vault has nothing to lose"
    assert (made[0].stamp.reason, made[0].entries) == (Reason.IMPORT, 3)


def test_a_backup_that_cannot_be_made_stops_the_import(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise WorldError("backup-disk-full", path="backups")

    monkeypatch.setattr("app.ops.backups.before", full)
    sheet = looked(qtbot, session, window, export)
    press(sheet, "Add to the vault")
    qtbot.waitUntil(lambda: "no room for another backup" in sheet._problem.text())
    assert titles(session) == []


def test_the_plain_file_is_overwritten_and_deleted_on_request(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert export.exists()
    assert "export.csv" in sheet._report.file.notice.text()
    with qtbot.waitSignal(sheet._report.file.gone):
        press(sheet, "Overwrite and delete the file")
    assert not export.exists()
    assert sheet._report.file.notice.tone == "good"


def test_rows_that_were_left_out_are_to_be_looked_at_before_the_file_goes(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    export.write_text(CSV + "only,two\n", encoding="utf-8")
    sheet = looked(qtbot, session, window, export)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert "look at what is named above first" in sheet._report.file.notice.text()


def test_what_would_be_joined_is_told_before_and_after(
    qtbot: QtBot, session: Session, window: QMainWindow, export: Path
) -> None:
    sheet = looked(qtbot, session, window, export)
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    press(sheet, "Done")
    export.write_text(CSV.replace("segredo-2", "segredo-9"), encoding="utf-8")
    sheet = looked(qtbot, session, window, export)
    assert table(sheet)[0][-3:] == ["–", "1", "1"]
    assert "nothing of either lost: 1." in sheet._look._outcome.text()
    with qtbot.waitSignal(session.vault_changed):
        press(sheet, "Add to the vault")
    assert sheet._report._lead.text() == "Joined with entries that are about the same: 1."
    assert "both are kept" in sheet._report._lines.text()
