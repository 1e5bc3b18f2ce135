"""`lacre vault key add|list|remove`: security keys at the terminal. Owns the words, and that what a key changes is said aloud.

Loaded for every `lacre vault …`, so what works with a vault is imported when it runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.cli.sentences import text

if TYPE_CHECKING:
    from app.vault.keyed import SecurityKey


def register(words: argparse._SubParsersAction[Any]) -> None:
    """Add `key` to the words of `lacre vault`."""
    key = words.add_parser("key", help=text("keys.key"), description=text("keys.key"))
    steps = key.add_subparsers(metavar=text("main.command"), required=True)
    more = _word(steps, "add", _add)
    more.add_argument("name", metavar="NAME", help=text("keys.add-name"))
    more.add_argument("--pin", action="store_true", help=text("keys.add-pin"))
    more.add_argument("--without-kit", action="store_true", help=text("keys.add-without-kit"))
    _word(steps, "list", _list)
    _word(steps, "remove", _remove).add_argument("name", metavar="NAME", help=text("keys.remove-name"))


def _word(
    words: argparse._SubParsersAction[Any], name: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    told = text(f"keys.{name}")
    parser: argparse.ArgumentParser = words.add_parser(name, help=told, description=told)
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=run)
    return parser


def _add(args: argparse.Namespace) -> int:
    """Require a key, or let one more do."""
    from app.cli.output import emit, require_text, say
    from app.cli.touching import Terminal
    from app.cli.unlocking import known_passphrase, opened
    from app.host.clock import now
    from app.ops import security_keys

    require_text(args.name)
    known, ask = known_passphrase(), Terminal()
    with opened(known) as vault:
        first = not security_keys.listed(vault)
        say(text("keys.add-first" if first else "keys.add-another"))
        made = security_keys.add(vault, known, args.name, ask, now(), verified=args.pin, without_kit=args.without_kit)
    emit(args, {**_told(made), "first": first}, text("keys.added", name=made.name))
    say(text("keys.required" if first else "keys.one-more"))
    return 0


def _list(args: argparse.Namespace) -> int:
    """The keys of the vault."""
    from app.cli.output import emit, table
    from app.cli.unlocking import unlocked
    from app.ops import security_keys

    with unlocked() as vault:
        found = security_keys.listed(vault)
    rows = [(f"{key.added_at.astimezone():%Y-%m-%d %H:%M}", _way(key), key.name) for key in found]
    emit(args, {"keys": [_told(key) for key in found]}, table(rows, (18, 14)) if rows else text("keys.none"))
    return 0


def _remove(args: argparse.Namespace) -> int:
    """Require a key no more."""
    from app.cli.output import emit, require_text, say
    from app.cli.touching import Terminal
    from app.cli.unlocking import known_passphrase, opened
    from app.ops import security_keys

    require_text(args.name)
    known = known_passphrase()
    with opened(known) as vault:
        key = security_keys.find(vault, args.name)
        last = security_keys.remove(vault, known, key.id, Terminal())
    emit(args, {"removed": key.name, "last": last}, text("keys.removed", name=key.name))
    say(text("keys.last" if last else "keys.others"))
    return 0


def _told(key: SecurityKey) -> dict[str, Any]:
    return {"id": key.id, "name": key.name, "added_at": key.added_at.isoformat(), "pin": key.verified}


def _way(key: SecurityKey) -> str:
    return text("keys.way-pin" if key.verified else "keys.way-touch")
