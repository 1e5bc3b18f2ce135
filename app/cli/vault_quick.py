"""`lacre vault quick on|off|status`, and `--pin-stdin` for the words that unlock. Owns the words, and where a PIN comes from:
the terminal or the first line of standard input, never an argument.

Loaded for every `lacre vault …`, so what works with a vault is imported when it runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.cli.sentences import text

if TYPE_CHECKING:
    from app.ops.quick_unlock import QuickStatus

# What needs the passphrase itself, unlocks nothing, or has words of its own.
_NOT_BY_PIN = frozenset({"init", "passphrase", "quick", "key", "recovery", "generate"})
Run = Callable[[argparse.Namespace], int]


def register(words: argparse._SubParsersAction[Any]) -> None:
    """Add `quick` to the words of `lacre vault`, and its PIN to those that are there already."""
    quick = words.add_parser("quick", help=text("quick.quick"), description=text("quick.quick"))
    steps = quick.add_subparsers(metavar=text("main.command"), required=True)
    turn_on = _word(steps, "on", _on)
    turn_on.add_argument("--pin-stdin", action="store_true", help=text("quick.on-pin-stdin"))
    turn_on.add_argument("--until-reboot", action="store_true", help=text("quick.until-reboot"))
    _word(steps, "off", _off)
    _word(steps, "status", _status)
    take_pin(words, *(name for name in words.choices if name not in _NOT_BY_PIN))


def take_pin(words: argparse._SubParsersAction[Any], *names: str) -> None:
    """Let these words be unlocked by the PIN as well."""
    for name in words.choices.keys() & set(names):  # those that were made: see `lean`
        parser: argparse.ArgumentParser = words.choices[name]
        run: Run | None = parser.get_default("run")
        if run is not None:  # a word of words has none
            parser.add_argument("--pin-stdin", action="store_true", help=text("quick.pin-stdin"))
            parser.set_defaults(run=_with_pin(run))


def _with_pin(run: Run) -> Run:
    def call(args: argparse.Namespace) -> int:
        if not args.pin_stdin:
            return run(args)
        from app.cli.unlocking import by_pin

        with by_pin():
            return run(args)

    return call


def _word(words: argparse._SubParsersAction[Any], name: str, run: Run) -> argparse.ArgumentParser:
    told = text(f"quick.{name}")
    parser: argparse.ArgumentParser = words.add_parser(name, help=told, description=told)
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    parser.set_defaults(run=run)
    return parser


def _on(args: argparse.Namespace) -> int:
    from app.cli.output import emit, say
    from app.cli.unlocking import known_passphrase, new_pin, opened, pin
    from app.host.clock import now
    from app.host.paths import home
    from app.ops.quick_unlock import status, turn_on

    known = known_passphrase()
    with opened(known) as vault:
        chosen = pin() if args.pin_stdin else new_pin()
        turn_on(home(), vault, known, chosen, now(), until_reboot=args.until_reboot)
    emit(args, _facts(status(home(), now())), text("quick.turned-on"))
    say(text("quick.advice-memory" if args.until_reboot else "quick.advice"))
    return 0


def _off(args: argparse.Namespace) -> int:
    from app.cli.output import emit
    from app.host.paths import home
    from app.ops.quick_unlock import turn_off

    was = turn_off(home())
    emit(args, {"was_on": was}, text("quick.turned-off" if was else "quick.was-off"))
    return 0


def _status(args: argparse.Namespace) -> int:
    from app.cli.output import emit
    from app.cli.sentences import language
    from app.host.clock import now
    from app.host.paths import home
    from app.ops.quick_unlock import status
    from app.ops.sentences import of_code

    told = status(home(), now())
    line = text("quick.is-on" if told.on else "quick.is-off", tries=told.tries, until=_day(told))
    why = f"\n{of_code(told.code, {}, language()).what}" if told.code else ""
    emit(args, _facts(told), line + why)
    return 0


def _facts(told: QuickStatus) -> dict[str, Any]:
    until = None if told.until is None else told.until.isoformat()
    facts = {"on": told.on, "available": told.available, "why": told.code, "tries": told.tries, "until": until}
    return {**facts, "ends_at_reboot": told.ends_at_reboot}


def _day(told: QuickStatus) -> str:
    return "" if told.until is None else told.until.astimezone().strftime("%Y-%m-%d %H:%M")
