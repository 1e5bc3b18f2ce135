"""Sleep and session lock as logind tells them, over a real bus of the test's own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from app.ui.session_watch import SessionWatch, session_path
from app.ui.state import Session
from app.ui.window import Shell

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"


class Bus:
    """Both ends: we listen at one, logind speaks at the other."""

    def __init__(self, address: str) -> None:
        self.ours = QDBusConnection.connectToBus(address, f"ours {address}")
        self.theirs = QDBusConnection.connectToBus(address, f"theirs {address}")
        assert self.theirs.registerService(LOGIND)

    def tell(self, path: str, interface: str, member: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(arguments))
        assert self.theirs.send(message)

    def sleep(self, going: bool) -> None:
        self.tell(MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", going)

    def lock(self, session: str) -> None:
        self.tell(session_path(session), f"{LOGIND}.Session", "Lock")


@pytest.fixture
def bus() -> Iterator[Bus]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    made = Bus(address)
    yield made
    for end in ("ours", "theirs"):
        QDBusConnection.disconnectFromBus(f"{end} {address}")
    daemon.terminate()
    daemon.wait(timeout=30)
    daemon.stdout.close()


@pytest.fixture
def watch(bus: Bus, qtbot: QtBot) -> SessionWatch:
    return SessionWatch(system=bus.ours, session=bus.ours, session_id="2")


def test_going_to_sleep_is_heard(watch: SessionWatch, bus: Bus, qtbot: QtBot) -> None:
    assert watch.hears
    with qtbot.waitSignal(watch.away, timeout=30_000) as told:
        bus.sleep(True)
    assert told.args == ["sleep"]


def test_waking_up_and_other_peoples_sessions_are_none_of_ours(watch: SessionWatch, bus: Bus, qtbot: QtBot) -> None:
    told: list[str] = []
    watch.away.connect(told.append)
    bus.sleep(False)
    bus.lock("3")
    with qtbot.waitSignal(watch.away, timeout=30_000):
        bus.lock("2")
    assert told == ["lock"]


def test_a_screen_saver_is_heard(watch: SessionWatch, bus: Bus, qtbot: QtBot) -> None:
    assert bus.theirs.registerService("org.gnome.ScreenSaver")
    with qtbot.waitSignal(watch.away, timeout=30_000):
        bus.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)


def test_without_a_bus_it_hears_nothing_and_says_so(qtbot: QtBot) -> None:
    nothing = QDBusConnection("no such bus")
    assert not SessionWatch(system=nothing, session=nothing).hears


@pytest.mark.parametrize(("session", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db")])
def test_a_sessions_place_is_written_as_logind_does(session: str, path: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{path}"


def test_the_computers_sleep_locks_the_vault(
    unlocked: Session, shell: Shell, bus: Bus, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    unlocked.watch_computer(SessionWatch(unlocked, system=bus.ours, session=bus.ours, session_id="2"))
    with qtbot.waitSignal(unlocked.locked, timeout=30_000):
        bus.sleep(True)
    settled()
    assert unlocked.vault is None
    assert shell.desk is None
