"""Taking what clients gave from the relay into the vault. Owns the judgement of what came, and its order: it is in the vault
before the relay is told to forget it, and nothing is opened to a person that did not pass.

What the relay cannot do is told apart here: make one up or alter it (*forged*, *damaged*), bring one a second time
(*replayed*, by the hash of what was sealed), bring another in the place of one of the same opened page (*repeated*), announce
what it does not have (*lost*). What is lost is asked for again, with pauses that grow: a true one that was held back comes in,
judged like any other.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from app.crypto.hashing import blake2b_256
from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, UserError, WorldError
from app.host.clock import moment
from app.ops.lines import Carry, line_to
from app.ops.request_facts import parse_facts
from app.ops.request_ledger import (
    LOST,
    REVOKING,
    WAITING,
    RequestView,
    list_requests,
    note,
    note_held_back,
    secrets_of,
    set_drops,
    settle,
    to_take,
)
from app.share.asking import calls
from app.share.asking.asker import AskerSecrets
from app.share.asking.submission import Submission
from app.share.wire.messages import Status
from app.share.wire.request_documents import TAKES_LIMIT
from app.share.wire.requests import SEALED_KEY, Collect
from app.vault.model import RequestRow, SubmissionRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault

_AT_ONCE = 50
LOST_AT_ONCE = 8  # of what is lost so many are asked for at an event; all that are due, when a new connection asks
PAUSE = timedelta(seconds=15)  # between two times that the same lost one is asked for, unless a person asks
LONGEST_PAUSE = timedelta(hours=1)
# Two that take the same submission at once would each find the other's and call it played back. One for each request: a relay
# that drips what it gives keeps nobody else's answers waiting.
_turns: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)


class _Kept(msgspec.Struct, frozen=True):
    """A submission that waits, as octets: as it came, its check words, and how many octets of files the relay said came."""

    envelope: bytes
    words: tuple[str, ...]
    files: int

    def __repr__(self) -> str:
        return "_Kept()"


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission that waits, opened."""

    secrets: AskerSecrets
    given: Submission
    words: tuple[str, ...]


def refresh(
    vault: Vault, now: datetime, *, ids: Sequence[str] | None = None, at_once: bool = False, carry: Carry = line_to
) -> list[RequestView]:
    """Ask each relay about requests (or only about `ids`), take what came, and have forgotten what was taken; then as
    `list_requests`. `at_once`: what is lost is asked for whatever the pause, as a person asks. A relay that cannot be reached
    does not keep the others from being asked; its error is raised at the end."""
    asked = [row for row in vault.requests() if row.secrets is not None and (ids is None or row.id in ids)]
    failed: LacreError | None = None
    for relay, rows in groupby(sorted(asked, key=lambda row: row.relay), key=lambda row: row.relay):
        try:
            with carry(relay) as courier:
                _hear_all(vault, courier, list(rows), now, at_once=at_once)
        except LacreError as error:
            failed = error
    for row in asked:
        settle(vault, row.id, now)
    if failed is not None:
        raise failed
    return list_requests(vault, now)


def _hear_all(vault: Vault, courier: Courier, rows: list[RequestRow], now: datetime, *, at_once: bool) -> None:
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        told = tuple(secrets_of(row).owned_as(bytes.fromhex(row.id)) for row in some)
        for row, status in zip(some, courier.status(Status(told)).shares, strict=True):
            told_of_revoked(vault, courier, row, now)
            note(vault, row.id, status, now)
            take_all(vault, courier, row.id, now, at_once=at_once)


def told_of_revoked(vault: Vault, courier: Courier, row: RequestRow, now: datetime) -> None:
    """The end that was wanted while the relay could not be reached."""
    if row.state == REVOKING:
        courier.revoke(secrets_of(row).owned_as(bytes.fromhex(row.id)))
        vault.update_request(row.id, now=now, state="revoked")


def take_all(
    vault: Vault,
    courier: Courier,
    request_id: str,
    now: datetime,
    *,
    lost_at_once: int = TAKES_LIMIT,
    at_once: bool = False,
) -> list[int]:
    """Whatever was announced and is not here yet; the numbers of what is new. And the relay forgets what it need not have any
    more. Of what is lost no more than so many are asked for, each in its turn and ever more seldom: a relay that announces a
    thousand answers that it does not give would else have us ask a thousand times whenever it says a word."""
    with _turns[request_id]:
        try:
            row = vault.request(request_id)
        except UserError:
            return []
        if row.secrets is None or not len(secrets_of(row).private):
            forget_taken(vault, courier, request_id)
            return []
        wanted = to_take(vault, row)
        lost = {came.number: came for came in vault.submissions(request_id) if came.state == LOST}
        missing = [lost[number] for number in wanted if number in lost]
        again = [row.number for row in missing] if at_once else _due(missing, now)[:lost_at_once]
        numbers = {number for number in wanted if number not in lost}.union(again)
        new = [number for number in sorted(numbers) if _take(vault, courier, row, number, now, was_lost=number in lost)]
        forget_taken(vault, courier, request_id)
        return new


def _due(lost: list[SubmissionRow], now: datetime) -> list[int]:
    """Those that may be asked for again, the longest unasked first. The pause is as long as one has been asked for in vain so
    far, so that each doubles the last; a clock that was set back makes none longer."""

    def waits(row: SubmissionRow) -> bool:
        pause = min(max(row.updated_at - row.came_at, PAUSE), LONGEST_PAUSE)
        return row.updated_at <= now < row.updated_at + pause

    return [row.number for row in sorted(lost, key=lambda row: row.updated_at) if not waits(row)]


def _take(vault: Vault, courier: Courier, row: RequestRow, number: int, now: datetime, *, was_lost: bool) -> bool:
    """Whether anything is known of it that was not."""
    secrets, request_id = secrets_of(row), bytes.fromhex(row.id)
    owner = secrets.owner.reveal()
    try:
        found = calls.collect(courier, Collect(request_id, owner, number))
    except PeerError as error:
        if error.code != "unknown":
            raise
        if was_lost:
            _note_asked(vault, row.id, number, now)
        else:
            vault.add_submission(SubmissionRow(row.id, number, now, LOST, 0, None, None, None, now))
        return not was_lost
    envelope = calls.fetch_envelope(courier, request_id, owner, number, found.size)
    came, digest = _judged(vault, row, secrets, number, moment(found.at), envelope, found.files, now)
    with vault.ledger_turn():
        if was_lost:
            if not _is_lost(vault, row.id, number):  # given up while it came: that stands
                return False
            vault.forget_submission(row.id, number)
            note_held_back(vault, row.id, number)
        vault.add_submission(came, digest)
        if came.state != WAITING or not came.files:
            set_drops(vault, row.id, add=number)
    return True


def _note_asked(vault: Vault, request_id: str, number: int, now: datetime) -> None:
    """In vain, once more."""
    with vault.ledger_turn():
        if _is_lost(vault, request_id, number):
            vault.decide_submission(request_id, number, LOST, now)


def _is_lost(vault: Vault, request_id: str, number: int) -> bool:
    try:
        return vault.submission(request_id, number).state == LOST
    except UserError:
        return False


def _judged(
    vault: Vault,
    row: RequestRow,
    secrets: AskerSecrets,
    number: int,
    at: datetime,
    envelope: bytes,
    files: int,
    now: datetime,
) -> tuple[SubmissionRow, bytes | None]:
    """The record of what came, and what is remembered of it. Of a forged one nothing: else a relay could spoil a true one by
    bringing it altered first."""
    digest = blake2b_256(envelope[:SEALED_KEY])

    def judged(state: str, given: Submission | None = None, kept: Secret | None = None) -> SubmissionRow:
        session, place = (None, None) if given is None else (given.session, given.i)
        left = 0 if kept is None else files
        return SubmissionRow(row.id, number, at, state, left, session, place, kept, now)

    if vault.was_seen(row.id, digest):
        return judged("replayed"), None
    try:
        given = secrets.open(envelope, files)
    except PeerError as error:
        return judged(error.code), None if error.code == "forged" else digest
    if any((one.session, one.place) == (given.session, given.i) for one in vault.submissions(row.id)):
        return judged("repeated"), digest
    words = secrets.words(envelope, given.language)
    return judged(WAITING, given, Secret.take(msgspec.msgpack.encode(_Kept(envelope, words, files)))), digest


def forget_taken(vault: Vault, courier: Courier, request_id: str) -> None:
    """The relay forgets what was taken or decided on."""
    row = vault.request(request_id)
    if row.secrets is None:
        return
    owner = secrets_of(row).owner.reveal()
    for number in parse_facts(row.facts).drops:
        try:
            calls.drop(courier, Collect(bytes.fromhex(row.id), owner, number))
        except PeerError as error:
            if error.code != "unknown":  # it has forgotten the whole request
                raise
        with vault.ledger_turn():
            set_drops(vault, request_id, done=(number,))


def try_to_forget(vault: Vault, request_id: str, now: datetime, carry: Carry = line_to) -> None:
    """The same after a decision, which stands whether the relay can be told of it now or only at the next refresh. A relay that
    refuses to forget must keep no key alive with it, either."""
    row = vault.request(request_id)
    if parse_facts(row.facts).drops:
        try:
            with carry(row.relay) as courier:
                forget_taken(vault, courier, request_id)
        except (WorldError, PeerError):
            pass
    settle(vault, request_id, now)


def opened(vault: Vault, request_id: str, number: int) -> Opened:
    """One that waits. UserError `submission-decided` when it was decided on, or could not be taken for one."""
    came = vault.submission(request_id, number)
    if came.kept is None:
        raise UserError("submission-decided", state=came.state)
    secrets = secrets_of(vault.request(request_id))
    kept = msgspec.msgpack.decode(came.kept.reveal(), type=_Kept)
    return Opened(secrets, secrets.open(kept.envelope, kept.files), kept.words)
