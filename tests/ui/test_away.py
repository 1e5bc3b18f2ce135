"""The window locks with the computer: over a real D-Bus, with a logind of the test's own at the other end."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.host.session_events import Away, SessionEvents
from app.ui.idle import IdleWatch, SleepWatch
from app.ui.state import Session
from app.ui.unlock import UnlockForm
from app.ui.window import Shell
from tests.ui.cheap import PASSPHRASE
from tests.unit.host.logind import DEADLINE_S, OURS, THEIRS, Logind, private_bus

NOWHERE = "unix:path=/nowhere/at/all"


@pytest.fixture
def logind() -> Iterator[Logind]:
    with private_bus() as address:
        made = Logind(address)
        yield made
        made.close()


def listen(session: Session, system: str, saver: str = NOWHERE) -> SessionEvents:
    def make(heard: Callable[[Away], None]) -> SessionEvents:
        return SessionEvents(heard, system=system, session=saver, session_id="2")

    session.watch_computer(make)
    assert session._computer is not None
    events = session._computer.events
    assert events.ready.wait(DEADLINE_S)
    return events


@pytest.fixture
def desk(unlocked: Session, shell: Shell, logind: Logind, qtbot: QtBot) -> Session:
    """An open vault in its window, listening."""
    qtbot.waitUntil(lambda: shell.ready, timeout=DEADLINE_S * 1000)  # it listens to the computer's own buses by then
    listen(unlocked, logind.address)
    return unlocked


def held(lock: int) -> bool:
    """Whether the computer's sleep is held back still."""
    return select.select([lock], [], [], 0)[0] == []


def let_go(lock: int) -> bool:
    readable, _, _ = select.select([lock], [], [], DEADLINE_S)
    return bool(readable) and os.read(lock, 1) == b""


def suspend(logind: Logind) -> None:
    logind.sleep(True)


def lock_session(logind: Logind) -> None:
    logind.lock(OURS)


def lock_by_screen(logind: Logind) -> None:
    logind.change(OURS, "LockedHint", True)


def switch_user(logind: Logind) -> None:
    logind.change(OURS, "Active", False)


@pytest.mark.parametrize("tell", [suspend, lock_session, lock_by_screen, switch_user])
def test_what_the_computer_tells_locks_the_window(
    tell: Callable[[Logind], None], desk: Session, shell: Shell, logind: Logind, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        tell(logind)
    assert desk.vault is None
    assert shell.desk is None
    assert isinstance(shell.unlock_page.form, UnlockForm)


def test_another_persons_session_locks_nothing(desk: Session, logind: Logind, qtbot: QtBot) -> None:
    assert desk._computer is not None
    told: list[str] = []
    desk._computer._heard.connect(told.append)
    logind.lock(THEIRS)
    logind.change(THEIRS, "Active", False)
    logind.sleep(False)
    desk.guards.set_number("asleep", 0)
    logind.lock(OURS)
    qtbot.waitUntil(lambda: told == ["lock"], timeout=DEADLINE_S * 1000)


def test_the_computer_sleeps_once_the_keys_are_gone_and_not_before(
    desk: Session, logind: Logind, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, vault = logind.inhibited(), desk.vault
    assert vault is not None
    seen: list[bool] = []
    close = type(vault).close

    def closing(self: object) -> None:
        seen.append(held(lock))
        close(self)  # type: ignore[arg-type]

    monkeypatch.setattr(type(vault), "close", closing)
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        suspend(logind)
    assert seen == [True]
    assert let_go(lock)
    os.close(lock)


def test_a_lock_of_the_screen_lets_no_later_sleep_come_too_soon(desk: Session, logind: Logind, qtbot: QtBot) -> None:
    lock = logind.inhibited()
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        lock_session(logind)
    assert held(lock)
    suspend(logind)
    qtbot.waitUntil(lambda: not held(lock), timeout=DEADLINE_S * 1000)
    os.close(lock)


def test_who_stays_unlocked_holds_no_sleep_back(desk: Session, logind: Logind, qtbot: QtBot) -> None:
    lock = logind.inhibited()
    desk.guards.set_number("asleep", 0)
    suspend(logind)
    qtbot.waitUntil(lambda: not held(lock), timeout=DEADLINE_S * 1000)
    os.close(lock)
    assert desk.vault is not None


def test_a_sleep_while_the_key_is_derived_counts_as_well(
    desk: Session, shell: Shell, logind: Logind, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        desk.lock()
    opened: list[None] = []
    desk.unlocked.connect(lambda: opened.append(None))
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        desk.unlock(Secret(PASSPHRASE.reveal()), pytest.fail)
        desk.lock()
    assert (opened, desk.vault) == ([], None)
    with qtbot.waitSignal(desk.unlocked, timeout=DEADLINE_S * 1000):
        desk.unlock(PASSPHRASE, pytest.fail)  # it is nobody's any more: not in use


def test_an_unlock_refused_after_the_lock_tells_nobody(desk: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        desk.lock()
    with qtbot.waitSignal(desk.put_away, timeout=DEADLINE_S * 1000):
        desk.unlock(Secret("wrong one entirely"), pytest.fail)
        desk.lock()


def test_a_screen_saver_locks_the_window(unlocked: Session, qtbot: QtBot) -> None:
    with private_bus() as address:
        saver = Logind(address)
        saver.own("org.gnome.ScreenSaver")
        events = listen(unlocked, NOWHERE, saver=address)
        with qtbot.waitSignal(unlocked.put_away, timeout=DEADLINE_S * 1000):
            saver.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (True,))
        events.close()
        saver.close()
    assert unlocked.vault is None


def test_without_any_bus_the_window_works_and_locks_by_its_clock(unlocked: Session, qtbot: QtBot) -> None:
    events = listen(unlocked, NOWHERE)
    assert not events.hears
    unlocked.idle.watch(1)
    qtbot.waitUntil(lambda: unlocked.vault is None, timeout=DEADLINE_S * 1000)


class Hands:
    """A clock's, moved by the test."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


def test_time_that_passed_asleep_counts_as_idle(qtbot: QtBot) -> None:
    hands = Hands()
    watch = IdleWatch(clock=hands)
    watch.watch(600_000)
    hands.at += 599
    assert not watch.look()
    hands.at += 1
    with qtbot.waitSignal(watch.idle, timeout=0):
        assert watch.look()
    assert not watch.watching
    assert not watch.look()


def test_a_key_after_a_long_sleep_is_not_a_sign_that_somebody_was_there(qtbot: QtBot) -> None:
    hands = Hands()
    watch = IdleWatch(clock=hands)
    watch.watch(600_000)
    hands.at += 3600
    with qtbot.waitSignal(watch.idle, timeout=0):
        watch.eventFilter(watch, QEvent(QEvent.Type.MouseMove))
    assert not watch.watching


def test_a_gap_in_the_beat_is_a_sleep(qtbot: QtBot) -> None:
    hands, told = Hands(), []
    watch = SleepWatch(clock=hands)
    watch.slept.connect(lambda: told.append("slept"))
    for seconds in (10, 15, 60, -3600, 61, 10):
        hands.at += seconds
        watch.beat()
    assert told == ["slept"]


def test_a_sleep_that_nobody_told_of_locks_after_the_fact(unlocked: Session) -> None:
    listen(unlocked, NOWHERE)
    assert unlocked._computer is not None
    unlocked._computer._asleep.slept.emit()
    assert unlocked.vault is None
