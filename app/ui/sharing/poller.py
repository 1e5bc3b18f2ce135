"""Asks the relay how the shares are, in batches, at the pace of `pace`. Owns the timer; the asking itself runs in `ui.tasks`.

One question at a time: a relay that answers slowly is not asked again before it has answered.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.sharing.cards import ShareCard
from app.ui.sharing.pace import Pace
from app.ui.tasks import Tasks

_NEWS = tuple(field.name for field in fields(ShareCard) if field.name != "heard_at")

Refresh = Callable[[], list[ShareCard]]


class Poller(QObject):
    """Emits `heard` with all cards after each answer, `silent` with the error when there was none."""

    heard = Signal(object)
    silent = Signal(object)

    def __init__(self, tasks: Tasks, refresh: Refresh, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._refresh = refresh
        self._pace = Pace()
        self._asking = False
        self._again = False
        self._last: list[ShareCard] = []
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
        """Now; or right after the question that is under way, whose answer may be older than what just happened."""
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

    def stop(self) -> None:
        self._timer.stop()

    def _answered(self, cards: list[ShareCard]) -> None:
        changed = [_without_age(card) for card in cards] != [_without_age(card) for card in self._last]
        self._last = cards
        self._pace.answered(changed=changed)
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


def _without_age(card: ShareCard) -> tuple[object, ...]:
    """What counts as news: not that the relay said the same again."""
    return tuple(getattr(card, name) for name in _NEWS)
