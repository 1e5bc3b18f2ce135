"""What Windows tells a hidden window, played at the border: its libraries are the test's, the procedure is really called."""

from __future__ import annotations

import ctypes
import queue
import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.host.session_events import Away, SessionEvents
from app.host.session_windows import Libraries, Notifications, meaning

DEADLINE_S = 20
WINDOW, CLOSE, SESSION, POWER = 0x1F0042, 0x0010, 0x02B1, 0x0218


class User:
    """user32 with one window: what is posted to it is got from its queue in order."""

    def __init__(self, *, notifies: bool = True) -> None:
        self.posted: queue.Queue[tuple[int, int] | None] = queue.Queue()
        self.answered: queue.Queue[int] = queue.Queue()
        self.gone: list[str] = []
        self._notifies = notifies
        self._procedure: Callable[..., int] = lambda *_: 0

    def RegisterClassW(self, made: Any) -> int:
        self._procedure = made._obj.procedure
        assert made._obj.name == "LacreSession"
        return 1

    def CreateWindowExW(self, *given: Any) -> int:
        assert given[8] is None, "a message-only window is told of no sleep"
        assert self._procedure(WINDOW, 0x0081, 0, 0) == 77, "its first message comes before it has a number"
        return WINDOW

    def DefWindowProcW(self, *_: int) -> int:
        return 77

    def GetMessageW(self, message: Any, *_: Any) -> int:
        found = self.posted.get(timeout=DEADLINE_S)
        if found is None:
            return 0
        message._obj.hWnd, message._obj.message, message._obj.wParam = WINDOW, *found
        return 1

    def DispatchMessageW(self, message: Any) -> None:
        one = message._obj
        self.answered.put(self._procedure(one.hWnd, one.message, one.wParam, one.lParam))

    def PostMessageW(self, window: int, message: int, word: int, _more: int) -> int:
        assert window == WINDOW
        self.posted.put((message, word))
        return 1

    def PostQuitMessage(self, _code: int) -> None:
        self.posted.put(None)

    def RegisterSuspendResumeNotification(self, *_: int) -> int:
        return 9 if self._notifies else 0

    def __getattr__(self, name: str) -> Callable[..., int]:
        return lambda *_: self.gone.append(name) or 1


class Sessions:
    """wtsapi32."""

    def __init__(self, answer: int = 1) -> None:
        self._answer = answer

    def WTSRegisterSessionNotification(self, window: int, which: int) -> int:
        assert (window, which) == (WINDOW, 0)
        return self._answer

    def WTSUnRegisterSessionNotification(self, _window: int) -> int:
        return 1


class Kernel:
    """kernel32."""

    def GetModuleHandleW(self, _name: None) -> int:
        return 0x400000


class Ear:
    """A session's events on such a system."""

    def __init__(self, user: User, sessions: Sessions, monkeypatch: pytest.MonkeyPatch, waits_s: float = 0) -> None:
        source = Notifications(lambda: Libraries(user, Kernel(), sessions), waits_s)
        monkeypatch.setattr("app.host.session_windows.Notifications", lambda: source)
        self.told: queue.Queue[Away] = queue.Queue()
        self.events = SessionEvents(self.told.put, platform="win32")
        self.events.start()
        assert self.events.ready.wait(DEADLINE_S)

    def next(self) -> Away:
        return self.told.get(timeout=DEADLINE_S)


@pytest.mark.parametrize(
    ("message", "word", "why"),
    [
        (SESSION, 7, "lock"),
        (SESSION, 2, "switch"),
        (SESSION, 4, "switch"),
        (SESSION, 6, "switch"),
        (POWER, 4, "sleep"),
        (SESSION, 8, ""),  # unlocked
        (SESSION, 1, ""),
        (POWER, 7, ""),  # awake again
        (POWER, 10, ""),  # the charge of the battery
        (0x000F, 7, ""),
        (0x000F, 4, ""),
    ],
)
def test_a_message_says_why_somebody_may_come(message: int, word: int, why: str) -> None:
    assert meaning(message, word) == why


def test_lock_switch_and_sleep_are_heard_in_their_order_until_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    user = User()
    ear = Ear(user, Sessions(), monkeypatch)
    assert ear.events.hears
    for message, word in ((SESSION, 8), (SESSION, 7), (0x000F, 0), (SESSION, 2), (POWER, 4)):
        user.posted.put((message, word))
    assert [ear.next() for _ in range(3)] == [Away.LOCK, Away.SWITCH, Away.SLEEP]
    ear.events.close()
    assert not ear.events.hears
    assert user.gone == ["UnregisterSuspendResumeNotification", "DestroyWindow", "UnregisterClassW"]
    ear.events.close()
    assert ear.told.empty()


def test_sleep_is_answered_once_all_is_put_away_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    user = User()
    ear = Ear(user, Sessions(), monkeypatch, waits_s=DEADLINE_S)
    user.posted.put((POWER, 4))
    assert ear.next() is Away.SLEEP
    assert user.answered.empty()
    ear.events.settled()
    assert user.answered.get(timeout=DEADLINE_S) == 1
    user.posted.put((POWER, 4))
    assert ear.next() is Away.SLEEP, "the next one waits again"
    ear.events.close()


def test_a_sleep_that_nothing_is_put_away_for_is_not_kept_waiting_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    user = User()
    ear = Ear(user, Sessions(), monkeypatch, waits_s=0.01)
    user.posted.put((POWER, 4))
    assert user.answered.get(timeout=DEADLINE_S) == 1
    ear.events.close()


@pytest.mark.parametrize(("session", "power", "hears"), [(0, True, True), (1, False, True), (0, False, False)])
def test_what_windows_refuses_is_said(session: int, power: bool, hears: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(User(notifies=power), Sessions(session), monkeypatch)
    assert ear.events.hears is hears
    ear.events.close()


def test_closed_before_it_has_a_window_it_ends_all_the_same() -> None:
    user, ready = User(), threading.Event()
    source = Notifications(lambda: Libraries(user, Kernel(), Sessions()))
    source.stop()
    source.listen(ready.set, lambda _why: None)
    assert ready.is_set()
    assert user.gone[-1] == "UnregisterClassW"


def test_without_the_libraries_of_windows_nothing_is_heard_and_that_is_said() -> None:
    if hasattr(ctypes, "WinDLL"):
        return
    events = SessionEvents(lambda _why: None, platform="win32")
    events.start()
    assert events.ready.wait(DEADLINE_S)
    assert not events.hears
    events.settled()
    events.close()
