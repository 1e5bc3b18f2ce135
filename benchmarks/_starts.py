"""Starting a process with a window: how it is installed, and how long until the first paint. Owns no measurement."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_PAINTED = """
import sys, time
from PySide6.QtCore import QObject, QEvent
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True)
            watched.removeEventFilter(self)
            app.exit()
        return False
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
watched = window
window.resize(1180, 760)
"""
LACRE = """
from pathlib import Path
from app.ui.app import application, build
from app.ui.state import Session
import os
app = application(["lacre"])
session = Session(Path(os.environ["LACRE_HOME"]))
window = build(session)
watched = window.unlock_page
"""
# The watch is made after the window, so that its imports count for neither side.
_RUN = """
watch = Watch()
watched.installEventFilter(watch)
window.show()
app.exec()
import os
os._exit(0)
"""
SHOWN = """
window.show()
app.exec()
"""


def installed(home: Path, cache: Path) -> dict[str, str]:
    """The environment of a program whose byte code is cached."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"LACRE_HOME": str(home), "PYTHONPYCACHEPREFIX": str(cache), "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def start_ms(body: str, home: Path, cache: Path) -> float:
    """Milliseconds from the start of a process to its first painted window."""
    environment = installed(home, cache)
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", body + _PAINTED + _RUN],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return (float(done.stdout.split()[0]) - began) * 1000
