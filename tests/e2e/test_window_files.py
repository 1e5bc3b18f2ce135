"""Files from the share sheet through a relay as a process to a recipient of Python: whole; given up; gone on with."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.host.paths import relay_data
from app.ops.opening import Opening
from app.ops.relays import EmbeddedRelay
from app.share.courier import Courier
from app.share.link import parse_link
from app.ui.sharing.desk import Made, desk_of
from app.ui.sharing.sending import UploadCards
from app.ui.sharing.sheet import ShareSheet
from app.ui.sharing.uploads import Going, Upload, uploads_of
from app.ui.state import Session
from app.ui.tasks import Task
from tests.ui.cheap import PASSPHRASE, CheapOpener

MIB = 1024 * 1024
SIZE = 48 * MIB
DEADLINE_MS = 60_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sent") / "contrato.bin"
    path.write_bytes(random.Random(7).randbytes(SIZE))
    return path


@pytest.fixture
def session(qtbot: QtBot, home: Path) -> Iterator[Session]:
    made = Session(home, opener=CheapOpener())
    made.languages.choose("en")
    with qtbot.waitSignal(made.unlocked, timeout=DEADLINE_MS):
        made.unlock(PASSPHRASE, pytest.fail, create=True)
    relay = EmbeddedRelay.start(home)
    yield made
    made.close()
    relay.stop()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> QMainWindow:
    made = QMainWindow()
    made.resize(1000, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Event:
    """An upload rests after its first piece until it is told to stop, or set free: however slow the window is, it is in the
    middle."""
    told, free = Upload.told, Event()

    def rests(self: Upload, task: Task, done: int, total: int) -> None:
        told(self, task, done, total)
        while done < total and not self.halt.said and not free.is_set():
            self.halt.pause(0.01)

    monkeypatch.setattr(Upload, "told", rests)
    return free


def press(widget: QWidget, text: str) -> None:
    next(b for b in widget.findChildren(QAbstractButton) if b.text() == text and b.isVisible()).click()


def wait(qtbot: QtBot, until: Callable[[], bool]) -> None:
    qtbot.waitUntil(until, timeout=DEADLINE_MS)


def on_its_way(qtbot: QtBot, session: Session, window: QMainWindow, file: Path, made: list[Made]) -> ShareSheet:
    """Until the relay has some of it."""
    sheet = ShareSheet(session, desk_of(session), window, on_made=made.append)
    sheet.open()
    sheet._what.carried.take([file])
    wait(qtbot, lambda: sheet._what.carried.count == 1)
    heard = list[Upload]()
    uploads_of(session).moved.connect(heard.append)
    press(sheet, "Create link")
    wait(qtbot, lambda: bool(heard))
    return sheet


def octets_at_relay(home: Path) -> int:
    """Of sealed files; the database of an empty relay is far smaller than one piece."""
    sizes = [path.stat().st_size for path in relay_data(home).rglob("*") if path.is_file()]
    return sum(size for size in sizes if size >= MIB)


def received(made: Made, folder: Path) -> bytes:
    link = parse_link(made.url)
    with Opening(link, Courier(link.origin)) as opening:
        opened = opening.unlock(Secret(made.passcode))
        assert [(file.name, file.size) for file in opened.files] == [("contrato.bin", SIZE)]
        (path,) = opening.save(folder)
    return path.read_bytes()


def test_a_file_goes_from_the_sheet_to_the_disk_of_the_recipient(
    qtbot: QtBot, session: Session, window: QMainWindow, file: Path, tmp_path: Path
) -> None:
    made = list[Made]()
    on_its_way(qtbot, session, window, file, made)
    wait(qtbot, lambda: bool(made))
    assert received(made[0], tmp_path) == file.read_bytes()
    assert made[0].views == 3


def test_cancelled_in_the_middle_nothing_of_it_stays_with_the_relay(
    qtbot: QtBot, session: Session, window: QMainWindow, file: Path, home: Path, free: Event
) -> None:
    made = list[Made]()
    sheet = on_its_way(qtbot, session, window, file, made)
    assert octets_at_relay(home) > 0
    press(sheet, "Cancel")
    wait(qtbot, lambda: not session.tasks.busy and octets_at_relay(home) == 0)
    assert (made, desk_of(session).unsent(), desk_of(session).cards()) == ([], [], [])


def test_the_lock_interrupts_it_and_afterwards_it_goes_on_from_where_it_was(
    qtbot: QtBot, session: Session, window: QMainWindow, file: Path, tmp_path: Path, free: Event
) -> None:
    on_its_way(qtbot, session, window, file, []).hide()
    with qtbot.waitSignal(session.locked, timeout=DEADLINE_MS):
        session.lock()
    wait(qtbot, lambda: not session.tasks.busy)
    with qtbot.waitSignal(session.unlocked, timeout=DEADLINE_MS):
        session.unlock(PASSPHRASE, pytest.fail)
    shown, made = UploadCards(session, desk_of(session)), list[Made]()
    window.setCentralWidget(shown)
    wait(qtbot, lambda: len(shown.cards) == 1)
    (upload,) = uploads_of(session).all
    assert upload.going is Going.HALTED
    free.set()
    uploads_of(session).made.connect(lambda _upload, share: made.append(share))
    press(shown, "Continue")
    wait(qtbot, lambda: bool(made))
    assert received(made[0], tmp_path) == file.read_bytes()
