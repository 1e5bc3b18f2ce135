"""The recipient's page in Chromium: what travels, when it paints, how long until the content is there.

Every run has a fresh browser context, so nothing is cached; the times are the page's own clock, which starts with the navigation.
A person's typing (60 ms a symbol, which is fast) is not in any figure. "Navigation to content without a passcode" is two
spans of the machine's: from the navigation to the painted frame with the button, and from the end of the hold (the page
starts the claim) to the painted frame with the content. What lies between, finding the button and holding it (0.4 s, on
purpose), is the person's; the hold is shown apart.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from app.host import paths
from benchmarks._chromium import Tab, unwatched
from benchmarks.table import Row
from tests.browser.page_relay import PageRelay
from tests.browser.page_sender import File
from tests.browser.page_visitor import FLAGS, PHONE, chromium

RUNS = 9
KILOBYTE = 1024
HOLD_MS = 400
TYPING_MS = 60

FILE_OCTETS = 256 * 2**20
SAVES = 3
_OF_TEXT = ("index", "engine", "libsodium", "codes")
# A disk that takes everything at once: what is measured is asking, opening and handing over.
_DISK = """
    window.showSaveFilePicker = async () => ({
        createWritable: async () => ({ write: async () => {}, close: async () => {}, abort: async () => {} }),
        getFile: async () => ({ size: 1 }),
    });
"""

_MARKS = """
    window.marks = {};
    const mark = (name) => { marks[name] ??= performance.now(); };
    const shown = (selector, name) => {
        if (document.querySelector(selector) && !marks[name]) requestAnimationFrame(() => setTimeout(() => mark(name)));
    };
    new MutationObserver(() => {
        shown('#passcode', 'asked');
        shown('.hold', 'asked');
        shown('.content', 'content');
        if (document.querySelector('.working')) mark('working');
    }).observe(document, { childList: true, subtree: true });
    addEventListener('submit', () => mark('given'), true);
    addEventListener('pointerdown', () => mark('pressed'), true);
"""
_PAINTED = """() => {
    const assets = performance.getEntriesByType('resource').filter((one) => one.name.includes('/assets/'));
    return {
        ...marks,
        painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
        engineAsked: Math.min(...assets.map((one) => one.startTime)),
        engineHere: Math.max(...assets.map((one) => one.responseEnd)),
    };
}"""

_WAIT = """(name) => new Promise((done) => {
    const look = () => marks[name] ? done() : setTimeout(look, 10);
    look();
})"""

_FIRST_PAINT = """() => new Promise((done) => {
    const look = () => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        if (paint) done(paint.startTime); else setTimeout(look, 5);
    };
    look();
})"""

Marks = dict[str, float]


def run() -> list[Row]:
    """The figures, as medians."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        relay = PageRelay(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            with_passcode = [_visit(browser, *_passcode_share(relay)) for _ in range(RUNS)]
            without = [_visit(browser, relay.open_link().url, _hold) for _ in range(RUNS)]
            bare = [_bare(browser, relay.origin) for _ in range(RUNS)]
            travelled = _travelled(browser, relay.open_link().url)
            saved_s = _saved(relay)
        finally:
            browser.close()
            relay.close()
    floor = Row(
        "a line of plain text of the same relay, navigation to first paint",
        _median(bare),
        "s",
        note="what the browser takes",
    )
    saving = Row("files opened and handed over", FILE_OCTETS / 1e6 / saved_s, "MB/s", 80, at_least=True)
    return [*_sizes(travelled), floor, *_paints(with_passcode + without), *_reveals(with_passcode, without), saving]


def _saved(relay: PageRelay) -> float:
    """How long one large file takes from the press of the button to its end, in a browser that nobody watches."""
    content = os.urandom(2**20) * (FILE_OCTETS // 2**20)
    return statistics.median(_save(relay.open_link(files=(File("grande.bin", content),)).url) for _ in range(SAVES))


def _save(url: str) -> float:
    with unwatched(chromium(), FLAGS) as tab:
        return save(tab, url)


def save(tab: Tab, url: str) -> float:
    """Open the link of a share without a passcode and save its only file: how long that takes from the press of the button on."""
    tab.before(_DISK)
    tab.go(url)
    tab.hold(".hold")
    tab.wait("document.querySelector('.files button') !== null")
    began = time.perf_counter()
    tab.ask("document.querySelector('.files button').click()")
    tab.wait("document.querySelector('.progress.good') !== null")
    return time.perf_counter() - began


def _passcode_share(relay: PageRelay) -> tuple[str, Callable[[Page], None]]:
    shared = relay.share()

    def give(page: Page) -> None:
        page.type("#passcode", shared.passcode, delay=TYPING_MS)
        page.click("form button.primary")

    return shared.url, give


def _hold(page: Page) -> None:
    page.hover(".hold")
    page.mouse.down()
    page.wait_for_selector(".hold", state="detached")
    page.mouse.up()


def _visit(browser: Browser, url: str, act: Callable[[Page], None]) -> Marks:
    context = browser.new_context(**PHONE)
    context.add_init_script(_MARKS)
    page = context.new_page()
    page.goto(url)
    page.evaluate(_WAIT, "asked")
    act(page)
    page.evaluate(_WAIT, "content")
    marks: Marks = page.evaluate(_PAINTED)
    context.close()
    return marks


def _bare(browser: Browser, origin: str) -> float:
    """The browser's own share of a first paint, on this machine and at this hour."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{origin}/robots.txt")
    painted: float = page.evaluate(_FIRST_PAINT)
    context.close()
    return painted


def _travelled(browser: Browser, url: str) -> float:
    """Octets on the wire of one whole opening, heads and calls included, as Chromium counts them."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    counts: list[float] = []
    session = context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda event: _count(counts, event))
    session.send("Network.enable")
    page.goto(url)
    page.wait_for_selector(".hold")
    _hold(page)
    page.wait_for_selector(".content")
    context.close()
    return sum(counts)


def _count(counts: list[float], event: dict[str, Any]) -> None:
    counts.append(event["encodedDataLength"])


def _sizes(travelled: float) -> list[Row]:
    dist = paths.resources() / "page" / "dist"

    def together(ending: str) -> float:
        found = [path for path in dist.glob(f"*{ending}") if path.name.startswith(_OF_TEXT)]
        return sum(path.stat().st_size for path in found) / KILOBYTE

    return [
        Row("everything the page loads for text and codes, Brotli", together(".br"), "KB", 220),
        Row("everything the page loads for text and codes, gzip", together(".gz"), "KB"),
        Row("on the wire of a whole opening, heads and calls included", travelled / KILOBYTE, "KB", 220),
    ]


def _median(times: list[float]) -> float:
    return statistics.median(times) / 1000


def _paints(visits: list[Marks]) -> list[Row]:
    early = sum(visit["painted"] <= visit["engineAsked"] for visit in visits)
    return [
        Row("navigation to first paint", _median([visit["painted"] for visit in visits]), "s"),
        Row("crypto asked for", _median([visit["engineAsked"] for visit in visits]), "s"),
        Row("crypto arrived", _median([visit["engineHere"] for visit in visits]), "s"),
        Row("painted before the crypto was asked for", 100 * early / len(visits), "%", 100, at_least=True),
        Row("navigation to passcode or button", _median([visit["asked"] for visit in visits]), "s"),
    ]


def _reveals(with_passcode: list[Marks], without: list[Marks]) -> list[Row]:
    reveal = _median([visit["content"] - visit["given"] for visit in with_passcode])
    opening = _median([visit["asked"] + visit["content"] - visit["working"] for visit in without])
    hold = _median([visit["working"] - visit["pressed"] for visit in without])
    return [
        Row("passcode given to content shown", reveal, "s", 1.5, note="Argon2id 64 MiB, t = 3 included"),
        Row("navigation to content without a passcode", opening, "s", 0.5, note="without the press that is held"),
        Row("the same with the press", opening + hold, "s", note=f"a press of {HOLD_MS} ms"),
    ]
