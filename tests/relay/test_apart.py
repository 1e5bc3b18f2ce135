"""The relay as two processes: what the front has, and what becomes of one when the other dies."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.relay.kit import DEADLINE_S, Outside, holding, kept, lines_to, outside, status_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def front_of(relay: Outside) -> int:
    tasks = Path(f"/proc/{relay.process.pid}/task").iterdir()
    (child,) = {int(pid) for task in tasks for pid in (task / "children").read_text().split()}
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_front_ends_only_when_the_keeper_says_so(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and a service manager signal both at once, in any order."""
    with outside(tmp_path) as relay:
        front = front_of(relay)
        os.kill(front, number)
        os.kill(relay.process.pid, number)
        assert relay.process.wait(DEADLINE_S) == 0
        wait_ended(front)


def test_the_front_is_told_no_secret_at_its_start(tmp_path: Path) -> None:
    with outside(tmp_path) as relay:
        said = Path(f"/proc/{front_of(relay)}/cmdline").read_bytes()
        key = relay.invite_key()
        assert key.hex().encode() not in said
        assert str(relay.data).encode() not in said
        assert holding([tmp_path / "page"], [key]) == []
