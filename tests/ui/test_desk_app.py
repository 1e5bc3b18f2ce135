"""The composition: the relay starts after the window, a relay that fails is no reason to stop, all ends in order."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.ops import relays
from app.ui import app as desktop
from app.ui.state import Session
from app.ui.window import Shell


class FakeRelay:
    url = "http://127.0.0.1:1"
    stopped = False

    def stop(self) -> None:
        self.stopped = True


def test_the_relay_is_started_behind_and_stopped_last(
    session: Session, shell: Shell, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = FakeRelay()
    monkeypatch.setattr(relays.EmbeddedRelay, "start", lambda _home: relay)
    desktop.start_relay(session)
    settled()
    assert session.relay is relay
    desktop.stop(session)
    assert relay.stopped


def test_a_relay_that_does_not_start_is_said_and_nothing_more(
    session: Session, shell: Shell, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_home: object) -> None:
        raise WorldError("unreachable")

    monkeypatch.setattr(relays.EmbeddedRelay, "start", fail)
    desktop.start_relay(session)
    settled()
    assert session.relay is None
    assert len(shell.toast.text()) > 20
    assert shell.isVisible()


def test_with_a_relay_of_ones_own_none_is_started(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.update_settings(relay_url="https://relay.example")
    monkeypatch.setattr(relays.EmbeddedRelay, "start", lambda _home: pytest.fail("started"))
    desktop.start_relay(session)


def test_the_first_paint_loads_no_heavy_library() -> None:
    script = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from pathlib import Path\n"
        "from app.ui.app import application, build\n"
        "from app.ui.state import Session\n"
        "app = application(['lacre']); shell = build(Session(Path(sys.argv[1]))); shell.show(); app.processEvents()\n"
        "heavy = {'requests', 'nacl', 'apsw', 'babel', 'qrcode', 'qtawesome', 'msgspec', 'cryptography', 'mnemonic', 'keyring'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "os._exit(0) if not sys.stdout.flush() else None\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "/nonexistent"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_damaged_settings_do_not_keep_the_desktop_from_starting(session: Session) -> None:
    session.home.mkdir(parents=True, exist_ok=True)
    (session.home / "settings.json").write_text("{")
    session.load_settings()
    assert session.settings.theme == "auto"


def test_the_place_of_the_window_is_kept(
    session: Session, shell: Shell, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    shell.resize(920, 640)
    shell.close()
    settled()
    again = Shell(session)
    qtbot.addWidget(again)
    assert session.settings.window != ""
    assert (again.width(), again.height()) == (920, 640)
