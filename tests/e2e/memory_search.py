"""Looking for octets in the whole memory of another process of ours: what whoever stole a dump would do. Linux.

Owns the search and what a key or a text may look like there; what must not be found is the tests'.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from app.crypto.secret import Secret
from app.vault import folders
from app.vault import header as headers
from app.vault.keys import KeyRing
from app.vault.policy import POLICY
from app.vault.vault import Vault
from tests.e2e.lacre_command import ROOT

Found = dict[str, int]


class Holder:
    """The process, and what its memory holds of what we look for."""

    def __init__(
        self,
        home: Path,
        wanted: Mapping[str, bytes],
        *words: str,
        module: str = "tests.e2e.memory_holder",
        **variables: str,
    ) -> None:
        own = {"LACRE_HOME": str(home), "LACRE_PASSPHRASE_FILE": str(home / "passphrase")}
        self._wanted = wanted
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **own, **variables},
        )

    def wait_for(self, done: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline().decode().strip() == done

    @property
    def stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

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


def forms(name: str, octets: bytes) -> dict[str, bytes]:
    """A key as it is, and as text may hold it."""
    return {name: octets, f"{name} in hex": octets.hex().encode()}


def text_forms(name: str, text: str) -> dict[str, bytes]:
    return {
        name: text.encode(),
        f"{name} in UTF-16": text.encode("utf-16-le"),
        f"{name} in UTF-32": text.encode("utf-32-le"),
    }


def keys(folder: Path, passphrase: str) -> dict[str, bytes]:
    """All keys of the vault, worked out here and not there."""
    vault_key, _ = headers.open_slot(folders.read_header(folder), Secret(passphrase), POLICY)
    with Vault.unlock(folder, Secret(passphrase)) as vault:
        found = forms("a client's key", vault._core.client_key(1).reveal())
    found |= forms("the vault key", vault_key.reveal())
    for name, key in vars(KeyRing(vault_key)).items():
        found |= forms(f"the key {name.strip('_')}", key.reveal())
    return found
