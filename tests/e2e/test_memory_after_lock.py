"""What is left in the memory of a process whose vault was locked: looked for octet by octet, as whoever stole a dump would.

It finds nothing for what Lacre itself holds. SECURITY.md says what it cannot find out: other programs' memory, swap, the
copies that a window made, a passphrase with letters beyond ASCII.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.clock import now
from app.host.paths import vault_path
from app.vault import folders
from app.vault import header as headers
from app.vault.keys import KeyRing
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.policy import POLICY
from app.vault.vault import Vault
from tests.e2e.keyring_session import bus, keyring
from tests.e2e.lacre_command import ROOT, Lacre

PASSPHRASE, REVEALED, UNTOUCHED = (
    "canario-memoria-Qx81 frase",
    "canario-revelado-Qx82 valor",
    "canario-fechado-Qx83 valor",
)
MANY = 60  # what was freed is written over by chance: of many values some would be left
PIN = "canario-pin-Qx84 comprido"
Found = dict[str, int]


class Holder:
    """The process, and what its memory holds of what we look for."""

    def __init__(self, home: Path, wanted: Mapping[str, bytes], *words: str, **variables: str) -> None:
        own = {"LACRE_HOME": str(home), "LACRE_PASSPHRASE_FILE": str(home / "passphrase")}
        self._wanted = wanted
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.memory_holder", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **own, **variables},
        )

    def wait_for(self, done: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline().decode().strip() == done

    def go_on(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()

    def found(self) -> Found:
        """How often each is there, in all that the process may write to: heap, stacks, arenas, data of libraries."""
        counts = dict.fromkeys(self._wanted, 0)
        for octets in self._memory():
            for name, wanted in self._wanted.items():
                counts[name] += octets.count(wanted)
        return {name: count for name, count in counts.items() if count}

    def _memory(self) -> Iterator[bytes]:
        place = Path(f"/proc/{self._process.pid}")
        with (place / "mem").open("rb", buffering=0) as memory:
            for line in (place / "maps").read_text().splitlines():
                span, rights, *_ = line.split()
                start, end = (int(part, 16) for part in span.split("-"))
                if rights.startswith("rw"):
                    memory.seek(start)
                    yield memory.read(end - start)

    def close(self) -> None:
        self._process.kill()
        self._process.wait(timeout=30)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()


def _forms(name: str, octets: bytes) -> dict[str, bytes]:
    return {name: octets, f"{name} in hex": octets.hex().encode()}


def _text_forms(name: str, text: str) -> dict[str, bytes]:
    return {
        name: text.encode(),
        f"{name} in UTF-16": text.encode("utf-16-le"),
        f"{name} in UTF-32": text.encode("utf-32-le"),
    }


def _keys(folder: Path) -> dict[str, bytes]:
    """All keys of the vault, worked out here and not there."""
    vault_key, _ = headers.open_slot(folders.read_header(folder), Secret(PASSPHRASE), POLICY)
    with Vault.unlock(folder, Secret(PASSPHRASE)) as vault:
        found = _forms("a client's key", vault._core.client_key(1).reveal())
    found |= _forms("the vault key", vault_key.reveal())
    for name, key in vars(KeyRing(vault_key)).items():
        found |= _forms(f"the key {name.strip('_')}", key.reveal())
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """With a vault of one entry that is looked at, and many that only the check opens."""
    data = tmp_path / "memory"
    data.mkdir()
    (data / "passphrase").write_text(PASSPHRASE + "\n")
    with Vault.create(vault_path(data), Secret(PASSPHRASE), now=now(), cost=KdfCost(64 * 1024, 3)) as vault:
        client = vault.add_client("Padaria", now())
        others = [(f"Outro {i}", UNTOUCHED + "." * i) for i in range(MANY)]
        for title, password in (("Banco central", REVEALED), *others):
            fields = (FieldDraft("username", "ana"), FieldDraft("password", password))
            vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, title, fields), now())
    return data


@pytest.fixture
def wanted(data: Path) -> dict[str, bytes]:
    """All that must not be found."""
    found = _keys(vault_path(data))
    for name, text in (("passphrase", PASSPHRASE), ("revealed", REVEALED), ("untouched", UNTOUCHED), ("PIN", PIN)):
        found |= _text_forms(name, text)
    return found


def test_after_the_lock_no_key_no_passphrase_and_no_value_is_left_in_memory(
    data: Path, wanted: dict[str, bytes]
) -> None:
    _require_nothing_left(Holder(data, wanted))


def test_nor_is_the_pin_after_a_quick_unlock(data: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "pin").write_text(PIN + "\n")
    with bus() as address, keyring(tmp_path / "session", address) as variables:
        lacre = Lacre(data, data / "passphrase", variables)
        lacre.json("vault", "quick", "on", "--pin-stdin", stdin=PIN + "\n")
        _require_nothing_left(Holder(data, wanted, str(tmp_path / "pin"), **variables))


def _require_nothing_left(holder: Holder) -> None:
    try:
        holder.wait_for("unlocked")
        unlocked = holder.found()
        assert {"the key database", "a client's key"} <= unlocked.keys(), "the search would not find what is there"
        never = ("vault key", "passphrase", "PIN", "untouched")
        assert not {name for name in unlocked if any(part in name for part in never)}
        holder.go_on()
        holder.wait_for("locked")
        assert holder.found() == {}
    finally:
        holder.close()
