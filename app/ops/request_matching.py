"""Which entries of a vault what a client gave may be about, and which part of it goes where. Owns the guess alone: what would
change is `request_entries`', and a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.errors import UserError
from app.ops.request_entries import text_of
from app.vault.fold import fold
from app.vault.importers.drafts import host_of
from app.vault.kinds import EntryKind
from app.vault.model import EntryDraft

if TYPE_CHECKING:
    from app.vault.vault import Vault


def placed(
    vault: Vault, into: Sequence[str], drafts: Sequence[EntryDraft]
) -> tuple[list[tuple[str, EntryDraft]], list[EntryDraft]]:
    """For each of these entries the part that is likeliest about it, and what is left, to be new entries. UserError
    `request-other-kind` if there is no part of its kind. Two parts never go into one entry: the second would take the place of
    the first."""
    left = list(drafts)
    found = []
    for entry_id in dict.fromkeys(into):
        place = part_for(vault, entry_id, left)
        if place is None:
            raise UserError("request-other-kind")
        found.append((entry_id, left.pop(place)))
    return found, left


def part_for(vault: Vault, entry_id: str, drafts: Sequence[EntryDraft]) -> int | None:
    """Which of these is likeliest about the entry, the first of equals; None if none is of its kind."""
    entry = vault.entry(entry_id)
    values = {one.name: text_of(one.value) for one in reversed(entry.fields)}
    ranked = [
        (-likeness(draft, entry.title, values.get("url", ""), values.get("username", "")), at)
        for at, draft in enumerate(drafts)
        if draft.kind is entry.kind
    ]
    return min(ranked)[1] if ranked else None


def likeness(draft: EntryDraft, title: str, url: str, username: str) -> int:
    """0: another thing. Of identities a client mostly has one, so each may be it."""
    values = {one.name: text_of(one.value) for one in draft.fields}
    site = _site(url)
    same_site = bool(site) and site == _site(values.get("url", ""))
    same_name = bool(username) and fold(username) == fold(values.get("username", ""))
    same_title = fold(title) == fold(draft.title)
    return 4 * same_site + 2 * same_name + 2 * same_title + (draft.kind is EntryKind.IDENTITY)


def _site(url: str) -> str:
    return (host_of(url) or host_of(f"https://{url}")).removeprefix("www.")
