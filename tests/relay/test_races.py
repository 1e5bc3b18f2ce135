"""Real races on a real relay process: however many claim at once, views and tries are counted one by one."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from app.relay.schema import database_path, open_reader
from app.share.wire.messages import Hello
from tests.relay.kit import ROOT, Outside, Share, greeted, kept, lines_to, outside, status_of, whats, wrong

PROCESSES = 4


def race(relay: Outside, shares: list[Share], claimants: int) -> list[list[tuple[int, str]]]:
    """What each of the claimants, over four processes, was told of each share."""
    command = [sys.executable, "-m", "tests.relay.racer", str(relay.port), str(claimants // PROCESSES)]
    racers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    links = "".join(f"{share.owner.url.text()}\n" for share in shares) + "\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(links)
        racer.stdin.flush()
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    told = [json.loads(racer.communicate()[0]) for racer in racers]
    return [[tuple(answer) for one in told for answer in one[i]] for i in range(len(shares))]


async def shares_on(relay: Outside, count: int, **choices: int) -> list[Share]:
    async with lines_to(relay, 0) as (line, _):
        return [await kept(line, relay, text=f"only once {i}", **choices) for i in range(count)]


@pytest.mark.parametrize("count", [30, pytest.param(200, marks=pytest.mark.slow)])
def test_of_thirty_two_racing_claimants_exactly_one_opens_each_share(tmp_path: Path, count: int) -> None:
    with outside(tmp_path) as relay:
        shares = asyncio.run(shares_on(relay, count))
        told = race(relay, shares, 32)
        assert [Counter(one) for one in told] == [
            Counter({(200, f"only once {i}"): 1, (410, "opened"): 31}) for i in range(count)
        ]


def test_a_share_of_five_views_is_opened_five_times_whoever_races(tmp_path: Path) -> None:
    with outside(tmp_path) as relay:
        shares = asyncio.run(shares_on(relay, 20, views=5))
        told = race(relay, shares, 16)
        assert [Counter(status for status, _ in one) for one in told] == [Counter({200: 5, 410: 11})] * 20


def on(tmp_path: Path, test: Callable[[Outside], Coroutine[None, None, None]]) -> None:
    with outside(tmp_path) as relay:
        asyncio.run(test(relay))


def test_a_hundred_wrong_passcodes_at_once_cost_five_tries_and_lock(tmp_path: Path) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 100) as (line, lines):
            share = await kept(line, relay)
            recipient = await greeted(line, share)
            claims = [wrong(recipient.claim(), guess) for guess in range(100)]
            calls = [one.call("claim", claim) for one, claim in zip(lines, claims, strict=True)]
            answers = await asyncio.gather(*calls)
            assert Counter(answer.error for answer in answers if answer) == {"wrong-passcode": 5, "locked": 95}
            late = await line.call("claim", recipient.claim())
            assert late is not None
            assert late.error == "locked"
            status = await status_of(line, share)
            assert status is not None
            assert (status.state, status.tries_left) == ("locked", 0)
            assert whats(status).count("wrong-passcode") == 5

    on(tmp_path, test)


def test_the_same_wrong_claim_twenty_times_at_once_costs_one_try(tmp_path: Path) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 20) as (line, lines):
            share = await kept(line, relay)
            claim = wrong((await greeted(line, share)).claim())
            answers = await asyncio.gather(*(one.call("claim", claim) for one in lines))
            assert {answer.body for answer in answers if answer} == {b'{"error":"wrong-passcode","tries_left":4}'}
            status = await status_of(line, share)
            assert status is not None
            assert whats(status).count("wrong-passcode") == 1

    on(tmp_path, test)


def test_a_right_passcode_opens_while_wrong_ones_are_in_flight(tmp_path: Path) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 5) as (line, lines):
            for turn in range(50):
                share = await kept(line, relay)
                guesser, recipient = await greeted(line, share), await greeted(line, share)
                claims = [wrong(guesser.claim(), guess) for guess in range(4)]
                claims.insert(turn % 5, recipient.claim())
                calls = [one.call("claim", claim) for one, claim in zip(lines, claims, strict=True)]
                told = [answer.error for answer in await asyncio.gather(*calls) if answer]
                assert told.pop(turn % 5) is None
                assert len(told) == 4
                assert set(told) <= {"wrong-passcode", "opened"}

    on(tmp_path, test)


def test_the_same_claim_twenty_times_at_once_is_one_view_and_the_same_octets(tmp_path: Path) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 20) as (line, lines):
            share = await kept(line, relay, views=3)
            claim = (await greeted(line, share)).claim()
            answers = await asyncio.gather(*(one.call("claim", claim) for one in lines))
            assert len({(answer.status, answer.body) for answer in answers if answer}) == 1
            status = await status_of(line, share)
            assert status is not None
            assert status.views_left == 2

    on(tmp_path, test)


def test_a_thousand_calls_that_know_only_the_id_change_nothing(tmp_path: Path) -> None:
    def everything(relay: Outside) -> list[object]:
        reader = open_reader(database_path(relay.data))
        try:
            return [reader.execute(f"SELECT * FROM {table}").fetchall() for table in ("shares", "claims", "events")]
        finally:
            reader.close()

    async def test(relay: Outside) -> None:
        async with lines_to(relay, 10) as (line, lines):
            share = await kept(line, relay)
            before = everything(relay)
            answers = []
            for i in range(100):
                guess = Hello(share.create.id, i.to_bytes(32, "big"))
                answers += await asyncio.gather(*(one.call("hello", guess) for one in lines))
            told = {(answer.status, answer.body) for answer in answers if answer}
            assert (len(answers), told) == (1000, {(404, b'{"error":"unknown"}')})
            assert everything(relay) == before

    on(tmp_path, test)
