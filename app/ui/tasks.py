"""The only door to threads. Work goes in as a callable, its answer comes back on the GUI thread. Knows no vault and no widget.

Two lanes: "vault" has one thread, so what is asked of the vault is answered in the order it was asked; "wide" has several,
for network and files. Nothing is called back once the asker is gone or has cancelled.
"""

from __future__ import annotations

import contextlib
import inspect
import threading
from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

Lane = Literal["wide", "vault"]
_ENDS_WITHIN_MS = 20
Progress = Callable[[int, int, str], None]


class Cancelled(Exception):
    """Raised inside work whose asker no longer wants it."""


class Task:
    """One piece of work, seen from both sides: the asker cancels, the work reports and looks whether it was cancelled."""

    def __init__(self, report: Callable[[Task, int, int, str], None]) -> None:
        self._cancelled = threading.Event()
        self._report = report
        self.on_done: Callable[[Any], None] | None = None
        self.on_error: Callable[[Exception], None] | None = None
        self.on_progress: Progress | None = None
        self.owner: QObject | None = None
        self.finished = False

    def cancel(self) -> None:
        """No callback will run any more; the work stops where it next looks."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """For the work: stop here if nobody waits."""
        if self.cancelled:
            raise Cancelled

    def progress(self, done: int, total: int, text: str = "") -> None:
        """For the work: say how far it is. Also a place where it stops when cancelled."""
        self.check()
        self._report(self, done, total, text)

    @property
    def wanted(self) -> bool:
        return not self.cancelled and (self.owner is None or isValid(self.owner))


class _Job:
    """Runs one task's work on a pool's thread.

    No QRunnable: a pool never lets go of one that Python made, nor of what its work holds (a passphrase, a form's text).
    """

    def __init__(
        self, task: Task, work: Callable[..., Any], answer: Callable[[Task, Any, Exception | None], None]
    ) -> None:
        self._task, self._work, self._answer = task, work, answer

    def run(self) -> None:
        if self._task.cancelled:
            self._answer(self._task, None, Cancelled())
            return
        try:
            result = self._work(self._task) if _takes_task(self._work) else self._work()
        except Exception as error:
            self._answer(self._task, None, error)
        else:
            self._answer(self._task, result, None)


class Tasks(QObject):
    """The pools, and the way back to the GUI thread."""

    _answered = Signal(object, object, object)
    _progressed = Signal(object, int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, QThreadPool] = {}
        self._jobs: dict[Task, _Job] = {}
        self._answered.connect(self._deliver)
        self._progressed.connect(self._deliver_progress)

    def run(
        self,
        work: Callable[..., Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
        on_progress: Progress | None = None,
        lane: Lane = "wide",
    ) -> Task:
        """Start `work()` or `work(task)` on another thread; call back on this one."""
        task = Task(self._report)
        task.on_done, task.on_error, task.on_progress, task.owner = on_done, on_error, on_progress, owner
        job = self._jobs[task] = _Job(task, work, self._answer)
        self._pool(lane).start(job.run)
        return task

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    def end_idle_threads(self) -> None:
        """A thread keeps aside some of what it freed, unwritten, until it ends. Others are made when they are wanted."""
        for pool in self._pools.values():
            pool.waitForDone(_ENDS_WITHIN_MS)  # a pool whose work goes on keeps its threads

    def close(self, wait_ms: int = 5000) -> bool:
        """Cancel what runs and wait for it; False if something would not stop in time."""
        for task in self._jobs:
            task.cancel()
        return all(pool.waitForDone(wait_ms) for pool in list(self._pools.values()))

    def _pool(self, lane: Lane) -> QThreadPool:
        if lane not in self._pools:
            pool = self._pools[lane] = QThreadPool(self)
            pool.setMaxThreadCount(1 if lane == "vault" else 4)
        return self._pools[lane]

    def _answer(self, task: Task, result: Any, error: Exception | None) -> None:
        # RuntimeError: the program is closing and this object is gone; nobody is left to hear the answer.
        with contextlib.suppress(RuntimeError):
            self._answered.emit(task, result, error)

    def _report(self, task: Task, done: int, total: int, text: str) -> None:
        with contextlib.suppress(RuntimeError):
            self._progressed.emit(task, done, total, text)

    @Slot(object, object, object)
    def _deliver(self, task: Task, result: Any, error: Exception | None) -> None:
        self._jobs.pop(task, None)
        task.finished = True
        on_done, on_error, task.on_progress = task.on_done, task.on_error, None
        task.on_done = task.on_error = None  # who keeps the task, to cancel it, keeps nothing of what was asked
        if not task.wanted or isinstance(error, Cancelled):
            return
        if error is None:
            if on_done is not None:
                on_done(result)
        elif on_error is not None:
            on_error(error)
        else:
            raise error

    @Slot(object, int, int, str)
    def _deliver_progress(self, task: Task, done: int, total: int, text: str) -> None:
        if task.wanted and task.on_progress is not None:
            task.on_progress(done, total, text)


def _takes_task(work: Callable[..., Any]) -> bool:
    """Whether `work` wants the task: it has a parameter without a default."""
    try:
        parameters = inspect.signature(work).parameters.values()
    except (TypeError, ValueError):
        return False
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return any(one.kind in kinds and one.default is one.empty for one in parameters)
