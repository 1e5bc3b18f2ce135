"""`lacre vault trash|move|tag|favourite|archive|category|purge-after`: marks, and where an entry is. Several entries at once are
one change: all of them, or none.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.cli.output import emit, require_text, table
from app.cli.sentences import text
from app.cli.unlocking import unlocked
from app.errors import UserError
from app.host.clock import now
from app.ops.finding import require_client, require_entry, require_trashed
from app.vault.fold import fold

if TYPE_CHECKING:
    from app.vault.model import EntrySummary
    from app.vault.vault import Vault

Act = Callable[["Vault", "EntrySummary"], None]
Find = Callable[["Vault", str], "EntrySummary"]


def trash(args: argparse.Namespace) -> int:
    """Into the trash."""
    at = now()
    return _each(args, lambda vault, entry: vault.trash(entry.id, at), "put")


def restore(args: argparse.Namespace) -> int:
    """Out of the trash."""
    return _each(args, lambda vault, entry: vault.restore(entry.id), "restored", require_trashed)


def purge(args: argparse.Namespace) -> int:
    """Out of the trash and gone for good."""
    return _each(args, lambda vault, entry: vault.purge(entry.id), "purged", require_trashed)


def trashed(args: argparse.Namespace) -> int:
    """What is in the trash, the latest first."""
    with unlocked() as vault:
        found = vault.trashed()
    rows = [(entry.id[:8], f"{_when(entry):%Y-%m-%d %H:%M}", entry.client_name, entry.title) for entry in found]
    told = [{**_told(entry), "removed_at": _when(entry).isoformat()} for entry in found]
    emit(args, {"entries": told}, table(rows, (8, 16, 20)) if rows else text("marks.trash-is-empty"))
    return 0


def empty(args: argparse.Namespace) -> int:
    """All that is in the trash, or what is due to go, gone for good."""
    with unlocked() as vault:
        count = vault.purge_due(now()) if args.due else vault.empty_trash()
    emit(args, {"purged": count}, text("marks.emptied", count=count))
    return 0


def move(args: argparse.Namespace) -> int:
    """To another client, with past and files."""
    require_text(args.client)
    at = now()

    def act(vault: Vault, entry: EntrySummary) -> None:
        vault.move_entry(entry.id, require_client(vault, args.client).id, at)

    return _each(args, act, "moved")


def tag(args: argparse.Namespace) -> int:
    """Tags added and taken away; those that are meant to stay need not be named."""
    require_text(*args.add, *args.remove)
    gone = {fold(name) for name in args.remove}

    def act(vault: Vault, entry: EntrySummary) -> None:
        kept = () if args.clear else (name for name in entry.tags if fold(name) not in gone)
        vault.tag(entry.id, [*kept, *args.add])

    return _each(args, act, "tagged")


def tags(args: argparse.Namespace) -> int:
    """Every tag in use."""
    with unlocked() as vault:
        found = vault.tags()
    rows = [(str(count), name) for name, count in found]
    told = [{"name": name, "entries": count} for name, count in found]
    emit(args, {"tags": told}, table(rows, (6,)) if rows else text("marks.no-tags"))
    return 0


def favourite(args: argparse.Namespace) -> int:
    """Among the favourites, or no more."""
    act: Act = lambda vault, entry: vault.mark(entry.id, favourite=not args.off)  # noqa: E731
    return _each(args, act, "unfavoured" if args.off else "favoured")


def archive(args: argparse.Namespace) -> int:
    """Into the archive, or out of it."""
    act: Act = lambda vault, entry: vault.mark(entry.id, archived=not args.off)  # noqa: E731
    return _each(args, act, "unarchived" if args.off else "archived")


def category(args: argparse.Namespace) -> int:
    """A category of one's own choice, or what the fields say."""
    from app.vault.categories import Category

    chosen = None if args.set == "auto" else Category(args.set)
    return _each(args, lambda vault, entry: vault.categorise(entry.id, chosen), "categorised")


def purge_after(args: argparse.Namespace) -> int:
    """To be erased so long after it was last valid."""
    days = _days(args.days)
    return _each(args, lambda vault, entry: vault.purge_after(entry.id, days), "never" if days is None else "due")


def _days(given: str) -> int | None:
    if given == "never":
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        raise UserError("bad-days", most=3650)
    return int(given)


def _each(args: argparse.Namespace, act: Act, done: str, find: Find = require_entry) -> int:
    require_text(*args.entries)
    with unlocked() as vault, vault.bulk():
        found = {entry.id: entry for entry in (find(vault, named) for named in args.entries)}
        for entry in found.values():
            act(vault, entry)
        after = [_after(vault, entry) for entry in found.values()]
    lines = [text(f"marks.{done}", title=entry.title, client=entry.client_name) for entry in found.values()]
    emit(args, {"entries": after}, "\n".join(lines))
    return 0


def _after(vault: Vault, entry: EntrySummary) -> dict[str, Any]:
    """How it stands now; of one that is gone, what it was."""
    try:
        now_ = vault.entry(entry.id)
    except UserError:
        return _told(entry)
    marks = {"tags": list(now_.tags), "favourite": now_.favourite, "archived": now_.archived}
    standing = {
        "category": str(now_.category),
        "purge_after": now_.purge_after,
        "in_trash": now_.removed_at is not None,
    }
    return {"id": now_.id, "client": now_.client_name, "kind": str(now_.kind), "title": now_.title, **marks, **standing}


def _told(entry: EntrySummary) -> dict[str, str]:
    return {"id": entry.id, "client": entry.client_name, "kind": str(entry.kind), "title": entry.title}


def _when(entry: EntrySummary) -> Any:
    assert entry.removed_at is not None
    return entry.removed_at.astimezone()
