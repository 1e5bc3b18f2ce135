"""`lacre vault health|generate`: the words and their arguments. Owns no work: it is loaded for every `lacre vault …`, so each
word's module is imported only when it runs.
"""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.sentences import text


def register_health(words: argparse._SubParsersAction[Any]) -> None:
    """Add `health` to the words of `lacre vault`."""
    health = _word(words, "health")
    health.add_argument("--client", metavar="C", help=text("care.health-client"))
    health.add_argument("--breached", action="store_true", help=text("care.health-breached"))
    health.set_defaults(run=_run_health)


def register_generate(words: argparse._SubParsersAction[Any]) -> None:
    """Add `generate`."""
    generate = _word(words, "generate")
    generate.add_argument("--length", metavar="N", type=int, help=text("care.length"))
    generate.add_argument("--without", metavar="SIGNS", default="", help=text("care.without"))
    for name in ("no-capitals", "no-digits", "no-symbols", "no-lookalikes", "capital", "number"):
        generate.add_argument(f"--{name}", action="store_true", help=text(f"care.{name}"))
    way = generate.add_mutually_exclusive_group()
    way.add_argument("--words", metavar="N", type=int, help=text("care.words"))
    way.add_argument("--pin", metavar="N", type=int, help=text("care.pin"))
    way.add_argument("--rules", metavar="R", help=text("care.rules"))
    generate.add_argument("--language", choices=("pt", "en"), help=text("care.language"))
    generate.add_argument("--separator", metavar="S", default="-", help=text("care.separator"))
    generate.set_defaults(run=_run_generate)


def _word(words: argparse._SubParsersAction[Any], name: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(
        name, help=text(f"care.{name}"), description=text(f"care.{name}")
    )
    parser.add_argument("--json", action="store_true", help=text("main.json"))
    return parser


def _run_health(args: argparse.Namespace) -> int:
    from app.cli.vault_health import health

    return health(args)


def _run_generate(args: argparse.Namespace) -> int:
    from app.cli.vault_generate import generate

    return generate(args)
