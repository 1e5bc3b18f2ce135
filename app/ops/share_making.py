"""Making a share: seal, record, send. Owns the order: the ledger is written before the relay is called, so that a crash at any
point leaves no live share without its owner token. The relay's half is never in the ledger, and gone from memory when it is made.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.errors import LacreError, PeerError, WorldError
from app.host.clock import instant, moment
from app.ops.contents import contents
from app.ops.facts import Facts, encode_facts
from app.ops.passcodes import Passcode, choose
from app.ops.share_ledger import SENDING, TRIES, created_of, parcel_arrived, secrets_of
from app.ops.share_options import CreatedShare, Parcel, ShareOptions, encode_parcel
from app.share.documents import Cover
from app.share.sender import Terms, encode_secrets, prepare
from app.vault.model import ParcelRow, ShareRow

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.share.courier import Courier
    from app.share.manifest import Manifest
    from app.share.uploading import Staged
    from app.share.wire.documents import Rule
    from app.vault.vault import Vault


def make(
    vault: Vault, courier: Courier, parcel: Parcel, now: datetime, *, instead_of: str | None = None
) -> CreatedShare:
    """Slow when there is a passcode. If the relay refuses, nothing is left behind, or what was there `instead_of` it."""
    options, staged = parcel.options, parcel.staged
    passcode = choose(options.passcode, options.typed, options.language)
    message, secrets = prepare(
        manifest_of(vault, options, staged),
        terms_of(courier.origin, options, passcode),
        instant(now),
        upload=None if staged is None else staged.token,
    )
    row = new_row(message.id.hex(), courier.origin, options, now, secrets=encode_secrets(secrets), staged=staged)
    before = None if instead_of is None else (vault.share(instead_of), vault.parcel(instead_of))
    with vault.ledger_turn():
        if instead_of is not None:
            vault.remove_share(instead_of)
        vault.save_share(row)
        size = 0 if staged is None else staged.layout.sealed
        vault.save_parcel(ParcelRow(row.id, encode_parcel(parcel), size, size))
    try:
        courier.create(message)
    except LacreError as error:
        if _surely_not_created(error):
            with vault.ledger_turn():
                vault.remove_share(row.id)
                if before is not None and before[1] is not None:
                    vault.save_share(before[0])
                    vault.save_parcel(before[1])
        raise
    with vault.ledger_turn():
        parcel_arrived(vault, row.id)
        row = vault.update_share(row.id, now=now, state="live")
    return created_of(row, secrets_of(row))


def _surely_not_created(error: LacreError) -> bool:
    """Not so when a line dropped, and when `busy` may be the answer to our second try while the first went through."""
    return not isinstance(error, WorldError) and error.code != "busy"


def require_makeable(
    vault: Vault, courier: Courier, options: ShareOptions, now: datetime, staged: Staged | None
) -> None:
    """What a person can change is said before gigabytes are sent: all is done as if for good, and thrown away."""
    passcode = choose(options.passcode, options.typed, options.language)
    terms = terms_of(courier.origin, options, passcode)
    prepare(manifest_of(vault, options, staged), terms, instant(now), upload=None if staged is None else staged.token)
    if options.address and not courier.whoami().mail:
        raise PeerError("no-mail")


def manifest_of(vault: Vault, options: ShareOptions, staged: Staged | None) -> Manifest:
    """What is inside, as the vault has it now."""
    manifest = contents(vault, options.message, options.chosen, options.language, with_files=staged is not None)
    if staged is None:
        return manifest
    return msgspec.structs.replace(manifest, files=staged.manifest, key=staged.key.reveal())


def terms_of(origin: str, options: ShareOptions, passcode: Passcode) -> Terms:
    """The conditions that a person chose."""
    chosen = {"hide": options.hide, "no-copy": options.no_copy, "no-download": options.no_download}
    rules: tuple[Rule, ...] = tuple(rule for rule in ("hide", "no-copy", "no-download") if chosen[rule])
    return Terms(
        relay=origin,
        expires=instant(options.expires_at),
        views=options.views,
        kind=passcode.kind,
        passcode=passcode.text,
        cover=Cover(options.sender, options.note, passcode.entry),
        rules=rules,
        starts=None if options.starts_at is None else instant(options.starts_at),
        trace=options.trace,
        accept=options.terms,
        address=options.address,
    )


def new_row(
    share_id: str,
    origin: str,
    options: ShareOptions,
    now: datetime,
    *,
    secrets: Secret | None = None,
    staged: Staged | None = None,
) -> ShareRow:
    """The ledger's first record of a share."""
    starts = 0 if options.starts_at is None else instant(options.starts_at)
    files = 0 if staged is None else staged.layout.sealed
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
        secrets=secrets,
        facts=encode_facts(Facts(options.views, TRIES, 0, (), starts, files=files)),
        updated_at=now,
    )
