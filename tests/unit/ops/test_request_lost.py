"""A relay that announces an answer and says that it does not have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest

from app.errors import PeerError, UserError
from app.ops import requesting
from app.ops.request_collecting import LOST_AT_ONCE, PAUSE, take_all
from app.ops.request_facts import encode_facts, parse_facts
from app.ops.requesting import CreatedRequest
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Status, Statuses
from app.share.wire.requests import Collect
from app.vault.vault import Vault
from tests.relay.kit import NOON

from .request_line import Line, client, kept, states

Ask = Callable[..., CreatedRequest]


def told(vault: Vault, made: CreatedRequest, line: Line, at: datetime) -> list[str]:
    """By number: what is lost has no place of its own in the list."""
    states(vault, made, line, at)
    view = requesting.view_of(vault, made.id, at)
    return [one.state for one in sorted(view.submissions, key=lambda one: one.number)]


def withholding(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
    if name == "collect" and parse(Collect, octets).number == 2:
        raise PeerError("unknown")
    return ask(octets)


def forgetful(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
    if name == "status":
        return encode(Statuses((None,) * len(parse(Status, octets).shares), NOON))
    raise PeerError("unknown")


def given_three(vault: Vault, line: Line, at: datetime, ask: Ask) -> CreatedRequest:
    """Three answers, of which the relay holds back the second."""
    made = ask(takes=3)
    page = client(made, line)
    for user in ("ana", "rui", "eva"):
        page.give((0, ["", user, "s3nha", ""]))
    line.tamper = withholding
    assert told(vault, made, line, at) == ["waiting", "lost", "waiting"]
    return made


def test_what_was_held_back_comes_in_its_place_when_it_is_given_and_that_is_said(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    made = given_three(vault, line, at, ask)
    for number in (1, 3):
        requesting.reject(vault, made.id, number, at, carry=line.courier)
    assert told(vault, made, line, at) == ["rejected", "lost", "rejected"]
    line.tamper = None
    assert told(vault, made, line, at + PAUSE) == ["rejected", "waiting", "rejected"]
    view = requesting.view_of(vault, made.id, at)
    assert [(one.held_back, one.missing) for one in view.submissions] == [(False, False), (True, False), (False, False)]
    found = requesting.review(vault, made.id, 2, at, "en")
    assert (found.held_back, found.parts[0].fields[1].value.text()) == (True, "rui")
    requesting.accept(vault, made.id, 2, at, language="en", carry=line.courier)
    assert (vault.request(made.id).secrets, kept(line)) == (None, 0)


def test_another_in_the_place_of_what_was_held_back_is_found_out(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    made = given_three(vault, line, at, ask)

    def altering(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        return said[:85] + bytes([said[85] ^ 1]) + said[86:] if name == "fetch" else said

    line.tamper = altering
    assert told(vault, made, line, at + PAUSE) == ["waiting", "forged", "waiting"]


def test_keys_wait_for_what_is_lost_until_its_relay_has_forgotten_it_or_the_asker_gives_it_up(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    given_up, forgotten = given_three(vault, line, at, ask), given_three(vault, line, at, ask)
    for made in (given_up, forgotten):
        for number in (1, 3):
            requesting.reject(vault, made.id, number, at, carry=line.courier)
        states(vault, made, line, at)
        assert vault.request(made.id).secrets is not None
    requesting.reject(vault, given_up.id, 2, at, carry=line.courier)
    assert vault.request(given_up.id).secrets is None
    with pytest.raises(UserError, match="submission-decided"):
        requesting.reject(vault, given_up.id, 2, at, carry=line.courier)
    line.tamper = forgetful
    assert told(vault, forgotten, line, at + timedelta(days=1)) == ["rejected", "lost", "rejected"]
    assert vault.request(forgotten.id).secrets is None


def test_a_person_who_asks_waits_for_no_pause(vault: Vault, line: Line, at: datetime, ask: Ask) -> None:
    made = given_three(vault, line, at, ask)
    line.tamper = None
    assert told(vault, made, line, at) == ["waiting", "lost", "waiting"]
    requesting.refresh(vault, at, ids=(made.id,), at_once=True, carry=line.courier)
    assert told(vault, made, line, at) == ["waiting"] * 3


def test_what_is_given_up_while_it_comes_after_all_stays_given_up(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    made = given_three(vault, line, at, ask)
    for number in (1, 3):
        requesting.reject(vault, made.id, number, at, carry=line.courier)

    def rejected_meanwhile(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        if name == "fetch":
            requesting.reject(vault, made.id, 2, at, carry=line.courier)
        return said

    line.tamper = rejected_meanwhile
    assert told(vault, made, line, at + PAUSE) == ["rejected"] * 3
    assert (vault.request(made.id).secrets, kept(line)) == (None, 0)


def test_of_a_thousand_answers_that_a_relay_does_not_give_a_few_are_asked_for_at_each_of_its_words_and_each_in_its_turn(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    made = ask(takes=1000)
    facts = parse_facts(vault.request(made.id).facts)
    facts = msgspec.structs.replace(facts, numbers=tuple(range(1, 4 * LOST_AT_ONCE)))
    vault.update_request(made.id, now=at, facts=encode_facts(facts))
    asked: list[int] = []

    def announcing(name: str, octets: bytes, _ask: Callable[[bytes], bytes]) -> bytes:
        assert name == "collect"
        asked.append(parse(Collect, octets).number)
        raise PeerError("unknown")

    line.tamper = announcing

    def rounds(count: int, when: datetime) -> list[int]:
        """The numbers that are asked for at so many events."""
        asked.clear()
        with line.courier() as courier:
            for _ in range(count):
                take_all(vault, courier, made.id, when, lost_at_once=LOST_AT_ONCE)
        return list(asked)

    assert rounds(1, at) == list(facts.numbers)  # each is new once
    assert rounds(9, at) == []
    later = at + PAUSE
    assert rounds(1, later) == list(facts.numbers)[:LOST_AT_ONCE]
    assert rounds(4, later) == list(facts.numbers)[LOST_AT_ONCE:]
    asked.clear()
    with line.courier() as courier:
        take_all(vault, courier, made.id, later + PAUSE)
    assert asked == list(facts.numbers)


def test_what_is_lost_is_asked_for_ever_more_seldom_and_soon_again_when_the_clock_was_set_back(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    made = given_three(vault, line, at, ask)
    asked: list[int] = []

    def noting(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        asked.append(after)
        return withholding(name, octets, ask)

    line.tamper = noting
    with line.courier() as courier:
        for after in (0, 10, *range(15, 120, 15), *range(120, 3 * 3600, 60)):
            take_all(vault, courier, made.id, at + timedelta(seconds=after))
        assert asked == [15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7440]
        after = -60
        take_all(vault, courier, made.id, at + timedelta(seconds=after))
    assert asked[-1] == -60
