"""The page is served from memory, to browsers of every age, and touches no store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import WorldError
from app.relay.page import Page
from tests.relay.kit import fake_page

PLAIN = b"<!doctype html><title>Lacre</title>"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(fake_page(tmp_path / "page"))


@pytest.mark.parametrize("path", ["/", "/s/", "/s/abc", "/s/AAAAAAAAAAAAAAAAAAAAAA", "/s/../../etc/passwd"])
def test_every_link_is_the_same_document(page: Page, path: str) -> None:
    answer = page.answer("GET", path, b"", b"")
    headers = dict(answer.headers)
    assert (answer.status, answer.body) == (200, PLAIN)
    assert headers[b"content-security-policy"] == b"default-src 'self'"
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"referrer-policy"] == b"no-referrer"


def test_a_file_of_the_page_may_be_kept_for_ever(page: Page) -> None:
    answer = page.answer("GET", "/assets/x-1.js", b"", b"")
    headers = dict(answer.headers)
    assert (answer.status, answer.body) == (200, b"let x = 1;")
    assert headers[b"content-type"] == b"text/javascript; charset=utf-8"
    assert b"immutable" in headers[b"cache-control"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (b"gzip, deflate, br, zstd", b"br"),
        (b"gzip, deflate", b"gzip"),
        (b"br;q=0, gzip", b"gzip"),
        (b"br;q=0,gzip;q=0", None),
        (b"*", b"br"),
        (b"br;q=nonsense", None),
        (b"", None),
        (b"identity", None),
    ],
)
def test_the_best_compression_that_the_browser_takes_is_chosen(
    page: Page, accepted: bytes, encoding: bytes | None
) -> None:
    answer = page.answer("GET", "/", accepted, b"")
    assert dict(answer.headers).get(b"content-encoding") == encoding
    assert answer.body == {b"br": b"br:", b"gzip": b"gz:", None: b""}[encoding] + PLAIN
    assert dict(answer.headers)[b"vary"] == b"accept-encoding"


def test_a_page_that_the_browser_has_is_not_sent_again(page: Page) -> None:
    tag = dict(page.answer("GET", "/assets/x-1.js", b"", b"").headers)[b"etag"]
    for known in (tag, b"W/" + tag, b'"other", ' + tag):
        answer = page.answer("GET", "/assets/x-1.js", b"br", known)
        assert (answer.status, answer.body) == (304, b"")
    assert page.answer("GET", "/assets/x-1.js", b"", b'"other"').status == 200


@pytest.mark.parametrize(
    "path", ["/assets/", "/assets/../page.json", "/page.json", "/assets/y.js", "/favicon.ico", "//"]
)
def test_nothing_but_the_page_is_served(page: Page, path: str) -> None:
    assert page.answer("GET", path, b"", b"").status == 404


def test_pages_are_only_read(page: Page) -> None:
    assert page.answer("POST", "/s/abc", b"", b"").status == 405


def test_robots_are_told_to_stay_away(page: Page) -> None:
    assert b"Disallow: /" in page.answer("GET", "/robots.txt", b"", b"").body


def test_a_page_that_was_not_built_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no-page"):
        Page(tmp_path)
    (tmp_path / "page.json").write_text("{")
    with pytest.raises(WorldError, match="damaged-page"):
        Page(tmp_path)


def test_a_page_cannot_name_a_file_outside_its_folder(tmp_path: Path) -> None:
    dist = fake_page(tmp_path / "page")
    said = json.loads((dist / "page.json").read_text())
    said["files"][0]["file"] = "../secret"
    (tmp_path / "secret").write_text("secret")
    (dist / "page.json").write_text(json.dumps(said))
    with pytest.raises(WorldError, match="damaged-page"):
        Page(dist)
