"""One file of 256 MiB from its sender to its recipient on this computer: by `lacre` at both ends and a relay, and by
magic-wormhole with its own mailbox server and transit relay, in turns.

Ours is two acts, one behind the other (`share create`, then `share open`), with the start of both programs, the unlocking of the
vault, and every octet synced on the relay's disk in between; theirs is one, in which both ends run at the same time and nothing
is kept. Where its two ends can reach each other they need no transit relay: that is shown too.

The limit is held by the transfer. Beside each round it is measured how long the vault's passphrase takes, which a new vault makes
about a second on whatever machine it is: who shares all day types it once, and no faster program could make it shorter. What it
is with the passphrase typed for each file stands beside it.
"""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.crypto.secret import Secret
from app.host.clock import now
from app.ops.vaults import create_vault, open_vault
from app.relay.keeping import invite
from benchmarks._clients import free_port
from benchmarks._command import LACRE, environment_of
from benchmarks._command import run as ran
from benchmarks._sample import PASSPHRASE
from benchmarks._snappass import wait_for
from benchmarks.relay import relay
from benchmarks.table import Row, duration_s

OCTETS = 256 << 20
ROUNDS = 5
RATIO = 1.2
CODE = "7-guitar-visitor"
NAME = "grande.bin"
_NOWHERE = subprocess.DEVNULL


def run() -> list[Row]:
    """In turns; each ratio is the median of the rounds' own."""
    ours, unlocking, through, direct = [], [], [], []
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lacre-bench-")))
        source = folder / NAME
        source.write_bytes(os.urandom(1 << 20) * (OCTETS >> 20))
        lacre = stack.enter_context(_lacre(folder, source))
        wormhole = stack.enter_context(_wormhole(folder, source))
        for _ in range(ROUNDS):
            ours.append(lacre.once())
            unlocking.append(duration_s(lacre.unlock))
            through.append(wormhole.once("--no-listen"))
            direct.append(wormhole.once("--listen"))
    moved = [one - other for one, other in zip(ours, unlocking, strict=True)]
    return [
        Row("256 MiB by lacre, from the first program's start to the last one's end", median(ours), "s"),
        Row(
            "of which the vault's passphrase takes, on purpose",
            median(unlocking),
            "s",
            note="Argon2id, as a new vault has it",
        ),
        Row("by magic-wormhole through its transit relay", median(through), "s"),
        Row("lacre is faster by, the passphrase apart", _times(through, moved), "×", RATIO, at_least=True),
        Row("with the passphrase typed for each file", _times(through, ours), "×"),
        Row("by magic-wormhole, its ends talking to each other", median(direct), "s"),
        Row("lacre is faster than that by", _times(direct, ours), "×"),
    ]


def _times(theirs: list[float], ours: list[float]) -> float:
    return median(one / other for one, other in zip(theirs, ours, strict=True))


class _Transfer:
    """What takes the file from one end to the other; whole, or it is no figure."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.source = source
        self.folder = folder

    def moved(self, seconds: float) -> float:
        got = self.folder / NAME
        if not filecmp.cmp(self.source, got, shallow=False):
            raise RuntimeError("what arrived is not what was sent")
        got.unlink()
        return seconds


class _Lacre(_Transfer):
    environment: dict[str, str]
    home: Path

    def unlock(self) -> None:
        open_vault(self.home, Secret(PASSPHRASE)).close()

    def once(self) -> float:
        return self.moved(duration_s(self._send))

    def _send(self) -> None:
        create = ("share", "create", "--file", str(self.source), "--passcode", "none", "--json")
        url = json.loads(ran([*LACRE, *create], self.environment))["url"]
        ran([*LACRE, "share", "open", url, "--output", str(self.folder)], self.environment)


@contextlib.contextmanager
def _lacre(folder: Path, source: Path) -> Iterator[_Lacre]:
    home = folder / "home"
    home.mkdir(mode=0o700)
    create_vault(home, Secret(PASSPHRASE), now=now()).close()
    with relay(folder):
        transfer = _Lacre(source, folder / "ours")
        transfer.environment, transfer.home = environment_of(home, folder), home
        ran([*LACRE, "relay", "connect", invite(folder / "relay", "bench", int(time.time()))], transfer.environment)
        yield transfer


class _Wormhole(_Transfer):
    where: tuple[str, ...]

    def once(self, listening: str) -> float:
        return self.moved(duration_s(lambda: self._send(listening)))

    def _send(self, listening: str) -> None:
        ends = (
            ("send", listening, "--hide-progress", "--code", CODE, str(self.source)),
            ("receive", listening, "--hide-progress", "--accept-file", "-o", str(self.folder / NAME), CODE),
        )
        running = [
            subprocess.Popen([_program("wormhole"), *self.where, *end], stdout=_NOWHERE, stderr=_NOWHERE)
            for end in ends
        ]
        ended = [one.wait() for one in running]
        if any(ended):
            raise RuntimeError("magic-wormhole did not send it")


@contextlib.contextmanager
def _wormhole(folder: Path, source: Path) -> Iterator[_Wormhole]:
    mailbox, transit = free_port(), free_port()
    servers = (
        ("wormhole-mailbox", f"--port=tcp:{mailbox}:interface=127.0.0.1", f"--channel-db={folder / 'mailbox'}"),
        ("transitrelay", f"--port=tcp:{transit}:interface=127.0.0.1"),
    )
    running = [
        subprocess.Popen([_program("twist"), *words], cwd=folder, stdout=_NOWHERE, stderr=_NOWHERE) for words in servers
    ]
    try:
        wait_for(mailbox)
        wait_for(transit)
        transfer = _Wormhole(source, folder / "theirs")
        transfer.folder.mkdir()
        transfer.where = (
            f"--relay-url=ws://127.0.0.1:{mailbox}/v1",
            f"--transit-helper=tcp:127.0.0.1:{transit}",
        )
        yield transfer
    finally:
        for one in running:
            one.terminate()
            one.wait(30)


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
