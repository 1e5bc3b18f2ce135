"""`lacre vault attachments|attach|attachment|detach`: files kept with entries. Loaded for every `lacre vault …`: loads little."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.sentences import text

if TYPE_CHECKING:
    from app.vault.model import Attachment


def register(words: argparse._SubParsersAction[Any]) -> None:
    """Add the words to those of `lacre vault`."""
    _word(words, "attachments", list_files).add_argument("entry", metavar="ENTRY", help=text("vault.show-entry"))
    add = _word(words, "attach", attach)
    add.add_argument("entry", metavar="ENTRY", help=text("vault.show-entry"))
    add.add_argument("file", metavar="FILE", help=text("files.file"))
    take = _word(words, "attachment", save)
    take.add_argument("id", metavar="ID", help=text("files.id"))
    take.add_argument("target", metavar="PATH", help=text("files.target"))
    _word(words, "detach", detach).add_argument("id", metavar="ID", help=text("files.id"))


def list_files(args: argparse.Namespace) -> int:
    """The files of an entry."""
    from app.cli.output import emit, table
    from app.cli.sizes import size_text
    from app.cli.unlocking import unlocked
    from app.ops.finding import require_entry

    with unlocked() as vault:
        found = vault.attachments(require_entry(vault, args.entry).id)
    rows = [(each.id, size_text(each.size), each.name) for each in found]
    told = table(rows, (32, 12)) if rows else text("files.none")
    emit(args, {"attachments": [_told(each) for each in found]}, told)
    return 0


def attach(args: argparse.Namespace) -> int:
    """Keep a copy of a file, sealed. The file itself stays where it is, in clear."""
    from app.cli.output import emit, require_text
    from app.cli.unlocking import unlocked
    from app.errors import WorldError
    from app.host.clock import now
    from app.ops.finding import require_entry

    require_text(args.file)
    path = Path(args.file)
    try:
        with path.open("rb") as stream, unlocked() as vault:
            entry = require_entry(vault, args.entry)
            added = vault.add_attachment(entry.id, path.name, stream, now())
    except OSError as error:
        raise WorldError("cannot-read", path=args.file, reason=error.strerror or type(error).__name__) from error
    emit(args, _told(added), text("files.attached", name=added.name, title=entry.title, id=added.id))
    return 0


def save(args: argparse.Namespace) -> int:
    """A kept file, opened, under a name that is free."""
    from app.cli.output import emit, require_text
    from app.cli.unlocking import unlocked

    require_text(args.target)
    target = Path(args.target).absolute()
    with unlocked() as vault:
        vault.save_attachment(args.id, target)
    emit(args, {"file": str(target)}, text("files.saved", path=str(target)))
    return 0


def detach(args: argparse.Namespace) -> int:
    """Erase a kept file."""
    from app.cli.output import emit
    from app.cli.unlocking import unlocked

    with unlocked() as vault:
        vault.remove_attachment(args.id)
    emit(args, {"removed": args.id}, text("files.removed"))
    return 0


def _told(found: Attachment) -> dict[str, str | int]:
    return {"id": found.id, "name": found.name, "size": found.size, "added_at": found.added_at.isoformat()}


def _word(
    words: argparse._SubParsersAction[Any], name: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(
        name, help=text(f"files.{name}"), description=text(f"files.{name}")
    )
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=run)
    return parser
