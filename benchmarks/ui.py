"""The desktop: start to a painted unlock screen against a bare PySide6 window, first list, search, memory.

Each start is a process of its own; both kinds take turns in the same run, and the ratio is of their medians. Byte code is
cached for both (a folder of its own, warmed once), as it is where Lacre is installed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.policy import KdfPolicy
from benchmarks.table import Row

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
PASSPHRASE = Secret("uma frase de medir")
ROOT = Path(__file__).resolve().parent.parent
STARTS = 15
ENTRIES = 10_000
NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)

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


def starts(home: Path, count: int) -> dict[str, float]:
    """Medians of both kinds of start, taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        taken: dict[str, list[float]] = {"bare": [], "lacre": []}
        for n in range(count + 1):
            for name, body in (("bare", BARE), ("lacre", LACRE)):
                one = start_ms(body, home, cache)
                if n:  # the first of each warms the cache
                    taken[name].append(one)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    return {
        "bare_ms": medians["bare"],
        "unlock_screen_ms": medians["lacre"],
        "ratio": medians["lacre"] / medians["bare"],
    }


def _cheap_opener() -> Any:
    from app.host.paths import vault_path
    from app.ui.state import Opener
    from app.vault.vault import Vault

    class Cheap(Opener):
        def unlock(self, home: Path, passphrase: Secret) -> Vault:
            return Vault.unlock(vault_path(home), passphrase, policy=CHEAP)

    return Cheap()


def filled_vault(home: Path, entries: int) -> None:
    """A vault of many entries under a key derivation that costs nothing: it is not what is measured here."""
    from app.host.files import private_folder
    from app.host.paths import vault_path
    from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
    from app.vault.vault import Vault

    private_folder(home)
    with Vault.create(vault_path(home), PASSPHRASE, now=NOW, cost=CHEAP.default, policy=CHEAP) as vault, vault.bulk():
        clients = [vault.add_client(f"Cliente {n:03}", NOW) for n in range(100)]
        for n in range(entries):
            fields = (
                FieldDraft("username", f"ana{n}@cliente{n % 100}.example", kind=FieldKind.USERNAME),
                FieldDraft("password", f"segredo-{n}", kind=FieldKind.PASSWORD, protected=True),
                FieldDraft("url", f"https://servico{n % 977}.example/entrar", kind=FieldKind.URL),
            )
            vault.add_entry(clients[n % 100].id, EntryDraft(EntryKind.LOGIN, f"Serviço {n}", fields), NOW)


@contextmanager
def desk(home: Path) -> Iterator[tuple[Any, Any]]:
    """The real window over a vault."""
    from app.ui.app import application, build
    from app.ui.state import Session

    application(["lacre"])
    session = Session(home, opener=_cheap_opener())
    shell = build(session)
    shell.show()
    try:
        yield session, shell
    finally:
        shell.hide()
        session.lock()
        session.close()


def wait(until: Callable[[], bool]) -> None:
    """Turn the event loop until it is so. It sleeps between events, as in life: turning without a rest would starve the vault."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.monotonic() + 60
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError


def unlocked_work(home: Path) -> dict[str, float]:
    """Within this process: derived key to first list, keystroke to list, memory."""
    with desk(home) as (session, shell):
        wait(lambda: shell.ready and not session.tasks.busy)  # nobody types a passphrase within the first 150 ms
        began: list[float] = []
        session.unlocked.connect(lambda: began.append(time.perf_counter()))
        session.unlock(PASSPHRASE, print)
        wait(lambda: shell.desk is not None)
        page = shell.desk.page("clients")
        wait(lambda: page.clients.count > 0)
        shell.repaint()
        first = (time.perf_counter() - began[0]) * 1000
        opened = timed(lambda: page.open_client(None), lambda: page.entries.count == ENTRIES, shell)
        typed = keystrokes(shell, page)
        wait(lambda: not session.tasks.busy)
        return {"first_list_ms": first, "all_entries_ms": opened, **typed, "rss_mib": resident_mib()}


def timed(act: Callable[[], object], until: Callable[[], bool], shell: Any) -> float:
    began = time.perf_counter()
    act()
    wait(until)
    shell.repaint()
    return (time.perf_counter() - began) * 1000


def keystrokes(shell: Any, page: Any) -> dict[str, float]:
    """Typing "serviço 77" and other words letter by letter: from the key to the painted list."""
    taken: list[float] = []
    worked: list[float] = []
    search = shell.desk.rail.search
    for word in ("servico77.example", "ana4242", "Cliente 042"):
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
    }


def resident_mib() -> float:
    """What the process holds in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def measure() -> dict[str, float]:
    """All figures. Memory is of a process that did nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        filled_vault(home, ENTRIES)
        environment = installed(home, Path(folder) / "cache")
        command = [sys.executable, "-m", "benchmarks.ui", str(home)]
        for _ in ("warms the cache", "counts"):
            inside = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        figures: dict[str, float] = json.loads(inside.stdout.splitlines()[-1])
        return {**starts(home, STARTS), **figures}


def run() -> list[Row]:
    figures = measure()
    return [
        Row("start to painted unlock screen", figures["unlock_screen_ms"], "ms", note="a process each, medians"),
        Row("a bare PySide6 window, same run", figures["bare_ms"], "ms"),
        Row("ratio of the two", figures["ratio"], "×", limit=2.0),
        Row(f"key derived to first list shown, {ENTRIES:,} entries", figures["first_list_ms"], "ms", limit=100.0),
        Row("all entries listed and painted", figures["all_entries_ms"], "ms"),
        Row("search, keystroke to painted list, median", figures["keystroke_median_ms"], "ms", limit=16.0),
        Row("search, keystroke to painted list, p95", figures["keystroke_p95_ms"], "ms"),
        Row("search, processor time a keystroke, both threads", figures["keystroke_cpu_ms"], "ms"),
        Row(f"memory, unlocked with {ENTRIES:,} entries, all listed", figures["rss_mib"], "MiB", limit=160.0),
    ]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(unlocked_work(Path(sys.argv[1]))))
