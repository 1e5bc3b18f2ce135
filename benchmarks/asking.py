"""The code just received, from the press in Chromium to the window: one after the other over the same open page, as when somebody
logs in for a client, with a real relay on loopback between the two.

The limit counts from the first moment of the press, of which 0.4 s are held on purpose; both programs read the same clock.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.crypto.secret import Secret
from app.host.paths import vault_path
from app.ops.relays import EmbeddedRelay
from app.ops.requesting import RequestKind, RequestOptions, create_request
from app.share.courier import Courier
from app.vault.vault import Vault
from benchmarks._chromium import Tab, unwatched
from benchmarks._sample import CHEAP, PASSPHRASE
from benchmarks._starts import ROOT, installed
from benchmarks._window import unlock, wait, window
from benchmarks.table import Row
from tests.browser.page_visitor import FLAGS, chromium

CODES = tuple(f"{482_913 + 1117 * n}" for n in range(12))
DEADLINE_S = 60
_PRESSED = "addEventListener('pointerdown', () => { window.pressed = Date.now(); }, true);"
_EMPTY = "document.querySelector('#code')?.value === ''"
_TYPE = """(code) => {
    const field = document.querySelector('#code');
    field.value = code;
    field.dispatchEvent(new Event('input', { bubbles: true }));
}"""


def run() -> list[Row]:
    """Milliseconds of each code, as seconds."""
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir(mode=0o700)
        with EmbeddedRelay.start(home) as relay:
            told = json.dumps(_ask(home, relay))
            command = [sys.executable, "-m", "benchmarks.asking", str(home)]
            ran = subprocess.run(
                command,
                cwd=ROOT,
                env=installed(home, folder / "cache"),
                input=told,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
    taken: list[float] = json.loads(ran.stdout.splitlines()[-1])
    note = f"{len(taken)} codes; slowest {max(taken):.2f} s"
    return [
        Row(
            "a code, pressed in Chromium to painted in the window, median",
            statistics.median(taken),
            "s",
            1.0,
            note=note,
        )
    ]


def inside(home: Path, request_id: str, url: str) -> list[float]:
    """Within the process of the window; the browser is driven beside it."""
    with window(home) as (session, shell):
        unlock(session, shell)
        desk = shell.desk
        desk.show_page("requests")
        page = desk.page("requests")
        page.go(request_id)
        wait(lambda: any(kind == "requests" and ear.alive for (kind, _), ear in desk.hearing._ears.items()))
        seen = [threading.Event() for _ in CODES]
        pressed: list[float] = []
        client = threading.Thread(target=_fill_in, args=(url, seen, pressed))
        client.start()
        painted = [_painted(page, shell, code, event) for code, event in zip(CODES, seen, strict=True)]
        client.join()
    return [there - began for began, there in zip(pressed, painted, strict=True)]


def _painted(page: Any, shell: Any, code: str, event: threading.Event) -> float:
    """When this code stood in the window."""
    wait(lambda: any(line._code.text() == code for line in page._detail._answers._codes))
    shell.repaint()
    at = time.time()
    event.set()
    return at


def _fill_in(url: str, seen: list[threading.Event], pressed: list[float]) -> None:
    """The client, at one opened page."""
    with unwatched(chromium(), FLAGS) as tab:
        tab.before(_PRESSED)
        tab.go(url)
        for code, event in zip(CODES, seen, strict=True):
            pressed.append(_send(tab, code))
            if not event.wait(DEADLINE_S):
                raise TimeoutError(code)


def _send(tab: Tab, code: str) -> float:
    tab.wait(_EMPTY)
    tab.ask(f"({_TYPE})({code!r})")
    tab.press(".hold", _EMPTY)
    at: float = tab.ask("window.pressed")
    return at / 1000


def _ask(home: Path, relay: EmbeddedRelay) -> tuple[str, str]:
    """A request for codes: its id and its link."""
    now = datetime.now(UTC)
    with (
        Vault.create(vault_path(home), Secret(PASSPHRASE), now=now, cost=CHEAP.default, policy=CHEAP) as vault,
        Courier(relay.url, relay.connection.access_key) as courier,
    ):
        client = vault.add_client("Padaria", now)
        made = create_request(vault, courier, RequestOptions(RequestKind.CODE, client_id=client.id), now)
        return made.id, made.url.text()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(inside(Path(sys.argv[1]), *json.loads(sys.stdin.read()))))
