"""A person with a browser before the recipient's page. Records what the page asks of the network and what the browser
complains of; owns the ways in which people and programs press things.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Route
from playwright.sync_api._generated import Clock

DEADLINE_MS = 60_000
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((found for name in _NAMES if (found := shutil.which(name))), None)
# Chromium heeds the last list of these alone, so what Playwright would turn off is named again: what asks strangers, or is of
# no page. The address bar's own pop-ups are pages, drawn anew for every window: half of what a visit cost.
_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_OFF)}",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "pt-PT",
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}


def chromium() -> str:
    """The browser of this machine."""
    if CHROMIUM is None:
        raise FileNotFoundError(f"no Chromium: none of {', '.join(_NAMES)} is on PATH")
    return CHROMIUM


_WATCH = """
    window.violations = [];
    addEventListener('securitypolicyviolation', (e) => violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""
_COMPLAINTS = ("Content Security Policy", "Trusted", "integrity", "Permissions policy", "Unrecognized feature")


# What the page has kept: nothing, ever. Where there is no storage at all, nothing is in it.
_KEPT = "() => { try { return localStorage.length + document.cookie.length; } catch { return 0; } }"


@dataclass
class Visitor:
    """One page, in a browser context that it has for itself while it is here."""

    lent: BrowserContext
    page: Page
    artifacts: Path
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    changed: bool = False  # whether the context may have become another than it was

    @classmethod
    def enter(cls, browser: Browser, artifacts: Path, script: str = "", **profile: Any) -> Visitor:
        """In a fresh context, which it takes along."""
        return cls.come(browser.new_context(**profile), artifacts, script)

    @classmethod
    def come(cls, context: BrowserContext, artifacts: Path, script: str = "") -> Visitor:
        """A new page; `script` runs in it before the page's own."""
        context.set_default_timeout(DEADLINE_MS)
        page = context.new_page()
        page.add_init_script(_WATCH + script)
        visitor = cls(context, page, artifacts)
        page.on("request", lambda request: visitor.requests.append(request))
        page.on("console", visitor._heard)
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        return visitor

    @property
    def context(self) -> BrowserContext:
        """For a test that wants more of it than a page: the context is not lent to another test after that."""
        self.changed = True
        return self.lent

    @property
    def clock(self) -> Clock:
        """The page's clock. It stays in the context."""
        return self.context.clock

    def _heard(self, message: ConsoleMessage) -> None:
        if any(word in message.text for word in _COMPLAINTS):
            self.complaints.append(message.text)

    def leave(self) -> None:
        self.lent.close()

    def require_clean(self, origin: str) -> None:
        """No complaint of the browser, nothing kept in it, and nothing asked of anybody but the origin of the link."""
        complaints = self.complaints + list(self.page.evaluate("window.violations ?? []"))
        assert complaints == []
        assert self.page.evaluate(_KEPT) == 0
        strangers = [one.url for one in self.requests if urlsplit(one.url).scheme not in ("data", "blob")]
        assert [url for url in strangers if not url.startswith(f"{origin}/")] == []

    def calls(self, name: str = "") -> list[str]:
        """The names of the calls made to the relay, in order."""
        paths = [urlsplit(request.url).path for request in self.requests]
        return [path.removeprefix("/api/1/") for path in paths if path.startswith(f"/api/1/{name}")]

    def messages(self, name: str) -> list[str]:
        """What was sent in those calls."""
        return [one.post_data or "" for one in self.requests if one.url.endswith(f"/api/1/{name}")]

    def open(self, url: str) -> None:
        self.page.goto(url)

    def see(self, selector: str) -> Locator:
        """Wait until it is visible."""
        found = self.page.locator(selector).first
        found.wait_for(state="visible")
        return found

    def see_title(self, title: str) -> None:
        self.see(f"h1:text-is({json.dumps(title, ensure_ascii=False)})")

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def give(self, passcode: str) -> None:
        """Type a passcode and press the button."""
        self.see("#passcode").fill(passcode)
        self.see("form button.primary").click()

    def hold(self) -> None:
        """Press the button and let go only when something else has taken its place."""
        button = self.see(".hold")
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        button.wait_for(state="detached")
        self.page.mouse.up()

    def row(self, label: str) -> Locator:
        """The row of one field."""
        return self.page.locator(".row", has=self.page.locator("dt", has_text=label)).first

    def keep(self, name: str) -> None:
        """A picture for people to look at; never compared, never committed."""
        self.artifacts.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.artifacts / f"{name}.png", full_page=True)

    def answer(self, name: str, respond: Callable[[Route], None]) -> None:
        """Stand between the page and one call of the relay."""
        self.page.route(f"**/api/1/{name}", respond)

    def refuse(self, name: str, status: int, **members: object) -> None:
        """Answer one call with a refusal."""
        body = json.dumps(members)
        self.answer(name, lambda route: route.fulfill(status=status, body=body, content_type="application/json"))


Enter = Callable[..., Visitor]


def artifacts_folder(otherwise: Path) -> Path:
    """Where pictures go: LACRE_ARTIFACTS, or the test's own folder."""
    asked = os.environ.get("LACRE_ARTIFACTS")
    return Path(asked) / "page" if asked else otherwise
