"""Asks the relays what came, at the pace of shares. Owns the timer; the asking itself runs in `ui.tasks`. What a stream of events
tells sooner calls `ask`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.asking.cards import RequestCard
from app.ui.sharing.pace import Pace
from app.ui.tasks import Tasks


class Asker(QObject):
    """Emits `heard` with all cards after each answer, `silent` with the error when there was none. One question at a time."""

    heard = Signal(object)
    silent = Signal(object)

    def __init__(self, tasks: Tasks, refresh: Callable[[], list[RequestCard]], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._refresh = tasks, refresh
        self._pace, self._last = Pace(), list[RequestCard]()
        self._asking = self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    def watch(self, watched: bool) -> None:
        """Somebody looks, or no longer does."""
        if self._pace.look(watched):
            self._ask()
        elif not self._asking:
            self._wait()

    def ask(self) -> None:
        """Now; or right after the question that is under way."""
        self._pace.changed()
        self._ask()

    def _ask(self) -> None:
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._timer.stop()
        self._tasks.run(self._refresh, self._answered, self._failed, owner=self)

    def live(self) -> None:
        """Everything is told without asking, for now."""
        self._pace.live(time.monotonic())

    def _answered(self, cards: list[RequestCard]) -> None:
        self._pace.answered(changed=cards != self._last)
        self._last = cards
        self.heard.emit(cards)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._pace.failed()
        self.silent.emit(error)
        self._next()

    def _next(self) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self._ask()
        else:
            self._wait()

    def _wait(self) -> None:
        self._timer.start(round(self._pace.next_s(time.monotonic()) * 1000))
