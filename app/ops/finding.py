"""From what a person typed to the client or entry meant. Owns the rule; never guesses between two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.errors import UserError
from app.vault.fold import fold

if TYPE_CHECKING:
    from app.vault.model import Client, EntrySummary
    from app.vault.vault import Vault

_PREFIX = re.compile(r"[0-9a-f]{4,32}")


def require_entry(vault: Vault, named: str) -> EntrySummary:
    """The one entry with this id, this exact title, or an id that starts so (4 hex digits at least). An archived one only where
    no other fits.
    """
    return _only(_fitting(vault.entries(), named) or _fitting(vault.entries(query="is:archived"), named))


def require_trashed(vault: Vault, named: str) -> EntrySummary:
    """The same, of what is in the trash."""
    return _only(_fitting(vault.trashed(), named))


def _fitting(entries: Sequence[EntrySummary], named: str) -> list[EntrySummary]:
    fitting = [entry for entry in entries if named in (entry.id, entry.title)]
    if not fitting and _PREFIX.fullmatch(named):
        fitting = [entry for entry in entries if entry.id.startswith(named)]
    return fitting


def _only(fitting: list[EntrySummary]) -> EntrySummary:
    if not fitting:
        raise UserError("no-entry")
    if len(fitting) > 1:
        raise UserError("entry-ambiguous", count=len(fitting))
    return fitting[0]


def get_client(vault: Vault, named: str) -> Client | None:
    """The one client with this id or name; case and accents make no difference."""
    fitting = [client for client in vault.clients() if client.id == named or fold(client.name) == fold(named)]
    if len(fitting) > 1:
        raise UserError("client-ambiguous", count=len(fitting))
    return fitting[0] if fitting else None


def require_client(vault: Vault, named: str) -> Client:
    client = get_client(vault, named)
    if client is None:
        raise UserError("no-client")
    return client
