"""Talking to the person and running other programs. Everything goes to standard error: standard output is the command's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

WORLD_FAILED = 3
_TAIL = 40


class Stop(Exception):
    """The set-up cannot go on; the sentence says why and what to do."""

    def __init__(self, sentence: str, code: int = WORLD_FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def say(sentence: str) -> None:
    print(f"lacre: {sentence}", file=sys.stderr, flush=True)


def run(
    command: Sequence[str | Path], what: str, *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    """Run quietly; on failure show the end of what was printed and stop, saying what could not be done."""
    # Standard input is closed: a tool that would ask a question must fail and not wait for an answer nobody gives.
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(*done.stdout.splitlines()[-_TAIL:], sep="\n", file=sys.stderr)
        raise Stop(f"{what} failed: {Path(command[0]).name} ended with {done.returncode}, its last words are above")


def call(command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> int:
    """Run a tool whose output is the point, and give its exit code."""
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=cwd, env={**os.environ, **(env or {})}, check=False).returncode


def beside(command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start what may be ready earlier than it is wanted, and of which nobody needs to hear. As a context it is waited for."""
    arguments, nowhere = [str(part) for part in command], subprocess.DEVNULL
    return subprocess.Popen(
        arguments, cwd=cwd, env={**os.environ, **env}, stdin=nowhere, stdout=nowhere, stderr=nowhere
    )


def become(command: Sequence[str | Path]) -> int:
    """Turn into the command. Windows has no exec, so there it runs beneath us."""
    arguments = [str(part) for part in command]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(arguments[0], arguments)  # noqa: S606 - no shell is what we want
    return call(arguments)
