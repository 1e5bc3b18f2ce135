"""kill -9 at every step of what moves and deletes files, and at any moment under load; then a start on what was left.

What must hold: the relay never counts more of an upload than is on the disk; an upload goes on from what it counts; a share has
its files whole or is none; what was deleted stays deleted, and no file stays that nobody can ask for.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.relay.writer import PHASES
from app.share.wire.canonical import encode
from app.share.wire.transfers import PUT_LIMIT
from tests.relay.filekit import Sent, fetch, new_sent, opened, put, request_octets, told, upload
from tests.relay.kit import (
    DEADLINE_S,
    NOON,
    ORIGIN,
    Answer,
    Inside,
    Line,
    Outside,
    greeted,
    inside,
    kept,
    lines_to,
    outside,
)
from tests.relay.test_crashes import COMMITTED, crash, say, settled

STEPS = {phase: phase in COMMITTED for phase in PHASES}
SAMPLE = ("decided", "committed")
DROPPING = ("taken", "deleted")
MIB = 1 << 20


def phases(*kinds: str) -> list[object]:
    """Every step of these, the two that differ most in every run and the others in the slow ones."""
    return [
        pytest.param(f"{kind}:{phase}", marks=() if phase in SAMPLE else pytest.mark.slow)
        for kind in kinds
        for phase in PHASES
    ]


def is_committed(step: str) -> bool:
    kind, _, phase = step.partition(":")
    return kind == "drop" or STEPS[phase]


async def send_put(line: Line, body: bytes) -> Answer | None:
    return await line.exchange(request_octets("put", body))


def on_disk(relay: Inside) -> list[Path]:
    return list((relay.data / "files").iterdir())


async def finished(relay: Inside, sent: Sent) -> None:
    """The upload goes on from what there is of it, becomes a share, and is what was sent."""
    await upload(relay, sent)
    assert (await relay.create(sent.share)).status == 200
    await is_whole(relay, sent)


async def is_whole(relay: Inside, sent: Sent) -> None:
    tab = await opened(relay, sent)
    for at in range(0, len(sent.octets), PUT_LIMIT):
        octets = sent.octets[at : at + PUT_LIMIT]
        assert (await fetch(relay, tab, at, len(octets))).body == octets


async def to_die(relay: Outside, line: Line, deed: Callable[[], Awaitable[Answer | None]]) -> None:
    """Two more turns of the writer, so that the step of what came before is past; then the deed that it dies in."""
    await greeted(line, await kept(line))
    relay.arm()
    answer = await deed()
    assert answer is None or relay.kill_at.endswith(":told") or relay.kill_at.startswith("drop:")
    await asyncio.to_thread(relay.wait_killed)
    relay.disarm()


@pytest.mark.parametrize("step", phases("stage"))
def test_an_upload_whose_beginning_a_crash_cut_begins_again(tmp_path: Path, step: str) -> None:
    sent = new_sent()

    async def before(relay: Outside, line: Line) -> None:
        await to_die(relay, line, lambda: line.call("stage", sent.stage))

    async def after(relay: Inside) -> None:
        early = await put(relay, sent.put(0, 1000))
        assert early.status == (200 if is_committed(step) else 404)
        await finished(relay, sent)

    crash(tmp_path, step, before, after)


@pytest.mark.parametrize(
    "step", [pytest.param("put:taken", marks=pytest.mark.slow), "put:written", "put:synced", *phases("advance")]
)
def test_of_a_piece_that_a_crash_cut_no_more_is_counted_than_is_on_the_disk(tmp_path: Path, step: str) -> None:
    sent = new_sent(MIB)

    async def before(relay: Outside, line: Line) -> None:
        await say(line, "stage", sent.stage)
        first = await send_put(line, sent.put(0, 300_000))
        assert first is not None
        assert told(first) == 300_000  # answered, and not synced yet: it may be lost
        await to_die(relay, line, lambda: send_put(line, sent.put(300_000)))

    async def after(relay: Inside) -> None:
        have = told(await relay.call("stage", sent.stage))
        assert have == (len(sent.octets) if step.startswith("advance") and is_committed(step) else 0)
        (path,) = on_disk(relay)
        assert path.read_bytes() == sent.octets[:have]
        await finished(relay, sent)

    crash(tmp_path, step, before, after)


@pytest.mark.parametrize("step", phases("create"))
def test_a_create_with_files_cut_by_a_crash_is_whole_or_leaves_the_upload(tmp_path: Path, step: str) -> None:
    sent = new_sent()

    async def before(relay: Outside, line: Line) -> None:
        await say(line, "stage", sent.stage)
        await send_put(line, sent.put(0))
        await to_die(relay, line, lambda: line.call("create", sent.share.create))

    async def after(relay: Inside) -> None:
        late = await put(relay, sent.put(0))
        assert late.error == ("unknown" if is_committed(step) else "offset")
        assert (await relay.create(sent.share)).status == 200
        assert (await settled(relay, sent.share)).state == "live"
        await is_whole(relay, sent)
        assert len(on_disk(relay)) == 1

    crash(tmp_path, step, before, after)


@pytest.mark.parametrize("step", [*phases("revoke"), *(f"drop:{phase}" for phase in DROPPING)])
def test_files_whose_deletion_a_crash_cut_are_gone_after_the_start(tmp_path: Path, step: str) -> None:
    sent, other = new_sent(), new_sent(9000)

    async def before(relay: Outside, line: Line) -> None:
        for one in (sent, other):
            await say(line, "stage", one.stage)
            await send_put(line, one.put(0))
            await say(line, "create", one.share.create)
        await to_die(relay, line, lambda: line.call("revoke", sent.share.owner.owned))

    async def after(relay: Inside) -> None:
        assert len(on_disk(relay)) == (1 if is_committed(step) else 2)
        assert (await relay.call("revoke", sent.share.owner.owned)).status == 200
        await asyncio.to_thread(relay.store.files.condemned.wait)
        assert [path.stat().st_size for path in on_disk(relay)] == [len(other.octets)]
        await is_whole(relay, other)

    crash(tmp_path, step, before, after)


@pytest.mark.parametrize("step", phases("sweep"))
@pytest.mark.slow
def test_files_of_what_has_expired_are_gone_after_a_crash_of_the_sweep(tmp_path: Path, step: str) -> None:
    sent = new_sent(expires_s=60)

    async def before(relay: Outside, line: Line) -> None:
        await say(line, "stage", sent.stage)
        await send_put(line, sent.put(0))
        await say(line, "create", sent.share.create)
        relay.arm()
        relay.set_clock(NOON + 60)
        await asyncio.to_thread(relay.wait_killed)
        relay.disarm()

    async def after(relay: Inside) -> None:
        relay.clock.go(60)
        await relay.store.sweep()
        await asyncio.to_thread(relay.store.files.condemned.wait)
        assert on_disk(relay) == []
        assert (await settled(relay, sent.share)).state == "expired"

    crash(tmp_path, step, before, after)


async def uploads_for_ever(line: Line, begun: list[Sent], made: list[Sent], sizes: random.Random) -> None:
    """One upload after the other becomes a share, until the line breaks."""
    while True:
        sent = new_sent(sizes.randrange(1, 40 * MIB))
        begun.append(sent)
        if await line.call("stage", sent.stage) is None:
            return
        have = 0
        while have < len(sent.octets):
            answer = await send_put(line, sent.put(have, min(MIB, len(sent.octets) - have)))
            if answer is None:
                return
            have = told(answer)
        answer = await line.call("create", sent.share.create)
        if answer is None:
            return
        assert answer.status == 200
        made.append(sent)


async def load(relay: Outside, begun: list[Sent], made: list[Sent], moments: random.Random) -> None:
    async with lines_to(relay, 0) as (first, _):
        lines = [Line(relay.port, first.key) for _ in range(3)]
        senders = [
            asyncio.create_task(uploads_for_ever(line, begun, made, random.Random(i))) for i, line in enumerate(lines)
        ]
        async with asyncio.timeout(DEADLINE_S):
            await asyncio.sleep(moments.uniform(0.1, 1.0))  # the moment of the crash, drawn from a seed
            relay.kill()
            await asyncio.gather(*senders)
        for line in lines:
            await line.close()


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_killed_at_any_moment_uploads_go_on_and_shares_are_whole(tmp_path: Path, seed: int) -> None:
    moments, begun, made = random.Random(seed), list[Sent](), list[Sent]()

    async def examine() -> None:
        async with inside(tmp_path) as relay:
            for sent in made:
                await is_whole(relay, sent)
            for sent in begun:
                if sent not in made and (await relay.create(sent.share)).status != 200:
                    await finished(relay, sent)

    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(load(relay, begun, made, moments))
    assert begun
    asyncio.run(examine())


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit")
def test_when_files_may_not_grow_the_relay_says_full_and_serves_on(tmp_path: Path) -> None:
    sent, small = new_sent(3 * MIB, relay=ORIGIN), new_sent(relay=ORIGIN)

    def limit(relay: Outside, octets: int) -> None:
        resource.prlimit(relay.process.pid, resource.RLIMIT_FSIZE, (octets, resource.RLIM_INFINITY))

    async def test(relay: Outside) -> None:
        async with lines_to(relay, 0) as (line, _):
            await say(line, "stage", sent.stage)
            limit(relay, 2 * MIB)
            have = 0
            while (answer := await send_put(line, sent.put(have, 600_000))) is not None and answer.status == 200:
                have = told(answer)
            assert answer is not None
            assert (answer.status, answer.error) == (507, "full")
            have = told(await say(line, "stage", sent.stage))
            assert have <= 2 * MIB
            await say(line, "stage", small.stage)
            whole = await send_put(line, small.put(0))
            assert whole is not None
            assert told(whole) == len(small.octets)
            assert (await say(line, "create", small.share.create)).status == 200
            limit(relay, resource.RLIM_INFINITY)
            while have < len(sent.octets):
                answer = await send_put(line, sent.put(have, min(600_000, len(sent.octets) - have)))
                assert answer is not None
                have = told(answer)
            assert (await say(line, "create", sent.share.create)).status == 200
            tab = await opened(line, sent)
            body = await line.exchange(files_request(encode(tab.files(0, len(sent.octets)))))
            assert body is not None
            assert body.body == sent.octets

    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(test(relay))


def files_request(body: bytes) -> bytes:
    return request_octets("files", body).replace(b"application/octet-stream", b"application/json")
