"""Requests on a real relay process: whoever races, whatever is killed, one is taken and nothing is overwritten."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from app.share.wire.canonical import parse
from app.share.wire.messages import Refusal
from app.share.wire.requests import Submitted
from tests.relay.askkit import Guest, asked, collected, good, new_request, said, some_files, state
from tests.relay.kit import ORIGIN, Answer, Line, Outside, lines_to, outside, whats

PHASES = ("taken", "decided", "committed", "told")


def told(answer: Answer) -> str:
    return "taken" if answer.status == 200 else msgspec.json.decode(answer.body, type=Refusal).error


def test_of_twenty_who_submit_at_once_one_is_taken_and_nineteen_are_told_that_it_is_filled(tmp_path: Path) -> None:
    async def race(asker: Line, lines: list[Line], relay: str) -> None:
        made = await asked(asker, relay=relay)
        guests = [Guest(made, files=some_files(seed=i)) for i in range(len(lines))]
        for guest, line in zip(guests, lines, strict=True):
            await guest.look(line)
            await guest.upload(line)
        pairs = zip(guests, lines, strict=True)
        answers = await asyncio.gather(*(said(line, "submit", guest.submit()) for guest, line in pairs))
        assert Counter(map(told, answers)) == Counter({"taken": 1, "filled": 19})
        winner = next(guest for guest, answer in zip(guests, answers, strict=True) if answer.status == 200)
        assert await collected(asker, made) == (winner.envelope, winner.files)
        assert whats(await state(asker, made)) == ["delivered", "submitted"]
        once_more = await said(lines[0], "submit", winner.submit())
        assert parse(Submitted, once_more.body).number == 1

    async def run() -> None:
        async with lines_to(relay, 20) as (asker, lines):
            await race(asker, lines, relay.url)

    with outside(tmp_path) as relay:
        asyncio.run(run())


@pytest.mark.parametrize("phase", [p if p == "committed" else pytest.param(p, marks=pytest.mark.slow) for p in PHASES])
def test_killed_at_any_step_of_a_submit_it_is_taken_once_and_whole(tmp_path: Path, phase: str) -> None:
    made = new_request(relay=ORIGIN)
    guest = Guest(made, files=some_files())

    async def before(relay: Outside) -> None:
        async with lines_to(relay, 1) as (asker, (line,)):
            await good(asker, "ask", made.ask)
            await guest.look(line)
            await guest.upload(line)
            relay.arm()
            await line.call("submit", guest.submit())
            await asyncio.to_thread(relay.wait_killed)
            relay.disarm()

    async def after(relay: Outside) -> None:
        async with lines_to(relay, 1) as (asker, (line,)):
            answer = await said(line, "submit", guest.submit())
            if answer.status != 200:  # it was not taken: the challenge of the relay before is not one of this
                assert told(answer) == "stale"
                await guest.look(line)
                answer = await said(line, "submit", guest.submit())
            assert parse(Submitted, answer.body).number == 1
            assert await collected(asker, made) == (guest.envelope, guest.files)
            assert whats(await state(asker, made)).count("submitted") == 1
            assert told(await said(line, "look", made.look)) == "filled"

    with outside(tmp_path, relay=ORIGIN, kill_at=f"submit:{phase}") as relay:
        asyncio.run(before(relay))
    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(after(relay))


@pytest.mark.parametrize("step", ["discard:committed", pytest.param("drop:deleted", marks=pytest.mark.slow)])
def test_killed_while_a_submission_is_dropped_nothing_of_it_is_left(tmp_path: Path, step: str) -> None:
    made = new_request(relay=ORIGIN)
    guest = Guest(made, files=some_files())

    async def before(relay: Outside) -> None:
        async with lines_to(relay, 1) as (asker, (line,)):
            await good(asker, "ask", made.ask)
            await guest.send(line)
            relay.arm()
            await asker.call("drop", made.number())
            await asyncio.to_thread(relay.wait_killed)
            relay.disarm()

    async def after(relay: Outside) -> None:
        async with lines_to(relay, 0) as (asker, _):
            await good(asker, "drop", made.number())
            assert told(await said(asker, "collect", made.number())) == "unknown"

    with outside(tmp_path, relay=ORIGIN, kill_at=step) as relay:
        asyncio.run(before(relay))
    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(after(relay))
        assert list((tmp_path / "relay" / "files").iterdir()) == []
