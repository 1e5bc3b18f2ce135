"""The writer's order and its failures: nothing is told before it is durable, one bad operation harms no other."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path
from typing import ClassVar

import apsw
import pytest

from app.errors import OurError, WorldError
from app.relay.operations import Operation, Work
from app.relay.sqlite import SqliteStore
from app.relay.writer import PHASES
from tests.relay.kit import Clock, Inside, inside, new_share


class Failing(Operation[None]):
    kind: ClassVar[str] = "failing"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def decide(self, work: Work) -> None:
        work.db.execute("INSERT INTO meta(name, value) VALUES ('left behind', 1)")
        raise self._error


def test_a_batch_passes_its_phases_in_order(tmp_path: Path) -> None:
    steps: list[str] = []

    async def run() -> None:
        async with inside(tmp_path, step=steps.append) as relay:
            await relay.keep()

    asyncio.run(run())
    assert [step for step in steps if step.startswith("create:")] == [f"create:{phase}" for phase in PHASES]


def test_when_the_half_is_synced_the_database_does_not_know_the_share_yet(tmp_path: Path) -> None:
    seen: dict[str, tuple[bool, int]] = {}
    share = new_share()

    def look(step: str) -> None:
        if step.startswith("create:"):
            reader = apsw.Connection(str(tmp_path / "relay" / "relay.db"))
            (count,) = reader.execute("SELECT count(*) FROM shares WHERE state = 'live'").fetchall()[0]
            reader.close()
            seen[step] = (share.create.half in (tmp_path / "relay.halves").read_bytes(), count)

    async def run() -> None:
        async with inside(tmp_path, step=look) as relay:
            await relay.create(share)

    asyncio.run(run())
    assert seen["create:synced"] == (True, 0)
    assert seen["create:committed"] == (True, 1)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (apsw.FullError("full"), "disk-full"),
        (OSError(errno.ENOSPC, "full"), "disk-full"),
        (apsw.BusyError("busy"), "in-use"),
    ],
)
def test_what_the_disk_has_no_room_for_harms_nothing_else(tmp_path: Path, error: Exception, told: str) -> None:
    async def run(relay: Inside) -> None:
        share = new_share()
        failing = relay.store.writer.do(Failing(error))
        results = await asyncio.gather(failing, relay.create(share), relay.store.sweep(), return_exceptions=True)
        assert isinstance(results[0], WorldError)
        assert results[0].code == told
        assert (await relay.status(share)).state == "live"
        assert share.create.half in (tmp_path / "relay.halves").read_bytes()
        assert relay.store.database.execute("SELECT * FROM meta WHERE name = 'left behind'").fetchall() == []

    on_a_relay(tmp_path, run)


def test_a_mistake_of_ours_in_one_operation_harms_no_other(tmp_path: Path) -> None:
    async def run(relay: Inside) -> None:
        failing = relay.store.writer.do(Failing(ZeroDivisionError()))
        results = await asyncio.gather(relay.store.sweep(), failing, return_exceptions=True)
        assert isinstance(results[1], OurError)
        await relay.keep()

    on_a_relay(tmp_path, run)


def test_a_disk_that_fails_stops_the_relay(tmp_path: Path) -> None:
    async def run() -> None:
        store = SqliteStore.open(tmp_path / "relay", Clock())
        stopped = asyncio.Event()
        store.start(stopped.set)
        with pytest.raises(WorldError, match="store-failed"):
            await store.writer.do(Failing(apsw.IOError("broken")))
        async with asyncio.timeout(30):
            await stopped.wait()
        with pytest.raises(WorldError, match="store-failed"):
            await store.sweep()
        await store.close()

    asyncio.run(run())


def test_a_half_that_cannot_be_erased_is_not_said_to_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(relay: Inside) -> None:
        share = await relay.keep()
        recipient = await relay.greet(share)

        def broken() -> None:
            raise OSError(errno.EIO, "broken")

        monkeypatch.setattr(relay.store._slots, "flush", broken)
        answer = await relay.claim(recipient)
        assert (answer.status, answer.body) == (503, b'{"error":"failed"}')
        monkeypatch.undo()
        assert (await relay.create(new_share())).status == 503  # and nothing more is said until the next start

    on_a_relay(tmp_path, run)


def on_a_relay(folder: Path, test: object) -> None:
    async def run() -> None:
        async with inside(folder) as relay:
            await test(relay)  # type: ignore[operator]

    asyncio.run(run())
