"""Deciding on what a client gave: accepted as new entries, accepted into one that is there, or rejected. Owns the order:
files are taken and every octet of them is verified first, then the decision is written, then the relay forgets, and with the
last decision the keys are destroyed. What fails on the way leaves the submission waiting and the vault as it was.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import UserError
from app.ops.lines import Carry, line_to
from app.ops.request_collecting import Opened, opened, try_to_forget
from app.ops.request_entries import drafts_of, merged
from app.ops.request_ledger import LOST, WAITING, set_drops
from app.ops.request_options import RequestKind
from app.share.asking.taking import Taking
from app.vault.model import EntryDraft, How, Origin, RequestRow

if TYPE_CHECKING:
    from app.share.uploading import Cancelled, Progress
    from app.vault.vault import Vault

_PROGRAM = "Lacre"
_lock = threading.Lock()
_busy: set[tuple[str, int]] = set()


def accept(
    vault: Vault,
    request_id: str,
    number: int,
    now: datetime,
    *,
    language: str,
    client_id: str | None = None,
    into: str | None = None,
    title: str = "",
    carry: Carry = line_to,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[str]:
    """Keep it: as new entries of the client, or the first of it `into` an entry; their ids. A code that was asked for is for
    now, and is kept nowhere."""
    with _alone(request_id, number):
        row, found = vault.request(request_id), opened(vault, request_id, number)
        drafts = (
            [] if row.kind == RequestKind.CODE else drafts_of(found.secrets.asked.form, found.given, language, title)
        )
        if found.given.files:
            ids = _with_files(
                vault, row, number, found, drafts, now, (client_id, into, language), (carry, progress, cancelled)
            )
        else:
            with vault.bulk():
                ids = _write(vault, row, drafts, now, client_id, into, language)
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
    vault: Vault,
    row: RequestRow,
    drafts: Sequence[EntryDraft],
    now: datetime,
    client_id: str | None,
    into: str | None,
    language: str,
) -> list[str]:
    """The entries, in a transaction that the caller holds."""
    origin = Origin(How.IMPORTED, row.label or _PROGRAM)
    ids: list[str] = []
    rest = list(drafts)
    if into is not None and rest:
        vault.edit_entry(into, merged(vault, into, rest.pop(0), language).draft, now, origin)
        ids.append(into)
    client_id = client_id or row.client_id
    if rest and client_id is None:
        raise UserError("request-no-client")
    return ids + [vault.add_entry(client_id, draft, now, origin).id for draft in rest if client_id is not None]


def _with_files(
    vault: Vault,
    row: RequestRow,
    number: int,
    found: Opened,
    drafts: Sequence[EntryDraft],
    now: datetime,
    where: tuple[str | None, str | None, str],
    how: tuple[Carry, Progress | None, Cancelled | None],
) -> list[str]:
    """The files go to the first entry. New entries are there before their files are, and gone again if these do not come
    whole."""
    client_id, into, language = where
    if into is not None and drafts:
        merged(vault, into, drafts[0], language)  # what cannot be is said before gigabytes come
    new: list[str] = []
    kept: list[str] = []
    try:
        if into is None:
            with vault.bulk():
                new = _write(vault, row, drafts, now, client_id, None, language)
        target = into or new[0]
        _take_files(vault, row, number, found, target, now, how, kept)
        with vault.bulk():
            ids = new or _write(vault, row, drafts, now, client_id, into, language) or [target]
            _decide(vault, row.id, number, "accepted", now)
    except BaseException:
        with contextlib.suppress(UserError):  # locked meanwhile: what is left over is in the list, and still waits here
            for entry_id in new:
                vault.purge(entry_id)
            for attachment_id in kept if into is not None else ():
                vault.remove_attachment(attachment_id)
        raise
    return ids


def _take_files(
    vault: Vault,
    row: RequestRow,
    number: int,
    found: Opened,
    entry_id: str,
    now: datetime,
    how: tuple[Carry, Progress | None, Cancelled | None],
    kept: list[str],
) -> None:
    carry, progress, cancelled = how
    owned = found.secrets.owned_as(bytes.fromhex(row.id))
    with carry(row.relay) as courier:
        taking = Taking(courier, owned, number, found.given, progress=progress, cancelled=cancelled)
        for file, stream in taking.files():
            kept.append(vault.add_attachment(entry_id, file.name, stream, now).id)
