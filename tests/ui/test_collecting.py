"""Garbage that may hold Qt objects is freed on the window's thread, whichever thread made it or goes on allocating."""

from __future__ import annotations

import gc
import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.collecting import WHOLE_EVERY_S, Collecting

MANY = 5_000


class Loop:
    """Kept alive by itself alone, so that only the collector can free it. Says where that was."""

    def __init__(self, freed: list[int]) -> None:
        self.itself = self
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


def allocate(kept: list[list[int]]) -> None:
    """Enough for the collector to run a dozen times."""
    kept.extend([number] for number in range(MANY))


def test_a_cycle_is_freed_on_this_thread_though_another_one_allocates(qtbot: QtBot) -> None:
    freed: list[int] = []
    kept: list[list[int]] = []
    Loop(freed)
    other = threading.Thread(target=allocate, args=(kept,))
    other.start()
    other.join()
    assert freed == []
    qtbot.waitUntil(lambda: freed != [])
    assert freed == [threading.get_ident()]


def test_many_young_cycles_leave_the_oldest_alone_for_a_while(qtbot: QtBot, qapp: QApplication) -> None:
    collected: list[int] = []
    kept: list[list[int]] = []
    time = [0.0]

    def told(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            collected.append(facts["generation"])

    collecting = Collecting(qapp, lambda: time[0])
    gc.collect()  # what earlier tests left counts as nothing here
    gc.callbacks.append(told)
    try:
        for _ in range(300):
            kept = []
            allocate(kept)
            collecting.look()
        assert len(collected) == 300
        assert set(collected) == {0, 1}
        assert collected.count(0) > 5 * collected.count(1)
        time[0] = WHOLE_EVERY_S
        kept.append([0])
        while collected[-1] != 2:
            allocate(kept)
            collecting.look()
    finally:
        gc.callbacks.remove(told)
        collecting.close()
        gc.disable()  # as the fixture of every test here has it
