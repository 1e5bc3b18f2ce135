"""Further ways of handing a link over: what goes to the clipboard, into an address, into a file, and who may read that."""

from __future__ import annotations

import email
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.sharing import paper
from app.ui.sharing.paper import Letter
from app.ui.sharing.ways import Ways, qr_png
from app.ui.state import Session
from app.ui.totp.reading import _texts as texts_in
from tests.ui.sharing_fakes import MADE, URL, MemoryDesk

LETTER = Letter("Assunto", f"Olá,\n\num link protegido:\n\n{URL}\n\nAna", URL)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were given to the system to open."""
    addresses: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(QUrl(url).toString()) or True)
    return addresses


def ways(session: Session, window: QMainWindow) -> Ways:
    return Ways(session, MemoryDesk(), MADE, window)


def test_the_message_goes_by_the_clipboard_and_never_in_the_address(
    qtbot: QtBot, session: Session, window: QMainWindow, opened: list[str]
) -> None:
    ways(session, window).chat("fr")
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert QGuiApplication.clipboard().text() == f"fr chat: {URL}"
    ways(session, window).mail("es")
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert QGuiApplication.clipboard().text() == f"es mail: {URL}"
    assert opened == ["https://web.whatsapp.com/", "mailto:?subject=es subject"]


def test_the_draft_holds_the_letter_and_a_square_that_reads_as_the_link(session: Session, window: QMainWindow) -> None:
    draft = email.message_from_bytes(ways(session, window).draft(LETTER), policy=default)
    (picture,) = draft.iter_attachments()  # type: ignore[attr-defined]
    assert texts_in(QImage.fromData(picture.get_content())) == [URL]
    assert MADE.passcode not in draft.as_string()


def test_a_file_is_for_its_owner_alone_and_is_never_written_over_another(
    qtbot: QtBot, session: Session, window: QMainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "link.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    said: list[str] = []
    session.said.connect(lambda words, _role: said.append(words))
    ways(session, window)._ask_where("en", "pdf", paper.pdf)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: said == ["Saved: link.pdf. The link is in it; the passcode is not."])
    before = path.read_bytes()
    assert before.startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600
    ways(session, window)._ask_where("en", "pdf", paper.pdf)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert path.read_bytes() == before


def test_the_square_on_paper_reads_as_the_link(qapp: QApplication) -> None:
    from app.ui import paper as sheets

    page = sheets.picture(lambda painter: paper.draw(painter, LETTER))
    assert texts_in(page) == [URL]


def test_the_picture_of_a_code_is_read_by_a_reader(qapp: QApplication) -> None:
    assert texts_in(QImage.fromData(qr_png(URL))) == [URL]
