"""What joins the window to the system: the tray, what is dropped on the window, locking when it is minimised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.clients import ClientsPage
from app.ui.drops import Dropped, is_meant_for_us, is_whole, read_drop
from app.ui.importing.dialog import ImportSheet
from app.ui.receiving.questions import LinkPart
from app.ui.receiving.sheet import ReceivingSheet
from app.ui.state import Session
from app.ui.tray import Tray
from app.ui.window import Shell
from tests.ui.test_desk_entries import PASSWORD, open_entry, page, sheet_of

assert page  # the fixture
Settle = Callable[[], None]
EXPORT = Path(__file__).resolve().parents[1] / "fixtures" / "import" / "lastpass.csv"
SHARE = "https://relay.example/s/AAAAAAAAAAAAAAAAAAAAAA#1g.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA."


def texts(tray: Tray) -> list[str]:
    tray.fill()
    return [line.text() for line in tray.menu.actions() if not line.isSeparator()]


@pytest.fixture
def tray(page: ClientsPage, shell: Shell, unlocked: Session, settled: Settle) -> Tray:
    made = Tray(unlocked, shell)
    settled()
    return made


def test_the_tray_offers_what_was_used_last(tray: Tray, page: ClientsPage, settled: Settle) -> None:
    assert texts(tray) == ["Open Lacre", "Open a link", "Ask a client", "Lock", "Quit"]
    open_entry(page, settled, "Padaria Açor", "Loja online")
    page.detail.do("copy-username")
    settled()
    settled()
    assert "Loja online · Padaria Açor" in texts(tray)


def test_the_tray_copies_a_secret_and_a_code(tray: Tray, unlocked: Session, settled: Settle) -> None:
    assert unlocked.vault is not None
    wanted = next(one for one in unlocked.vault.entries() if one.title == "Loja online")
    tray.copy(wanted.id, "")
    settled()
    assert QGuiApplication.clipboard().text() == PASSWORD
    assert unlocked.clipboard.left == 30
    tray.copy(wanted.id, "totp")
    settled()
    assert len(QGuiApplication.clipboard().text()) == 6


def test_a_locked_vaults_tray_names_nothing(tray: Tray, page: ClientsPage, unlocked: Session, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    page.detail.do("copy-username")
    settled()
    texts(tray)
    unlocked.lock()
    settled()
    assert tray.recent == ()
    assert tray.menu.actions() == []
    assert texts(tray) == ["Open Lacre", "Quit"]


def test_the_window_locks_when_it_is_minimised_if_that_was_chosen(
    page: ClientsPage, shell: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    shell.showMinimized()
    settled()
    assert unlocked.vault is not None
    shell.showNormal()
    settled()
    unlocked.guards.set_number("minimised", 1)
    shell.showMinimized()
    qtbot.waitUntil(lambda: unlocked.vault is None, timeout=30_000)


def dropped(*, url: QUrl | None = None, text: str = "") -> QMimeData:
    data = QMimeData()
    if url is not None:
        data.setUrls([url])
    if text:
        data.setText(text)
    return data


@pytest.mark.parametrize("text", ["https://loja.example/entrar", " http://example.pt "])
def test_a_web_address_is_a_drop(text: str) -> None:
    assert read_drop(dropped(text=text)) == Dropped(link=text.strip())
    assert read_drop(dropped(url=QUrl(text.strip()))) == Dropped(link=text.strip())


@pytest.mark.parametrize("text", ["hello", "file:///etc/passwd", "javascript:alert(1)", "https://", "x" * 5000, ""])
def test_what_is_no_web_address_is_refused(text: str) -> None:
    assert read_drop(dropped(text=text)) is None


def test_an_export_is_a_drop_and_other_files_are_not(tmp_path: Path) -> None:
    assert read_drop(dropped(url=QUrl.fromLocalFile(str(EXPORT)))) == Dropped(file=EXPORT)
    other = tmp_path / "picture.png"
    other.touch()
    for path in (other, tmp_path / "gone.csv", tmp_path):
        assert read_drop(dropped(url=QUrl.fromLocalFile(str(path)))) is None


def test_a_dropped_file_is_looked_at_for_import(page: ClientsPage, shell: Shell, settled: Settle) -> None:
    assert shell.commands is not None
    shell.commands.take(Dropped(file=EXPORT))
    settled()
    sheet: Any = sheet_of(shell)
    assert isinstance(sheet, ImportSheet)
    assert sheet._look.isVisible()


def test_a_dropped_address_begins_a_login(page: ClientsPage, shell: Shell, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert shell.commands is not None
    shell.commands.take(Dropped(link="https://loja.example/entrar"))
    form = page.detail.form
    assert form is not None
    assert form.edits.url() == "https://loja.example/entrar"
    assert form.dirty


def test_a_dropped_link_of_lacre_is_opened_here_and_not_kept(
    page: ClientsPage, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"a browser was given {url}"))
    assert shell.commands is not None
    shell.commands.take(Dropped(link=SHARE, share=True))
    sheet = sheet_of(shell)
    assert isinstance(sheet, ReceivingSheet)
    assert isinstance(sheet.part, LinkPart)
    assert sheet.part.link() == SHARE
    assert page.detail.form is None


@pytest.mark.parametrize(
    "link", [SHARE, f"lacre:{SHARE}", f"Segue o link: {SHARE}", SHARE.partition("#")[0], "lacre:x"]
)
def test_what_was_meant_as_a_link_of_lacre_is_one_even_if_damaged(link: str) -> None:
    assert is_meant_for_us(link)
    assert not is_whole(link)
    assert read_drop(dropped(text=link)) == Dropped(link=link, share=True)


def test_another_address_is_none() -> None:
    assert not is_meant_for_us("https://loja.example/")
    assert not is_meant_for_us("https://loja.example/s/curto#1")
