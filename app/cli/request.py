"""`lacre request …`: the words and their arguments. Owns no work: each command is in one of its neighbours."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.lean import late
from app.cli.sentences import text
from app.cli.vault_quick import take_pin

Words = Any
KINDS = ("login", "logins", "card", "bank", "identity", "door", "recovery", "file", "text", "code", "own")
LANGUAGES = ("pt-PT", "pt-BR", "en", "es", "fr")


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `request` and its words."""
    request = subparsers.add_parser("request", help=text("main.request"), description=text("request.description"))
    words = request.add_subparsers(metavar=text("main.command"), required=True)
    _create(words)
    _word(words, "list", "request_commands.list_requests")
    _with_id(words, "status", "request_commands.status")
    _with_id(words, "collect", "request_commands.collect").add_argument(
        "--output", metavar="DIR", help=text("request.collect-output")
    )
    _accept(words)
    _one_of(_with_id(words, "reject", "request_commands.reject"))
    _with_id(words, "revoke", "request_commands.revoke")
    _with_id(words, "extend", "request_commands.extend").add_argument(
        "--expires", metavar="T", required=True, help=text("share.expires")
    )
    _with_id(words, "remind", "request_commands.remind")
    _with_id(words, "forget", "request_commands.forget")
    _word(words, "watch", "request_commands.watch")
    take_pin(
        words,
        *("create", "list", "status", "collect", "accept", "reject", "revoke", "extend", "remind", "forget", "watch"),
    )


def _word(words: Words, name: str, work: str) -> Any:
    parser = words.add_parser(name, help=text(f"request.{name}"), description=text(f"request.{name}"))
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=late(work))
    return parser


def _with_id(words: Words, name: str, work: str) -> Any:
    parser = _word(words, name, work)
    parser.add_argument("id", metavar="ID", help=text("request.id"))
    return parser


def _one_of(parser: Any) -> Any:
    parser.add_argument("number", metavar="N", type=int, nargs="?", help=text("request.number"))
    return parser


def _create(words: Words) -> None:
    create = _word(words, "create", "request_creating.create")
    create.add_argument("--kind", metavar="K", choices=KINDS, required=True, help=text("request.create-kind"))
    create.add_argument("--client", metavar="C", help=text("request.create-client"))
    create.add_argument("--label", metavar="L", default="", help=text("request.create-label"))
    create.add_argument("--note", metavar="N", default="", help=text("request.create-note"))
    create.add_argument("--from", dest="sender", metavar="NAME", help=text("request.create-from"))
    create.add_argument("--language", metavar="L", choices=LANGUAGES, help=text("request.create-language"))
    create.add_argument("--expires", metavar="T", help=text("request.create-expires"))
    create.add_argument("--takes", metavar="N", type=int, help=text("request.create-takes"))
    create.add_argument("--standing", action="store_true", help=text("request.create-standing"))
    create.add_argument("--files", choices=("none", "optional", "required"), help=text("request.create-files"))
    create.add_argument("--field", metavar="KIND=LABEL", action="append", help=text("request.create-field"))
    create.add_argument("--passcode", metavar="P", default="none", help=text("share.create-passcode"))
    create.add_argument("--relay", metavar="URL", help=text("share.create-relay"))


def _accept(words: Words) -> None:
    accept = _one_of(_with_id(words, "accept", "request_commands.accept"))
    accept.add_argument("--into", metavar="ENTRY", action="append", default=[], help=text("request.accept-into"))
    accept.add_argument("--client", metavar="C", help=text("request.accept-client"))
    accept.add_argument("--title", metavar="T", default="", help=text("request.accept-title"))
