"""`lacre vault backups|restore`, and a backup into the folder of backups: what is there, what would change, bringing it back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.output import emit, require_text, say, table
from app.cli.sentences import text
from app.cli.touching import Terminal
from app.cli.unlocking import passphrase, unlocked
from app.errors import UserError
from app.host.clock import now
from app.host.paths import home
from app.ops import backups
from app.ops.upkeep import upkeep
from app.ops.vaults import has_vault
from app.vault.comparing import Comparison, Difference, Standing
from app.vault.rotation import Backup, Reason

_SHOWN = 50


def make(args: argparse.Namespace) -> int:
    """A backup in the folder of backups; one that a person asked for is never removed by itself."""
    with unlocked() as vault:
        made = backups.make(home(), vault, Reason.MANUAL, now())
    emit(args, {"backup": str(made)}, text("vault.backed-up", path=str(made)))
    return 0


def list_backups(args: argparse.Namespace) -> int:
    """What there is, the newest first."""
    with unlocked() as vault:
        if args.if_due:
            upkeep(home(), vault, now())
        found = backups.listed(home(), vault)
    folder = str(backups.folder_of(home()))
    told = {"folder": folder, "backups": [_backup(one) for one in found]}
    lines = table([_line(one) for one in found], (18, 14, 22))
    emit(args, told, f"{folder}\n{lines}" if found else text("keeping.no-backups", path=folder))
    return 0


def restore(args: argparse.Namespace) -> int:
    """Look, bring back all of it, or single entries."""
    require_text(args.backup, *args.entry)
    if sum((args.preview, args.whole, bool(args.entry))) != 1:
        raise UserError("restore-what")
    backup = backups.find(home(), args.backup)
    if args.set_aside or not has_vault(home()):
        return _restore_lost(args, backup)
    with unlocked() as vault:
        if args.preview:
            seen = backups.preview(vault, backup)
            emit(args, {"same": seen.same, "differences": [_difference(one) for one in seen.differences]}, _shown(seen))
        elif args.whole:
            aside = backups.restore_whole(home(), vault, backup, now())
            emit(args, {"restored": str(backup), "kept": str(aside)}, text("keeping.restored", path=str(aside)))
        else:
            changed = backups.restore_entries(home(), vault, backup, args.entry, now())
            emit(args, {"changed": changed}, text("keeping.restored-entries", count=changed))
    return 0


def _restore_lost(args: argparse.Namespace, backup: Path) -> int:
    if not args.whole:
        raise UserError("restore-no-vault", path=str(home()))
    say(text("keeping.restore-passphrase"))
    aside = backups.restore_lost(home(), backup, passphrase(), set_aside=args.set_aside, now=now(), ask=Terminal())
    kept = "" if aside is None else "\n" + text("keeping.set-aside", path=str(aside))
    told = {"restored": str(backup), "kept": None if aside is None else str(aside)}
    emit(args, told, text("keeping.restored-lost") + kept)
    return 0


def _backup(one: Backup) -> dict[str, Any]:
    return {
        "name": one.path.name,
        "made_at": one.stamp.made_at.isoformat(),
        "reason": one.stamp.reason.value,
        "octets": one.octets,
        "clients": one.clients,
        "entries": one.entries,
    }


def _line(one: Backup) -> tuple[str, ...]:
    counts = text("keeping.backup-counts", entries=one.entries or 0, clients=one.clients or 0)
    moment = one.stamp.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    shown = counts if one.readable else text("keeping.backup-unreadable")
    return moment, text(f"keeping.reason-{one.stamp.reason}"), shown, one.path.name


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "standing": one.standing.value,
        "id": one.entry_id,
        "client": one.client_name,
        "kind": one.kind.value,
        "title": one.title,
        "here_at": one.here_at and one.here_at.isoformat(),
        "there_at": one.there_at and one.there_at.isoformat(),
    }


def _shown(seen: Comparison) -> str:
    counts = {standing.value.replace("-", "_"): seen.count(standing) for standing in Standing}
    lines = [text("keeping.preview", same=seen.same, **counts)]
    for client, differences in seen.by_client().items():
        lines.append(client)
        lines += [f"  {text(f'keeping.{one.standing}')}  {one.title}  ({one.entry_id})" for one in differences[:_SHOWN]]
        if len(differences) > _SHOWN:
            lines.append(text("vault.import-more", count=len(differences) - _SHOWN))
    return "\n".join(lines)
