"""The `lacre` command: finds the word that was typed, runs it, turns errors into sentences and exit codes.

Imports only the module of that word: the relay's server or the vault's ciphers cost start-up time nobody else should pay.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from app.cli.lean import Misread, Typed
from app.cli.output import as_json, hold_streams, put, say, use_utf8
from app.cli.sentences import language, text, texts
from app.cli.traces import debugging, trace
from app.errors import Fact, LacreError, PeerError, UserError, WorldError

WORDS = {
    "vault": "app.cli.vault",
    "share": "app.cli.share",
    "request": "app.cli.request",
    "relay": "app.cli.relay",
}

_HELP = frozenset({"-h", "--help"})

DONE, REFUSED, USAGE, WORLD, INTERRUPTED = 0, 1, 2, 3, 130


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    hold_streams()
    use_utf8()
    json = "--json" in words
    try:
        return _run(words)
    except SystemExit as leaving:  # argparse after --help and --version
        return leaving.code if isinstance(leaving.code, int) else WORLD
    except KeyboardInterrupt:
        say(text("main.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        return WORLD
    except LacreError as error:
        return _refuse(error, json)
    except OSError as error:
        return _system_failed(error, json)
    except Exception as error:
        return _unexpected(error, json)


def exit_code(error: LacreError) -> int:
    """1: the other side refused; 2: the person can act; 3: the world or we failed."""
    if isinstance(error, PeerError):
        return REFUSED
    return USAGE if isinstance(error, UserError) else WORLD


class _Formatter(argparse.HelpFormatter):
    """With the width told: argparse would import shutil, and all compressions with it, in every run to ask for it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())


@functools.cache
def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        return int(columns) - 2
    try:
        return os.get_terminal_size(1).columns - 2
    except OSError:
        return 78


class Parser(argparse.ArgumentParser):
    """argparse with our manners: no abbreviated options (scripts would break when one is added), errors as ours."""

    typed: frozenset[str] | None = None
    """A lean parser's words: no other is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, "formatter_class": _Formatter, **kwargs})
        if self.typed is not None:
            self.register("action", "parsers", Typed)

    def _print_message(self, message: str, file: Any = None) -> None:
        """argparse would hide that help could not be written."""
        (say if file is sys.stderr else put)(message.rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        if self.typed is not None:
            raise Misread
        self.print_usage(sys.stderr)
        raise UserError("usage", detail=message, command=self.prog)


def _run(words: Sequence[str]) -> int:
    args = _parsed(words)
    if words and words[0] != "vault":
        _log()
    code: int = args.run(args)
    return code


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    if _HELP.isdisjoint(words):
        with contextlib.suppress(Misread):
            return build_parser(words, lean=True).parse_args(words)
    return build_parser(words).parse_args(words)


def build_parser(words: Sequence[str], *, lean: bool = False) -> Parser:
    """The parser for these words: whole for the first of them, and a line of help for the others. Lean: for parsing alone."""
    _translate()
    kind = type("Lean", (Parser,), {"typed": frozenset(words)}) if lean else Parser
    parser: Parser = kind(prog="lacre", description=text("main.description"), epilog=text("main.epilog"))
    parser.add_argument("--version", action=_Version, nargs=0, help=text("main.version"))
    subparsers = parser.add_subparsers(metavar=text("main.command"), required=True)
    typed = next((word for word in words if not word.startswith("-")), None)
    for word, module in WORDS.items():
        if word == typed:
            importlib.import_module(module).register(subparsers)
        else:
            subparsers.add_parser(word, help=text(f"main.{word}"))
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: package metadata takes its time."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("lacre")
        except PackageNotFoundError:
            found = "0"
        put(f"lacre {found}")
        raise SystemExit(DONE)


def _translate() -> None:
    """argparse asks gettext, which would want compiled catalogues in a system folder; ours answer in its place."""
    catalogue = texts("argparse")

    def one(message: str) -> str:
        return catalogue.get(message, message)

    def many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    for name, translator in (("_", one), ("ngettext", many)):
        setattr(argparse, name, translator)


def _log() -> None:
    from app.host.log import configure

    configure(10 if debugging() else 30)


def _refuse(error: LacreError, json: bool) -> int:
    from app.ops.sentences import sentence

    return _tell(error.code, sentence(error, language()), json, exit_code(error), error.facts)


def _system_failed(error: OSError, json: bool) -> int:
    """What no part of the program made its own error of: the system's words, and the path that it was about."""
    if debugging():
        say(trace(error))
    path, reason = error.filename, error.strerror or type(error).__name__
    facts = {"reason": reason, **({"path": path} if isinstance(path, str) else {})}
    return _refuse(WorldError("system-failed", **facts), json)


def _unexpected(error: Exception, json: bool) -> int:
    from app.ops.sentences import of_code

    if debugging():
        say(trace(error))
    return _tell("unexpected", str(of_code("unexpected", {}, language())), json, WORLD, {})


def _tell(code: str, message: str, json: bool, result: int, facts: Mapping[str, Fact]) -> int:
    try:
        if json:
            put(as_json({"error": code, "message": message, "facts": facts}))
            return result
    except (LacreError, BrokenPipeError):  # the code that it ends with must not change for that
        pass
    say(message)
    return result
