"""Hearing of shares as it happens: written down before it is told, asked again when the line breaks, by what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.crypto.secret import Secret
from app.errors import WorldError
from app.ops import sharing
from app.ops.passcodes import PasscodeChoice
from app.ops.share_options import ShareOptions
from app.ops.share_watching import Watching, watch_all
from app.share.wire.messages import Change, Event, ShareStatus, Watch
from app.vault.vault import Vault
from tests.unit.ops.relay_in_memory import ORIGIN, MemoryCourier, MemoryRelay


@pytest.fixture
def relay(now: datetime) -> MemoryRelay:
    return MemoryRelay(int(now.timestamp()))


def status(state: Any, *events: tuple[str, int]) -> ShareStatus:
    told: Any = [Event(1, what, claim) for what, claim in events]  # type: ignore[arg-type]
    return ShareStatus(state, 1, 5, 0, 4_000_000_000, paused=False, events=tuple(told))


def test_what_is_heard_is_kept_and_the_next_question_says_what_was_seen(
    vault: Vault, relay: MemoryRelay, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ShareOptions("", now + timedelta(days=1), message=Secret("x"), passcode=PasscodeChoice.NONE)
    with relay.courier() as courier:
        share = sharing.create_share(vault, courier, options, now)
    asked: list[tuple[int, ...]] = []
    lines: list[list[Change | WorldError | None]] = [
        [
            Change(0, status("live", ("delivered", 0), ("wrong-passcode", 0)), 2),
            None,
            WorldError("unreachable", why="dropped"),
        ],
        [Change(0, status("live", ("wrong-passcode", 0)), 3)],
        [Change(0, status("opened", ("accepted", 1), ("acknowledged", 1)), 5)],
    ]

    def watch(_courier: MemoryCourier, message: Watch) -> Iterator[Change | None]:
        asked.append(tuple(one.seen for one in message.shares))
        for said in lines[len(asked) - 1]:
            if isinstance(said, WorldError):
                raise said
            yield said

    monkeypatch.setattr(MemoryCourier, "watch", watch)
    watching = Watching(vault, ORIGIN, carry=relay.courier, clock=lambda: now, pauses_s=(0,))
    heard = [(news.share.state, [event.what for event in news.events]) for news in watching.news() if news is not None]
    assert heard == [
        ("live", ["delivered", "wrong-passcode"]),
        ("live", ["wrong-passcode"]),
        ("opened", ["accepted", "acknowledged"]),
    ]
    assert asked == [(0,), (2,), (3,)]
    (view,) = sharing.list_shares(vault, now)
    assert [event.what for event in view.events] == [
        "delivered",
        "wrong-passcode",
        "wrong-passcode",
        "accepted",
        "acknowledged",
    ]
    assert vault.share(share.id).secrets is None


def test_with_no_share_that_lives_there_is_nothing_to_wait_for(vault: Vault, relay: MemoryRelay) -> None:
    assert list(watch_all(vault, carry=relay.courier)) == []


def test_stopping_ends_it(vault: Vault, relay: MemoryRelay, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ShareOptions("", now + timedelta(days=1), message=Secret("x"), passcode=PasscodeChoice.NONE)
    with relay.courier() as courier:
        sharing.create_share(vault, courier, options, now)
    watching = Watching(vault, ORIGIN, carry=relay.courier, clock=lambda: now)

    def watch(_courier: MemoryCourier, _message: Watch) -> Iterator[Change | None]:
        watching.stop()
        raise WorldError("unreachable", why="dropped")

    monkeypatch.setattr(MemoryCourier, "watch", watch)
    assert list(watching.news()) == []
