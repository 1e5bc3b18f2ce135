"""Imports hostile files, one after the other, into one vault in a process of its own, and tells what each cost and did.

Run by test_hundred_hostile. Every file that is opened for writing is noted by an audit hook, which no code can switch off.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import LacreError
from app.ops.importing import Choices, preview, run_import
from app.vault.importers.parsing import Opening
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))


def main(folder: Path, vault_folder: Path, password: str) -> None:
    written: list[str] = []

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(str(arguments[0]))
        elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "shutil.unpack_archive"):
            written.append(f"{event} {arguments[0]}")

    choices = Choices(Opening(Secret(password)))
    with Vault.create(vault_folder, Secret("frase"), now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        sys.addaudithook(note)
        for path in sorted(folder.iterdir()):
            print(json.dumps(_one(vault, path, choices)), flush=True)
    print(json.dumps({"written": written, "peak_kib": _peak_kib()}))


def _one(vault: Vault, path: Path, choices: Choices) -> dict[str, Any]:
    before, cpu = len(vault.entries()), _cpu()
    told: dict[str, Any] = {"file": path.name}
    try:
        if not path.name.startswith("kdbx"):  # the same reading again, in a process that costs half a second
            told["read"] = preview(path, vault=vault, choices=choices).read
    except LacreError as error:
        told["preview"] = error.code
    told["preview_s"], cpu = _cpu() - cpu, _cpu()
    try:
        report = run_import(vault, path, now=NOW, choices=choices)
        told["added"] = report.added
    except LacreError as error:
        told["refused"] = error.code
    return told | {"import_s": _cpu() - cpu, "more": len(vault.entries()) - before, "at": time.time()}


def _cpu() -> float:
    """Processor time of this process and of those that it waited for: what others do on the machine does not count."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _peak_kib() -> dict[str, int]:
    """The most that this process ever held, and any child. Not getrusage for the first: it counts what the parent held before."""
    status = Path("/proc/self/status").read_text()
    own = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return {"own": int(own.split()[1]), "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
