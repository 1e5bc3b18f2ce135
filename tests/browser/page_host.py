"""A web server that is not the relay's: serves an exported page with the headers that stand beside it, and passes calls on. Owns
no assertion; knows nothing but what `lacre relay export-page` wrote.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

_PIECE = 64 * 1024
_PASSED_ON = ("content-type", "content-length", "authorization", "user-agent")


class PageHost(ThreadingHTTPServer):
    """Where the page lies, and where the relay is, are told when they are known."""

    daemon_threads = True
    folder: Path
    relay = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.passed: list[str] = []

    @property
    def origin(self) -> str:
        """By a name, so that it is another origin in every part."""
        return f"http://localhost:{self.server_port}"

    def page(self, path: str) -> tuple[Path, dict[str, str]] | None:
        """What lies under a path, and its headers."""
        said = json.loads((self.folder / "headers.json").read_text(encoding="utf-8"))
        document = said["document"]
        for one in document["paths"]:
            if path == one or (one.endswith("*") and path.startswith(one[:-1])):
                return self.folder / "public" / "index.html", document["headers"]
        found = said["files"].get(path)
        return None if found is None else (self.folder / "public" / path.strip("/"), found)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PageHost

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        found = self.server.page(self.path)
        if found is None:
            self.send_error(404)
            return
        file, headers = found
        octets, packed = file.read_bytes(), file.with_name(f"{file.name}.gz")
        told = dict(headers)
        if "gzip" in self.headers.get("accept-encoding", "") and packed.exists():
            octets, told = packed.read_bytes(), told | {"content-encoding": "gzip", "vary": "accept-encoding"}
        self._say(200, [*told.items(), ("content-length", str(len(octets)))])
        self.wfile.write(octets)

    def do_POST(self) -> None:
        parts = urlsplit(self.server.relay)
        self.server.passed.append(self.path)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port)
        try:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
            line.request("POST", self.path, body, headers)
            answer = line.getresponse()
            self._say(answer.status, answer.getheaders())
            while octets := answer.read(_PIECE):
                self.wfile.write(octets)
        finally:
            line.close()

    def _say(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()


@contextmanager
def page_host() -> Iterator[PageHost]:
    """One that runs."""
    host = PageHost()
    thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        thread.join()
        host.server_close()
