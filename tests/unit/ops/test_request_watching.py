"""Hearing of requests as it happens: what came is in the vault before it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.host.clock import moment
from app.ops import requesting
from app.ops.request_watching import RequestWatching, watch_requests
from app.ops.requesting import RequestKind, RequestOptions
from app.vault.vault import Vault
from tests.relay.kit import NOON, ORIGIN, Clock

from .request_line import Client, Line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with Line(Clock()).running(tmp_path / "server") as line:
        yield line


@pytest.fixture
def at() -> datetime:
    return moment(NOON)


def test_codes_are_told_as_they_come_and_the_next_connection_says_what_was_seen(
    vault: Vault, line: Line, at: datetime
) -> None:
    with line.courier() as courier:
        made = requesting.create_request(vault, courier, RequestOptions(RequestKind.CODE), at)
    page = Client(made.url.text(), line)
    page.give((0, ["111111"]))
    watching = RequestWatching(vault, ORIGIN, carry=line.courier, clock=lambda: at)
    news = (told for told in watching.news() if told is not None)
    first = next(news)  # looked at, and the first code
    assert [one.number for one in first.request.waiting] == [1]
    page.give((0, ["222222"]))
    told = next(news)
    assert (told.came, [one.state for one in told.request.waiting]) == ((2,), ["waiting", "waiting"])
    assert requesting.review(vault, made.id, 2, at, "en").parts[0].fields[0].value.text() == "222222"
    watching.stop()
    assert list(news) == []


def test_what_came_while_nobody_listened_is_taken_before_anything_is_asked(
    vault: Vault, line: Line, at: datetime
) -> None:
    with line.courier() as courier:
        made = requesting.create_request(vault, courier, RequestOptions(RequestKind.TEXT, takes=2), at)
    Client(made.url.text(), line).give((0, ["um"]))
    requesting.refresh(vault, at, carry=line.courier)
    line.down = True
    assert requesting.revoke(vault, made.id, at, carry=line.courier).state == "revoking"
    line.down = False
    requesting.reject(vault, made.id, 1, at, carry=line.courier)
    watching = RequestWatching(vault, ORIGIN, carry=line.courier, clock=lambda: at)
    watching.before()
    assert requesting.view_of(vault, made.id, at).state == "revoked"


def test_without_requests_there_is_nothing_to_hear(vault: Vault, line: Line) -> None:
    assert list(watch_requests(vault, carry=line.courier)) == []
    assert list(RequestWatching(vault, ORIGIN, carry=line.courier).news()) == []
