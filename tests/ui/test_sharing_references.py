"""The binding keeps Python's books: PySide6 6.12.0 on Python 3.11 took one reference of None too many in every call.

A window that draws for some minutes then ends in "deallocating None". Whoever lifts the version's upper bound hears it here.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 10_000


def test_calls_into_qt_do_not_use_up_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    spare = [None] * (2 * CALLS)  # so that a bad binding fails this test and does not end the run
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < CALLS // 100
    assert len(spare) == 2 * CALLS
