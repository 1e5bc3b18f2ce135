"""The `lacre` command as scripts use it: a process of its own, one data folder, one passphrase file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "import"
CHEAPEST = ("--kdf-memory-kib", "65536", "--kdf-passes", "3")


@dataclass(frozen=True)
class Lacre:
    """The command, with one data folder and one passphrase file."""

    home: Path
    passphrase_file: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        own = {"LACRE_HOME": str(self.home), "LACRE_PASSPHRASE_FILE": str(self.passphrase_file), "LACRE_LANGUAGE": "en"}
        return {**os.environ, **own, **self.variables}

    def run(self, *words: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app", *words],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**self.environment, **variables},
            timeout=120,
            cwd=ROOT,
        )

    def json(self, *words: str, stdin: str = "", code: int = 0) -> Any:
        done = self.run(*words, "--json", stdin=stdin)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)
