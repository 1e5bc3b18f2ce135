"""The contexts of one browser, each lent to one visitor at a time: what Chromium has fetched and compiled for a test it need not
fetch and compile for the next, which is more than half of what a visit costs. Owns no assertion: that a page leaves nothing
behind, `Visitor.require_clean` asks after every test.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.page_visitor import Visitor


class Contexts:
    """Those of one browser that nobody uses at the moment, by what they were made with."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, BrowserContext] = {}

    def enter(self, artifacts: Path, script: str = "", **profile: Any) -> Visitor:
        """A visitor with a tab of its own. Two at once never share a context: they are two people."""
        context = self._idle.pop(_key(profile), None) or self._browser.new_context(**profile)
        return Visitor.come(context, artifacts, script)

    def leave(self, visitor: Visitor, profile: dict[str, Any]) -> None:
        """Close its tab; keep its context for the next, unless the test may have changed it for good: files that were fetched lie
        on the browser's disk as long as the context lives."""
        if visitor.changed or visitor.calls("files") or _key(profile) in self._idle:
            visitor.leave()
            return
        visitor.page.close()
        self._idle[_key(profile)] = visitor.lent


def _key(profile: dict[str, Any]) -> str:
    return json.dumps(profile, sort_keys=True)
