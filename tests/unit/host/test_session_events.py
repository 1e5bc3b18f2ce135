"""Sleep, lock and user switches over a real D-Bus with a logind of the test's own."""

from __future__ import annotations

import os
import queue
import select
from collections.abc import Iterator

import pytest
from jeepney import HeaderFields

from app.host.session_bus import meaning
from app.host.session_events import Away, SessionEvents
from tests.unit.host.logind import DEADLINE_S, MANAGER, OURS, THEIRS, Logind, private_bus

NOWHERE = "unix:path=/nowhere/at/all"


class Ear:
    """What was heard, one after the other."""

    def __init__(self, address: str, session_id: str = "2", session: str = NOWHERE) -> None:
        self._told: queue.Queue[Away] = queue.Queue()
        self.events = SessionEvents(self._told.put, system=address, session=session, session_id=session_id)
        self.events.start()
        assert self.events.ready.wait(DEADLINE_S)

    def next(self) -> Away:
        return self._told.get(timeout=DEADLINE_S)

    @property
    def silent(self) -> bool:
        return self._told.empty()


@pytest.fixture
def logind() -> Iterator[Logind]:
    with private_bus() as address:
        made = Logind(address)
        yield made
        made.close()


@pytest.fixture
def ear(logind: Logind) -> Iterator[Ear]:
    made = Ear(logind.address)
    yield made
    made.events.close()


def let_go(lock: int) -> bool:
    """Whether the other end of the inhibitor was closed: logind then lets the computer sleep."""
    readable, _, _ = select.select([lock], [], [], DEADLINE_S)
    gone = bool(readable) and os.read(lock, 1) == b""
    os.close(lock)
    return gone


def test_sleep_is_heard_and_held_back_until_all_is_put_away(logind: Logind, ear: Ear) -> None:
    held = logind.inhibited()
    logind.sleep(True)
    assert ear.next() is Away.SLEEP
    assert select.select([held], [], [], 0)[0] == []
    ear.events.settled()
    ear.events.settled()
    assert let_go(held)


def test_after_waking_up_the_next_sleep_is_held_back_too(logind: Logind, ear: Ear) -> None:
    first = logind.inhibited()
    logind.sleep(True)
    assert ear.next() is Away.SLEEP
    ear.events.settled()
    assert let_go(first)
    logind.sleep(False)
    second = logind.inhibited()
    logind.sleep(True)
    assert ear.next() is Away.SLEEP
    ear.events.close()
    assert let_go(second)


def test_our_sessions_lock_is_heard_and_another_persons_is_not(logind: Logind, ear: Ear) -> None:
    logind.lock(THEIRS)
    logind.change(THEIRS, "LockedHint", True)
    logind.change(THEIRS, "Active", False)
    logind.sleep(False)
    logind.change(OURS, "LockedHint", False)
    logind.change(OURS, "Active", True)
    logind.lock(OURS)
    assert ear.next() is Away.LOCK
    logind.lock(f"{MANAGER}/session/auto")
    assert ear.next() is Away.LOCK
    logind.change(OURS, "LockedHint", True)
    assert ear.next() is Away.LOCK
    assert ear.silent


def test_another_person_who_comes_to_the_front_is_a_switch(logind: Logind, ear: Ear) -> None:
    logind.change(OURS, "Active", False)
    assert ear.next() is Away.SWITCH


def test_a_screen_saver_is_a_lock() -> None:
    with private_bus() as address:
        saver = Logind(address)
        saver.own("org.gnome.ScreenSaver")
        ear = Ear(NOWHERE, session=address)
        saver.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (False,))
        saver.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (True,))
        assert ear.next() is Away.LOCK
        assert ear.silent
        ear.events.close()
        saver.close()


@pytest.mark.parametrize("session_id", ["", "2"])
def test_where_no_session_was_named_it_is_the_one_with_the_screen(session_id: str) -> None:
    with private_bus() as address:
        logind = Logind(address, knows_session=False)
        ear = Ear(address, session_id=session_id)
        logind.lock(THEIRS)
        logind.change(OURS, "Active", False)
        assert ear.next() is Away.SWITCH
        ear.events.close()
        logind.close()


def test_a_bus_that_ends_is_no_lock() -> None:
    with private_bus() as address:
        logind = Logind(address)
        ear = Ear(address)
        held = logind.inhibited()
        logind.close()
    ear.events.settled()  # whatever became of the bus
    assert let_go(held)
    ear.events.close()
    assert ear.silent


def test_without_any_bus_nothing_is_heard_and_that_is_said() -> None:
    ear = Ear(NOWHERE)
    assert not ear.events.hears
    ear.events.settled()
    ear.events.close()
    ear.events.close()


def test_a_signal_of_any_form_does_no_harm() -> None:
    for member in ("PrepareForSleep", "Lock", "ActiveChanged", "PropertiesChanged", "Other", None):
        for body in ((), (2,), ("true",), ("a", "b", "c"), ("a", {"Active": ("s", "x")}, []), (True, True)):
            fields = {HeaderFields.member: member, HeaderFields.path: OURS}
            assert meaning(fields, body, OURS) in ("", "lock" if member == "Lock" else "")
