"""Sharing: create a share, see how shares are, change, revoke, forget them. Joins the vault's ledger with the share protocol.

The ledger is written before the relay is called: a crash at any point leaves no live share without its owner token. What a
share needs to live (link, passcode, token) is erased from the ledger when it is dead; what happened stays. The relay's half is
never in the ledger, and gone from memory when `create_share` returns. Of a dead share the token alone stays a while: the last
view ends a share at the claim, and the recipient looks at it and says "I have it" only afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import LacreError, OurError, PeerError, UserError, WorldError
from app.host.clock import instant, moment
from app.ops.contents import contents
from app.ops.facts import Fact, encode_facts, facts_of, parse_facts, settled
from app.ops.lines import Carry, line_to
from app.ops.passcodes import Passcode, PasscodeChoice, choose
from app.ops.relays import Connection, connection, running_relay
from app.share.documents import Cover
from app.share.sender import OwnerSecrets, Terms, amend, encode_secrets, parse_secrets, prepare
from app.share.wire.messages import CLOCK_S, Owned, ShareStatus, Status
from app.vault.model import ShareRow

if TYPE_CHECKING:
    from pathlib import Path

    from app.share.courier import Courier
    from app.share.wire.documents import Rule
    from app.vault.vault import Vault

SENDING = "sending"
UNKNOWN = "unknown"
ALIVE = frozenset({SENDING, "live", "paused", UNKNOWN})
_AT_ONCE = 50
_UNDER_WAY_S = 2 * CLOCK_S
_CATCH_UP = 4


@dataclass(frozen=True, slots=True)
class ShareOptions:
    """What a person chose. Without `field_ids`, the fields that an entry is mostly shared for."""

    label: str
    expires_at: datetime
    views: int = 1
    message: Secret = field(default_factory=lambda: Secret(""))
    client_id: str | None = None
    entry_id: str | None = None
    field_ids: tuple[str, ...] | None = None
    passcode: PasscodeChoice = PasscodeChoice.GENERATED
    typed: Secret | None = None
    hide: bool = True
    no_copy: bool = False
    sender: str = ""
    note: str = ""
    language: str = "pt_PT"


@dataclass(frozen=True, slots=True)
class CreatedShare:
    """What is handed over: the link one way, the passcode another."""

    id: str
    label: str
    url: Secret
    passcode: Secret | None
    expires_at: datetime
    views: int


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share as last known. `asked_at` is when the relay said so, None if it never did."""

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


def sharing_relay(home: Path, vault: Vault, origin: str | None = None) -> Connection:
    """The relay that new shares go to; with an origin, the one of ours that has it."""
    if origin is None:
        return connection(home, vault)
    origin = origin.rstrip("/")
    for ours in (running_relay(home), _connected(home, vault)):
        if ours is not None and ours.origin == origin:
            return ours
    raise UserError("no-access-key")


def _connected(home: Path, vault: Vault) -> Connection | None:
    try:
        return connection(home, vault)
    except LacreError:
        return None


def create_share(vault: Vault, courier: Courier, options: ShareOptions, now: datetime) -> CreatedShare:
    """Seal, record, send. Slow when there is a passcode. If the relay refuses, nothing is left behind."""
    manifest = contents(vault, options.message, options.entry_id, options.field_ids, options.language)
    passcode = choose(options.passcode, options.typed, options.language)
    message, secrets = prepare(manifest, _terms(courier.origin, options, passcode), instant(now))
    share_id = message.id.hex()
    vault.save_share(_row(share_id, courier.origin, options, secrets, now))
    try:
        courier.create(message)
    except LacreError as error:
        if _surely_not_created(error):
            vault.remove_share(share_id)
        raise
    row = vault.update_share(share_id, now=now, state="live")
    return _created(row, secrets)


def _surely_not_created(error: LacreError) -> bool:
    """Not so when a line dropped, and when `busy` may be the answer to our second try while the first went through."""
    return not isinstance(error, WorldError) and error.code != "busy"


def _terms(origin: str, options: ShareOptions, passcode: Passcode) -> Terms:
    chosen = {"hide": options.hide, "no-copy": options.no_copy}
    rules: tuple[Rule, ...] = tuple(rule for rule in ("hide", "no-copy") if chosen[rule])
    cover = Cover(options.sender, options.note, passcode.entry)
    return Terms(origin, instant(options.expires_at), options.views, passcode.kind, passcode.text, cover, rules)


def _row(share_id: str, origin: str, options: ShareOptions, secrets: OwnerSecrets, now: datetime) -> ShareRow:
    return ShareRow(
        id=share_id,
        label=options.label,
        client_id=options.client_id,
        entry_id=options.entry_id,
        relay=origin,
        created_at=now,
        expires_at=moment(instant(options.expires_at)),
        views=options.views,
        state=SENDING,
        secrets=encode_secrets(secrets),
        facts=b"",
        updated_at=now,
    )


def list_shares(vault: Vault, now: datetime) -> list[ShareView]:
    """All shares as last known, the newest first, without asking anybody."""
    return [view_of(row, now) for row in vault.shares()]


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
    """Link and passcode of a share that lives, to hand them over again; UserError `share-over` when they are erased."""
    row = vault.share(share_id)
    return _created(row, _secrets(row))


def refresh(
    vault: Vault, now: datetime, *, ids: Sequence[str] | None = None, carry: Carry = line_to
) -> list[ShareView]:
    """Ask each relay about the shares that may have changed (or only about `ids`); then as `list_shares`.

    A relay that cannot be reached does not keep the others from being asked; its error is raised at the end.
    """
    asked = [row for row in vault.shares() if row.secrets is not None and (ids is None or row.id in ids)]
    failed: LacreError | None = None
    for relay, rows in groupby(sorted(asked, key=lambda row: row.relay), key=lambda row: row.relay):
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
    answer = courier.status(Status(tuple(_owned(row) for row in rows)))
    for row, status in zip(rows, answer.shares, strict=True):
        _note(vault, row, status, now)


def _note(vault: Vault, row: ShareRow, status: ShareStatus | None, now: datetime) -> None:
    """Write down what the relay says of one share."""
    if status is not None:
        _write(vault, row, status, now)
    elif row.state == SENDING:
        # It may be under way at this moment, in another thread. After that time no relay takes it any more: it never arrived.
        if (now - row.created_at).total_seconds() > _UNDER_WAY_S:
            vault.remove_share(row.id)
    elif row.state not in ALIVE:
        vault.update_share(row.id, now=now, forget_secrets=True)
    elif now >= row.expires_at:
        vault.update_share(row.id, now=now, state="expired", forget_secrets=True)
    else:  # another relay may answer at this address for a while: what the share needs is kept until its end
        vault.update_share(row.id, now=now, state=UNKNOWN)


def _write(vault: Vault, row: ShareRow, status: ShareStatus, now: datetime) -> ShareRow:
    facts = facts_of(status, now)
    if status.state in ALIVE:
        if vault.share(row.id).state not in ALIVE:  # it was revoked while this answer was on its way: dead is for ever
            return vault.share(row.id)
        return vault.update_share(row.id, now=now, state=status.state, facts=encode_facts(facts))
    over = settled(status.state, facts)
    kept = None if over else encode_secrets(_secrets(row).without_link())
    written = encode_facts(facts)
    return vault.update_share(row.id, now=now, state=status.state, facts=written, secrets=kept, forget_secrets=over)


def revoke(vault: Vault, share_id: str, now: datetime, *, carry: Carry = line_to) -> ShareView:
    """Remove access, now and for ever; then write down what happened up to then."""
    row = vault.share(share_id)
    if row.secrets is None or row.state not in ALIVE:
        return view_of(row, now)
    with carry(row.relay) as courier:
        with _known_there(vault, row, now):
            courier.revoke(_owned(row))
        kept = encode_secrets(_secrets(row).without_link())  # now: what follows may not be reached
        row = vault.update_share(share_id, now=now, state="revoked", secrets=kept)
        status = courier.status(Status((_owned(row),))).shares[0]
    if status is None:
        return view_of(vault.update_share(share_id, now=now, forget_secrets=True), now)
    return view_of(_write(vault, row, status, now), now)


def change(
    vault: Vault,
    share_id: str,
    now: datetime,
    *,
    expires_at: datetime | None = None,
    views: int | None = None,
    paused: bool | None = None,
    carry: Carry = line_to,
) -> ShareView:
    """Other conditions: until when, how often, paused. The link stays."""
    row = vault.share(share_id)
    secrets = _secrets(row)
    expires = None if expires_at is None else instant(expires_at)
    if expires is not None and expires <= instant(now):
        raise UserError("bad-expiry")
    with carry(row.relay) as courier, _known_there(vault, row, now):
        secrets = _amend(courier, secrets, expires, views, paused)
    row = vault.share(share_id)
    if row.state not in ALIVE:  # it ended while the answer was on its way: link and passcode must not come back
        return view_of(row, now)
    state = None if paused is None else "paused" if paused else "live"
    until = None if expires is None else moment(expires)
    kept = encode_secrets(secrets)
    row = vault.update_share(share_id, now=now, state=state, expires_at=until, views=views, secrets=kept)
    return view_of(row, now)


@contextmanager
def _known_there(vault: Vault, row: ShareRow, now: datetime) -> Iterator[None]:
    """That the relay does not know a share of ours is written down, and told as what it is. The record stays while the share
    may still be under way: who revokes it in that moment must be able to do so again."""
    try:
        yield
    except PeerError as error:
        if error.code != "unknown":
            raise
        _note(vault, row, None, now)
        raise PeerError("share-unknown") from error


def extend(vault: Vault, share_id: str, expires_at: datetime, now: datetime, *, carry: Carry = line_to) -> ShareView:
    """Another end, later or sooner."""
    return change(vault, share_id, now, expires_at=expires_at, carry=carry)


def forget(vault: Vault, share_id: str, now: datetime) -> None:
    """Take a share that is over off the list."""
    row = vault.share(share_id)
    if row.secrets is not None and view_of(row, now).state in ALIVE:
        raise UserError("share-alive")
    vault.remove_share(share_id)


def _amend(
    courier: Courier, secrets: OwnerSecrets, expires: int | None, views: int | None, paused: bool | None
) -> OwnerSecrets:
    """Send the next conditions. A crash may have left us one number behind the relay: then the one after is the next."""
    refused: PeerError | None = None
    for _ in range(_CATCH_UP):
        message, secrets = amend(secrets, expires=expires, views=views, paused=paused)
        try:
            courier.amend(message)
        except PeerError as error:
            if error.code != "conflict":
                raise
            refused = error
        else:
            return secrets
    raise refused or OurError("out-of-turn")


def view_of(row: ShareRow, now: datetime) -> ShareView:
    """What is known of a share. A clock needs no relay: what should have expired, has."""
    facts = parse_facts(row.facts)
    state = "expired" if row.state in ALIVE and now >= row.expires_at else row.state
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
        tries_left=facts.tries_left if facts else 5,
        events=facts.events if facts else (),
        asked_at=moment(facts.asked) if facts else None,
        has_link=row.secrets is not None and state in ALIVE,
    )


def _created(row: ShareRow, secrets: OwnerSecrets) -> CreatedShare:
    if secrets.url is None:
        raise UserError("share-over", state=row.state)
    return CreatedShare(row.id, row.label, secrets.url, secrets.passcode, row.expires_at, row.views)


def _secrets(row: ShareRow) -> OwnerSecrets:
    if row.secrets is None:
        raise UserError("share-over", state=row.state)
    return parse_secrets(row.secrets)


def _owned(row: ShareRow) -> Owned:
    return _secrets(row).owned_as(bytes.fromhex(row.id))


def _portions(rows: list[ShareRow]) -> Iterator[list[ShareRow]]:
    for at in range(0, len(rows), _AT_ONCE):
        yield rows[at : at + _AT_ONCE]
