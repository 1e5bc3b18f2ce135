"""What macOS says of its login session when it is asked, played at the border: its frameworks are the test's."""

from __future__ import annotations

import ctypes
import queue
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.host.session_events import Away, SessionEvents
from app.host.session_macos import IN_FRONT, LOCKED, Looks, Session, Standing

DEADLINE_S = 20
HERE: Mapping[str, bool] = {IN_FRONT: True}
AT_LOCK: Mapping[str, bool] = {IN_FRONT: True, LOCKED: True}
ELSEWHERE: Mapping[str, bool] = {IN_FRONT: False}
BOOLEAN, NUMBER, TEXT = 21, 22, 7


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ([HERE, HERE, AT_LOCK, AT_LOCK, HERE, AT_LOCK], ["", "", "lock", "", "", "lock"]),
        ([HERE, ELSEWHERE, ELSEWHERE, HERE, ELSEWHERE], ["", "switch", "", "", "switch"]),
        ([HERE, {}, HERE, None, None, HERE], ["", "switch", "", "switch", "", ""]),
        ([HERE, {LOCKED: True}], ["", "lock"]),
        ([AT_LOCK, HERE], ["lock", ""]),
    ],
)
def test_what_begins_is_told_once(seen: list[Mapping[str, bool] | None], told: list[str]) -> None:
    standing = Standing()
    assert [standing.news(said) for said in seen] == told


class Function:
    """One of a framework's: its types can be set."""

    def __init__(self, act: Callable[..., Any]) -> None:
        self._act = act
        self.restype: Any = None
        self.argtypes: Any = None

    def __call__(self, *given: Any) -> Any:
        assert self.argtypes is not None, "a pointer would be cut"
        return self._act(*given)


class Frameworks:
    """Core Graphics and Core Foundation with one dictionary. Handles are numbers; what is owned is counted."""

    def __init__(self, said: dict[str, tuple[int, int]] | None) -> None:
        self.said = said
        self.owned: list[int] = []
        self._names: dict[int, str] = {}

    def load(self, path: str) -> Any:
        assert path.startswith("/System/Library/Frameworks/Core")
        return self

    def __getattr__(self, name: str) -> Function:
        made = Function(getattr(self, f"on_{name}"))
        setattr(self, name, made)
        return made

    def on_CGSessionCopyCurrentDictionary(self) -> int | None:
        if self.said is None:
            return None
        self.owned.append(1)
        return 1

    def on_CFStringCreateWithCString(self, _allocator: None, text: bytes, encoding: int) -> int:
        assert encoding == 0x08000100
        self._names[100 + len(self._names)] = text.decode()
        self.owned.append(99 + len(self._names))
        return 99 + len(self._names)

    def on_CFDictionaryGetValue(self, told: int, name: int) -> int | None:
        assert {told, name} <= set(self.owned)
        assert self.said is not None
        return None if self._names[name] not in self.said else 1000 + list(self.said).index(self._names[name])

    def _at(self, value: int) -> tuple[int, int]:
        assert self.said is not None
        return list(self.said.values())[value - 1000]

    def on_CFGetTypeID(self, value: int) -> int:
        return self._at(value)[0]

    def on_CFBooleanGetTypeID(self) -> int:
        return BOOLEAN

    def on_CFNumberGetTypeID(self) -> int:
        return NUMBER

    def on_CFBooleanGetValue(self, value: int) -> int:
        return self._at(value)[1]

    def on_CFNumberGetValue(self, value: int, kind: int, into: Any) -> int:
        assert kind == 9
        into._obj.value = self._at(value)[1]
        return 1

    def on_CFRelease(self, owned: int) -> None:
        self.owned.remove(owned)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({IN_FRONT: (BOOLEAN, 1)}, {IN_FRONT: True}),
        ({IN_FRONT: (BOOLEAN, 0), LOCKED: (BOOLEAN, 1)}, {IN_FRONT: False, LOCKED: True}),
        (
            {IN_FRONT: (NUMBER, 1), LOCKED: (NUMBER, 0), "kCGSSessionUserIDKey": (NUMBER, 501)},
            {IN_FRONT: True, LOCKED: False},
        ),
        ({IN_FRONT: (TEXT, 1)}, {}),
        ({}, {}),
        (None, None),
    ],
)
def test_the_dictionary_is_read_and_nothing_of_it_kept(
    said: dict[str, tuple[int, int]] | None, read: Mapping[str, bool] | None
) -> None:
    system = Frameworks(said)
    session = Session(system.load)
    assert session.look() == read
    assert session.look() == read
    assert system.owned == []
    assert system.CGSessionCopyCurrentDictionary.restype is ctypes.c_void_p


def ear(
    monkeypatch: pytest.MonkeyPatch, look: Callable[[], Mapping[str, bool] | None]
) -> tuple[SessionEvents, queue.Queue[Away]]:
    told: queue.Queue[Away] = queue.Queue()
    monkeypatch.setattr("app.host.session_macos.Looks", lambda: Looks(lambda: look, 0))
    events = SessionEvents(told.put, platform="darwin")
    events.start()
    assert events.ready.wait(DEADLINE_S)
    return events, told


def test_lock_and_switch_are_heard_until_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([HERE, AT_LOCK, HERE, ELSEWHERE])
    events, told = ear(monkeypatch, lambda: next(seen, ELSEWHERE))
    assert events.hears
    assert [told.get(timeout=DEADLINE_S) for _ in range(2)] == [Away.LOCK, Away.SWITCH]
    events.settled()
    events.close()
    assert not events.hears
    assert told.empty()
    events.close()


def test_without_a_window_session_nothing_is_heard_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    events, told = ear(monkeypatch, lambda: None)
    assert not events.hears
    events.close()
    assert told.empty()


def test_without_the_frameworks_neither() -> None:
    if sys.platform == "darwin":
        return
    events = SessionEvents(lambda _why: None, platform="darwin")
    events.start()
    assert events.ready.wait(DEADLINE_S)
    assert not events.hears
    events.close()


def test_a_system_that_nobody_wrote_for_is_not_listened_to() -> None:
    events = SessionEvents(lambda _why: None, platform="plan9")
    events.start()
    assert events.ready.is_set()
    assert not events.hears
    events.settled()
    events.close()
