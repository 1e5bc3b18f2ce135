"""Looks at a relay's page as browsers do, and compares every octet with the page that this program was built with.

Owns the visits and the verdict. With `courier`, the other module of share that meets a network: it carries no message, sends no
id or proof, and believes nothing but octets and headers.

What it can show: that what this visitor was given, just now, is or is not our page. A host that gives another page to one
person, or at another hour, is not found out by it (docs/PAGE.md says so); who must be sure opens links in the program.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import requests
from urllib3.exceptions import HTTPError

from app.errors import UserError, WorldError
from app.share.line import Session, session_to
from app.share.link import b64url
from app.share.wire.documents import is_origin

MOST_OCTETS = 8 * 1024 * 1024
CONNECT_S, READ_S, WHOLE_S = 10, 20, 60
_PIECE = 64 * 1024
_ENCODINGS = "gzip, deflate, br"

# Any of these from a host in between could change what a browser makes of the same octets, or where it goes next.
_TELLING = (
    "link",
    "refresh",
    "set-cookie",
    "location",
    "service-worker-allowed",
    "content-location",
    "content-disposition",
)


class Visitor(NamedTuple):
    """A browser, by the headers with which it asks for a document."""

    name: str
    agent: str
    accept: str


_HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
VISITORS = (
    Visitor(
        "iPhone",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.6 Mobile/15E148 Safari/604.1",
        _HTML,
    ),
    Visitor("Android", f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36", _HTML),
    Visitor("Windows", f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/142.0.0.0 Safari/537.36", _HTML),
    Visitor("Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", _HTML),
)


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """The page as it was built: SHA-256 (hex) of each path's octets, and the headers that the document must carry."""

    document: str
    files: Mapping[str, str]
    headers: Mapping[str, str]
    digest: str


class Difference(NamedTuple):
    """Who saw it, where, and what: `status`, `octets`, or the name of a header."""

    visitor: str
    path: str
    what: str


def built_page(folder: Path) -> BuiltPage:
    """What lies in the folder of the build, by its own octets; WorldError `no-page` or `damaged-page`."""
    try:
        said = json.loads((folder / "page.json").read_bytes())
        files = {one["path"]: _sha256((folder / one["file"]).read_bytes()) for one in said["files"]}
        page = BuiltPage(
            document=_sha256((folder / said["document"]).read_bytes()),
            files=files,
            headers={name.lower(): value for name, value in said["headers"].items()},
            digest=said["digest"],
        )
    except FileNotFoundError as error:
        raise WorldError("no-page", path=str(folder)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorldError("damaged-page", path=str(folder)) from error
    if digest_of(said["headers"], page.document, files) != page.digest:
        raise WorldError("damaged-page", path=str(folder))
    return page


def digest_of(headers: Mapping[str, str], document: str, files: Mapping[str, str]) -> str:
    """The one number that stands for a page (docs/PAGE.md, Parts)."""
    lines = [f"{name}: {headers[name]}" for name in sorted(headers)]
    lines += [f"index.html {document}", *(f"{path} {sha256}" for path, sha256 in files.items())]
    return _sha256("\n".join(lines).encode())


def compare_page(origin: str, page: BuiltPage) -> list[Difference]:
    """Every difference that any of the visitors sees; none if the page is ours. WorldError `unreachable`."""
    if not is_origin(origin):
        raise UserError("bad-relay")
    return [difference for visitor in VISITORS for difference in _visit(origin, page, visitor)]


def _visit(origin: str, page: BuiltPage, visitor: Visitor) -> Iterator[Difference]:
    """One browser, with a line of its own: a document for a link that nobody has, the same without one, and each file."""
    with session_to(origin) as session:
        session.headers.clear()
        session.headers.update(
            {"user-agent": visitor.agent, "accept-encoding": _ENCODINGS, "accept-language": "pt-PT,pt;q=0.9"}
        )
        for path in (f"/s/{b64url(secrets.token_bytes(16))}", "/"):
            seen = _get(session, origin + path, {"accept": visitor.accept, "sec-fetch-dest": "document"})
            told = "/s/…" if path != "/" else path
            yield from (Difference(visitor.name, told, what) for what in _document(page, seen))
        for path, sha256 in page.files.items():
            seen = _get(session, origin + path, {"accept": "*/*", "referer": ""})
            yield from (Difference(visitor.name, path, what) for what in _octets(seen, sha256))


class _Seen(NamedTuple):
    status: int
    headers: Mapping[str, str]
    sha256: str


def _document(page: BuiltPage, seen: _Seen) -> Iterator[str]:
    yield from _octets(seen, page.document)
    if not seen.headers.get("content-type", "").lower().startswith("text/html"):
        yield "content-type"
    yield from (name for name, value in page.headers.items() if seen.headers.get(name) != value)


def _octets(seen: _Seen, sha256: str) -> Iterator[str]:
    if seen.status != 200:
        yield "status"
    elif seen.sha256 != sha256:
        yield "octets"
    yield from (name for name in _TELLING if name in seen.headers)


def _get(session: Session, url: str, headers: Mapping[str, str]) -> _Seen:
    try:
        with (
            session.cutter.within(WHOLE_S),
            session.get(
                url, headers=headers, timeout=(CONNECT_S, READ_S), stream=True, allow_redirects=False
            ) as answer,
        ):
            told = {name.lower(): value for name, value in answer.headers.items()}
            return _Seen(answer.status_code, told, _hash(answer))
    except requests.exceptions.SSLError:
        raise WorldError("unreachable", why="tls") from None
    except (requests.RequestException, HTTPError, OSError):
        raise WorldError("unreachable", why="slow" if session.cutter.cut else "dropped") from None


def _hash(answer: requests.Response) -> str:
    """Of the unpacked octets: a proxy may pack them in its own way. What is longer than any page of ours is hashed no further."""
    digest, left, deadline = hashlib.sha256(), MOST_OCTETS, time.monotonic() + WHOLE_S
    while left > 0 and (piece := answer.raw.read(_PIECE, decode_content=True)):
        digest.update(piece)
        left -= len(piece)
        if time.monotonic() > deadline:
            raise WorldError("unreachable", why="slow")
    return digest.hexdigest()


def _sha256(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()
