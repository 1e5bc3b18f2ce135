"""kill -9 at every step of what the writer does, and at any moment under load; then a start on what was left.

What must hold: nobody opens a share that somebody else may have opened; nothing that was acknowledged is lost; a half that
must be gone is gone after the start.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.relay.writer import PHASES
from app.share.recipient import Recipient
from app.share.sender import amend
from app.share.wire.canonical import parse
from app.share.wire.messages import Amend, Granted, Message, ShareStatus, Welcome
from tests.relay.kit import (
    DEADLINE_S,
    NOON,
    ORIGIN,
    Answer,
    Caller,
    Inside,
    Line,
    Outside,
    Share,
    greeted,
    inside,
    kept,
    lines_to,
    new_share,
    outside,
    status_of,
    wrong,
)

COMMITTED = PHASES[PHASES.index("committed") :]


def half_is_there(relay: Outside | Inside, share: Share) -> bool:
    return share.create.half in relay.data.with_name("relay.halves").read_bytes()


async def settled(line: Caller, share: Share) -> ShareStatus:
    status = await status_of(line, share)
    assert status is not None
    return status


async def say(line: Caller, name: str, message: Message) -> Answer:
    answer = await line.call(name, message)
    assert answer is not None
    return answer


async def claim_anew(line: Caller, recipient: Recipient) -> Answer:
    """What the recipient's program does when the line broke: the same claim; on `stale`, hello and the same key."""
    answer = await say(line, "claim", recipient.claim_again())
    if answer.error == "stale":
        welcome = await say(line, "hello", recipient.hello)
        if welcome.status != 200:
            return welcome
        recipient.welcome(parse(Welcome, welcome.body))
        answer = await say(line, "claim", recipient.claim_again())
    return answer


async def dies(relay: Outside, line: Line, name: str, message: Message) -> None:
    # The last step of what came before may still be due after its answer: two more turns of the writer, and it is past.
    await greeted(line, await kept(line))
    relay.arm()
    answer = await line.call(name, message)
    assert answer is None or relay.kill_at.endswith(":told")  # then the answer may be out before death comes
    relay.wait_killed()
    relay.disarm()


def crash(
    folder: Path,
    step: str,
    before: Callable[[Outside, Line], Awaitable[None]],
    after: Callable[[Inside], Awaitable[None]],
) -> None:
    """Run `before` on a relay that dies at the step, and `after` on the one that is started on what it left."""

    async def until_death(relay: Outside) -> None:
        async with lines_to(relay, 0) as (line, _):
            await before(relay, line)

    async def started_again() -> None:
        async with inside(folder) as relay:
            await after(relay)

    with outside(folder, kill_at=step, relay=ORIGIN) as relay:
        asyncio.run(until_death(relay))
    asyncio.run(started_again())


@pytest.mark.parametrize("phase", PHASES)
def test_a_create_cut_by_a_crash_is_whole_or_leaves_nothing(tmp_path: Path, phase: str) -> None:
    acknowledged: list[Share] = []
    share = new_share()

    async def before(relay: Outside, line: Line) -> None:
        acknowledged.extend([await kept(line) for _ in range(3)])
        await dies(relay, line, "create", share.create)

    async def after(relay: Inside) -> None:
        known = await status_of(relay, share)
        assert (known is not None) == half_is_there(relay, share) == (phase in COMMITTED)
        for one in acknowledged:
            assert (await settled(relay, one)).state == "live"
            assert half_is_there(relay, one)
        assert (await say(relay, "create", share.create)).status == 200
        recipient = await greeted(relay, share)
        assert (await say(relay, "claim", recipient.claim())).status == 200
        assert not half_is_there(relay, share)

    crash(tmp_path, f"create:{phase}", before, after)


@pytest.mark.parametrize("phase", PHASES)
def test_a_claim_cut_by_a_crash_is_finished_by_the_same_tab_and_by_no_other(tmp_path: Path, phase: str) -> None:
    tabs: list[tuple[Share, Recipient]] = []

    async def before(relay: Outside, line: Line) -> None:
        share = await kept(line)
        recipient = await greeted(line, share)
        tabs.append((share, recipient))
        await dies(relay, line, "claim", recipient.claim())

    async def after(relay: Inside) -> None:
        share, recipient = tabs[0]
        taken = phase in COMMITTED
        assert half_is_there(relay, share) == (not taken)
        assert ((await settled(relay, share)).state == "opened") == taken
        if taken:
            other = share.recipient
            assert (await say(relay, "hello", other.hello)).error == "opened"
        answer = await claim_anew(relay, recipient)
        assert answer.status == 200
        assert (await claim_anew(relay, recipient)).body == answer.body
        recipient.granted(parse(Granted, answer.body))
        recipient.receive((await say(relay, "blob", recipient.blob)).body)
        assert recipient.open().message == "olá"
        assert (await say(relay, "hello", share.recipient.hello)).error == "opened"
        assert not half_is_there(relay, share)

    crash(tmp_path, f"claim:{phase}", before, after)


@pytest.mark.parametrize("phase", PHASES)
def test_a_crash_gives_no_view_back_and_takes_none_twice(tmp_path: Path, phase: str) -> None:
    tabs: list[tuple[Share, Recipient]] = []

    async def before(relay: Outside, line: Line) -> None:
        share = await kept(line, views=2)
        recipient = await greeted(line, share)
        tabs.append((share, recipient))
        await dies(relay, line, "claim", recipient.claim())

    async def after(relay: Inside) -> None:
        share, recipient = tabs[0]
        assert (await settled(relay, share)).views_left == (1 if phase in COMMITTED else 2)
        assert (await claim_anew(relay, recipient)).status == 200
        assert (await settled(relay, share)).views_left == 1
        other = await greeted(relay, share)
        assert (await say(relay, "claim", other.claim())).status == 200
        assert (await say(relay, "hello", other.hello)).error == "opened"

    crash(tmp_path, f"claim:{phase}", before, after)


@pytest.mark.parametrize("phase", PHASES)
def test_a_crash_at_the_last_wrong_passcode_gives_no_verdict_for_nothing(tmp_path: Path, phase: str) -> None:
    kept_share: list[Share] = []

    async def before(relay: Outside, line: Line) -> None:
        share = await kept(line)
        kept_share.append(share)
        claim = (await greeted(line, share)).claim()
        for guess in range(4):
            assert (await say(line, "claim", wrong(claim, guess))).error == "wrong-passcode"
        await dies(relay, line, "claim", wrong(claim, 4))

    async def after(relay: Inside) -> None:
        share = kept_share[0]
        locked = phase in COMMITTED
        status = await settled(relay, share)
        assert (status.state, status.tries_left) == (("locked", 0) if locked else ("live", 1))
        assert half_is_there(relay, share) == (not locked)

    crash(tmp_path, f"claim:{phase}", before, after)


@pytest.mark.parametrize("phase", PHASES)
def test_a_revocation_cut_by_a_crash_can_be_repeated(tmp_path: Path, phase: str) -> None:
    kept_share: list[Share] = []

    async def before(relay: Outside, line: Line) -> None:
        kept_share.append(await kept(line, views=2))
        await dies(relay, line, "revoke", kept_share[0].owner.owned)

    async def after(relay: Inside) -> None:
        share = kept_share[0]
        assert half_is_there(relay, share) == (phase not in COMMITTED)
        assert (await say(relay, "revoke", share.owner.owned)).status == 200
        assert (await settled(relay, share)).state == "revoked"
        assert not half_is_there(relay, share)

    crash(tmp_path, f"revoke:{phase}", before, after)


@pytest.mark.parametrize("phase", PHASES)
def test_more_views_cut_by_a_crash_are_granted_whole_or_not_at_all(tmp_path: Path, phase: str) -> None:
    kept_share: list[tuple[Share, Amend]] = []

    async def before(relay: Outside, line: Line) -> None:
        share = await kept(line)
        message, _ = amend(share.owner, views=3)
        kept_share.append((share, message))
        await dies(relay, line, "amend", message)

    async def after(relay: Inside) -> None:
        share, message = kept_share[0]
        assert (await settled(relay, share)).views_left == (3 if phase in COMMITTED else 1)
        assert (await say(relay, "amend", message)).status == 200
        assert (await settled(relay, share)).views_left == 3
        for _ in range(3):
            recipient = await greeted(relay, share)
            assert (await say(relay, "claim", recipient.claim())).status == 200
        assert not half_is_there(relay, share)

    crash(tmp_path, f"amend:{phase}", before, after)


@pytest.mark.parametrize("phase", PHASES)
def test_a_purge_cut_by_a_crash_is_done_after_the_next_start(tmp_path: Path, phase: str) -> None:
    kept_share: list[Share] = []

    async def before(relay: Outside, line: Line) -> None:
        share = await kept(line, expires_s=60)
        kept_share.append(share)
        relay.arm()
        relay.set_clock(NOON + 60)
        await asyncio.to_thread(relay.wait_killed)
        relay.disarm()

    async def after(relay: Inside) -> None:
        share = kept_share[0]
        relay.clock.go(60)
        await relay.store.sweep()
        other = await kept(relay, now=NOON + 60)
        assert not half_is_there(relay, share)
        assert half_is_there(relay, other)
        assert (await settled(relay, share)).state == "expired"
        assert share.create.body not in relay.data.joinpath("relay.db").read_bytes()

    crash(tmp_path, f"sweep:{phase}", before, after)


class Ledger:
    """What clients of a relay under load were told."""

    def __init__(self) -> None:
        self.created: list[Share] = []
        self.claimed: list[tuple[Share, Recipient, bytes]] = []
        self.in_flight: list[tuple[Share, Recipient]] = []


async def live(line: Line, ledger: Ledger, wait: asyncio.Event) -> None:
    """Create and claim until the line breaks."""
    while True:
        share = new_share()
        answer = await line.call("create", share.create)
        if answer is None:
            return
        ledger.created.append(share)
        recipient = share.recipient
        answer = await line.call("hello", recipient.hello)
        if answer is None:
            return
        recipient.welcome(parse(Welcome, answer.body))
        ledger.in_flight.append((share, recipient))
        wait.set()
        answer = await line.call("claim", recipient.claim())
        if answer is None:
            return
        ledger.claimed.append((share, recipient, answer.body))
        ledger.in_flight.remove((share, recipient))


async def load(relay: Outside, ledger: Ledger, delay: float) -> None:
    started = asyncio.Event()
    key = relay.invite_key()
    lines = [Line(relay.port, key) for _ in range(16)]
    clients = [asyncio.create_task(live(line, ledger, started)) for line in lines]
    async with asyncio.timeout(DEADLINE_S):
        await started.wait()
        await asyncio.sleep(delay)  # the moment of the crash, drawn from a seed; nothing waits for a result here
        relay.kill()
        await asyncio.gather(*clients)
    for line in lines:
        await line.close()


async def examine(relay: Outside, ledger: Ledger) -> None:
    halves = relay.data.with_name("relay.halves").read_bytes()
    async with lines_to(relay, 0) as (line, _):
        for share, recipient, told in ledger.claimed:
            again = await say(line, "claim", recipient.claim_again())
            assert (again.status, again.body) == (200, told)
            assert (await say(line, "hello", share.recipient.hello)).error == "opened"
            assert share.create.half not in halves
        for share, recipient in ledger.in_flight:
            assert (await claim_anew(line, recipient)).status == 200
            assert (await say(line, "hello", share.recipient.hello)).error == "opened"
        for share in ledger.created:
            assert (await settled(line, share)).state in ("live", "opened")


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 3, 4))])
def test_killed_at_any_moment_under_load_nothing_acknowledged_is_lost_or_given_twice(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)
    ledger = Ledger()
    for _ in range(2):
        with outside(tmp_path, relay=ORIGIN) as relay:
            asyncio.run(load(relay, ledger, moments.uniform(0, 0.3)))
    assert len(ledger.created) > 16
    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(examine(relay, ledger))
