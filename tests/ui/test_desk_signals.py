"""Ctrl+C in a terminal and SIGTERM end the desktop as its window's close does: vault locked, relay ended, exit code 0."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.signals import EndSignals

DESKTOP = """
import os, signal, sys
os.environ['QT_QPA_PLATFORM'] = 'offscreen'
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the runner of the tests has done to it
from PySide6.QtCore import QTimer
from app.ops import relays
from app.ui import app, state
class Relay:
    url = 'http://127.0.0.1:1'
    def stop(self): print('relay ended', flush=True)
closed = state.Session.close
state.Session.close = lambda session: (closed(session), print('vault locked', flush=True))[0]
relays.EmbeddedRelay.start = lambda _home: Relay()
there = app._relay_there
app._relay_there = lambda session, relay: (there(session, relay), print('ready', flush=True))
sys.exit(app.main(['lacre']))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send to another process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_and_everything_behind_it(tmp_path: Path, number: signal.Signals) -> None:
    environment = os.environ | {"LACRE_HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", DESKTOP], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as desktop:
        assert desktop.stdout is not None
        assert desktop.stderr is not None
        assert desktop.stdout.readline() == "ready\n"
        desktop.send_signal(number)
        assert desktop.stdout.readline() == "vault locked\n"
        assert desktop.stdout.readline() == "relay ended\n"
        assert desktop.wait(60) == 0
        assert "Traceback" not in desktop.stderr.read()


def test_a_signal_that_a_parent_ignores_stays_ignored_and_afterwards_all_is_as_before(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background were told to ignore it
    heard = EndSignals()
    try:
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        with qtbot.waitSignal(heard.asked):
            signal.raise_signal(signal.SIGINT)
        heard.close()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        heard.close()
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert signal.set_wakeup_fd(-1) == -1


OVERRIDE = """
import os, signal
os.environ['QT_QPA_PLATFORM'] = 'offscreen'
signal.signal(signal.SIGINT, signal.default_int_handler)
from PySide6.QtWidgets import QWidget
from app.ui.app import application, end_at_once_when_interrupted
end_at_once_when_interrupted()
app = application(['lacre'])
class Interrupted(QWidget):
    def changeEvent(self, event):
        signal.raise_signal(signal.SIGINT)
        for _ in range(10): pass
Interrupted().setEnabled(False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send to another process")
def test_an_interrupt_before_the_window_is_there_ends_the_program_and_does_not_crash_it() -> None:
    done = subprocess.run([sys.executable, "-c", OVERRIDE], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGINT, done.stderr
