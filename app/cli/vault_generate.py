"""`lacre vault generate`: a password, words or a PIN, and its bits. Opens no vault, so nothing of it is kept."""

from __future__ import annotations

import argparse

from app.cli.output import emit, require_text, say
from app.cli.sentences import language, text
from app.crypto.secret import Secret
from app.vault import generator
from app.vault.generator_rules import parse_rules


def generate(args: argparse.Namespace) -> int:
    """Print one; what it is worth goes beside it."""
    require_text(args.without, args.separator, args.rules or "")
    made, bits = _made(args)
    emit(args, {"password": made.text(), "bits": round(bits, 1)}, made.text())
    if not args.json:
        say(text("care.bits", bits=int(bits)))
    return 0


def _made(args: argparse.Namespace) -> tuple[Secret, float]:
    if args.words is not None:
        chosen = args.language or ("pt" if language().startswith("pt") else "en")
        return generator.words(args.words, chosen, args.separator, capital=args.capital, number=args.number)
    if args.pin is not None:
        return generator.pin(args.pin)
    if args.rules is not None:
        return generator.by_rules(parse_rules(args.rules), args.length, avoid_lookalikes=args.no_lookalikes)
    return generator.password(
        generator.USUAL_LENGTH if args.length is None else args.length,
        upper=not args.no_capitals,
        digits=not args.no_digits,
        symbols=not args.no_symbols,
        avoid_lookalikes=args.no_lookalikes,
        without=args.without,
    )
