"""`lacre share …`: the words and their arguments. Owns no work: each command is in one of its neighbours."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.lean import late
from app.cli.sentences import text
from app.cli.vault_quick import take_pin

Words = Any


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `share` and its words."""
    share = subparsers.add_parser("share", help=text("main.share"), description=text("share.description"))
    words = share.add_subparsers(metavar=text("main.command"), required=True)
    _create(words)
    _open(words)
    _word(words, "list", "share_commands.list_shares")
    _with_id(words, "resume", "share_creating.resume")
    _with_id(words, "status", "share_commands.status")
    _change(words)
    _with_id(words, "extend", "share_commands.extend").add_argument(
        "--expires", metavar="T", required=True, help=text("share.expires")
    )
    _with_id(words, "renew", "share_creating.renew").add_argument(
        "--expires", metavar="T", default="1d", help=text("share.expires")
    )
    _revoke(words)
    _word(words, "watch", "share_commands.watch")
    take_pin(words, "create", "open", "list", "resume", "status", "change", "extend", "renew", "revoke", "watch")


def _word(words: Words, name: str, work: str) -> Any:
    parser = words.add_parser(name, help=text(f"share.{name}"), description=text(f"share.{name}"))
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=late(work))
    return parser


def _with_id(words: Words, name: str, work: str) -> Any:
    parser = _word(words, name, work)
    parser.add_argument("id", metavar="ID", help=text("share.id"))
    return parser


def _create(words: Words) -> None:
    create = _word(words, "create", "share_creating.create")
    what = create.add_mutually_exclusive_group()
    what.add_argument("--text", metavar="T", help=text("share.create-text"))
    what.add_argument("--stdin", action="store_true", help=text("share.create-stdin"))
    create.add_argument("--entry", metavar="ID", action="append", help=text("share.create-entry"))
    create.add_argument("--field", metavar="F", action="append", help=text("share.create-field"))
    create.add_argument("--file", metavar="PATH", nargs="+", action="extend", help=text("share.create-file"))
    create.add_argument("--attach", metavar="FILE", action="append", help=text("share.create-attach"))
    create.add_argument("--client", metavar="C", help=text("share.create-client"))
    create.add_argument("--label", metavar="L", default="", help=text("share.create-label"))
    create.add_argument("--starts", metavar="T", help=text("share.starts"))
    create.add_argument("--expires", metavar="T", default="1d", help=text("share.expires"))
    create.add_argument("--views", metavar="N", type=int, help=text("share.create-views"))
    create.add_argument("--passcode", metavar="P", default="auto", help=text("share.create-passcode"))
    create.add_argument("--terms", metavar="FILE", help=text("share.create-terms"))
    create.add_argument("--identity", metavar="ADDRESS", help=text("share.create-identity"))
    create.add_argument("--from", dest="sender", metavar="NAME", help=text("share.create-from"))
    create.add_argument("--note", metavar="N", default="", help=text("share.create-note"))
    for flag in ("no-hide", "no-copy", "no-download", "trace"):
        create.add_argument(f"--{flag}", action="store_true", help=text(f"share.create-{flag}"))
    create.add_argument("--relay", metavar="URL", help=text("share.create-relay"))


def _change(words: Words) -> None:
    parser = _with_id(words, "change", "share_commands.change")
    parser.add_argument("--starts", metavar="T", help=text("share.starts"))
    parser.add_argument("--expires", metavar="T", help=text("share.expires"))
    parser.add_argument("--views", metavar="N", type=int, help=text("share.change-views"))
    pausing = parser.add_mutually_exclusive_group()
    pausing.add_argument("--pause", dest="paused", action="store_true", default=None, help=text("share.change-pause"))
    pausing.add_argument("--resume", dest="paused", action="store_false", help=text("share.change-resume"))


def _revoke(words: Words) -> None:
    parser = _word(words, "revoke", "share_commands.revoke")
    parser.add_argument("id", metavar="ID", nargs="?", help=text("share.id"))
    parser.add_argument("--client", metavar="C", help=text("share.revoke-client"))


def _open(words: Words) -> None:
    parser = _word(words, "open", "share_open.open_link")
    parser.add_argument("url", metavar="URL", help=text("share.open-url"))
    parser.add_argument("--passcode", metavar="P", help=text("share.open-passcode"))
    parser.add_argument("--output", metavar="DIR", help=text("share.open-output"))
    parser.add_argument("--only", metavar="FILE", action="append", help=text("share.open-only"))
    parser.add_argument("--accept-terms", metavar="NAME", help=text("share.open-accept"))
    parser.add_argument("--address", metavar="A", help=text("share.open-address"))
    parser.add_argument("--into", metavar="CLIENT", help=text("share.open-into"))
    parser.add_argument("--title", metavar="T", help=text("share.open-title"))
