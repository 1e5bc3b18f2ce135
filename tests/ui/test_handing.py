"""A second start of the program: the first window has the link, comes to the front, and asks nobody anything."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.host.handing import MOST, hand_over, window_socket
from app.ui.app import hear_others
from app.ui.handing import Handing
from app.ui.state import Session
from app.ui.window import Shell

ROOT = Path(__file__).resolve().parents[2]
LINK = "lacre:https://relay.example/s/AAAAAAAAAAAAAAAAAAAAAA#1g.x"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short: a socket's path must be."""
    made = Path(tempfile.mkdtemp(prefix="lacre-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def first(folder: Path, qtbot: QtBot) -> Iterator[Handing]:
    made = Handing(folder)
    assert made.listen()
    yield made
    made.close()


def handed(qtbot: QtBot, folder: Path, link: str) -> bool:
    """As another process does it, while this one's window lives."""
    with ThreadPoolExecutor(1) as others:
        given = others.submit(hand_over, folder, link)
        qtbot.waitUntil(given.done)
        return given.result()


def test_the_window_that_stands_is_given_the_link(first: Handing, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.given) as given:
        assert handed(qtbot, folder, f" {LINK}\n")
    assert given.args == [LINK]
    with qtbot.waitSignal(first.given) as given:
        assert handed(qtbot, folder, "")
    assert given.args == [""], "to the front, and no more"


def test_its_socket_is_its_owners_alone(first: Handing, folder: Path) -> None:
    path = window_socket(folder)
    assert path is not None
    assert path.stat().st_mode & 0o077 == 0


def test_a_second_window_does_not_take_the_place_of_the_first(first: Handing, folder: Path, qtbot: QtBot) -> None:
    second = Handing(folder)
    assert not second.listen()
    with qtbot.waitSignal(first.given):
        assert handed(qtbot, folder, LINK)
    first.close()
    assert second.listen()
    second.close()


def test_what_a_killed_window_left_is_in_nobodys_way(folder: Path, qtbot: QtBot) -> None:
    path = window_socket(folder)
    assert path is not None
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    assert not hand_over(folder, LINK), "nobody answers"
    made = Handing(folder)
    assert made.listen()
    made.close()


def test_nothing_is_given_to_what_is_no_socket_of_ours(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = window_socket(folder)
    assert path is not None
    assert not hand_over(folder, LINK)
    path.write_text("")
    assert not hand_over(folder, LINK)
    path.unlink()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        monkeypatch.setattr(os, "getuid", lambda: 12345)
        assert not hand_over(folder, LINK), "it is another user's"


def test_more_than_a_link_can_have_is_not_taken(first: Handing, folder: Path, qtbot: QtBot) -> None:
    given: list[str] = []
    first.given.connect(given.append)
    assert not hand_over(folder, "x" * MOST)
    path = window_socket(folder)
    assert path is not None
    with socket.socket(socket.AF_UNIX) as other:
        other.connect(str(path))
        other.sendall(b"x" * (MOST + 1))
        other.settimeout(0)

        def gone() -> bool:
            try:
                return other.recv(1) == b""
            except BlockingIOError:
                return False
            except ConnectionError:
                return True

        qtbot.waitUntil(gone)
    assert given == []


def test_a_link_from_elsewhere_comes_into_the_window(
    folder: Path, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    """The folder goes last: the window may write to it until it is closed."""
    session.home = folder
    hearing = hear_others(session, shell)
    assert handed(qtbot, folder, LINK)
    form = shell.unlock_page.form
    assert form is not None
    qtbot.waitUntil(lambda: "A link waits" in form.notice.text())
    hearing.close()


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    """The program itself, on no screen."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"LACRE_HOME": str(folder), "LACRE_LANG": "en", "LANG": "en_GB.UTF-8"}
    command = [sys.executable, "-m", "app", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def test_the_program_started_with_a_link_hands_it_over_and_ends(first: Handing, folder: Path, qtbot: QtBot) -> None:
    given: list[str] = []
    first.given.connect(given.append)
    with start(folder, LINK) as second:
        qtbot.waitUntil(lambda: second.poll() is not None)
        assert second.returncode == 0
    assert given == [LINK]


def test_without_a_window_and_a_screen_a_link_is_not_opened(folder: Path) -> None:
    with start(folder, LINK) as alone:
        _, said = alone.communicate(timeout=60)
    assert alone.returncode == 3
    assert "lacre share open -" in said
    assert "relay.example" not in said
