"""The `lacre` command as scripts use it: a process of its own, one data folder, one passphrase file.

The first time that a run meets a command it starts it as a person's shell does; from then on it forks it, which is cheaper.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e import forked_commands

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "import"
_GROUPS = {("recovery",), ("key",), ("trash",), ("quick",)}
_MET: set[tuple[str, ...]] = set()
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
        if self._known(words, variables):
            return forked_commands.run(words, stdin, {**self.environment, **variables})
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

    def _known(self, words: tuple[str, ...], variables: dict[str, str]) -> bool:
        """Whether a process that was started anew with these words could not be told from one that is forked."""
        command = words[: 3 if words[1:2] in _GROUPS else 2]
        met = command in _MET
        _MET.add(command)
        read_by_python = any(name.startswith(("PYTHON", "LC_", "LANG")) for name in (*self.variables, *variables))
        return met and forked_commands.POSSIBLE and not read_by_python

    def json(self, *words: str, stdin: str = "", code: int = 0) -> Any:
        done = self.run(*words, "--json", stdin=stdin)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)
