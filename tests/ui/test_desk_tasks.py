"""The door to threads."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QObject, QThread
from pytestqt.qtbot import QtBot

from app.ui.tasks import Task, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.close()


def test_work_runs_elsewhere_and_answers_here(tasks: Tasks, qtbot: QtBot) -> None:
    here = QThread.currentThread()
    seen: list[object] = []
    tasks.run(QThread.currentThread, lambda there: seen.extend((there is here, QThread.currentThread() is here)))
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=30_000)
    assert seen == [False, True]


def test_an_error_comes_to_its_asker(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    tasks.run(work, None, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=30_000)
    assert isinstance(errors[0], ValueError)


def test_progress_comes_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []

    def work(task: Task) -> None:
        for n in range(50):
            task.progress(n, 50)

    tasks.run(work, lambda _none: seen.append(-1), on_progress=lambda done, _total, _text: seen.append(done))
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == -1, timeout=30_000)
    assert seen == [*range(50), -1]


def test_cancelled_work_stops_and_says_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    started, stopped, said = threading.Event(), threading.Event(), []

    def work(task: Task) -> None:
        started.set()
        try:
            while True:
                task.check()
        finally:
            stopped.set()

    task = tasks.run(work, said.append, said.append)
    assert started.wait(60)
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=30_000)
    assert stopped.is_set()
    assert said == []


def test_nothing_is_called_back_once_the_owner_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, gate, said = QObject(), threading.Event(), []
    tasks.run(gate.wait, said.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    del owner
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=30_000)
    assert said == []


def test_the_vault_lane_answers_in_the_order_it_was_asked(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []
    for n in range(100):
        tasks.run(lambda n=n: n, seen.append, lane="vault")
    qtbot.waitUntil(lambda: len(seen) == 100, timeout=30_000)
    assert seen == list(range(100))


def test_a_slow_answer_from_the_network_does_not_hold_up_the_vault(tasks: Tasks, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), []
    for _ in range(4):
        tasks.run(gate.wait, lane="wide")
    tasks.run(lambda: "vault", seen.append, lane="vault")
    qtbot.waitUntil(lambda: seen == ["vault"], timeout=30_000)
    gate.set()


class Asked:
    """Something that work holds on to."""


def test_work_that_has_ended_holds_nothing_of_what_it_was_given(tasks: Tasks, qtbot: QtBot) -> None:
    """A pool keeps every QRunnable that Python made, with all that stands in its closures: a passphrase, a form's text."""
    things = [Asked() for _ in range(3)]
    gone = [weakref.ref(one) for one in things]

    def work(one: Asked = things[0]) -> Asked:
        return one

    def done(_result: Asked, _held: Asked = things[1]) -> None:
        _ = _held

    def failed(_error: Exception, _held: Asked = things[2]) -> None:
        _ = _held

    task = tasks.run(work, done, failed)
    del work, done, failed
    things.clear()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=30_000)
    gc.collect()
    assert [ref() for ref in gone] == [None] * 3
    assert task.finished


class Held:
    """Says on which thread the last to hold it let go."""

    def __init__(self, freed: list[int]) -> None:
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


@pytest.mark.parametrize("fails", [False, True])
def test_what_work_holds_is_let_go_on_this_thread_alone(fails: bool, tasks: Tasks, qtbot: QtBot) -> None:
    """A widget among it owns timers and models, which no other thread may free."""
    freed: list[int] = []

    def start() -> None:
        held = Held(freed)

        def work() -> Held:
            mine = held  # in the frame that an error keeps as well
            if fails:
                raise ValueError
            return mine

        tasks.run(work, lambda _held: None, lambda _error: None)

    for _ in range(50):
        start()
    qtbot.waitUntil(lambda: not tasks.busy)
    gc.collect()
    qtbot.waitUntil(lambda: len(freed) == 50)
    assert set(freed) == {threading.get_ident()}


def test_garbage_of_work_is_collected_though_the_window_only_waits(tasks: Tasks, qtbot: QtBot) -> None:
    freed: list[int] = []
    gone = threading.Event()

    def work() -> bool:
        garbage = Held(freed)
        garbage.itself = garbage  # type: ignore[attr-defined]
        weakref.finalize(garbage, gone.set)
        del garbage
        kept = [[number] for number in range(5_000)]
        return gone.wait(60) and bool(kept)

    loop = QEventLoop()
    told: list[bool] = []

    def done(result: bool) -> None:
        told.append(result)
        loop.quit()

    gc.collect()
    tasks.run(work, done)
    loop.exec()
    assert told == [True]
    assert freed == [threading.get_ident()]
