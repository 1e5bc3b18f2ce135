"""`lacre share …`: the words and their arguments. Owns no work: each command is in share_commands or share_open."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from app.cli.sentences import text
from app.cli.vault_quick import take_pin

Words = Any


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `share` and its words."""
    share = subparsers.add_parser("share", help=text("main.share"), description=text("share.description"))
    words = share.add_subparsers(metavar=text("main.command"), required=True)
    _create(words)
    _open(words)
    _word(words, "list", _run("list_shares"))
    for name, run in (("status", "status"), ("revoke", "revoke"), ("extend", "extend")):
        parser = _word(words, name, _run(run))
        parser.add_argument("id", metavar="ID", help=text("share.id"))
        if name == "extend":
            parser.add_argument("--expires", metavar="T", required=True, help=text("share.expires"))
    take_pin(words, "create", "list", "status", "revoke", "extend")


def _word(words: Words, name: str, run: Callable[[argparse.Namespace], int]) -> Any:
    parser = words.add_parser(name, help=text(f"share.{name}"), description=text(f"share.{name}"))
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=run)
    return parser


def _create(words: Words) -> None:
    create = _word(words, "create", _run("create"))
    what = create.add_mutually_exclusive_group()
    what.add_argument("--text", metavar="T", help=text("share.create-text"))
    what.add_argument("--stdin", action="store_true", help=text("share.create-stdin"))
    create.add_argument("--entry", metavar="ID", help=text("share.create-entry"))
    create.add_argument("--field", metavar="F", action="append", help=text("share.create-field"))
    create.add_argument("--client", metavar="C", help=text("share.create-client"))
    create.add_argument("--label", metavar="L", default="", help=text("share.create-label"))
    create.add_argument("--expires", metavar="T", default="1d", help=text("share.expires"))
    create.add_argument("--views", metavar="N", type=int, default=1, help=text("share.create-views"))
    create.add_argument("--passcode", metavar="P", default="auto", help=text("share.create-passcode"))
    create.add_argument("--from", dest="sender", metavar="NAME", help=text("share.create-from"))
    create.add_argument("--note", metavar="N", default="", help=text("share.create-note"))
    create.add_argument("--no-hide", action="store_true", help=text("share.create-no-hide"))
    create.add_argument("--no-copy", action="store_true", help=text("share.create-no-copy"))
    create.add_argument("--relay", metavar="URL", help=text("share.create-relay"))


def _open(words: Words) -> None:
    parser = _word(words, "open", _run_open)
    parser.add_argument("url", metavar="URL", help=text("share.open-url"))
    parser.add_argument("--passcode", metavar="P", help=text("share.open-passcode"))
    parser.add_argument("--output", metavar="DIR", help=text("share.open-output"))


# Each imports its work only when it runs: `lacre share --help` needs neither ciphers nor a network.


def _run(name: str) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        from app.cli import share_commands

        code: int = getattr(share_commands, name)(args)
        return code

    return run


def _run_open(args: argparse.Namespace) -> int:
    from app.cli.share_open import open_link

    return open_link(args)
