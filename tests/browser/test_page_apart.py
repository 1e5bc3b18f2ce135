"""The page on a host of its own, apart from the relay: exported, served with the headers written beside it, calls passed on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.main import main
from app.ops.page_check import check_page
from tests.browser.page_host import PageHost, page_host
from tests.browser.page_relay import PageRelay
from tests.browser.page_sender import File
from tests.browser.page_visitor import DESKTOP, PHONE, Enter

# One of our own would find the folder of downloads of another test: this browser lends no disk.
NO_DISK = "delete window.showSaveFilePicker;"
SOME = random.Random(5).randbytes(900_000)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageHost]:
    with page_host() as running:
        running.folder = tmp_path_factory.mktemp("host") / "page"
        yield running


@pytest.fixture(scope="module")
def relay(host: PageHost, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageRelay]:
    """Links name the page's host; the relay itself is elsewhere."""
    running = PageRelay(tmp_path_factory.mktemp("apart"), public=host.origin)
    host.relay = running.address
    words = ("--public-url", host.origin, "--relay", running.address)
    assert main(["relay", "export-page", str(host.folder), *words]) == 0
    yield running
    running.close()


def test_a_link_opens_on_the_pages_own_host_and_nothing_is_asked_of_the_relays(relay: PageRelay, enter: Enter) -> None:
    phone = enter(**PHONE)
    shared = relay.share()
    assert shared.url.startswith(f"{relay.origin}/s/")
    assert relay.origin != relay.address
    phone.open(shared.url)
    phone.give(shared.passcode)
    phone.see(".content")
    assert "ana@example.pt" in phone.text()
    assert relay.events_until(shared, "revealed")[:2] == ["delivered", "accepted"]


def test_files_come_through_the_pages_host_whole(relay: PageRelay, host: PageHost, enter: Enter) -> None:
    desktop = enter(script=NO_DISK, **DESKTOP)
    shared = relay.open_link(files=(File("contas.bin", SOME),))
    desktop.open(shared.url)
    desktop.hold()
    with desktop.page.expect_download() as coming:
        desktop.see(".files button").click()
    assert Path(coming.value.path()).read_bytes() == SOME
    relay.events_until(shared, "file")
    assert "/api/1/files" in host.passed


def test_what_was_exported_is_the_page_of_this_version_to_every_visitor(relay: PageRelay) -> None:
    found = check_page(relay.origin)
    assert (found.differences, found.origin) == ((), relay.origin)


def test_a_host_that_changes_the_page_is_found_out(relay: PageRelay, host: PageHost) -> None:
    document = host.folder / "public" / "index.html"
    before = document.read_bytes()
    document.write_bytes(before + b"<!-- -->")
    packed = document.with_name("index.html.gz")
    octets = packed.read_bytes()
    packed.unlink()
    try:
        assert not check_page(relay.origin).same
    finally:
        document.write_bytes(before)
        packed.write_bytes(octets)
