"""A Chromium that nobody watches: driven over a pipe, with no more of its protocol than a press and a question need.

Playwright has the browser tell it of every request, and then each octet that comes is copied and kept once more for whoever may
ask to see it: a quarter of the processor's time when what is measured is a large file. Here the network is not listened to.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

DEADLINE_S = 120
LOOK_S = 0.02

_MIDDLE = """(one) => {
    one.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""

# The browser takes its orders from descriptor 3 and answers on 4.
_START = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for place, end in zip((3, 4), ends):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Tab:
    """One page of it."""

    def __init__(self, to: int, back: int) -> None:
        self._to = to
        self._back = os.fdopen(back, "rb", closefd=False)
        self._number = 0
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def before(self, script: str) -> None:
        """Run this in every document before its own scripts."""
        self._ask("Page.addScriptToEvaluateOnNewDocument", source=script)

    def go(self, url: str) -> None:
        self._ask("Page.navigate", url=url)

    def ask(self, expression: str) -> Any:
        """What an expression is, as JSON."""
        return self._ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def wait(self, expression: str) -> None:
        """Until it is true."""
        end = time.monotonic() + DEADLINE_S
        while not self.ask(expression):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(LOOK_S)

    def hold(self, selector: str) -> None:
        """Press with the mouse, as a person does, until it is gone."""
        self.press(selector, f"document.querySelector({selector!r}) === null")

    def press(self, selector: str, until: str) -> None:
        """Press with the mouse, and let go when this is true."""
        found = f"document.querySelector({selector!r})"
        self.wait(f"{found} !== null")
        x, y = self.ask(f"({_MIDDLE})({found})")
        self._mouse("mouseMoved", x, y)
        self._mouse("mousePressed", x, y)
        self.wait(until)
        self._mouse("mouseReleased", x, y)

    def _mouse(self, what: str, x: float, y: float) -> None:
        self._ask("Input.dispatchMouseEvent", type=what, x=x, y=y, button="left", clickCount=1)

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        question: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            question["sessionId"] = self._session
        os.write(self._to, json.dumps(question).encode() + b"\0")
        while True:
            said = json.loads(self._read())
            if said.get("id") == self._number:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}")
                answer: dict[str, Any] = said["result"]
                return answer

    def _read(self) -> bytes:
        octets = bytearray()
        while (one := self._back.read(1)) != b"\0":
            if not one:
                raise RuntimeError("the browser has ended")
            octets += one
        return bytes(octets)


@contextlib.contextmanager
def unwatched(program: str, flags: tuple[str, ...]) -> Iterator[Tab]:
    """Start it with a profile of its own; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="lacre-bench-", ignore_cleanup_errors=True) as profile:
        (their_in, to), (back, their_out) = os.pipe(), os.pipe()
        command = [program, "--headless", "--remote-debugging-pipe", f"--user-data-dir={profile}", *flags]
        start = [sys.executable, "-c", _START, str(their_in), str(their_out)]
        process = subprocess.Popen([*start, *command], pass_fds=(their_in, their_out), stderr=subprocess.DEVNULL)
        os.close(their_in)
        os.close(their_out)
        try:
            yield Tab(to, back)
        finally:
            process.terminate()
            process.wait(30)
            os.close(to)
            os.close(back)
