"""kill -9 of a real `lacre share create`, before, between and after the ledger's row and the relay's answer.

The ledger must say what is not known, a later look at the relay must settle it, what exists must be revocable, nothing may be
there twice, and no secret may lie in a file.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.host.clock import instant, now
from app.ops import sharing
from app.ops.sharing import ShareView
from app.ops.vaults import open_vault
from app.relay.keeping import stats
from tests.e2e.lacre_command import CHEAPEST, ROOT, Lacre
from tests.e2e.watched_line import ARRIVES, DEADLINE_S, WatchedLine

PASSPHRASE = "uma frase longa e calma"
CANARY = "canário-morto-a-meio-7c2"
MOMENTS = 8
QUICK = (
    "half of it read",
    "passed on",
    "passed on after the kill",
    "half of the answer given",
    "all of the answer given",
)


@dataclass(frozen=True)
class Place:
    """A sender, a relay, and the line between them."""

    folder: Path
    lacre: Lacre
    line: WatchedLine

    def create(self, act: Callable[[subprocess.Popen[bytes]], None], *, point: str = "") -> int:
        """A real `share create` whose process meets `act`, at a point of the line or at once; its exit code."""
        words = ["share", "create", "--stdin", "--passcode", "words", "--label", "a meio", "--json"]
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *words], cwd=ROOT, env=self.lacre.environment,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.line.watch(point, lambda: act(process))
        assert process.stdin is not None
        with process.stdin as stdin:
            stdin.write(CANARY.encode())
        if not point:
            act(process)
        return process.wait(DEADLINE_S)

    def ledger(self, *, later: timedelta | None = None) -> dict[str, ShareView]:
        """What the ledger says without asking anybody; with `later`, after asking, at that time from now on."""
        with open_vault(self.lacre.home, Secret(PASSPHRASE)) as vault:
            views = sharing.list_shares(vault, now()) if later is None else sharing.refresh(vault, now() + later)
            return {view.id: view for view in views}

    def listed(self) -> dict[str, str]:
        """What `lacre share list` says, which asks the relay."""
        return {view["id"]: view["state"] for view in self.lacre.json("share", "list")["shares"]}

    def living(self) -> list[str]:
        """The shares that live by the ledger, once that is as many as live at the relay: a create may still be under way."""
        deadline = time.monotonic() + DEADLINE_S
        while True:
            living = [name for name, view in self.ledger(later=timedelta()).items() if view.state == "live"]
            if self.at_the_relay() == len(living):
                return living
            assert time.monotonic() < deadline, "the relay has a share that the ledger does not know to be there"

    def at_the_relay(self) -> int:
        """How many live shares the relay has."""
        return stats(self.folder / "relay", instant(now()))["live"]

    def require_no_secret_in_a_file(self) -> None:
        needles = [CANARY.encode(), *self.line.halves]
        with open_vault(self.lacre.home, Secret(PASSPHRASE)) as vault:
            for row in vault.shares():
                if row.secrets is not None and (url := sharing.reopen(vault, row.id)).passcode is not None:
                    needles += [url.passcode.reveal(), url.url.reveal().rpartition(b"#")[2]]
        for file in [*self.lacre.home.rglob("*"), *(self.folder / "temporary").rglob("*")]:
            assert not file.is_file() or not any(needle in file.read_bytes() for needle in needles), file


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(DEADLINE_S)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A vault that is connected to a relay process by a line of ours."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "temporary").mkdir()
    (folder / "passphrase").write_text(PASSPHRASE)
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / "temporary"))
    lacre = Lacre(folder / "home", folder / "passphrase", places)
    lacre.json("vault", "init", *CHEAPEST)
    with WatchedLine() as line:
        data = ["--data", str(folder / "relay")]
        serve = [sys.executable, "-m", "app", "relay", "serve", *data, "--port", "0", "--public-url", line.origin]
        relay = subprocess.Popen(
            [*serve, "--stop-with-stdin"],
            cwd=ROOT,
            env=lacre.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with relay:
            assert relay.stdin is not None
            assert relay.stdout is not None
            try:
                line.relay_port = int(relay.stdout.readline().rpartition(b":")[2])
                invite = lacre.json("relay", "invite", *data)["invite"]
                lacre.json("relay", "connect", "-", stdin=invite)
                yield Place(folder, lacre, line)
            finally:
                relay.stdin.close()
                relay.wait(DEADLINE_S)


@pytest.mark.parametrize(
    "point", [one if one in QUICK else pytest.param(one, marks=pytest.mark.slow) for one in ARRIVES]
)
def test_a_sender_killed_at_a_point_of_the_line_leaves_a_ledger_that_tells_the_truth(place: Place, point: str) -> None:
    before, there = place.ledger(), place.at_the_relay()
    assert place.create(kill, point=point) == -9

    [share] = [view for name, view in place.ledger().items() if name not in before]
    assert share.state in ({"sending", "live"} if point == "all of the answer given" else {"sending"})
    place.require_no_secret_in_a_file()
    if point == "passed on after the kill":
        assert place.listed()[share.id] == "sending"
        place.line.gate.set()
    assert place.line.over.wait(DEADLINE_S)

    assert place.listed() == {**{name: view.state for name, view in before.items()}, share.id: _state(point)}
    assert place.at_the_relay() == there + ARRIVES[point]
    if ARRIVES[point]:
        assert place.lacre.json("share", "revoke", share.id)["state"] == "revoked"
        assert place.lacre.json("share", "status", share.id)["state"] == "revoked"
        assert place.at_the_relay() == there
    else:
        assert place.lacre.json("share", "revoke", share.id, code=1)["error"] == "share-unknown"
        assert place.ledger()[share.id].state == "sending"  # it may still be under way
        assert share.id not in place.ledger(later=timedelta(minutes=21))
    place.require_no_secret_in_a_file()


def _state(point: str) -> str:
    return "live" if ARRIVES[point] else "sending"


def test_a_share_that_arrives_after_its_owner_revoked_it_is_revoked(place: Place) -> None:
    before = place.ledger()
    assert place.create(kill, point="passed on after the kill") == -9
    [share] = [name for name in place.ledger() if name not in before]
    assert place.lacre.json("share", "revoke", share, code=1)["error"] == "share-unknown"
    place.line.gate.set()
    assert place.line.over.wait(DEADLINE_S)
    assert place.lacre.json("share", "status", share)["state"] == "revoked"


@pytest.mark.slow
def test_a_sender_killed_at_any_moment_leaves_no_live_share_without_an_owner(place: Place) -> None:
    chance = random.Random(7)
    started = time.monotonic()
    assert place.create(lambda _: None) == 0
    whole = time.monotonic() - started
    for _ in range(MOMENTS):
        before = place.ledger()
        at = whole * chance.uniform(0.3, 1.1)  # all of it but the first part, in which Python only starts
        place.create(partial(_kill_after, at))
        living = place.living()
        assert len(place.ledger()) - len(before) <= 1
        place.require_no_secret_in_a_file()
    for name in living:
        assert place.lacre.json("share", "revoke", name)["state"] == "revoked"
    assert place.at_the_relay() == 0


def _kill_after(seconds: float, process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        kill(process)
