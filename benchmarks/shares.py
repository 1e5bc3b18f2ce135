"""The window over 1,000 live shares at a real relay: the Shares page from the press to the painted list, one opening from the
line to the painted row, and how many lines there are for all of them.

The page is built ahead, once the first list is on the screen: it is pressed a second after the unlock, as the quickest person
would, and, without a limit, in the very moment in which the first list is painted.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.crypto.secret import Secret
from app.host.paths import vault_path
from app.ops.passcodes import PasscodeChoice
from app.ops.relays import EmbeddedRelay
from app.ops.sharing import CreatedShare, ShareOptions, create_share
from app.share.courier import Courier
from app.vault.vault import Vault
from benchmarks._sample import CHEAP, PASSPHRASE
from benchmarks._starts import ROOT, installed
from benchmarks._window import passed, timed, unlock, wait, window
from benchmarks.table import Row

SHARES = 1000
OPENED = 9
A_MOMENT_S = 1.0
A_SECOND = 45  # a relay lets one address have 50


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="lacre-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir(mode=0o700)
        with EmbeddedRelay.start(home) as relay:
            links = _fill(home, relay)
            command = [sys.executable, "-m", "benchmarks.shares", str(home)]
            environment = installed(home, folder / "cache")
            taken = []
            # The first warms the cache of byte code: nobody's program is compiled as it runs.
            for opened, after_s in (([], 0.0), ([], 0.0), (links, A_MOMENT_S)):
                told = json.dumps([opened, after_s])
                ran = subprocess.run(
                    command, cwd=ROOT, env=environment, input=told, stdout=subprocess.PIPE, text=True, check=True
                )
                taken.append(json.loads(ran.stdout.splitlines()[-1]))
    return _rows(taken[-1], taken[-2]["open_ms"])


def inside(home: Path, links: list[str], after_s: float) -> dict[str, float]:
    """Within the process of its own."""
    with window(home) as (session, shell):
        unlock(session, shell)
        desk = shell.desk
        if after_s:
            passed(after_s)
        opened = timed(lambda: desk.show_page("shares"), lambda: desk.page("shares").model.total() == SHARES, shell)
        page = desk.page("shares")
        wait(lambda: bool(desk.hearing._ears) and not session.tasks.busy)
        told: list[float] = []
        _heard(page, told)
        taken = [_opening(page, shell, link, told) for link in links] or [0.0]
        lines = sum(ear.alive for ear in desk.hearing._ears.values())
        desk.show_page("clients")  # the next start does not begin where this one ended
        return {"open_ms": opened, "event_ms": statistics.median(taken), "event_worst_ms": max(taken), "lines": lines}


def _heard(page: Any, told: list[float]) -> None:
    """Note when something is heard of; the line was there before anything happened."""
    hear = page.hear

    def noting(news: Any) -> None:
        told.append(time.perf_counter())
        hear(news)

    page.hear = noting


def _opening(page: Any, shell: Any, link: str, told: list[float]) -> float:
    """Somebody opens one: ms from the moment in which the window hears of it to the painted row."""
    known, left = len(told), _live(page)
    visitor = threading.Thread(target=_visit, args=(link,))
    visitor.start()
    wait(lambda: len(told) > known and _live(page) < left)
    shell.repaint()
    taken = (time.perf_counter() - told[-1]) * 1000
    visitor.join()
    return taken


def _live(page: Any) -> int:
    return sum(not card.ended(datetime.now(UTC)) for card in page.feed.cards.values())


def _visit(url: str) -> None:
    from app.ops.opening import Opening
    from app.share.link import parse_link

    link = parse_link(url)
    with Opening(link, Courier(link.origin)) as opening:
        opening.unlock(None)


def _fill(home: Path, relay: EmbeddedRelay) -> list[str]:
    """The shares; of the last of them the links."""
    now = datetime.now(UTC)
    with (
        Vault.create(vault_path(home), Secret(PASSPHRASE), now=now, cost=CHEAP.default, policy=CHEAP) as vault,
        Courier(relay.url, relay.connection.access_key) as courier,
    ):
        vault.add_client("Padaria", now)
        made = [_share(vault, courier, n, now) for n in range(SHARES)]
    return [share.url.text() for share in made[-OPENED:]]


def _share(vault: Vault, courier: Courier, n: int, now: datetime) -> CreatedShare:
    """At the pace that a relay lets one address have."""
    options = ShareOptions(f"Loja {n}", now + timedelta(days=1), message=Secret(b"ola"), passcode=PasscodeChoice.NONE)
    time.sleep(1 / A_SECOND)
    return create_share(vault, courier, options, now)


def _rows(figures: dict[str, float], at_once_ms: float) -> list[Row]:
    worst = f"slowest of {OPENED}: {figures['event_worst_ms']:.1f} ms"
    return [
        Row(f"Shares page, pressed to painted, {SHARES:,} live shares", figures["open_ms"], "ms", limit=100.0),
        Row("the same, pressed in the moment of the unlock", at_once_ms, "ms", note="it is not built ahead yet"),
        Row("one opening, heard to painted row, median", figures["event_ms"], "ms", limit=50.0, note=worst),
        Row("lines to the relay for all of them", figures["lines"], "", limit=1.0),
    ]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(inside(Path(sys.argv[1]), *json.loads(sys.stdin.read()))))
