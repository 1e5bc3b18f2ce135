"""The relay as two processes: what the front has, and what becomes of one when the other dies."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.relay import apart
from app.relay.api import Api
from app.relay.calls import CALLS
from app.relay.channel import pair
from app.relay.rooms import Rooms, shared
from app.relay.serve import Plan, listen
from app.relay.sqlite import SqliteStore
from app.share.wire.canonical import encode
from app.share.wire.messages import PATH
from tests.relay.kit import (
    DEADLINE_S,
    NOON,
    ORIGIN,
    ROOT,
    Clock,
    Outside,
    bearer,
    fake_page,
    holding,
    inside,
    kept,
    lines_to,
    new_share,
    outside,
    status_of,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def children_of(process: int) -> set[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


def front_of(relay: Outside) -> int:
    (child,) = children_of(relay.process.pid)
    return child


def wait_ended(pid: int) -> None:
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    import select

    assert select.select([descriptor], [], [], DEADLINE_S)[0]
    os.close(descriptor)


def test_the_front_has_no_file_of_the_store(tmp_path: Path) -> None:
    with outside(tmp_path) as relay:
        front = Path(f"/proc/{front_of(relay)}")
        ours = {os.readlink(one) for one in Path(f"/proc/{relay.process.pid}/fd").iterdir()}
        assert any(str(relay.data) in name for name in ours)
        try:
            theirs = [os.readlink(one) for one in (front / "fd").iterdir()]
            loaded = (front / "maps").read_text()
        except (
            PermissionError
        ):  # it is hardened: then not even its own user may look, and only root can run this to the end
            assert os.geteuid() != 0
            return
        assert [name for name in theirs if str(relay.data) in name] == []
        assert "/apsw" not in loaded


def test_a_relay_whose_front_is_killed_says_so_and_ends(tmp_path: Path) -> None:
    with outside(tmp_path) as relay:
        os.kill(front_of(relay), signal.SIGKILL)
        assert relay.process.wait(DEADLINE_S) == 3
        assert b"the front has ended" in relay.stderr_path.read_bytes()


def test_when_the_keeper_is_killed_the_front_lets_the_port_go_and_the_next_relay_has_it(tmp_path: Path) -> None:
    async def keep(relay: Outside) -> object:
        async with lines_to(relay, 0) as (line, _):
            return await kept(line, relay)

    async def look(relay: Outside, share: object) -> str:
        async with lines_to(relay, 0) as (line, _):
            status = await status_of(line, share)  # type: ignore[arg-type]
            assert status is not None
            return status.state

    with outside(tmp_path) as relay:
        front, port = front_of(relay), relay.port
        share = asyncio.run(keep(relay))
        relay.kill()
    with outside(tmp_path, port=port) as relay:
        assert asyncio.run(look(relay, share)) == "live"
    wait_ended(front)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_front_ends_only_when_the_keeper_says_so(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and a service manager signal both at once, in any order."""
    with outside(tmp_path) as relay:
        front = front_of(relay)
        os.kill(front, number)
        if number != signal.SIGHUP:
            os.kill(relay.process.pid, number)
            assert relay.process.wait(DEADLINE_S) == 0
        assert relay.stop() == 0
        wait_ended(front)


def test_a_signal_to_both_while_the_front_starts_does_not_kill_it(tmp_path: Path) -> None:
    """A service that is stopped as soon as it was started has not failed."""
    fake_page(tmp_path / "page")
    (tmp_path / "clock").write_text(str(NOON))
    words = [str(tmp_path / name) for name in ("relay", "page", "clock")]
    command = [sys.executable, "-m", "tests.relay.harness", *words, "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as relay:
        until = time.monotonic() + DEADLINE_S
        while not (children := children_of(relay.pid)):
            assert time.monotonic() < until
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(*children, number)
        assert relay.stdout is not None
        assert relay.stdout.readline().startswith(b"listening on ")
        relay.terminate()
        assert relay.wait(DEADLINE_S) == 0


def test_a_front_that_is_stopped_dies_with_its_keeper(tmp_path: Path) -> None:
    with outside(tmp_path) as relay:
        front, port = front_of(relay), relay.port
        os.kill(front, signal.SIGSTOP)
        relay.kill()
        try:
            wait_ended(front)
        except AssertionError:
            os.kill(front, signal.SIGKILL)
            raise
    with outside(tmp_path, port=port) as relay:
        assert relay.stop() == 0


def keep_with_a_deaf_front(folder: Path, deed: str) -> apart._Keeper:
    """A keeper whose front neither answers nor ends."""
    ours, theirs = pair()
    store = SqliteStore.open(folder / "relay", Clock())
    keeper = apart._Keeper("http://127.0.0.1:1", Rooms())

    async def run() -> None:
        async with asyncio.timeout(DEADLINE_S):
            keeping = asyncio.create_task(keeper.keep(Plan(folder / "relay", now=Clock()), store, ours, (ORIGIN,)))
            await asyncio.sleep(0.05)
            if deed == "stop":
                keeper._stop()
            await keeping

    with ours, theirs:
        try:
            asyncio.run(run())
        finally:
            store.shut()
    return keeper


@pytest.mark.parametrize(("deed", "failed"), [("stop", False), ("start", True)])
def test_a_front_that_does_not_do_as_it_is_told_is_waited_for_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str, failed: bool
) -> None:
    monkeypatch.setattr(apart, {"start": "START_S", "stop": "END_S"}[deed], 0.2)
    keeper = keep_with_a_deaf_front(tmp_path, deed)
    assert (keeper.gave_up, keeper.failed) == (True, failed)


def test_a_front_that_listens_before_its_keeper_has_come_to_wait_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(apart, "say_listening", said.append)
    ours, theirs = pair()
    store = SqliteStore.open(tmp_path / "relay", Clock())
    keeper = apart._Keeper("http://127.0.0.1:1", Rooms())

    async def run() -> None:
        loop = asyncio.get_running_loop()
        connect = loop.create_unix_connection

        async def connect_and_be_kept_waiting(*how: Any, **more: Any) -> Any:
            connected = await connect(*how, **more)
            async with asyncio.timeout(DEADLINE_S):
                while not said:
                    await asyncio.sleep(0)
            theirs.close()
            return connected

        monkeypatch.setattr(loop, "create_unix_connection", connect_and_be_kept_waiting)
        await keeper.keep(Plan(tmp_path / "relay", now=Clock()), store, ours, (ORIGIN,))

    with ours, theirs:
        theirs.send(bytes(9))  # that it listens
        try:
            asyncio.run(run())
        finally:
            store.shut()
    assert said == ["http://127.0.0.1:1"]


def test_a_page_that_only_the_front_misses_is_an_end_with_a_sentence(tmp_path: Path) -> None:
    ours, theirs = pair()
    with ours, theirs, listen("127.0.0.1", 0) as listener:
        memory = shared()
        numbers = (theirs.fileno(), listener.fileno(), memory)
        told = {
            "page": str(tmp_path),
            "origins": [],
            "rate_per_s": 0.0,
            "burst": None,
            "trusted_proxies": [],
            "log_level": 30,
        }
        done = subprocess.run(
            [sys.executable, "-m", "app.relay.front", *map(str, numbers), json.dumps(told)],
            cwd=ROOT, pass_fds=numbers, capture_output=True, timeout=DEADLINE_S, check=False,
        )  # fmt: skip
        os.close(memory)
    assert done.returncode == 3
    assert b"cannot serve (no-page)" in done.stderr
    assert b"Traceback" not in done.stderr


CONFINED = """
import os, socket, sys
from app.relay.confine import confine
kept = open(sys.argv[1], "rb")
listener = socket.create_server(("127.0.0.1", 0))
if not confine():
    print("no such thing"); sys.exit()
def tried(deed):
    try:
        deed()
    except PermissionError:
        return "refused"
    return "done"
parent = os.getppid()
print(kept.read().decode(), *map(tried, (
    lambda: open(sys.argv[1], "rb"), lambda: open(sys.argv[1] + "2", "wb"), lambda: os.unlink(sys.argv[1]),
    lambda: os.truncate(sys.argv[1], 0), lambda: os.listdir("/"), lambda: os.execv("/bin/true", ["true"]),
    lambda: open(f"/proc/{parent}/mem", "rb"), lambda: socket.create_connection(listener.getsockname()),
)))
"""


def test_who_is_confined_opens_no_file_and_connects_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "halves").write_text("half")
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, str(tmp_path / "halves")],
        cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE_S, check=True,
    )  # fmt: skip
    if done.stdout.startswith("no such thing"):  # a kernel without Landlock: the front is told so, and serves
        return
    said, *tried = done.stdout.split()
    assert said == "half"
    assert tried[:-1] == ["refused"] * 7
    assert tried[-1] in ("refused", "done")  # TCP from Linux 6.7 on


@pytest.mark.parametrize(
    ("deed", "survived"),
    [("True", "True"), ("False", "False"), ("os.kill(os.getpid(), 31)", "False"), ("1 / 0", "False")],
)
def test_what_would_kill_the_front_is_tried_by_a_child(deed: str, survived: str) -> None:
    """As a service manager's filter of system calls does with one that it does not know."""
    program = f"import os; from app.relay.confine import survives; print(survives(lambda: {deed}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"{survived}\n"


def test_the_front_is_confined(tmp_path: Path) -> None:
    probe = "from app.relay.confine import confine; print(confine())"
    can = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=True).stdout == b"True\n"
    with outside(tmp_path) as relay:
        status = Path(f"/proc/{front_of(relay)}/status").read_text().split()
        assert (status[status.index("NoNewPrivs:") + 1] == "1") == can


def test_a_front_that_was_taken_over_creates_nothing_without_an_access_key(tmp_path: Path) -> None:
    async def run() -> None:
        ticks = [0.0]
        async with inside(tmp_path) as relay:
            api = Api(relay.store, (ORIGIN,), relay.clock, lambda: ticks[0])
            share = new_share()

            async def ask(name: str, body: bytes, key: bytes | None) -> int:
                return (await api.answer(PATH + name, body, b"" if key is None else bearer(key).encode())).status

            for key, status in ((None, 401), (bytes(32), 401), (relay.key, 200)):
                assert await ask("create", encode(share.create), key) == status
                assert await ask("whoami", b"{}", key) == status
            relay.store.database.execute("DELETE FROM access")
            ticks[0] = 6.0
            assert await ask("whoami", b"{}", relay.key) == 401
            for path, call in CALLS.items():
                assert (await api.answer(path, b"{}")).status == (401 if call.gated else 400)

    asyncio.run(run())


def test_the_front_is_told_no_secret_at_its_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACRE_PASSPHRASE_FILE", "secret-of-the-service")
    with outside(tmp_path) as relay:
        said = Path(f"/proc/{front_of(relay)}/cmdline").read_bytes()
        if os.geteuid() == 0:
            assert b"secret-of-the-service" not in Path(f"/proc/{front_of(relay)}/environ").read_bytes()
        key = relay.invite_key()
        assert key.hex().encode() not in said
        assert str(relay.data).encode() not in said
        assert holding([tmp_path / "page"], [key]) == []
