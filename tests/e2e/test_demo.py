"""Where there is no display the program shows its main job by itself: a link that opens, its receipts, and an orderly end."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from app.crypto.secret import Secret
from app.ops.opening import open_share

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 120


class Told:
    """The lines a program prints, as they come."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.seen: list[str] = []
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))

    def until(self, part: str) -> str:
        while True:
            try:
                self.seen.append(self._lines.get(timeout=DEADLINE_S))
            except queue.Empty:
                pytest.fail(f"{part!r} was not said, but: {self.seen}")
            if part in self.seen[-1]:
                return self.seen[-1]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LACRE_HOME", "LACRE_PASSPHRASE_FILE")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "app.ui.demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_it_shares_serves_tells_what_happens_and_ends_cleanly(demo: subprocess.Popen[str], tmp_path: Path) -> None:
    assert demo.stdout is not None
    told = Told(demo.stdout)
    told.until("There is no display")
    url = told.until("Link:").split()[-1]
    passcode = told.until("Passcode:").split()[-1]
    told.until("Ctrl-C")

    opened = open_share(url, Secret(passcode))

    assert any(field.kind == "password" and field.value for field in opened.fields)
    told.until("Passcode accepted")
    demo.send_signal(signal.SIGINT)
    told.until("Stopped")
    assert demo.wait(DEADLINE_S) == 0
    assert list(tmp_path.glob("lacre-demo-*")) == [], "the sample vault must not stay behind"
    assert "Traceback" not in "\n".join(told.seen)
