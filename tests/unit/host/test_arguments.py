"""What a program was started with, taken out of what every user of the computer can read."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from pathlib import Path
from app.host.arguments import forget_argument
from app.host.harden import harden
harden()
def stands():
    return sys.argv[1].encode() in Path("/proc/self/cmdline").read_bytes()
before = stands()
done = forget_argument(sys.argv[1])
print(before, done, stands(), forget_argument("never" + " given"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there does everybody see it")
def test_a_link_that_was_given_as_an_argument_is_no_longer_seen_by_others() -> None:
    link = "lacre:https://relay.example/s/AAAAAAAAAAAAAAAAAAAAAA#1g.çé"
    done = subprocess.run([sys.executable, "-c", SCRIPT, link], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["True", "True", "False", "False"]
