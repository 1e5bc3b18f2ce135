"""The recipient's page's own code as a process of Node, spoken to in lines of JSON. The build of the page puts it there."""

from __future__ import annotations

import json
import subprocess
from types import TracebackType
from typing import Any, Self

from bootstrap.page import node

from app.host.paths import resources

CROSS = resources() / "page" / "dist" / "node" / "cross.mjs"


class PageInNode:
    """One process; each call is one line there and one line back."""

    def __init__(self) -> None:
        assert CROSS.is_file(), f"{CROSS} is missing: build the page first (python3 run.py does)"
        self._process = subprocess.Popen(
            [node().node, CROSS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def ask(self, op: str, **arguments: Any) -> dict[str, Any]:
        """The whole answer: `ok` or `error`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"op": op, **arguments}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert answer.get("error") != "crash", answer
        return answer

    def must(self, op: str, **arguments: Any) -> Any:
        """What is under `ok`."""
        answer = self.ask(op, **arguments)
        assert "ok" in answer, answer
        return answer["ok"]
