"""Files of an entry in the window: added, dropped, opened, saved, removed, cancelled; nothing opened outlives the lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui.clients import ClientsPage
from app.ui.files import transfers
from app.ui.files.list_drops import WhichSheet
from app.ui.files.opened import opened_of
from app.ui.files.words import file_icon
from app.ui.state import Session
from app.ui.window import Shell
from app.vault.model import EntryDraft, EntryKind, FieldKind
from tests.ui.conftest import NOW
from tests.ui.test_desk_entries import entry, open_entry, page, press, sheet_of

assert entry  # the fixtures
assert page
Settle = Callable[[], None]


def drop(widget: QWidget, *paths: Path, link: str = "") -> bool:
    """Hang something over a widget and let it fall; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths] or [QUrl(link)])
    at, copy, left = QPointF(20, 20), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    hangs = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(widget, hangs)
    if not hangs.isAccepted():
        return False
    falls = QDropEvent(at, copy, data, left, none, QEvent.Type.Drop)
    QApplication.sendEvent(widget, falls)
    return falls.isAccepted()


def file_at(folder: Path, name: str, octets: bytes = b"%PDF") -> Path:
    path = folder / name
    path.write_bytes(octets)
    return path


def names(entry: Any) -> list[str]:
    return [row.file.name for row in entry.files.rows]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to show."""
    asked: list[Path] = []

    def show(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return asked


def test_several_files_dropped_on_an_entry_are_kept(entry: Any, tmp_path: Path, settled: Settle) -> None:
    assert drop(entry, file_at(tmp_path, "contrato.pdf"), file_at(tmp_path, "foto.png"))
    settled()
    settled()
    assert names(entry) == ["contrato.pdf", "foto.png"]
    assert entry.entry.attachments == 2
    assert entry.files.rows[0].second.text().startswith("4 bytes · 22 Nov")
    assert entry.files.rows[0].open.accessibleName() == "Open contrato.pdf"


def test_files_are_added_by_the_button_and_a_folder_is_refused_in_words(
    entry: Any, tmp_path: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(file_at(tmp_path, "a.txt")), str(tmp_path)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_more: (chosen, ""))
    entry.files.add.click()
    settled()
    settled()
    assert names(entry) == ["a.txt"]
    assert "is not a file" in entry.files.notice.text()


def test_an_opened_file_is_private_and_the_lock_wipes_it(
    entry: Any, unlocked: Session, tmp_path: Path, settled: Settle, shown: list[Path], qtbot: QtBot
) -> None:
    entry.files.take([file_at(tmp_path, "contrato.pdf", b"segredo")])
    settled()
    settled()
    entry.files.rows[0].open.click()
    settled()
    (path,) = shown
    assert path.read_bytes() == b"segredo"
    assert unlocked.home in path.parents
    assert path.stat().st_mode & 0o077 == 0
    unlocked.lock()
    qtbot.waitUntil(lambda: not path.exists(), timeout=30_000)
    settled()
    assert not opened_of(unlocked).files.folder.exists()


def test_a_program_is_not_started(entry: Any, tmp_path: Path, settled: Settle, shown: list[Path]) -> None:
    entry.files.take([file_at(tmp_path, "fatura.pdf.exe", b"MZ")])
    settled()
    settled()
    entry.files.rows[0].open.click()
    settled()
    assert shown == []
    assert "can act as one" in entry.files.notice.text()


def test_a_file_is_saved_over_another_and_removed_after_a_question(
    entry: Any, shell: Shell, tmp_path: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry.files.take([file_at(tmp_path, "a.txt", b"novo")])
    settled()
    settled()
    target = file_at(tmp_path, "b.txt", b"velho")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    entry.files.rows[0].save.click()
    settled()
    assert target.read_bytes() == b"novo"
    entry.files.rows[0].remove.click()
    press(sheet_of(shell), "Remove")
    settled()
    settled()
    assert names(entry) == []


def test_what_is_under_way_shows_how_far_it_is_and_can_be_cancelled(
    entry: Any, unlocked: Session, tmp_path: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    half, go_on = threading.Event(), threading.Event()

    def slowly(vault: Any, entry_id: str, path: Path, now: Any, progress: Callable[[int, int], None]) -> Any:
        progress(1_400_000, 2_800_000)
        half.set()
        go_on.wait(30)
        progress(2_800_000, 2_800_000)

    monkeypatch.setattr(transfers, "add_file", slowly)
    entry.files.take([file_at(tmp_path, "a.mp4"), file_at(tmp_path, "b.mp4")])
    assert half.wait(30)
    qtbot.waitUntil(lambda: entry.files.moving[0].bar.value() == 50, timeout=30_000)
    first, second = entry.files.moving
    assert first.second.text() == "Encrypting into the vault… 50 % of 2.8 MB"
    assert second.second.text() == "Waiting…"
    second.cancel.click()
    entry.files.moving[0].cancel.click()
    go_on.set()
    settled()
    assert (entry.files.moving, names(entry)) == ([], [])


def test_other_entries_do_not_show_it_and_the_vault_goes_on_meanwhile(
    page: ClientsPage, unlocked: Session, tmp_path: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    begun, go_on = threading.Event(), threading.Event()
    real = transfers.add_file

    def slowly(*args: Any) -> Any:
        begun.set()
        go_on.wait(30)
        return real(*args)

    monkeypatch.setattr(transfers, "add_file", slowly)
    entry: Any = page.detail.page
    entry.files.take([file_at(tmp_path, "a.pdf")])
    assert begun.wait(30)
    row = next(n for n, one in enumerate(page.entries.view.model().rows) if one.title == "Instagram")  # type: ignore[attr-defined]
    page.entries.view.pick(row)
    qtbot.waitUntil(lambda: entry.entry.title == "Instagram", timeout=30_000)
    assert entry.files.moving == []
    go_on.set()
    settled()
    settled()
    assert names(entry) == []
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert names(entry) == ["a.pdf"]


def test_documents_show_their_files_first(page: ClientsPage, unlocked: Session, settled: Settle) -> None:
    assert unlocked.vault is not None
    client = next(one for one in unlocked.vault.clients() if one.name == "Padaria Açor")
    draft = EntryDraft(EntryKind.DOCUMENTS, "Contratos", ())
    unlocked.change(lambda vault: vault.add_entry(client.id, draft, NOW), owner=unlocked)
    settled()

    def place_of_files(title: str) -> int:
        open_entry(page, settled, "Padaria Açor", title)
        column: Any = page.detail.page
        return int(column._column.indexOf(column.files)) - int(column._column.indexOf(column.fields))

    assert place_of_files("Contratos") == -1
    assert page.detail.page is not None
    assert page.detail.page.files._empty.isVisible()
    assert place_of_files("Loja online") == 1


def test_files_dropped_on_the_list_ask_for_the_entry(
    page: ClientsPage, shell: Shell, tmp_path: Path, settled: Settle
) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert drop(page.entries, file_at(tmp_path, "extrato.csv"))
    sheet = sheet_of(shell)
    assert isinstance(sheet, WhichSheet)
    settled()
    assert sheet.view.current_item().title == "Loja online"
    assert sheet.bring.isVisible()
    sheet.view.entered.emit(sheet.view.current_item())
    settled()
    settled()
    assert names(page.detail.page) == ["extrato.csv"]


def test_files_dropped_on_the_list_can_begin_an_entry_of_their_own(
    page: ClientsPage, shell: Shell, tmp_path: Path, settled: Settle, qtbot: QtBot
) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert drop(page.entries, file_at(tmp_path, "certidão.pdf"))
    sheet = sheet_of(shell)
    assert isinstance(sheet, WhichSheet)
    assert not sheet.bring.isVisible()
    sheet.fresh.click()
    shown: Any = page.detail.page
    qtbot.waitUntil(
        lambda: shown.entry is not None and shown.entry.title == "certidão" and names(shown) == ["certidão.pdf"],
        timeout=30_000,
    )
    assert shown.entry.kind is EntryKind.DOCUMENTS


def test_an_address_dropped_on_an_entry_is_one_more_of_its_addresses(
    entry: Any, unlocked: Session, settled: Settle
) -> None:
    def urls() -> list[str]:
        return [field.value for field in entry.entry.fields if field.kind is FieldKind.URL]

    before = urls()
    assert drop(entry, link="https://b.example.pt/entrar")
    settled()
    settled()
    assert urls() == [*before, "https://b.example.pt/entrar"]
    assert drop(entry, link="https://b.example.pt/entrar")
    settled()
    assert urls() == [*before, "https://b.example.pt/entrar"]
    unlocked.undo.undo_last()
    settled()
    settled()
    assert urls() == before
    assert not drop(entry, link="javascript:alert(1)")


def test_an_address_dropped_on_the_list_begins_a_login(page: ClientsPage, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert drop(page.entries, link="https://novo.example.pt/")
    assert page.detail.form is not None
    assert page.detail.form.edits.url() == "https://novo.example.pt/"


def test_nothing_is_added_to_what_is_in_the_trash(
    entry: Any, page: ClientsPage, tmp_path: Path, settled: Settle
) -> None:
    entry.files.take([file_at(tmp_path, "a.pdf")])
    settled()
    settled()
    entry_id = entry.entry.id
    entry.do("delete")
    settled()
    page.detail.show_entry(entry_id)
    settled()
    assert not drop(entry, file_at(tmp_path, "b.pdf"))
    assert not entry.files.add.isVisible()
    assert names(entry) == ["a.pdf"]
    assert not entry.files.rows[0].remove.isVisible()


@pytest.mark.parametrize(
    ("name", "icon"), [("a.PDF", "file-pdf"), ("b.jpeg", "image"), ("c", "file"), ("d.weird", "file")]
)
def test_a_file_has_the_picture_of_its_ending(name: str, icon: str) -> None:
    assert file_icon(name) == icon
