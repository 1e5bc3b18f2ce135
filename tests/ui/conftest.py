"""What the desktop tests share: compiled catalogues, a session over the real vault with a cheap key derivation, a window."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.host.paths import resources
from app.ui.collecting import Collecting
from app.ui.i18n import compile_catalogues
from app.ui.state import Session
from app.ui.window import Shell
from tests.ui.cheap import PASSPHRASE, CheapOpener

DEADLINE_MS = 60_000
NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)

# A machine may be busy with other things: whoever waits for something waits longer for it than pytest-qt's five seconds.
for _wait in (
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitUntil,
    QtBot.waitCallback,
    QtBot.waitActive,
    QtBot.waitExposed,
):
    _wait.__kwdefaults__["timeout"] = DEADLINE_MS


def _interrupt(_number: int, _frame: object) -> None:
    """A run of these tests is stopped, and does not crash: Python's own handler raises an error without arguments, and where Qt
    has called Python the binding cannot bear it."""
    raise KeyboardInterrupt("interrupted")


if (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) is signal.default_int_handler
):
    # A worker of xdist is told so once nobody waits for it: it need not unwind, which the binding bears in few places.
    signal.signal(signal.SIGINT, signal.SIG_DFL if "PYTEST_XDIST_WORKER" in os.environ else _interrupt)


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every catalogue, compiled."""
    folder = tmp_path_factory.mktemp("catalogues")
    compile_catalogues(resources() / "translations", folder)
    return folder


@pytest.fixture(autouse=True, scope="module")
def collecting(qapp: QApplication) -> Iterator[None]:
    """As in the program: no thread but Qt's frees what Qt made. For the whole file: a window made for it has threads before
    its first test begins and after its last."""
    made = Collecting(qapp)
    yield
    made.close()


@pytest.fixture
def session(qtbot: QtBot, home: Path, catalogues: Path) -> Iterator[Session]:
    """Locked; English and light until a test says otherwise."""
    made = Session(home, now=lambda: NOW, opener=CheapOpener(), catalogues=catalogues)
    made.themes.choose("light")
    made.languages.choose("en")
    yield made
    made.languages.choose("en")
    made.close()


@pytest.fixture
def unlocked(session: Session, qtbot: QtBot) -> Session:
    """With a new, empty vault, open."""
    with qtbot.waitSignal(session.unlocked, timeout=60_000):
        session.unlock(PASSPHRASE, pytest.fail, create=True)
    return session


@pytest.fixture
def shell(session: Session, qtbot: QtBot) -> Iterator[Shell]:
    """The window, shown, locked, with no vault yet."""
    made = Shell(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def settled(session: Session, qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing is under way any more."""
    return lambda: qtbot.waitUntil(lambda: not session.tasks.busy, timeout=60_000)
