"""`lacre vault export|wipe`: entries out to a file that other programs read, and such a file away again."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from app.cli.output import emit, require_text, say
from app.cli.sentences import language, text
from app.cli.unlocking import ask, known_passphrase, opened
from app.crypto.secret import Secret
from app.errors import UserError
from app.host.clock import now
from app.ops import exporting
from app.ops.finding import get_client
from app.ops.vaults import passphrase_of_scripts, read_passphrase

_TOLD = ("format", "entries", "clients", "octets", "replaced", "files", "files_left")


def export(args: argparse.Namespace) -> int:
    """Write the file, and say who can read it."""
    require_text(args.file, *args.client)
    path = Path(args.file).absolute()
    known = known_passphrase()
    with opened(known) as vault:
        clients = [get_client(vault, name) for name in args.client]
        if None in clients:
            raise UserError("no-client")
        report = exporting.export(
            vault,
            known,
            path,
            args.format,
            client_ids=[one.id for one in clients if one is not None] if clients else None,
            file_password=_file_password(args),
            now=now(),
            language=language(),
        )
    told = {name: getattr(report, name) for name in _TOLD}
    plain = exporting.is_plain(report.format)
    emit(args, {**told, "file": str(path), "plain": plain}, _told(report))
    say(text("keeping.exported-plain" if plain else "keeping.exported-sealed", path=str(path)))
    return 0


def _told(report: exporting.ExportReport) -> str:
    lines = [text("keeping.exported", entries=report.entries, clients=report.clients, path=str(report.path))]
    if report.replaced:
        lines.append(text("keeping.exported-replaced", count=report.replaced))
    if report.files:
        lines.append(text("keeping.exported-files", count=report.files))
    if report.files_left:
        lines.append(text("keeping.exported-files-left", count=report.files_left))
    return "\n".join(lines)


def _file_password(args: argparse.Namespace) -> Secret | None:
    if args.format != exporting.KDBX:
        return None
    if args.password_file:
        return read_passphrase(Path(args.password_file))
    if passphrase_of_scripts(os.environ) is not None:
        raise UserError("no-file-password")
    first = ask(text("keeping.file-password"))
    if ask(text("main.repeat-passphrase")) != first:
        raise UserError("passphrases-differ")
    return first


def wipe(args: argparse.Namespace) -> int:
    """Overwrite and remove. What cannot be promised is said."""
    require_text(args.file)
    done = exporting.wipe(Path(args.file).absolute())
    told = {"wiped": str(done.path), "octets": done.octets, "overwritten": done.overwritten}
    emit(args, told, text("keeping.wiped" if done.overwritten else "keeping.removed", path=str(done.path)))
    say(text("keeping.wipe-limits"))
    return 0
