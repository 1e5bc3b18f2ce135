"""A request that is changed while something else becomes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from app.ops import requesting
from app.ops.requesting import CreatedRequest
from app.vault.vault import Vault

from .request_line import Line

Ask = Callable[..., CreatedRequest]


def test_a_change_that_is_answered_when_the_request_has_ended_brings_no_key_back(
    vault: Vault, line: Line, at: datetime, ask: Ask
) -> None:
    made = ask(takes=3)

    def revoked_meanwhile(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        said = ask(octets)
        if name == "amend":
            requesting.revoke(vault, made.id, at, carry=line.courier)
        return said

    line.tamper = revoked_meanwhile
    assert requesting.change(vault, made.id, at, paused=True, carry=line.courier).state == "revoked"
    assert vault.request(made.id).secrets is None


def test_of_two_changes_at_once_neither_takes_the_other_back(vault: Vault, line: Line, at: datetime, ask: Ask) -> None:
    made, until = ask(takes=3), at + timedelta(days=2)
    first = threading.Thread(target=lambda: requesting.extend(vault, made.id, until, at, carry=line.courier))
    asking, told = threading.Event(), threading.Event()

    def slow_first(name: str, octets: bytes, ask: Callable[[bytes], bytes]) -> bytes:
        if name == "amend" and not asking.is_set():
            asking.set()
            assert told.wait(60)
        return ask(octets)

    line.tamper = slow_first
    first.start()
    assert asking.wait(60)
    second = threading.Thread(target=lambda: requesting.change(vault, made.id, at, paused=True, carry=line.courier))
    second.start()
    told.set()
    for thread in (first, second):
        thread.join(60)
    line.tamper = None
    view = requesting.refresh(vault, at, ids=(made.id,), carry=line.courier)[0]
    assert (view.state, view.expires_at) == ("paused", until)
