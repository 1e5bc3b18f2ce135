"""Deciding on what a client gave: accepted as new entries, accepted into one that is there, or rejected. Owns the order:
files are taken and every octet of them is verified first, then entries, files and the decision are written as one, then the relay
forgets, and with the last decision the keys are destroyed. What fails on the way, or is killed, leaves the submission waiting and
the vault as it was.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import UserError
from app.ops.lines import Carry, line_to
from app.ops.request_collecting import Opened, opened, try_to_forget
from app.ops.request_entries import drafts_of, merged
from app.ops.request_ledger import LOST, WAITING, set_drops
from app.ops.request_matching import placed
from app.ops.request_options import RequestKind
from app.share.asking.taking import Taking
from app.vault.model import EntryDraft, How, Origin, RequestRow

if TYPE_CHECKING:
    from app.share.uploading import Cancelled, Progress
    from app.vault.ahead import Ahead
    from app.vault.vault import Vault

_PROGRAM = "Lacre"
_lock = threading.Lock()
_busy: set[tuple[str, int]] = set()


@dataclass(frozen=True, slots=True)
class Where:
    """Under which client new entries are kept, into which entries the rest goes, and in which language fields are named."""

    client_id: str | None
    into: tuple[str, ...]
    language: str


def accept(
    vault: Vault,
    request_id: str,
    number: int,
    now: datetime,
    *,
    language: str,
    client_id: str | None = None,
    into: str | Sequence[str] | None = None,
    title: str = "",
    carry: Carry = line_to,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[str]:
    """Keep it: what fits best in each of `into` in that entry, the rest as new entries of the client; their ids, those of `into`
    first. A code that was asked for is for now, and is kept nowhere."""
    with _alone(request_id, number):
        row, found = vault.request(request_id), opened(vault, request_id, number)
        where = Where(client_id, (into,) if isinstance(into, str) else tuple(into or ()), language)
        drafts = (
            [] if row.kind == RequestKind.CODE else drafts_of(found.secrets.asked.form, found.given, language, title)
        )
        if found.given.files:
            ids = _with_files(vault, row, number, found, drafts, now, where, (carry, progress, cancelled))
        else:
            with vault.bulk():
                ids = _write(vault, row, drafts, now, where)
                _decide(vault, request_id, number, "accepted", now)
    try_to_forget(vault, request_id, now, carry)
    return ids


def reject(vault: Vault, request_id: str, number: int, now: datetime, *, carry: Carry = line_to) -> None:
    """Keep nothing of it, here or at the relay; of one that the relay does not have: ask for it no more."""
    with _alone(request_id, number):
        came = vault.submission(request_id, number)
        if came.state not in (WAITING, LOST):
            raise UserError("submission-decided", state=came.state)
        with vault.bulk():
            _decide(vault, request_id, number, "rejected", now)
    try_to_forget(vault, request_id, now, carry)


@contextlib.contextmanager
def _alone(request_id: str, number: int) -> Iterator[None]:
    """Two decisions at once, as of a second click while files come, would both be carried out."""
    with _lock:
        if (request_id, number) in _busy:
            raise UserError("submission-decided", state=WAITING)
        _busy.add((request_id, number))
    try:
        yield
    finally:
        with _lock:
            _busy.discard((request_id, number))


def _decide(vault: Vault, request_id: str, number: int, state: str, now: datetime) -> None:
    vault.decide_submission(request_id, number, state, now)
    set_drops(vault, request_id, add=number)


def _write(
    vault: Vault, row: RequestRow, drafts: Sequence[EntryDraft], now: datetime, where: Where, files: Ahead | None = None
) -> list[str]:
    """The entries, and the files in the first, in a transaction that the caller holds."""
    origin = Origin(How.IMPORTED, row.label or _PROGRAM)
    into, new = placed(vault, where.into, drafts)
    for entry_id, draft in into:
        vault.edit_entry(entry_id, merged(vault, entry_id, draft, where.language).draft, now, origin)
    client_id = where.client_id or row.client_id
    if new and client_id is None:
        raise UserError("request-no-client")
    ids = [entry_id for entry_id, _ in into]
    ids += [vault.add_entry(client_id, draft, now, origin).id for draft in new if client_id is not None]
    if files is not None and ids:
        files.attach(ids[0], now)
    return ids


def _with_files(
    vault: Vault,
    row: RequestRow,
    number: int,
    found: Opened,
    drafts: Sequence[EntryDraft],
    now: datetime,
    where: Where,
    how: tuple[Carry, Progress | None, Cancelled | None],
) -> list[str]:
    """The files are sealed first, beside all entries; then entries, files and decision are written as one. Whatever ends it
    before, a kill too, leaves the vault as it was and the submission waiting."""
    carry, progress, cancelled = how
    _rehearse(vault, row, drafts, now, where)
    owned = found.secrets.owned_as(bytes.fromhex(row.id))
    with vault.files_ahead() as ahead:
        with carry(row.relay) as courier:
            taking = Taking(courier, owned, number, found.given, progress=progress, cancelled=cancelled)
            for file, stream in taking.files():
                ahead.add(file.name, stream)
        with vault.bulk():
            ids = _write(vault, row, drafts, now, where, ahead)
            _decide(vault, row.id, number, "accepted", now)
    return ids


class _Rehearsed(Exception):
    """Takes back what was tried."""


def _rehearse(vault: Vault, row: RequestRow, drafts: Sequence[EntryDraft], now: datetime, where: Where) -> None:
    """What cannot be is said before gigabytes come."""
    with contextlib.suppress(_Rehearsed), vault.bulk():
        _write(vault, row, drafts, now, where, vault.files_ahead())
        raise _Rehearsed
