"""The embedded relay of a data folder, for real: found, kept at its address, and gone with who started it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from pathlib import Path

import pytest

from app.errors import WorldError
from app.host.paths import relay_data, relay_runtime
from app.ops.relays import EmbeddedRelay, running_relay
from app.relay import embedded
from app.relay.embedded import PORTS, embedded_plan, port_path
from app.relay.serve import Plan, system_now
from app.relay.sqlite import SqliteStore
from app.share.courier import Courier
from app.share.wire.messages import Status
from tests.relay.kit import new_share


def test_it_takes_shares_without_an_invite_and_ends_with_us(home: Path) -> None:
    with EmbeddedRelay.start(home) as relay:
        assert relay_runtime(home).stat().st_mode & 0o077 == 0
        found = running_relay(home)
        assert found == relay.connection
        with Courier(relay.url, relay.connection.access_key) as courier:
            courier.create(new_share(system_now(), relay=relay.url).create)
    assert relay._process is not None
    assert relay._process.poll() is not None
    assert not relay_runtime(home).exists()
    assert running_relay(home) is None


def test_a_second_start_finds_the_one_that_runs(home: Path) -> None:
    with EmbeddedRelay.start(home) as first:
        second = EmbeddedRelay.start(home)
        assert second.url == first.url
        second.stop()
        assert first._process is not None
        assert first._process.poll() is None, "it belongs to who started it"


def test_links_work_again_after_a_restart(home: Path) -> None:
    with EmbeddedRelay.start(home) as relay:
        url = relay.url
        share = new_share(system_now(), relay=url)
        with Courier(url, relay.connection.access_key) as courier:
            courier.create(share.create)
    with EmbeddedRelay.start(home) as relay:
        assert relay.url == url
        with Courier(url, relay.connection.access_key) as courier:
            (status,) = courier.status(Status((share.owner.owned,))).shares
            assert status is not None
            assert status.state == "live"


def test_after_a_kill_it_starts_again_and_the_old_access_key_is_void(home: Path) -> None:
    relay = EmbeddedRelay.start(home)
    assert relay._process is not None
    os.kill(relay._process.pid, signal.SIGKILL)
    relay._process.wait()
    relay.stop()
    assert relay_runtime(home).exists()
    assert running_relay(home) is None
    with EmbeddedRelay.start(home) as again:
        assert again.connection.access_key != relay.connection.access_key


def test_what_a_killed_relay_left_is_gone_before_the_next_one_listens(home: Path) -> None:
    relay_data(home).mkdir(parents=True)
    relay_runtime(home).write_text("{}")
    plan = embedded_plan(home, Plan(relay_data(home)))
    store = SqliteStore.open(relay_data(home), system_now, without_halves=True)
    try:
        assert plan.choose is not None
        with plan.choose(store):
            assert not relay_runtime(home).exists()
    finally:
        store.shut()


def test_its_first_port_is_drawn_from_those_that_nobody_is_lent_and_every_browser_opens(home: Path) -> None:
    with EmbeddedRelay.start(home) as relay:
        port = int(relay.url.rpartition(":")[2])
    assert port in PORTS
    assert int(port_path(home).read_text()) == port


def test_a_drawn_port_that_is_taken_is_not_the_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relay_data(home).mkdir(parents=True)
    store = SqliteStore.open(relay_data(home), system_now, without_halves=True)
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(embedded, "PORTS", (port,))
        try:
            choose = embedded_plan(home, Plan(relay_data(home))).choose
            assert choose is not None
            with choose(store) as ours:
                assert ours.getsockname()[1] != port
        finally:
            store.shut()


def test_when_another_program_has_its_port_it_moves_unless_live_links_need_it(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        relay_data(home).mkdir(parents=True)
        port_path(home).write_text(f"{port}\n")
        with EmbeddedRelay.start(home) as relay:
            moved = relay.url
            assert not moved.endswith(f":{port}")
            with Courier(relay.url, relay.connection.access_key) as courier:
                courier.create(new_share(system_now(), relay=relay.url).create)
        with socket.socket() as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", int(moved.rpartition(":")[2])))
            other.listen()
            with pytest.raises(WorldError, match="port-taken"):
                EmbeddedRelay.start(home)
