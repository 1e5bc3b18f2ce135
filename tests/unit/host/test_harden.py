"""Hardening holds in a fresh process (it must not bind the test's own)."""

from __future__ import annotations

import subprocess
import sys

SHOW = """
import os, resource
from app.host.harden import harden
harden()
print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_hardened_process_leaves_no_core_and_writes_private_files() -> None:
    done = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.splitlines() == ["(0, 0) 0o77", "0"]
