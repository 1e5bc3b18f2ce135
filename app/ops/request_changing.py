"""Changing requests that exist: their end now, another end, more submissions, a pause. A revocation that no relay could be
told of stays wanted, and is told at the next refresh; what came up to then is taken all the same.
"""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import OurError, PeerError, UserError, WorldError
from app.host.clock import instant, moment
from app.ops.lines import Carry, line_to
from app.ops.request_collecting import refresh
from app.ops.request_facts import parse_facts
from app.ops.request_ledger import ALIVE, OPEN, REVOKING, RequestView, secrets_of, settle, view_of
from app.share.asking.asker import amend_request, encode_asker

if TYPE_CHECKING:
    from app.vault.vault import Vault

_CATCH_UP = 4
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def revoke(vault: Vault, request_id: str, now: datetime, *, carry: Carry = line_to) -> RequestView:
    """Nothing more can be given; who is uploading is cut off. `revoking` if the relay could not be told yet."""
    row = vault.request(request_id)
    if row.secrets is None or row.state not in OPEN:
        return view_of(vault, request_id, now)
    vault.update_request(request_id, now=now, state=REVOKING)
    with contextlib.suppress(WorldError):
        refresh(vault, now, ids=(request_id,), carry=carry)
    settle(vault, request_id, now)
    return view_of(vault, request_id, now)


def change(
    vault: Vault,
    request_id: str,
    now: datetime,
    *,
    expires_at: datetime | None = None,
    takes: int | None = None,
    paused: bool | None = None,
    carry: Carry = line_to,
) -> RequestView:
    """Other conditions. The link stays. The relay must be reached: what it has not heard does not hold."""
    expires = None if expires_at is None else instant(expires_at)
    if expires is not None and expires <= instant(now):
        raise UserError("bad-expiry")
    with _turns[request_id]:  # of two at once the later would tell the relay anew what was before the first
        _change(vault, request_id, now, expires, takes, paused, carry)
    return view_of(vault, request_id, now)


def _change(
    vault: Vault,
    request_id: str,
    now: datetime,
    expires: int | None,
    takes: int | None,
    paused: bool | None,
    carry: Carry,
) -> None:
    row = vault.request(request_id)
    if row.state not in ALIVE or row.secrets is None:
        raise UserError("request-over", state=row.state)
    secrets = secrets_of(row)
    refused: PeerError | None = None
    with carry(row.relay) as courier:
        for _ in range(_CATCH_UP):  # a vault brought back from a backup may be behind the relay
            message, secrets = amend_request(secrets, expires=expires, takes=takes, paused=paused)
            try:
                courier.amend(message)
            except PeerError as error:
                if error.code != "conflict":
                    raise
                refused = error
                continue
            with vault.ledger_turn():
                row = vault.request(request_id)
                if row.state in ALIVE and row.secrets is not None:  # else it ended meanwhile: no key comes back
                    vault.update_request(
                        request_id,
                        now=now,
                        state=None if paused is None else "paused" if paused else "live",
                        expires_at=None if expires is None else moment(expires),
                        takes=takes,
                        secrets=encode_asker(secrets),
                    )
            return
    raise refused or OurError("out-of-turn")


def extend(
    vault: Vault, request_id: str, expires_at: datetime, now: datetime, *, carry: Carry = line_to
) -> RequestView:
    """Another end, later or sooner."""
    return change(vault, request_id, now, expires_at=expires_at, carry=carry)


def carry_out(vault: Vault, now: datetime, *, carry: Carry = line_to) -> None:
    """Tell relays what they could not be told before: a revocation, or what they are to forget."""
    for row in vault.requests():
        if row.secrets is not None and (row.state == REVOKING or parse_facts(row.facts).drops):
            with contextlib.suppress(WorldError, PeerError):
                refresh(vault, now, ids=(row.id,), carry=carry)
