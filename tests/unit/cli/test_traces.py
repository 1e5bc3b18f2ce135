"""Errors that nobody caught tell their type, with LACRE_DEBUG their place, and never what they say."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CANARY = "canary-93ac"
FAULTS = {
    "main": f"raise ValueError('{CANARY}')",
    "thread": f"t = threading.Thread(target=lambda: int('{CANARY}')); t.start(); t.join()",
    "destructor": f"type('X', (), dict(__del__=lambda self: int('{CANARY}')))()",
    "cause": f"""
try:
    int('{CANARY}')
except ValueError as error:
    raise KeyError('{CANARY}') from error
""",
}


def _run(fault: str, debug: str) -> str:
    program = f"import sys, threading\nfrom app.cli.traces import install\ninstall()\n{fault}\n"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "LACRE_DEBUG": debug}
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("debug", ["0", "1"])
@pytest.mark.parametrize("name", FAULTS)
def test_no_uncaught_error_says_its_message(name: str, debug: str) -> None:
    said = _run(FAULTS[name], debug)
    assert CANARY not in said
    assert "Error" in said
    assert (", line " in said) == (debug == "1")


def test_leaving_and_interrupting_are_no_errors() -> None:
    assert _run("sys.exit(0)", "1") == ""
    assert _run("sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)", "1") == ""
