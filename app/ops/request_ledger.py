"""The vault's record of requests: what is known of each and of what came, and when their keys are destroyed. Asks nobody.

The private key of a request is what opens everything that was given to it. It goes with the link when the request is over and
everything was accepted or rejected; the owner token stays until the relay has forgotten what it held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from app.crypto.secret import Secret
from app.errors import UserError
from app.host.clock import moment
from app.ops.request_facts import encode_facts, heard, parse_facts
from app.ops.request_options import CreatedRequest, RequestKind
from app.share.asking.asker import AskerSecrets, encode_asker, parse_asker
from app.share.wire.messages import CLOCK_S, ShareStatus
from app.vault.model import RequestRow, SubmissionRow

if TYPE_CHECKING:
    from app.vault.vault import Vault

SENDING, UNKNOWN, REVOKING = "sending", "unknown", "revoking"
ALIVE = frozenset({SENDING, "live", "paused", UNKNOWN})
OPEN = ALIVE | {REVOKING}
WAITING, LOST = "waiting", "lost"
DECIDED = frozenset({"accepted", "rejected"})
REFUSED = frozenset({"forged", "damaged", "replayed", "repeated", LOST})
KEPT_AFTER_END = timedelta(days=30)
UNDER_WAY_S = 2 * CLOCK_S


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """What came. `files`: octets of sealed files that wait at the relay. `missing`: something of the same opened page was
    sent before it, and is not here. `held_back`: the relay said at first that it did not have it."""

    request_id: str
    number: int
    came_at: datetime
    state: str
    files: int
    missing: bool = False
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as last known. `asked_at` is when the relay said so, `looked_at` when somebody first saw the form; None:
    never."""

    id: str
    kind: RequestKind
    label: str
    client_id: str | None
    relay: str
    created_at: datetime
    expires_at: datetime
    takes: int
    state: str
    takes_left: int
    tries_left: int
    language: str
    asked_at: datetime | None
    looked_at: datetime | None
    reminded_at: datetime | None
    submissions: tuple[SubmissionView, ...]
    has_link: bool

    @property
    def waiting(self) -> tuple[SubmissionView, ...]:
        """What is to be decided on."""
        return tuple(one for one in self.submissions if one.state == WAITING)

    @property
    def unanswered(self) -> bool:
        """Whether a reminder is of use."""
        return self.has_link and not any(one.state in DECIDED or one.state == WAITING for one in self.submissions)


def list_requests(vault: Vault, now: datetime) -> list[RequestView]:
    """All requests as last known, the newest first, without asking anybody."""
    came: dict[str, list[SubmissionRow]] = defaultdict(list)
    for row in vault.submissions():
        came[row.request_id].append(row)
    return [_view(row, came[row.id], now) for row in vault.requests()]


def view_of(vault: Vault, request_id: str, now: datetime) -> RequestView:
    """What is known of one."""
    return _view(vault.request(request_id), vault.submissions(request_id), now)


def _view(row: RequestRow, came: list[SubmissionRow], now: datetime) -> RequestView:
    facts = parse_facts(row.facts)
    state = "expired" if row.state in ALIVE and now >= row.expires_at else row.state
    return RequestView(
        id=row.id,
        kind=RequestKind(row.kind),
        label=row.label,
        client_id=row.client_id,
        relay=row.relay,
        created_at=row.created_at,
        expires_at=row.expires_at,
        takes=row.takes,
        state=state,
        takes_left=facts.takes_left,
        tries_left=facts.tries_left,
        language=facts.language,
        asked_at=moment(facts.asked) if facts.asked else None,
        looked_at=moment(facts.looked) if facts.looked else None,
        reminded_at=moment(facts.reminded) if facts.reminded else None,
        submissions=_submissions(came, facts.held_back),
        has_link=row.secrets is not None and state in ALIVE and bool(len(parse_asker(row.secrets).url)),
    )


def _submissions(came: list[SubmissionRow], late: tuple[int, ...]) -> tuple[SubmissionView, ...]:
    """In the order in which they were made, as far as that is known: those of one opened page by their place in it."""
    places = {(row.session, row.place) for row in came if row.session is not None}

    def lacks(row: SubmissionRow) -> bool:
        return row.session is not None and bool(row.place) and (row.session, (row.place or 0) - 1) not in places

    first: dict[bytes | None, int] = {row.session: row.number for row in reversed(came) if row.session is not None}
    ordered = sorted(came, key=lambda row: (first.get(row.session, row.number), row.place or 0, row.number))
    return tuple(
        SubmissionView(
            row.request_id, row.number, row.came_at, row.state, row.files, lacks(row), held_back=row.number in late
        )
        for row in ordered
    )


def require_request(vault: Vault, named: str) -> RequestRow:
    """The request with this id, or with the one id that starts so (4 digits at least)."""
    fitting = [
        row for row in vault.requests() if row.id == named or (len(named) >= 4 and row.id.startswith(named.lower()))
    ]
    if len(fitting) > 1:
        raise UserError("request-ambiguous", count=len(fitting))
    if not fitting:
        raise UserError("no-request")
    return fitting[0]


def secrets_of(row: RequestRow) -> AskerSecrets:
    """What the asker holds; UserError `request-over` when it is erased."""
    if row.secrets is None:
        raise UserError("request-over", state=row.state)
    return parse_asker(row.secrets)


def reopen(vault: Vault, request_id: str, now: datetime) -> CreatedRequest:
    """Link and passcode of a request that lives, to hand them over again."""
    row = vault.request(request_id)
    if not _view(row, [], now).has_link:
        raise UserError("request-over", state=row.state)
    return created_of(row, secrets_of(row))


def created_of(row: RequestRow, secrets: AskerSecrets) -> CreatedRequest:
    """What is handed over of it."""
    return CreatedRequest(
        row.id, RequestKind(row.kind), row.label, secrets.url, secrets.passcode, row.expires_at, row.takes
    )


def note(
    vault: Vault, request_id: str, status: ShareStatus | None, now: datetime, *, seen: int | None = None
) -> RequestRow | None:
    """Write down what the relay says of a request. None if it is off the list: it was never there."""
    with vault.ledger_turn():
        try:
            row = vault.request(request_id)
        except UserError:  # taken off the list while the answer was on its way
            return None
        if row.secrets is None:
            return row
        if status is None:
            return _note_unknown(vault, row, now)
        facts = encode_facts(heard(parse_facts(row.facts), status, now, seen))
        dead = row.state not in OPEN  # dead is for ever, whatever an answer says that was on its way
        state = None if dead or (row.state == REVOKING and status.state in ALIVE) else status.state
        return vault.update_request(row.id, now=now, state=state, facts=facts)


def _note_unknown(vault: Vault, row: RequestRow, now: datetime) -> RequestRow | None:
    if row.state == SENDING:
        if (now - row.created_at).total_seconds() <= UNDER_WAY_S:
            return row
        vault.remove_request(row.id)
        return None
    if row.state == REVOKING:
        return vault.update_request(row.id, now=now, state="revoked")
    if row.state in ALIVE:  # another relay may answer at this address for a while
        return vault.update_request(row.id, now=now, state="expired" if now >= row.expires_at else UNKNOWN)
    return _give_up_lost(vault, row, now)


def _give_up_lost(vault: Vault, row: RequestRow, now: datetime) -> RequestRow:
    """Of a request that has ended and that its relay has forgotten, nothing that was lost comes back: no key waits for it."""
    facts = parse_facts(row.facts)
    lost = {came.number for came in vault.submissions(row.id) if came.state == LOST}
    left = tuple(number for number in facts.numbers if number not in lost)
    if left == facts.numbers:
        return row
    return vault.update_request(row.id, now=now, facts=encode_facts(msgspec.structs.replace(facts, numbers=left)))


def to_take(vault: Vault, row: RequestRow) -> list[int]:
    """Which submissions were announced and are not here. One that the relay did not have is asked for again: it may have held
    back a true one."""
    here = {came.number for came in vault.submissions(row.id) if came.state != LOST}
    return [number for number in parse_facts(row.facts).numbers if number not in here]


def note_reminded(vault: Vault, request_id: str, now: datetime) -> None:
    """The client was asked once more."""
    with vault.ledger_turn():
        facts = parse_facts(vault.request(request_id).facts)
        facts = msgspec.structs.replace(facts, reminded=int(now.timestamp()))
        vault.update_request(request_id, now=now, facts=encode_facts(facts))


def set_drops(vault: Vault, request_id: str, *, add: int | None = None, done: Iterable[int] = ()) -> None:
    """What the relay is still to forget."""
    row = vault.request(request_id)
    facts = parse_facts(row.facts)
    drops = (set(facts.drops) | ({add} if add is not None else set())) - set(done)
    facts = msgspec.structs.replace(facts, drops=tuple(sorted(drops)))
    vault.update_request(request_id, now=row.updated_at, facts=encode_facts(facts))


def note_held_back(vault: Vault, request_id: str, number: int) -> None:
    """It is here after all."""
    row = vault.request(request_id)
    facts = parse_facts(row.facts)
    facts = msgspec.structs.replace(facts, held_back=tuple(sorted({*facts.held_back, number})))
    vault.update_request(request_id, now=row.updated_at, facts=encode_facts(facts))


def settle(vault: Vault, request_id: str, now: datetime) -> None:
    """Destroy the keys of a request that nothing more is to be opened with."""
    with vault.ledger_turn():
        try:
            row = vault.request(request_id)
        except UserError:
            return
        if row.secrets is None or not _is_over(vault, row, now):
            return
        state = "filled" if row.state in ALIVE else None
        if parse_facts(row.facts).drops:
            kept = encode_asker(without_keys(secrets_of(row)))
            vault.update_request(row.id, now=now, state=state, secrets=kept)
        else:
            vault.update_request(row.id, now=now, state=state, forget_secrets=True)


def settle_all(vault: Vault, now: datetime) -> None:
    """Of what ended long ago no key is kept, whatever its relay says or does not say."""
    for row in vault.requests():
        if row.secrets is not None:
            settle(vault, row.id, now)


def _is_over(vault: Vault, row: RequestRow, now: datetime) -> bool:
    came = vault.submissions(row.id)
    if any(one.state == WAITING for one in came):
        return False
    if row.takes == 1 and any(one.state in DECIDED for one in came):
        return True
    if now >= row.expires_at + KEPT_AFTER_END:  # no relay has anything of it any more
        return True
    return row.state not in OPEN and not to_take(vault, row)


def without_keys(secrets: AskerSecrets) -> AskerSecrets:
    """What may be kept when all was decided on: only what makes the relay forget."""
    nothing = Secret(b"")
    return replace(
        secrets, url=nothing, passcode=None, private=nothing, giver=nothing, header=b"", conditions=b"", form=b""
    )


def forget(vault: Vault, request_id: str, now: datetime) -> None:
    """Take a request that is over off the list, with all that was rejected or refused."""
    view = view_of(vault, request_id, now)
    if view.waiting or (vault.request(request_id).secrets is not None and view.state in OPEN):
        raise UserError("request-alive")
    vault.remove_request(request_id)
