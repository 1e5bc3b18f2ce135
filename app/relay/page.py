"""Serves the recipient's page from memory. Owns negotiation of compression and caching; touches no store, whatever the path.

The page's build says in `page.json` what there is and which headers the document must carry (its content policy among them).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.errors import WorldError
from app.relay.http import SECURITY, TEXT, Headers, Response

LINKS = ("/s/", "/r/")
ROBOTS = Response(200, b"User-agent: *\nDisallow: /\n", TEXT)
NOT_FOUND = Response(404, b"not found\n", TEXT)
NOT_ALLOWED = Response(405, b"only GET and HEAD\n", (*TEXT, (b"allow", b"GET, HEAD")))
IMMUTABLE = (b"cache-control", b"public, max-age=31536000, immutable")

_ENCODINGS = ((b"br", ".br"), (b"gzip", ".gz"))
_UNSAID = (b"cache-control", b"content-security-policy")


class _File(NamedTuple):
    plain: Response
    packed: Mapping[bytes, Response]
    tag: bytes


class Page:
    """The document and its files."""

    def __init__(self, dist: Path) -> None:
        try:
            said = json.loads((dist / "page.json").read_bytes())
            self._document = _load(dist, said["document"], document_headers(said["headers"]))
            self._files = {one["path"]: _load(dist, one["file"], file_headers(one)) for one in said["files"]}
        except FileNotFoundError as error:
            raise WorldError("no-page", path=str(dist)) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WorldError("damaged-page", path=str(dist)) from error

    def answer(self, method: str, path: str, accepted: bytes, known: bytes) -> Response:
        """What a browser gets. `accepted` and `known` are its Accept-Encoding and If-None-Match."""
        if path == "/robots.txt":
            return ROBOTS
        file = self._document if path == "/" or path.startswith(LINKS) else self._files.get(path)
        if file is None:
            return NOT_FOUND
        if method not in ("GET", "HEAD"):
            return NOT_ALLOWED
        response = _negotiate(file, accepted)
        if known and file.tag in (one.strip().removeprefix(b"W/") for one in known.split(b",")):
            return Response(304, b"", response.headers)
        return response


def _negotiate(file: _File, accepted: bytes) -> Response:
    offered: dict[bytes, float] = {}
    for one in accepted.lower().split(b","):
        name, _, quality = one.partition(b";")
        offered[name.strip()] = _quality(quality)
    for name, _ in _ENCODINGS:
        if offered.get(name, offered.get(b"*", 0.0)) > 0 and name in file.packed:
            return file.packed[name]
    return file.plain


def _quality(parameter: bytes) -> float:
    name, _, value = parameter.strip().partition(b"=")
    if name.strip() != b"q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _load(dist: Path, name: str, headers: Headers) -> _File:
    if Path(name).name != name:
        raise ValueError("a file of the page lies in the page's folder")
    body = (dist / name).read_bytes()
    tag = b'"%s"' % hashlib.blake2b(body, digest_size=16).hexdigest().encode()
    common: Headers = (*headers, (b"vary", b"accept-encoding"), (b"etag", tag))
    packed = {
        encoding: Response(200, (dist / (name + suffix)).read_bytes(), (*common, (b"content-encoding", encoding)))
        for encoding, suffix in _ENCODINGS
        if (dist / (name + suffix)).exists()
    }
    return _File(Response(200, body, common), packed, tag)


def document_headers(said: Mapping[str, Any]) -> Headers:
    """What the document carries, by what the build says of it."""
    own = tuple((name.lower().encode("ascii"), str(value).encode("latin-1")) for name, value in said.items())
    named = {name for name, _ in own} | {b"content-type"}
    rest = tuple(header for header in SECURITY if header[0] not in named)
    return ((b"content-type", b"text/html; charset=utf-8"), *own, *rest)


def file_headers(one: Mapping[str, Any]) -> Headers:
    """What a file of the page carries."""
    rest = tuple(header for header in SECURITY if header[0] not in _UNSAID)
    return ((b"content-type", str(one["type"]).encode("ascii")), IMMUTABLE, *rest)
