"""Sharing, for windows and the command line: all that an owner does with shares. Owns which relay new ones go to.

The rest is by meaning in its neighbours: `share_options` what is chosen, `share_making` and `share_sending` how it gets there,
`share_ledger` what is known, `share_changing` what is wanted afterwards, `share_hearing` and `share_watching` what is heard,
`share_renewing` the same link again.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LacreError, UserError
from app.ops.relays import Connection, connection, running_relay
from app.ops.share_changing import change as change
from app.ops.share_changing import extend as extend
from app.ops.share_changing import revoke as revoke
from app.ops.share_changing import revoke_client as revoke_client
from app.ops.share_hearing import refresh as refresh
from app.ops.share_ledger import ShareView as ShareView
from app.ops.share_ledger import forget as forget
from app.ops.share_ledger import list_shares as list_shares
from app.ops.share_ledger import reopen as reopen
from app.ops.share_ledger import require_share as require_share
from app.ops.share_making import make, require_makeable
from app.ops.share_options import CreatedShare as CreatedShare
from app.ops.share_options import EntryChoice as EntryChoice
from app.ops.share_options import Parcel
from app.ops.share_options import ShareOptions as ShareOptions

if TYPE_CHECKING:
    from app.ops.share_sending import Clock
    from app.share.courier import Courier
    from app.share.uploading import Cancelled, Progress
    from app.vault.vault import Vault

VIEWS, VIEWS_OF_FILES = 1, 3


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


def create_share(
    vault: Vault,
    courier: Courier,
    options: ShareOptions,
    now: datetime,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    clock: Clock | None = None,
) -> CreatedShare:
    """Seal, record, send. Slow when there is a passcode. If the relay refuses, nothing is left behind; files that could not all
    be sent can go on later (`share_sending.send`)."""
    if not options.has_files:
        if options.address:
            require_makeable(vault, courier, options, now, None)
        return make(vault, courier, Parcel(options), now)
    from app.host.clock import now as of_this_computer
    from app.ops.share_sending import begin, send

    share_id = begin(vault, courier, options, now)
    return send(vault, courier, share_id, progress=progress, cancelled=cancelled, clock=clock or of_this_computer)
