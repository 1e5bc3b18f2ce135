"""The page as browsers see it, compared with the page as it was built: over a real line, with hosts in between that alter it."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest

from app.errors import UserError, WorldError
from app.relay.http import Response
from app.relay.page import Page
from app.share.verifying import VISITORS, Difference, built_page, compare_page, digest_of

Alter = Callable[[str, Response, str], Response]
HEADERS = {"Content-Security-Policy": "default-src 'self'", "Cache-Control": "no-store"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    octets = {"index.html": b"<!doctype html><title>Lacre</title>" * 20, "x-1.js": b"let x = 1;" * 20}
    for name, plain in octets.items():
        (folder / name).write_bytes(plain)
        (folder / f"{name}.br").write_bytes(brotli.compress(plain))
        (folder / f"{name}.gz").write_bytes(gzip.compress(plain))
    sums = {name: hashlib.sha256(plain).hexdigest() for name, plain in octets.items()}
    said = {
        "headers": HEADERS,
        "document": "index.html",
        "files": [{"path": "/assets/x-1.js", "file": "x-1.js", "type": "text/javascript; charset=utf-8"}],
        "digest": digest_of(HEADERS, sums["index.html"], {"/assets/x-1.js": sums["x-1.js"]}),
    }
    (folder / "page.json").write_text(json.dumps(said))
    return folder


@contextmanager
def served(folder: Path, alter: Alter = lambda _path, response, _agent: response) -> Iterator[str]:
    """A host that serves the page as the relay does, but for what it alters."""
    page = Page(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = page.answer("GET", self.path, self.headers["accept-encoding"].encode(), b"")
            answer = alter(self.path, answer, self.headers["user-agent"])
            self.send_response_only(answer.status)
            for name, value in answer.headers:
                self.send_header(name.decode(), value.decode())
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def without(response: Response, name: bytes) -> tuple[tuple[bytes, bytes], ...]:
    return tuple(header for header in response.headers if header[0] != name)


def packed_anew(_path: str, response: Response, _agent: str) -> Response:
    """As a proxy does that compresses in its own way."""
    packing = dict(response.headers).get(b"content-encoding")
    plain = brotli.decompress(response.body) if packing == b"br" else response.body
    headers = (*without(response, b"content-encoding"), (b"content-encoding", b"gzip"))
    return Response(response.status, gzip.compress(plain, 1), headers)


def test_the_page_that_was_built_is_told_from_no_other(built: Path) -> None:
    with served(built) as origin:
        assert compare_page(origin, built_page(built)) == []
    with served(built, packed_anew) as origin:
        assert compare_page(origin, built_page(built)) == []


@pytest.mark.parametrize(
    ("name", "alter", "seen"),
    [
        (
            "one octet of the script",
            lambda p, r, _a: r if "x-1" not in p else plain(r, b"let x = 2;" * 20),
            {("/assets/x-1.js", "octets")},
        ),
        (
            "one octet of the document",
            lambda p, r, _a: r if p != "/" else plain(r, b"<!doctype html>"),
            {("/", "octets")},
        ),
        (
            "the document of links only",
            lambda p, r, _a: plain(r, b"<!doctype html>") if p.startswith("/s/") else r,
            {("/s/…", "octets")},
        ),
        (
            "another policy",
            lambda p, r, _a: header(r, b"content-security-policy", b"default-src *") if p == "/" else r,
            {("/", "content-security-policy")},
        ),
        ("a cookie", lambda p, r, _a: header(r, b"set-cookie", b"who=1") if p == "/" else r, {("/", "set-cookie")}),
        ("a refresh", lambda p, r, _a: header(r, b"refresh", b"0; url=/x") if p == "/" else r, {("/", "refresh")}),
        (
            "a file that is gone",
            lambda p, r, _a: Response(404, b"", ()) if "x-1" in p else r,
            {("/assets/x-1.js", "status")},
        ),
        (
            "a redirect",
            lambda p, r, _a: Response(302, b"", ((b"location", b"/x"),)) if "x-1" in p else r,
            {("/assets/x-1.js", "status"), ("/assets/x-1.js", "location")},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_alteration_is_seen_by_every_visitor(
    built: Path, name: str, alter: Alter, seen: set[tuple[str, str]]
) -> None:
    with served(built, alter) as origin:
        found = compare_page(origin, built_page(built))
    assert {(one.path, one.what) for one in found} == seen
    assert {one.visitor for one in found} == {visitor.name for visitor in VISITORS}


def test_a_page_that_differs_for_phones_alone_is_seen(built: Path) -> None:
    def alter(path: str, response: Response, agent: str) -> Response:
        return plain(response, b"other") if "iPhone" in agent and path == "/" else response

    with served(built, alter) as origin:
        assert compare_page(origin, built_page(built)) == [Difference("iPhone", "/", "octets")]


def test_a_bomb_is_read_no_further_than_any_page_of_ours_is_long(built: Path) -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024), 9)

    def alter(path: str, response: Response, _agent: str) -> Response:
        packed = (*without(response, b"content-encoding"), (b"content-encoding", b"gzip"))
        return Response(200, bomb, packed) if path == "/" else response

    with served(built, alter) as origin:
        assert {one.what for one in compare_page(origin, built_page(built))} == {"octets"}


def test_a_host_that_is_not_there_is_the_worlds_fault(built: Path) -> None:
    with served(built) as origin:
        pass
    with pytest.raises(WorldError, match="unreachable"):
        compare_page(origin, built_page(built))


@pytest.mark.parametrize("address", ["ftp://relay.example", "relay.example", "https://relay.example/x", ""])
def test_what_is_no_origin_is_not_visited(built: Path, address: str) -> None:
    with pytest.raises(UserError, match="bad-relay"):
        compare_page(address, built_page(built))


def test_a_build_whose_digest_is_not_its_own_is_damaged(built: Path, tmp_path: Path) -> None:
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "x-1.js").write_bytes(b"altered")
    with pytest.raises(WorldError, match="damaged-page"):
        built_page(tmp_path)
    (tmp_path / "page.json").unlink()
    with pytest.raises(WorldError, match="no-page"):
        built_page(tmp_path)


def plain(response: Response, octets: bytes) -> Response:
    return Response(response.status, octets, without(response, b"content-encoding"))


def header(response: Response, name: bytes, value: bytes) -> Response:
    return Response(response.status, response.body, (*without(response, name), (name, value)))
