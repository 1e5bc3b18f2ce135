"""`lacre vault trash|move|tag|tags|favourite|archive|category|purge-after|history|revert|person`: the words and their arguments.

Owns no work: it is loaded for every `lacre vault …`, so each word's module is imported only when it runs.
"""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.lean import late
from app.cli.sentences import text

# The values of Category, which is not loaded for them; a test compares. `auto` leaves it to the fields.
CATEGORIES = ("personal", "passwords", "third-parties", "financial", "auto")


def register(words: argparse._SubParsersAction[Any]) -> None:
    """Add the words to those of `lacre vault`."""
    _trash(words)
    move = _word(words, "move", "vault_marking.move", several=True)
    move.add_argument("--client", metavar="C", required=True, help=text("marks.move-client"))
    tag = _word(words, "tag", "vault_marking.tag", several=True)
    tag.add_argument("--add", metavar="T", action="append", default=[], help=text("marks.tag-add"))
    tag.add_argument("--remove", metavar="T", action="append", default=[], help=text("marks.tag-remove"))
    tag.add_argument("--clear", action="store_true", help=text("marks.tag-clear"))
    _word(words, "tags", "vault_marking.tags")
    for name in ("favourite", "archive"):
        marked = _word(words, name, f"vault_marking.{name}", several=True)
        marked.add_argument("--off", action="store_true", help=text(f"marks.{name}-off"))
    category = _word(words, "category", "vault_marking.category", several=True)
    category.add_argument("--set", metavar="K", choices=CATEGORIES, required=True, help=text("marks.category-set"))
    purge = _word(words, "purge-after", "vault_marking.purge_after", several=True)
    purge.add_argument("--days", metavar="N", required=True, help=text("marks.purge-after-days"))
    _past(words)


def _trash(words: argparse._SubParsersAction[Any]) -> None:
    trash = words.add_parser("trash", help=text("marks.trash"), description=text("marks.trash"))
    steps = trash.add_subparsers(metavar=text("main.command"), required=True)
    _word(steps, "put", "vault_marking.trash", "trash-put", several=True)
    _word(steps, "list", "vault_marking.trashed", "trash-list")
    _word(steps, "restore", "vault_marking.restore", "trash-restore", several=True)
    _word(steps, "purge", "vault_marking.purge", "trash-purge", several=True)
    empty = _word(steps, "empty", "vault_marking.empty", "trash-empty")
    empty.add_argument("--due", action="store_true", help=text("marks.trash-empty-due"))


def _past(words: argparse._SubParsersAction[Any]) -> None:
    history = _word(words, "history", "vault_past.history")
    history.add_argument("entry", metavar="ENTRY", help=text("vault.show-entry"))
    history.add_argument("--field", metavar="F", help=text("marks.history-field"))
    history.add_argument("--reveal", action="store_true", help=text("vault.show-reveal"))
    revert = _word(words, "revert", "vault_past.revert")
    revert.add_argument("entry", metavar="ENTRY", help=text("vault.show-entry"))
    revert.add_argument("--field", metavar="F", required=True, help=text("marks.history-field"))
    revert.add_argument("--revision", metavar="N", type=int, required=True, help=text("marks.revert-revision"))
    person = _word(words, "person", "vault_past.person")
    person.add_argument("name", metavar="NAME", nargs="?", help=text("marks.person-name"))


def _word(
    words: argparse._SubParsersAction[Any], name: str, work: str, key: str = "", *, several: bool = False
) -> argparse.ArgumentParser:
    told = text(f"marks.{key or name}")
    parser: argparse.ArgumentParser = words.add_parser(name, help=told, description=told)
    if several:
        parser.add_argument("entries", metavar="ENTRY", nargs="+", help=text("vault.show-entry"))
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=late(work))
    return parser
