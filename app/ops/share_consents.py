"""What recipients accepted: fetched from the relay, checked, and kept in the ledger. Owns the check; others tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from app.errors import PeerError
from app.ops.facts import Consent, encode_facts, parse_facts
from app.ops.share_ledger import secrets_of
from app.share.accepting import open_acceptance
from app.share.wire.messages import Event, Receipt
from app.vault.model import ShareRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault


def fetch_consents(vault: Vault, courier: Courier, row: ShareRow, events: Iterable[Event]) -> None:
    """The acceptances that came by these events and are not in the ledger yet. To be done before the events are written down:
    with the last of them the keys may go that read acceptances. A relay that falls silent is told so, and both are done later."""
    facts = parse_facts(row.facts)
    if facts is None or row.secrets is None:
        return
    known = {consent.claim for consent in facts.consents}
    for event in events:
        if event.what == "agreed" and event.claim not in known:
            _keep(vault, row.id, _consent(courier, row, event))


def _consent(courier: Courier, row: ShareRow, event: Event) -> Consent:
    secrets = secrets_of(row)
    owned = secrets.owned_as(bytes.fromhex(row.id))
    not_valid = Consent(event.claim, event.at, valid=False)
    if secrets.accepting is None:
        return not_valid
    try:
        came = courier.receipt(Receipt(owned.id, owned.owner, event.claim))
        said = open_acceptance(secrets.accepting, came.acceptance)
    except PeerError as error:
        if error.code not in ("unknown", "acceptance-not-valid"):
            raise
        return not_valid
    return Consent(event.claim, came.at, valid=True, name=said.name, said=said.at)


def _keep(vault: Vault, share_id: str, consent: Consent) -> None:
    with vault.ledger_turn():
        row = vault.share(share_id)
        facts = parse_facts(row.facts)
        if facts is None or any(one.claim == consent.claim for one in facts.consents):
            return
        facts = msgspec.structs.replace(facts, consents=(*facts.consents, consent))
        vault.update_share(share_id, now=row.updated_at, facts=encode_facts(facts))
