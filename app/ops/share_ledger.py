"""The vault's ledger of shares: what is known of each, and what the relay says written down. Asks nobody; `share_hearing` does.

What a share needs to live (link, passcode, token) is erased when it is dead; what happened stays. Of a dead share the token alone
stays a while: the last view ends a share at the claim, and the recipient looks at it and says "I have it" only afterwards. One
that died unopened keeps its link for a week, in which it can be renewed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.errors import UserError
from app.host.clock import moment
from app.ops.facts import Consent, Fact, Facts, encode_facts, facts_of, parse_facts, settled
from app.ops.share_options import CreatedShare, encode_parcel, parse_parcel
from app.ops.share_wishes import Wish, parse_wish
from app.share.sender import OwnerSecrets, encode_secrets, parse_secrets
from app.share.wire.messages import CLOCK_S, Owned, ShareStatus
from app.vault.model import Intent, ParcelRow, ShareHead, ShareRow

if TYPE_CHECKING:
    from app.vault.vault import Vault

UPLOADING = "uploading"
SENDING = "sending"
UNKNOWN = "unknown"
ALIVE = frozenset({SENDING, "live", "paused", UNKNOWN})
RENEWABLE = frozenset({"expired", "locked"})
RENEWABLE_FOR = timedelta(days=7)
UNDER_WAY_S = 2 * CLOCK_S
TRIES = 5


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share as last known. `asked_at` is when the relay said so, None if it never did. `wanted` is what it does not know yet;
    `sent` how many octets of its files are there, of how many."""

    id: str
    label: str
    client_id: str | None
    entry_id: str | None
    relay: str
    created_at: datetime
    expires_at: datetime
    views: int
    state: str
    views_left: int
    tries_left: int
    events: tuple[Fact, ...]
    asked_at: datetime | None
    has_link: bool
    starts_at: datetime | None = None
    wanted: tuple[Wish, ...] = ()
    consents: tuple[Consent, ...] = ()
    sent: tuple[int, int] | None = None
    renewable: bool = False

    @property
    def revoking(self) -> bool:
        """Whether access was removed here, and the relay has not heard of it yet."""
        return any(wish.revoke for wish in self.wanted)


def list_shares(
    vault: Vault, now: datetime, entry_id: str | None = None, *, state: str | None = None
) -> list[ShareView]:
    """All shares (or those of one entry, of one state in the ledger) as last known, the newest first, without asking anybody."""
    wanted: dict[str, list[Intent]] = {}
    for intent in vault.intents():
        wanted.setdefault(intent.share_id, []).append(intent)
    return [
        _view(head, now, wanted.get(head.id, []), head.parcel, known=_keeps_link(vault, head))
        for head in vault.share_heads(entry_id, state)
    ]


def view_of(vault: Vault, row: ShareRow, now: datetime) -> ShareView:
    """What is known of one share."""
    parcel = vault.parcel(row.id)
    sizes = None if parcel is None else (parcel.size, parcel.have)
    return _view(row, now, vault.intents(row.id), sizes, known=_has_link(row))


def _keeps_link(vault: Vault, head: ShareHead) -> bool:
    """What a share is made of goes with its link: where that is kept nothing need be opened, of a thousand shares none."""
    if head.parcel is not None or not head.held or head.state not in ALIVE:
        return head.held
    try:
        return _has_link(vault.share(head.id))
    except UserError:  # taken off the list meanwhile
        return False


def _has_link(row: ShareRow) -> bool:
    return row.secrets is not None and parse_secrets(row.secrets).url is not None


def _view(
    row: ShareRow | ShareHead, now: datetime, intents: list[Intent], parcel: tuple[int, int] | None, *, known: bool
) -> ShareView:
    """A clock needs no relay: what should have expired, has."""
    facts = parse_facts(row.facts)
    state = "expired" if row.state in ALIVE and now >= row.expires_at else row.state
    wanted = tuple(parse_wish(intent.wish) for intent in intents)
    return ShareView(
        id=row.id,
        label=row.label,
        client_id=row.client_id,
        entry_id=row.entry_id,
        relay=row.relay,
        created_at=row.created_at,
        expires_at=row.expires_at,
        views=row.views,
        state=state,
        views_left=facts.views_left if facts else row.views,
        tries_left=facts.tries_left if facts else TRIES,
        events=facts.events if facts else (),
        asked_at=moment(facts.asked) if facts and facts.asked else None,
        has_link=known and state in ALIVE,
        starts_at=moment(facts.starts) if facts and facts.starts else None,
        wanted=wanted,
        consents=facts.consents if facts else (),
        sent=(parcel[1], parcel[0]) if parcel is not None and state == UPLOADING else None,
        renewable=known and parcel is not None and state in RENEWABLE and (facts is None or facts.unopened),
    )


def require_share(vault: Vault, named: str) -> ShareRow:
    """The share with this id, or with the one id that starts so (4 digits at least)."""
    fitting = [
        row for row in vault.shares() if row.id == named or (len(named) >= 4 and row.id.startswith(named.lower()))
    ]
    if len(fitting) > 1:
        raise UserError("share-ambiguous", count=len(fitting))
    if not fitting:
        raise UserError("no-share")
    return fitting[0]


def reopen(vault: Vault, share_id: str) -> CreatedShare:
    """Link and passcode of a share that lives, to hand them over again; UserError `share-over` when they are erased, or only kept
    to renew it."""
    row = vault.share(share_id)
    if row.state not in ALIVE:
        raise UserError("share-over", state=row.state)
    return created_of(row, secrets_of(row))


def created_of(row: ShareRow, secrets: OwnerSecrets) -> CreatedShare:
    """What is handed over of it."""
    if secrets.url is None:
        raise UserError("share-over", state=row.state)
    return CreatedShare(row.id, row.label, secrets.url, secrets.passcode, row.expires_at, row.views)


def secrets_of(row: ShareRow) -> OwnerSecrets:
    """What the owner holds; UserError `share-over` when it is erased."""
    if row.secrets is None:
        raise UserError("share-over", state=row.state)
    return parse_secrets(row.secrets)


def owned(row: ShareRow) -> Owned:
    """The message that proves ownership."""
    return secrets_of(row).owned_as(bytes.fromhex(row.id))


def forget(vault: Vault, share_id: str, now: datetime) -> None:
    """Take a share that is over off the list."""
    row = vault.share(share_id)
    view = view_of(vault, row, now)
    if row.state == UPLOADING or (row.secrets is not None and view.state in ALIVE):
        raise UserError("share-alive")
    vault.remove_share(share_id)


def note(
    vault: Vault, share_id: str, status: ShareStatus | None, now: datetime, *, seen: int | None = None
) -> ShareRow | None:
    """Write down what the relay says of one share: of its events all, or, with `seen`, the new ones of so many. None if it is off
    the list: it was never there."""
    with vault.ledger_turn():
        try:
            row = vault.share(share_id)
        except UserError:  # taken off the list while the answer was on its way
            return None
        if row.secrets is None:
            return row
        return _note_unknown(vault, row, now) if status is None else _write(vault, row, status, now, seen)


def _note_unknown(vault: Vault, row: ShareRow, now: datetime) -> ShareRow | None:
    if row.state == SENDING:
        # It may be under way at this moment, in another thread. After that time no relay takes it any more: it never arrived.
        if (now - row.created_at).total_seconds() <= UNDER_WAY_S:
            return row
        parcel = vault.parcel(row.id)
        if parcel is not None and parcel.size:  # its files are there, perhaps: they can go on
            return vault.update_share(row.id, now=now, state=UPLOADING, forget_secrets=True)
        vault.remove_share(row.id)
        return None
    if row.state not in ALIVE:
        return _end(vault, row, now)
    if now >= row.expires_at:
        return _end(vault, row, now, "expired")
    # Another relay may answer at this address for a while: what the share needs is kept until its end.
    return vault.update_share(row.id, now=now, state=UNKNOWN)


def _end(vault: Vault, row: ShareRow, now: datetime, state: str | None = None) -> ShareRow:
    """All secrets go."""
    vault.remove_intents(row.id)
    vault.remove_parcel(row.id)
    return vault.update_share(row.id, now=now, state=state, forget_secrets=True)


def _write(vault: Vault, row: ShareRow, status: ShareStatus, now: datetime, seen: int | None) -> ShareRow:
    facts = facts_of(status, now, parse_facts(row.facts), seen=seen)
    if status.state in ALIVE:
        renewed = row.state in RENEWABLE and any(event.what == "renewed" for event in status.events)
        if row.state not in ALIVE and not renewed:  # revoked while this answer was on its way: dead is for ever
            return row
        parcel_arrived(vault, row.id)
        return vault.update_share(row.id, now=now, state=status.state, facts=encode_facts(facts))
    row = vault.update_share(row.id, now=now, state=status.state, facts=encode_facts(facts))
    return tidy(vault, row, now)


def tidy(vault: Vault, row: ShareRow, now: datetime) -> ShareRow:
    """Of a dead share only what may still be needed is kept."""
    facts = parse_facts(row.facts)
    if row.state in ALIVE or row.state == UPLOADING or row.secrets is None:
        return row
    over = facts is None or settled(row.state, facts)
    if over and _may_renew(vault, row, facts, now):
        return row
    if over:
        return _end(vault, row, now)
    vault.remove_parcel(row.id)
    return vault.update_share(row.id, now=now, secrets=encode_secrets(secrets_of(row).without_link()))


def _may_renew(vault: Vault, row: ShareRow, facts: Facts | None, now: datetime) -> bool:
    """For a week after its end, if nobody took a view."""
    if row.state not in RENEWABLE or facts is None or not facts.unopened or vault.parcel(row.id) is None:
        return False
    ended = max(
        (event.at for event in facts.events if event.what in RENEWABLE), default=int(row.expires_at.timestamp())
    )
    return now < moment(ended) + RENEWABLE_FOR and secrets_of(row).url is not None


def parcel_arrived(vault: Vault, share_id: str) -> None:
    """The share is made: the keys of its files are the recipients' now, and not ours."""

    found = vault.parcel(share_id)
    if found is None or not found.size:
        return
    parcel = replace(parse_parcel(found.secrets), staged=None)
    vault.save_parcel(ParcelRow(share_id, encode_parcel(parcel), 0, 0))


def tidy_all(vault: Vault, now: datetime) -> None:
    """What was kept to renew shares, and was not needed for a week, is erased."""
    for row in vault.shares():
        if row.secrets is not None and row.state not in ALIVE:
            with vault.ledger_turn():
                tidy(vault, vault.share(row.id), now)
