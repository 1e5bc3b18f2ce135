"""A relay process for tests: the product's own `serve`, with a clock in a file and, if asked, its own death at a step.

    python -m tests.relay.harness DATA PAGE CLOCK PORT [STEP] [RELAY] [inside]

The process kills itself when it comes to STEP, once a file `armed` lies beside the clock; with a `?` behind STEP its disk fails
there instead. No such door is in the program: the steps are a parameter of `serve`. With `inside` it is one process.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path

from app.relay.app import Limits
from app.relay.post import load_post
from app.relay.serve import Plan, serve

PACE_S = 0.05


class Death:
    """Kills this process at a step, as a power cut would: nothing is flushed, nobody is told."""

    def __init__(self, at: str, armed: Path) -> None:
        self._at = at
        self._armed = armed

    def __call__(self, step: str) -> None:
        if step == self._at.removesuffix("?") and self._armed.exists():
            if self._at.endswith("?"):
                raise OSError(errno.EIO, "the disk fails")
            os.kill(os.getpid(), signal.SIGKILL)


def main(data: str, page: str, clock: str, port: str, kill_at: str = "", relay: str = "", inside: str = "") -> int:
    def now() -> int:
        return int(Path(clock).read_text())

    plan = Plan(
        data=Path(data),
        page=Path(page),
        port=int(port),
        limits=Limits(rate_per_s=0),
        now=now,
        step=Death(kill_at, Path(clock).with_name("armed")),
        pace_s=PACE_S,
        public_urls=(relay,) if relay else (),
        apart=not inside,
        post=load_post(None, os.environ),
    )
    return serve(plan)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
