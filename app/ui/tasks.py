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

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

Lane = Literal["wide", "vault"]
_ENDS_WITHIN_MS = 20
_BEAT_MS = 100
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
    """Runs one task's work on a pool's thread, and keeps what the work was given and gave until the GUI thread lets go of it.

    Work and the frames of an error hold widgets. The last to let go of one frees what it owns, and a timer or a model that is
    freed on another thread than its own ends the program: so this thread keeps nothing but this job once it has said that it is
    done. No QRunnable: a pool never lets go of one that Python made, nor of what its work holds (a passphrase, a form's text).
    """

    def __init__(self, task: Task, work: Callable[..., Any], answer: Callable[[_Job], None]) -> None:
        self.task, self.work, self._answer = task, work, answer
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.task.check()
            self.result = self.work(self.task) if _takes_task(self.work) else self.work()
        except Exception as error:
            self.error = error
        self._answer(self)

    def let_go(self) -> None:
        """For the GUI thread, once the answer has come."""
        self.task.on_done = self.task.on_error = self.task.on_progress = self.task.owner = None
        self.work, self.result, self.error = _nothing, None, None


class Tasks(QObject):
    """The pools, and the way back to the GUI thread."""

    _answered = Signal(object)
    _progressed = Signal(object, int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, QThreadPool] = {}
        self._jobs: dict[Task, _Job] = {}
        self.before_threads: Callable[[], None] = _nothing  # what must be so then; the program's start says
        self._beat = QTimer(
            self, interval=_BEAT_MS
        )  # a window that waits collects no garbage, and work may make much of it
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
        self._beat.start()
        self._pool(lane).start(job.run)
        return task

    def prepare(self) -> None:
        """There will be a thread, here or elsewhere."""
        before, self.before_threads = self.before_threads, _nothing
        before()

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
            self.prepare()
            pool = self._pools[lane] = QThreadPool(self)
            pool.setMaxThreadCount(1 if lane == "vault" else 4)
        return self._pools[lane]

    def _answer(self, job: _Job) -> None:
        # RuntimeError: the program is closing and this object is gone; nobody is left to hear the answer.
        with contextlib.suppress(RuntimeError):
            self._answered.emit(job)

    def _report(self, task: Task, done: int, total: int, text: str) -> None:
        with contextlib.suppress(RuntimeError):
            self._progressed.emit(task, done, total, text)

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        task, result, error = job.task, job.result, job.error
        self._jobs.pop(task, None)
        if not self._jobs:
            self._beat.stop()
        task.finished = True
        on_done, on_error, wanted = task.on_done, task.on_error, task.wanted
        job.let_go()  # who keeps the task, to cancel it, keeps nothing of what was asked
        if not wanted or isinstance(error, Cancelled):
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


def _nothing() -> None:
    """What a job that has ended holds of its work, and what is left to do before the second thread."""


def _takes_task(work: Callable[..., Any]) -> bool:
    """Whether `work` wants the task: it has a parameter without a default."""
    try:
        parameters = inspect.signature(work).parameters.values()
    except (TypeError, ValueError):
        return False
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return any(one.kind in kinds and one.default is one.empty for one in parameters)
