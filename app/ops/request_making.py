"""Making a request: keys, record, relay. Owns the order: the record is written before the relay is called, so that a crash at any
point leaves no request at a relay whose answers nobody could open or revoke.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import LacreError, WorldError
from app.host.clock import instant, moment
from app.ops.passcodes import Passcode, choose
from app.ops.request_facts import RequestFacts, encode_facts
from app.ops.request_ledger import SENDING, created_of, secrets_of
from app.ops.request_options import CreatedRequest, RequestOptions
from app.ops.request_words import labels
from app.share.asking.asker import Wanted, encode_asker, prepare_request
from app.share.asking.calls import ask
from app.share.asking.form import Form
from app.vault.model import RequestRow

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.share.courier import Courier
    from app.vault.vault import Vault


def create_request(vault: Vault, courier: Courier, options: RequestOptions, now: datetime) -> CreatedRequest:
    """Slow when there is a passcode. If the relay refuses, nothing is left behind."""
    if options.client_id is not None:
        vault.client(options.client_id)
    passcode = choose(options.passcode, options.typed, options.language)
    message, secrets = prepare_request(_wanted(courier.origin, options, passcode, now), instant(now))
    row = _row(message.id.hex(), courier.origin, options, encode_asker(secrets), now)
    vault.add_request(row)
    try:
        ask(courier, message)
    except LacreError as error:
        if not isinstance(error, WorldError) and error.code != "busy":  # else it may have come, and the answer was lost
            vault.remove_request(row.id)
        raise
    row = vault.update_request(row.id, now=now, state="live")
    return created_of(row, secrets_of(row))


def _wanted(origin: str, options: RequestOptions, passcode: Passcode, now: datetime) -> Wanted:
    parts = options.parts(labels(options.language))
    return Wanted(
        relay=origin,
        expires=instant(options.ends(now)),
        takes=options.takes_in_all,
        rate=options.rate,
        files=options.files_limit,
        kind=passcode.kind,
        passcode=passcode.text,
        form=Form(options.sender, options.note, passcode.entry, options.files_asked, parts),
    )


def _row(request_id: str, origin: str, options: RequestOptions, secrets: Secret, now: datetime) -> RequestRow:
    return RequestRow(
        id=request_id,
        kind=options.kind.value,
        label=options.label,
        client_id=options.client_id,
        relay=origin,
        created_at=now,
        expires_at=moment(instant(options.ends(now))),
        takes=options.takes_in_all,
        state=SENDING,
        secrets=secrets,
        facts=encode_facts(RequestFacts(options.takes_in_all, options.language)),
        updated_at=now,
    )
