"""The real window over a vault, in this process and on no screen: what is done in it is timed to the painted frame."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.crypto.secret import Secret
from app.vault.vault import Vault
from benchmarks._sample import CHEAP, PASSPHRASE


def _cheap_opener() -> Any:
    from app.host.paths import vault_path
    from app.ui.locking import Opener

    class Cheap(Opener):
        def unlock(self, home: Path, passphrase: Secret, _ask: object) -> Vault:
            return Vault.unlock(vault_path(home), passphrase, policy=CHEAP)

    return Cheap()


@contextmanager
def window(home: Path) -> Iterator[tuple[Any, Any]]:
    """The session and the window, still locked."""
    from app.ui.app import application, build
    from app.ui.state import Session

    application(["lacre"])
    session = Session(home, opener=_cheap_opener())
    shell = build(session)
    shell.show()
    try:
        wait(lambda: shell.ready and not session.tasks.busy)  # nobody types a passphrase within the first 150 ms
        yield session, shell
    finally:
        shell.hide()
        session.lock()
        session.close()


def unlock(session: Any, shell: Any) -> tuple[Any, float]:
    """The page with clients and entries, and ms from the derived key to the painted list of clients."""
    began: list[float] = []
    session.unlocked.connect(lambda: began.append(time.perf_counter()))
    session.unlock(Secret(PASSPHRASE), print)
    wait(lambda: shell.desk is not None)
    page = shell.desk.page("clients")
    wait(lambda: page.clients.count > 0)
    shell.repaint()
    return page, (time.perf_counter() - began[0]) * 1000


def wait(until: Callable[[], bool]) -> None:
    """Turn the event loop until it is so. It sleeps between events, as in life: turning without a rest would starve the vault."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.monotonic() + 60
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError


def passed(seconds: float) -> None:
    """Turn the event loop for so long."""
    from PySide6.QtCore import QTimer

    over: list[bool] = []
    QTimer.singleShot(round(seconds * 1000), lambda: over.append(True))
    wait(lambda: bool(over))


def timed(act: Callable[[], object], until: Callable[[], bool], shown: Any) -> float:
    began = time.perf_counter()
    act()
    wait(until)
    shown.repaint()
    return (time.perf_counter() - began) * 1000


def keystrokes(shell: Any, page: Any, words: Sequence[str]) -> dict[str, float]:
    """Each letter of these words: from the key to the painted list."""
    taken: list[float] = []
    worked: list[float] = []
    search = shell.desk.rail.search
    for word in words:
        for end in range(1, len(word) + 1):
            text = word[:end]
            told: list[object] = []
            page.entries.listed.connect(told.append)
            before = time.process_time()
            taken.append(
                timed(
                    lambda text=text: search.setText(text), lambda told=told: bool(told), page.entries.view.viewport()
                )
            )
            worked.append((time.process_time() - before) * 1000)
            page.entries.listed.disconnect(told.append)
        search.clear()
    return {
        "keystroke_median_ms": statistics.median(taken),
        "keystroke_p95_ms": statistics.quantiles(taken, n=20)[-1],
        "keystroke_cpu_ms": statistics.median(worked),
        "keystroke_cpu_p95_ms": statistics.quantiles(worked, n=20)[-1],
    }


def resident_mib() -> float:
    """What the process holds in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")
