"""Where shares go: decided by the vault, and by a relay of ours that really runs; never by a file that somebody else wrote."""

from __future__ import annotations

import dataclasses
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from app.crypto.hashing import blake2b_256
from app.crypto.secret import Secret
from app.errors import PeerError, UserError, WorldError
from app.host import settings
from app.host.locks import InstanceLock
from app.host.paths import relay_data, relay_runtime
from app.ops import relays
from app.ops.relays import Connection, EmbeddedRelay, connect, connected_origin, connection, disconnect, running_relay
from app.share.link import b64url
from app.vault.vault import Vault

KEY = bytes(range(32))


class Whoami:
    """Something on a port of this computer that says it is the relay, and remembers which keys it was sent."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        told = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                told.keys.append(self.headers["authorization"])
                self.rfile.read(int(self.headers["content-length"]))
                answer = json.dumps(
                    {"origin": told.origin, "now": 1_790_000_000, "mail": False}, separators=(",", ":")
                ).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def relay() -> Iterator[Whoami]:
    with Whoami() as relay:
        yield relay


@pytest.fixture
def home(tmp_path: Path) -> Path:
    relay_data(tmp_path).mkdir()
    return tmp_path


def invite(origin: str) -> str:
    text = f"lacre-invite-1.{b64url(origin.encode())}.{b64url(KEY)}"
    return f"{text}.{b64url(blake2b_256(text.encode()))[:6]}"


def write_runtime(home: Path, origin: str) -> None:
    runtime = {"url": origin, "pid": 1, "access_key": b64url(KEY)}
    relay_runtime(home).write_text(json.dumps(runtime))


def test_address_and_key_of_a_connection_are_kept_together_in_the_vault(
    vault: Vault, home: Path, relay: Whoami
) -> None:
    assert connect(home, vault, invite(relay.origin)) == relay.origin
    assert settings.load(home).relay_url == relay.origin
    assert connection(home, vault) == Connection(relay.origin, Secret(KEY))
    settings.save(home, dataclasses.replace(settings.load(home), relay_url=""))
    assert connection(home, vault).origin == relay.origin
    assert connected_origin(vault) == relay.origin
    disconnect(home, vault)
    assert connected_origin(vault) == ""


def test_who_writes_another_relay_into_the_settings_gets_no_share_and_no_key(
    vault: Vault, home: Path, relay: Whoami
) -> None:
    connect(home, vault, invite(relay.origin))
    with Whoami() as other:
        settings.save(home, dataclasses.replace(settings.load(home), relay_url=other.origin))
        with pytest.raises(UserError, match="relay-changed"):
            connection(home, vault)
        assert other.keys == []


def test_settings_without_a_connection_in_the_vault_lead_nowhere(vault: Vault, home: Path, relay: Whoami) -> None:
    settings.save(home, dataclasses.replace(settings.load(home), relay_url=relay.origin))
    with pytest.raises(UserError, match="no-access-key"):
        connection(home, vault)
    assert relay.keys == []


def test_after_disconnecting_the_embedded_relay_is_used_again(vault: Vault, home: Path, relay: Whoami) -> None:
    connect(home, vault, invite(relay.origin))
    disconnect(home, vault)
    with pytest.raises(WorldError, match="no-relay"):
        connection(home, vault)


def test_a_connection_of_another_form_is_a_damaged_vault(vault: Vault, home: Path) -> None:
    vault.settings_set("relay", Secret("x"))
    with pytest.raises(PeerError, match="damaged-vault"):
        connection(home, vault)


def test_a_relay_that_runs_is_found(vault: Vault, home: Path, relay: Whoami) -> None:
    write_runtime(home, relay.origin)
    with InstanceLock(relay_data(home) / "lock"):
        assert running_relay(home) == Connection(relay.origin, Secret(KEY))
        assert connection(home, vault).origin == relay.origin


def test_who_took_the_port_of_a_killed_relay_is_not_sent_its_key(home: Path, relay: Whoami) -> None:
    write_runtime(home, relay.origin)
    assert running_relay(home) is None
    assert relay.keys == []
    assert not relay_runtime(home).exists()


def test_without_the_relays_folder_its_file_is_not_believed(home: Path, relay: Whoami) -> None:
    write_runtime(home, relay.origin)
    relay_data(home).rmdir()
    assert running_relay(home) is None
    assert relay.keys == []


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://evil.example", "http://127.0.0.1.evil.example", "https://127.0.0.1:8750", "x"],
)
def test_the_embedded_relay_is_nowhere_but_on_this_computer(
    home: Path, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "_whoami", lambda *_, **__: pytest.fail("asked"))
    write_runtime(home, origin)
    with InstanceLock(relay_data(home) / "lock"):
        assert running_relay(home) is None


def test_a_relay_that_is_just_going_costs_one_try(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("waited"))
    write_runtime(home, "http://127.0.0.1:1")
    with InstanceLock(relay_data(home) / "lock"):
        assert running_relay(home) is None


def test_why_the_embedded_relay_did_not_start_is_told_with_its_place(home: Path) -> None:
    said = json.dumps({"error": "no-page", "message": "…", "facts": {"path": "/srv/página", "odd": [1]}})
    with pytest.raises(WorldError, match="no-page") as refused:
        EmbeddedRelay.start(home, command=[sys.executable, "-c", f"print({said!r})"])
    assert refused.value.facts == {"path": "/srv/página"}


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"error": "no-page", "facts": 1}', "Traceback"])
def test_a_relay_that_says_nothing_of_use_has_not_started(home: Path, line: str) -> None:
    with pytest.raises(WorldError, match="relay-not-started"):
        EmbeddedRelay.start(home, command=[sys.executable, "-c", f"print({line!r})"])
