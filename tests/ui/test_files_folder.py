"""What was opened from the vault does not outlive the program, however it ended."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ops.entry_files import FOLDER
from app.ui.app import stop
from app.ui.files.opened import opened_of
from app.ui.state import Session
from app.ui.window import Shell


def test_the_window_wipes_what_a_killed_program_left(session: Session, qtbot: QtBot) -> None:
    left = session.home / FOLDER / "0123456789abcdef" / "contrato.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"segredo")
    shell = Shell(session)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: not (session.home / FOLDER).exists(), timeout=30_000)
    shell.hide()


def test_the_end_of_the_program_wipes_what_was_opened(session: Session) -> None:
    session.home.mkdir(parents=True, exist_ok=True)
    place: Path = opened_of(session).files.place("contrato.pdf")
    place.write_bytes(b"segredo")
    stop(session)
    assert not (session.home / FOLDER).exists()
