"""Start to a painted unlock screen, against a bare PySide6 window: on no screen, and under Xvfb with KeePassXC beside both.

Each start is a process of its own; the kinds take turns, and the ratio is of their medians. Byte code is cached for both (a
folder of its own, warmed once), as it is where Lacre is installed. Under Xvfb it is the screen itself that is looked at, as
KeePassXC lets nobody into its event loop: Xvfb keeps its picture in a file, in which a window appears when it is painted.
"""

from __future__ import annotations

import mmap
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.crypto.secret import Secret
from app.vault.vault import Vault
from benchmarks._kdbx import kdbx
from benchmarks._sample import FLOOR, NOW, PASSPHRASE
from benchmarks._starts import BARE, LACRE, ROOT, SHOWN, installed, start_ms
from benchmarks.table import Row

STARTS = 15
_WIDTH, _HEIGHT = 1280, 800
_LOOK_S = 0.001
_PATIENCE_S = 30.0
_CONFIG = """[General]
UpdateCheckMessageShown=true
OpenPreviousDatabasesOnStartup=false
[GUI]
CheckForUpdates=false
HidePreviewPanel=true
"""


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        home, cache = folder / "home", folder / "cache"
        home.mkdir(mode=0o700)
        Vault.create(home / "vault.lacre", Secret(PASSPHRASE), now=NOW, cost=FLOOR).close()
        return [*_offscreen(home, cache), *_on_screen(folder, home, cache)]


def _offscreen(home: Path, cache: Path) -> list[Row]:
    kinds = {"bare": lambda: start_ms(BARE, home, cache), "lacre": lambda: start_ms(LACRE, home, cache)}
    medians = _in_turns(kinds)
    return [
        Row("start to painted unlock screen", medians["lacre"], "ms", note="a process each, medians"),
        Row("a bare PySide6 window, same run", medians["bare"], "ms"),
        Row("ratio of the two", medians["lacre"] / medians["bare"], "×", 2.0),
    ]


def _on_screen(folder: Path, home: Path, cache: Path) -> list[Row]:
    if shutil.which("Xvfb") is None:
        return [Row("Xvfb is not installed (Debian: xvfb): not compared", 0, "")]
    keepassxc = shutil.which("keepassxc")
    with _screen(folder) as screen:
        environment = {**installed(home, cache), "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        kinds = {
            "bare": lambda: _until_seen([sys.executable, "-c", BARE + SHOWN], environment, screen),
            "lacre": lambda: _until_seen([sys.executable, "-m", "app"], environment, screen),
        }
        if keepassxc is not None:
            command, own = _keepassxc(keepassxc, folder)
            kinds["keepassxc"] = lambda: _until_seen(command, {**environment, **own}, screen)
        medians = _in_turns(kinds)
    rows = [
        Row("under Xvfb, start to unlock screen seen", medians["lacre"], "ms", note="`lacre` itself"),
        Row("under Xvfb, a bare PySide6 window seen", medians["bare"], "ms"),
        Row("ratio of the two under Xvfb", medians["lacre"] / medians["bare"], "×", 2.0),
    ]
    if keepassxc is None:
        return [*rows, Row("keepassxc is not installed (Debian: keepassxc): not compared", 0, "")]
    return [
        *rows,
        Row("under Xvfb, KeePassXC's unlock screen seen", medians["keepassxc"], "ms", note="C++, a database to unlock"),
        Row("lacre against KeePassXC", medians["lacre"] / medians["keepassxc"], "×"),
    ]


def _in_turns(kinds: dict[str, Callable[[], float]]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(STARTS + 1):
        for name, start in kinds.items():
            one = start()
            if turn:  # the first of each warms the caches
                taken[name].append(one)
    return {name: statistics.median(times) for name, times in taken.items()}


def _keepassxc(program: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """Its command, with a database to unlock, and a home in which it has no questions to ask."""
    own = folder / "keepassxc"
    (own / "config").mkdir(parents=True)
    config, database = own / "config" / "keepassxc.ini", own / "some.kdbx"
    config.write_text(_CONFIG)
    record = ("Gmail", "user1@example.pt", "segredo", "https://example.pt", "")
    database.write_bytes(kdbx(PASSPHRASE, FLOOR, [record]))
    environment = {"HOME": str(own), "XDG_CONFIG_HOME": str(own), "XDG_CACHE_HOME": str(own)}
    return [program, "--config", str(config), "--localconfig", str(own / "local.ini"), str(database)], environment


class _Screen:
    """An X display and its picture."""

    def __init__(self, name: str, picture: mmap.mmap) -> None:
        self.name = name
        self._picture = picture

    def shows_a_window(self) -> bool:
        """Anything but black along its middle line, which every window crosses."""
        line = 4 * _WIDTH
        start = len(self._picture) - line * (_HEIGHT // 2)
        return any(self._picture[start : start + line])


@contextmanager
def _screen(folder: Path) -> Iterator[_Screen]:
    pictures = folder / "screen"
    pictures.mkdir()
    reader, writer = os.pipe()
    size = f"{_WIDTH}x{_HEIGHT}x24"
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-fbdir", str(pictures), "-nolisten", "tcp"]
    server = subprocess.Popen([*command, "-noreset", "-nocursor"], pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            name = f":{int(told.readline())}"
        with (
            (pictures / "Xvfb_screen0").open("rb") as file,
            mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as picture,
        ):
            yield _Screen(name, picture)
    finally:
        server.terminate()
        server.wait()


def _until_seen(command: list[str], environment: dict[str, str], screen: _Screen) -> float:
    """Milliseconds from the start of a process until something of it is on the screen. Then it is ended."""
    _wait(lambda: not screen.shows_a_window(), "the screen stays full")
    began = time.perf_counter()
    started = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(screen.shows_a_window, f"{command[0]} shows nothing")
        return (time.perf_counter() - began) * 1000
    finally:
        started.terminate()
        started.wait()


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(_LOOK_S)
