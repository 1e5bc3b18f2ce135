"""The main job without a screen: the same window, offscreen, on sample data, shares an entry by pressing its buttons.

For a first look where there is no display, and as a smoke test of a whole installation. Prints the link and its passcode,
keeps serving them, and says what happens to the link until it is told to stop.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.demo_steps import Demo

_WAKE_MS = 200


def has_display() -> bool:
    """Whether a window could be shown. Asked before Qt is imported: without one, Qt ends the process."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("QT_QPA_PLATFORM") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(home: Path | None = None, *, say: Callable[[str], None] | None = None) -> int:
    """Until Ctrl-C (then 0), or until something fails (then 3). Without a home: a temporary one, gone afterwards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    kept = home or (Path(os.environ["LACRE_HOME"]) if os.environ.get("LACRE_HOME") else None)
    folder = kept or Path(tempfile.mkdtemp(prefix="lacre-demo-"))
    os.environ["LACRE_HOME"] = str(folder)
    try:
        return _run(folder, say or _print, kept=kept is not None)
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, say: Callable[[str], None], *, kept: bool) -> int:
    from PySide6.QtCore import QTimer, qInstallMessageHandler

    from app.ui.app import application
    from app.ui.demo_steps import Demo

    app = application(["lacre"])
    qInstallMessageHandler(_quiet)
    demo = Demo(folder, say, kept=kept)
    _stop_on_signals(demo)
    pulse = QTimer()  # Qt's loop is not Python: without this, Ctrl-C would wait for the next event
    pulse.timeout.connect(lambda: None)
    pulse.start(_WAKE_MS)
    QTimer.singleShot(0, demo.begin)
    try:
        return int(app.exec())
    finally:
        demo.end()


def _stop_on_signals(demo: Demo) -> None:
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda _number, _frame: demo.stop())


def _quiet(_kind: object, _where: object, text: str) -> None:
    """Qt's own complaints; without those about what a platform without windows cannot do."""
    if not text.startswith("This plugin does not support"):
        print(text, file=sys.stderr)


def _print(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(run())
