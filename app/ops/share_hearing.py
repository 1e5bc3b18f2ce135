"""Asking relays how shares are. Owns the portions in which it is done, and that what is wanted is told first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from app.errors import LacreError
from app.ops.lines import Carry, line_to
from app.ops.share_changing import carry_out
from app.ops.share_consents import fetch_consents
from app.ops.share_ledger import ShareView, list_shares, note, owned
from app.share.wire.messages import Status
from app.vault.model import ShareRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault

_AT_ONCE = 50


def refresh(
    vault: Vault, now: datetime, *, ids: Sequence[str] | None = None, carry: Carry = line_to
) -> list[ShareView]:
    """Tell each relay what waits for it, and ask it about the shares that may have changed (or only about `ids`); then as
    `list_shares`.

    A relay that cannot be reached does not keep the others from being asked; its error is raised at the end.
    """
    unreached = carry_out(vault, now, carry=carry).unreached
    asked = [row for row in vault.shares() if row.secrets is not None and (ids is None or row.id in ids)]
    failed: LacreError | None = None
    for relay, rows in groupby(sorted(asked, key=lambda row: row.relay), key=lambda row: row.relay):
        if relay in unreached:
            failed = unreached[relay]
            continue
        try:
            with carry(relay) as courier:
                for some in _portions(list(rows)):
                    _hear(vault, courier, some, now)
        except LacreError as error:
            failed = error
    if failed is not None:
        raise failed
    return list_shares(vault, now)


def _hear(vault: Vault, courier: Courier, rows: list[ShareRow], now: datetime) -> None:
    answer = courier.status(Status(tuple(owned(row) for row in rows)))
    for row, status in zip(rows, answer.shares, strict=True):
        if status is not None:
            fetch_consents(vault, courier, row, status.events)
        note(vault, row.id, status, now)


def _portions(rows: list[ShareRow]) -> Iterator[list[ShareRow]]:
    for at in range(0, len(rows), _AT_ONCE):
        yield rows[at : at + _AT_ONCE]
