"""Making a share again that ended: the same link, with a new half, if no view of it was ever taken and it is still known; else a
new one. Owns that choice. What is inside is taken from the vault and the disk as they are now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.errors import LacreError, PeerError, UserError
from app.host.clock import instant
from app.ops.facts import Facts, encode_facts, parse_facts
from app.ops.passcodes import known
from app.ops.share_attached import sources_of
from app.ops.share_ledger import RENEWABLE, TRIES, created_of, secrets_of
from app.ops.share_making import make, manifest_of, terms_of
from app.ops.share_options import CreatedShare, Parcel, encode_parcel, parse_parcel
from app.share.sender import encode_secrets, renew
from app.share.uploading import KeptFile, Staged, Uploader
from app.vault.model import ParcelRow, ShareRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.share.uploading import Cancelled, Progress
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Renewed:
    """The share, and whether its link is the one that was handed over before."""

    share: CreatedShare
    same_link: bool


def renew_share(
    vault: Vault,
    courier: Courier,
    share_id: str,
    expires_at: datetime,
    now: datetime,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Renewed:
    """Until `expires_at`. UserError `share-not-renewable` when what it was made of is no longer known; `share-alive` when it is
    not over; `file-changed` when a file is not the one that was chosen."""
    row = vault.share(share_id)
    parcel = _parcel(vault, row, expires_at, now)
    if parcel.files:
        staged, sources = Staged.new(parcel.files), sources_of(vault, parcel.files)
        _send(Uploader(courier, staged, sources, progress=progress, cancelled=cancelled, sleep=sleep))
        parcel = replace(parcel, staged=staged)
    try:
        return Renewed(_again(vault, courier, row, parcel, now), same_link=True)
    except PeerError as error:  # it was opened after all, or the relay has forgotten it
        if error.code not in ("conflict", "unknown"):
            raise
    return Renewed(make(vault, courier, parcel, now), same_link=False)


def _send(uploader: Uploader) -> None:
    """The files, to the relay. It is not written down and cannot go on later: what does not come whole is taken away again."""
    try:
        uploader.send()
    except LacreError:
        with suppress(LacreError):  # else the relay forgets it by itself
            uploader.abandon()
        raise


def _parcel(vault: Vault, row: ShareRow, expires_at: datetime, now: datetime) -> Parcel:
    if row.state not in RENEWABLE:
        raise UserError("share-alive" if now < row.expires_at and row.secrets is not None else "share-not-renewable")
    found = vault.parcel(row.id)
    if found is None:
        raise UserError("share-not-renewable")
    parcel = parse_parcel(found.secrets)
    options = replace(parcel.options, expires_at=expires_at, starts_at=None)
    files: tuple[KeptFile, ...] = parcel.files
    return Parcel(options, files)


def _again(vault: Vault, courier: Courier, row: ShareRow, parcel: Parcel, now: datetime) -> CreatedShare:
    options, staged = parcel.options, parcel.staged
    secrets = secrets_of(row)
    passcode = known(options.passcode, secrets.link.kind, secrets.passcode)
    message, kept = renew(
        secrets,
        manifest_of(vault, options, staged),
        terms_of(courier.origin, options, passcode),
        instant(now),
        upload=None if staged is None else staged.token,
    )
    # Before the relay is asked: were it to answer to nobody, a later look finds the share alive, and its conditions known.
    vault.update_share(row.id, now=now, secrets=encode_secrets(kept))
    courier.renew(message)
    facts = parse_facts(row.facts) or Facts(options.views, TRIES, 0, ())
    facts = msgspec.structs.replace(facts, views_left=options.views, tries_left=TRIES, starts=0)
    with vault.ledger_turn():
        vault.save_parcel(ParcelRow(row.id, encode_parcel(replace(parcel, staged=None)), 0, 0))
        alive = vault.update_share(
            row.id,
            now=now,
            state="live",
            expires_at=options.expires_at,
            views=options.views,
            facts=encode_facts(facts),
        )
    return created_of(alive, kept)
