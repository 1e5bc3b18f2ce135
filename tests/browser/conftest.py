"""Chromium for each module, a real relay for each worker; a visitor for each test, who is looked over when the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.page_contexts import Contexts
from tests.browser.page_relay import PageRelay
from tests.browser.page_visitor import DESKTOP, FLAGS, PHONE, Enter, Visitor, artifacts_folder, chromium
from tests.relay.mailbox import Mailbox, mail_server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: while it runs, Playwright's own loop runs in this thread, and tests elsewhere that need a loop fail."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture(scope="session")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageRelay]:
    """The relay of most tests. Its clock stands as the machine's."""
    running = PageRelay(tmp_path_factory.mktemp("relay"))
    yield running
    running.close()


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """A mail server, and what it took. Made in a thread of its own: in this one Playwright's loop may be running."""
    server = mail_server()
    with ThreadPoolExecutor(1) as apart:
        yield apart.submit(server.__enter__).result()
        apart.submit(server.__exit__, None, None, None).result()


@pytest.fixture(scope="session")
def mail_relay(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Iterator[PageRelay]:
    """A relay that sends e-mail."""
    running = PageRelay(tmp_path_factory.mktemp("mail-relay"), mailbox.port)
    yield running
    running.close()


@pytest.fixture
def own_relay(tmp_path: Path) -> Iterator[PageRelay]:
    """A relay of one test, whose clock it may move."""
    folder = tmp_path / "own-relay"
    folder.mkdir()
    running = PageRelay(folder)
    yield running
    running.close()


@pytest.fixture
def enter(contexts: Contexts, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """Make visitors; each is looked over at the end for complaints and for requests to strangers."""
    visitors: list[tuple[Visitor, dict[str, Any]]] = []

    def make(script: str = "", **profile: Any) -> Visitor:
        visitors.append((contexts.enter(artifacts_folder(tmp_path), script, **profile), profile))
        return visitors[-1][0]

    yield make
    origins = [
        request.getfixturevalue(name).origin
        for name in ("relay", "mail_relay", "own_relay")
        if name in request.fixturenames
    ]
    for visitor, profile in visitors:
        visitor.require_clean(origins[-1])
        contexts.leave(visitor, profile)


@pytest.fixture
def phone(enter: Enter) -> Visitor:
    """A phone of 360 pixels, in Portuguese."""
    return enter(**PHONE)


@pytest.fixture
def desktop(enter: Enter) -> Visitor:
    """A desk, in English."""
    return enter(**DESKTOP)
