"""What the list of entries can show, and in which order. Owns the reading for the vault's thread; the pane draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.ui.shelves import Place, Shelf, entries_on
from app.vault.model import Client, EntrySummary

if TYPE_CHECKING:
    from app.vault.vault import Vault

ALL = Place()
FOUND_AT_MOST = 100  # a search is narrowed by typing on, not by scrolling
SORTS = ("title", "changed", "used")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is listed: a client's entries, or a shelf of everybody's; all of them, or those a search finds."""

    client: Client | None = None
    query: str = ""
    place: Place = ALL


class Listed(NamedTuple):
    """What the vault says: the entries, and their client as it is called now."""

    entries: Sequence[EntrySummary]
    client: Client | None = None


def listed(scope: Scope, sort: str, vault: Vault) -> Listed:
    """For the vault's thread: what a scope lists."""
    if scope.query:
        return Listed(vault.entries(scope.client.id if scope.client else None, scope.query, FOUND_AT_MOST))
    if scope.client is None:
        entries = entries_on(vault, scope.place)
        return Listed(in_order(entries, sort) if sortable(scope) else entries)
    here = next((one for one in vault.clients() if one.id == scope.client.id), None)
    return Listed(in_order(vault.entries(scope.client.id), sort), here)


def sortable(scope: Scope) -> bool:
    """What a search finds stands by how well it fits, what was used lately and thrown away by when."""
    return not scope.query and scope.place.shelf not in (Shelf.RECENT, Shelf.TRASH)


def in_order(entries: Sequence[EntrySummary], sort: str) -> Sequence[EntrySummary]:
    """The vault gives them by title; what changed or was used last comes first where that was chosen."""
    if sort == "changed":
        return sorted(entries, key=lambda entry: entry.updated_at, reverse=True)
    if sort == "used":
        return sorted(entries, key=lambda entry: entry.used_at or _LONG_AGO, reverse=True)
    return entries


def sort_name(sort: str) -> str:
    return {
        "title": QCoreApplication.translate("Entries", "By title"),
        "changed": QCoreApplication.translate("Entries", "Changed lately first"),
        "used": QCoreApplication.translate("Entries", "Used lately first"),
    }[sort]
