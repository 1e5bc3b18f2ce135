"""Half a minute before Lacre locks by itself it says so, where there is half a minute to say it in."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.ui.idle import NEAR_MS, IdleWatch
from app.ui.state import Session
from app.ui.window import Shell


@pytest.mark.parametrize(("after_ms", "told_at"), [(60_000, 60_000 - NEAR_MS), (NEAR_MS, None), (0, None)])
def test_the_end_is_announced_half_a_minute_before(qtbot: QtBot, after_ms: int, told_at: int | None) -> None:
    watch = IdleWatch()
    watch.watch(after_ms)
    assert watch._soon.isActive() is (told_at is not None)
    if told_at is not None:
        assert watch._soon.interval() == told_at
    watch.watch(0)
    assert not watch._soon.isActive()


def test_the_window_says_it_and_names_nothing(shell: Shell, unlocked: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(unlocked.said, timeout=30_000) as told:
        unlocked.idle.near.emit()
    assert told.args == ["Lacre locks in half a minute.", "info"]
