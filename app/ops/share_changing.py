"""Changing shares that exist. Owns the order: what is wanted is written into the ledger first, and then carried to the relay; if
that cannot be reached it waits there, and goes in the order in which it was asked for once it can. A revocation takes the place
of all that was wanted before it.

A kill at any point loses nothing and does nothing twice: a wish leaves the ledger in the transaction that writes down its
outcome, and a relay that heard it already answers as the first time.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.errors import LacreError, OurError, PeerError, UserError, WorldError
from app.host.clock import instant, moment
from app.ops.facts import encode_facts, parse_facts
from app.ops.lines import Carry, line_to
from app.ops.share_consents import fetch_consents
from app.ops.share_ledger import ALIVE, UPLOADING, ShareView, list_shares, note, owned, secrets_of, view_of
from app.ops.share_wishes import Wish, amended, encode_wish, parse_wish, require_possible
from app.share.sender import OwnerSecrets, encode_secrets
from app.share.wire.messages import Status
from app.vault.model import Intent, ShareRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault

_CATCH_UP = 4
_DEAD = frozenset({"opened", "expired", "revoked", "locked", "gone"})


@dataclass(slots=True)
class Carried:
    """What came of carrying wishes: what the relay refused, by share, and which relays were not reached, and why."""

    refused: dict[str, LacreError] = field(default_factory=dict)
    unreached: dict[str, LacreError] = field(default_factory=dict)


class _Lines:
    """One at a time carries to a relay: two would overtake each other. Asking again from within is fine."""

    def __init__(self) -> None:
        self._locks: dict[str, threading.RLock] = {}
        self._lock = threading.Lock()

    @contextmanager
    def of(self, relay: str) -> Iterator[None]:
        with self._lock:
            lock = self._locks.setdefault(relay, threading.RLock())
        with lock:
            yield


_lines = _Lines()


def revoke(vault: Vault, share_id: str, now: datetime, *, carry: Carry = line_to) -> ShareView:
    """Remove access, now and for ever; of a share that is over, cut what recipients have begun to fetch. If the relay cannot be
    reached it is `wanted`, and done as soon as it can."""
    row = vault.share(share_id)
    if row.state == UPLOADING:
        from app.ops.share_sending import give_up

        give_up(vault, share_id, carry)
        return replace(view_of(vault, row, now), state="revoked", sent=None)
    if row.secrets is None:
        return view_of(vault, row, now)
    _want_revoked(vault, row, now)
    return _carried(vault, row, now, carry)


def revoke_client(vault: Vault, client_id: str, now: datetime, *, carry: Carry = line_to) -> list[ShareView]:
    """Everything of this client that can still be opened. All of it is written down before the first relay is asked."""
    rows = [row for row in vault.shares() if row.client_id == client_id]
    living = [row for row in rows if row.secrets is not None and row.state in ALIVE]
    with vault.ledger_turn():
        for row in living:
            _want_revoked(vault, row, now)
    for row in rows:
        if row.state == UPLOADING:
            revoke(vault, row.id, now, carry=carry)
    carry_out(vault, now, relays={row.relay for row in living}, carry=carry)
    ids = {row.id for row in living}
    return [view for view in list_shares(vault, now) if view.id in ids]


def change(
    vault: Vault,
    share_id: str,
    now: datetime,
    *,
    starts_at: datetime | None = None,
    expires_at: datetime | None = None,
    views: int | None = None,
    paused: bool | None = None,
    carry: Carry = line_to,
) -> ShareView:
    """Other conditions: from when, until when, how often, paused. The link stays."""
    row = vault.share(share_id)
    if row.state == UPLOADING:
        raise UserError("share-sending")
    starts, expires = (None if one is None else instant(one) for one in (starts_at, expires_at))
    if expires is not None and expires <= instant(now):
        raise UserError("bad-expiry")
    if row.state not in ALIVE:
        raise UserError("share-over", state=row.state)
    wish = Wish(starts=starts, expires=expires, views=views, paused=paused)
    with vault.ledger_turn():
        before = [parse_wish(intent.wish) for intent in vault.intents(share_id)]
        require_possible(secrets_of(vault.share(share_id)), before, wish)
        vault.add_intent(share_id, encode_wish(wish), now)
    return _carried(vault, row, now, carry)


def extend(vault: Vault, share_id: str, expires_at: datetime, now: datetime, *, carry: Carry = line_to) -> ShareView:
    """Another end, later or sooner."""
    return change(vault, share_id, now, expires_at=expires_at, carry=carry)


def _want_revoked(vault: Vault, row: ShareRow, now: datetime) -> None:
    """Link and passcode go at once: nobody is to hand them over any more."""
    with vault.ledger_turn():
        kept = encode_secrets(secrets_of(vault.share(row.id)).without_link())
        vault.add_intent(row.id, encode_wish(Wish(revoke=True)), now, alone=True)
        vault.remove_parcel(row.id)
        vault.update_share(row.id, now=now, secrets=kept)


def _carried(vault: Vault, row: ShareRow, now: datetime, carry: Carry) -> ShareView:
    done = carry_out(vault, now, relays={row.relay}, carry=carry)
    if row.id in done.refused:
        raise done.refused[row.id]
    return view_of(vault, vault.share(row.id), now)


def carry_out(vault: Vault, now: datetime, *, relays: set[str] | None = None, carry: Carry = line_to) -> Carried:
    """Tell the relays (or only these) what is wanted and they do not know yet."""
    done = Carried()
    for relay in _wanted(vault):
        if relays is not None and relay not in relays:
            continue
        with _lines.of(relay):
            try:
                _carry_to(vault, relay, now, carry, done)
            except WorldError as error:
                done.unreached[relay] = error
            except PeerError as error:
                if error.code != "busy":
                    raise
                done.unreached[relay] = error
    return done


def _wanted(vault: Vault) -> dict[str, list[Intent]]:
    """What is wanted, by relay, in order."""
    found: dict[str, list[Intent]] = defaultdict(list)
    known: dict[str, str] = {}
    for intent in vault.intents():
        relay = known.get(intent.share_id)
        if relay is None:
            relay = known[intent.share_id] = _relay_of(vault, intent.share_id)
        if relay:
            found[relay].append(intent)
        else:
            vault.remove_intents(intent.share_id)
    return found


def _relay_of(vault: Vault, share_id: str) -> str:
    try:
        return vault.share(share_id).relay
    except UserError as error:
        if error.code != "no-share":
            raise
        return ""


def _carry_to(vault: Vault, relay: str, now: datetime, carry: Carry, done: Carried) -> None:
    wanted = _wanted(vault).get(relay, [])  # what it was before we had the line may be done by now
    if not wanted:
        return
    with carry(relay) as courier:
        for intent in wanted:
            refused = _carry(vault, courier, intent, now)
            if refused is not None:
                done.refused[intent.share_id] = refused


def _carry(vault: Vault, courier: Courier, intent: Intent, now: datetime) -> LacreError | None:
    """One wish; why it was refused for good."""
    if intent not in vault.intents(intent.share_id):  # another took its place meanwhile
        return None
    row, wish = vault.share(intent.share_id), parse_wish(intent.wish)
    if row.secrets is None or not (wish.revoke or (row.state in ALIVE and secrets_of(row).url is not None)):
        vault.remove_intents(row.id, up_to=intent.number)
        return None
    try:
        if wish.revoke:
            _revoke(vault, courier, row, now)
        else:
            _change(vault, courier, row, wish, intent.number, now)
    except (PeerError, UserError) as error:
        if error.code == "busy":
            raise
        return _refused(vault, courier, row, intent, error, now)
    return None


def _refused(
    vault: Vault, courier: Courier, row: ShareRow, intent: Intent, error: LacreError, now: datetime
) -> LacreError:
    if error.code != "unknown":
        vault.remove_intents(row.id, up_to=intent.number)
        if error.code in _DEAD:
            _hear(vault, courier, row, now)
        return error
    left = note(vault, row.id, None, now)
    if left is not None and not parse_wish(intent.wish).revoke:
        vault.remove_intents(row.id, up_to=intent.number)
    # A revocation goes on waiting: the share may be under way, or another relay be at this address for a while.
    return PeerError("share-unknown")


def _revoke(vault: Vault, courier: Courier, row: ShareRow, now: datetime) -> None:
    courier.revoke(owned(row))
    with vault.ledger_turn():
        vault.remove_intents(row.id)
        if vault.share(row.id).state in ALIVE:
            vault.update_share(row.id, now=now, state="revoked")
    try:
        _hear(vault, courier, row, now)
    except WorldError:  # it is done: what happened up to then can be asked for later
        return


def _hear(vault: Vault, courier: Courier, row: ShareRow, now: datetime) -> None:
    status = courier.status(Status((owned(row),))).shares[0]
    if status is not None:
        fetch_consents(vault, courier, row, status.events)
    note(vault, row.id, status, now)


def _change(vault: Vault, courier: Courier, row: ShareRow, wish: Wish, number: int, now: datetime) -> None:
    if wish.expires is not None and wish.expires <= instant(now):  # its time came while nobody could be told
        _revoke(vault, courier, row, now)
        return
    secrets = _amend(courier, secrets_of(row), wish)
    with vault.ledger_turn():
        vault.remove_intents(row.id, up_to=number)
        row = vault.share(row.id)
        if row.state not in ALIVE or row.secrets is None or secrets_of(row).url is None:
            return  # it ended while the answer was on its way: link and passcode must not come back
        facts = parse_facts(row.facts)
        if facts is not None and wish.starts is not None:
            facts = msgspec.structs.replace(facts, starts=wish.starts)
        vault.update_share(
            row.id,
            now=now,
            state=None if wish.paused is None else "paused" if wish.paused else "live",
            expires_at=None if wish.expires is None else moment(wish.expires),
            views=wish.views,
            facts=None if facts is None else encode_facts(facts),
            secrets=encode_secrets(secrets),
        )


def _amend(courier: Courier, secrets: OwnerSecrets, wish: Wish) -> OwnerSecrets:
    """Send the next conditions. A vault brought back from a backup may be behind the relay: then the ones after are the next."""
    refused: PeerError | None = None
    for _ in range(_CATCH_UP):
        message, secrets = amended(secrets, wish)
        try:
            courier.amend(message)
        except PeerError as error:
            if error.code != "conflict":
                raise
            refused = error
        else:
            return secrets
    raise refused or OurError("out-of-turn")
