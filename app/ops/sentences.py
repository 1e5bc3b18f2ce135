"""From an error's code to what a person reads: what happened, whether anything was lost, what to do now.

Owns the look-up; the sentences are in resources/translations/sentences.json, for the command line and the windows alike.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.errors import Fact, LacreError, OurError
from app.host.paths import resources

_FALLBACK = "unexpected"
_FACT = re.compile(r"{(\w+)}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")  # left out when one of its facts is not known


class Sentence(NamedTuple):
    """A refusal in its three parts."""

    what: str
    loss: str
    now: str

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


def sentence(error: LacreError, language: str) -> str:
    """The three parts in a row."""
    return str(parts(error, language))


def parts(error: LacreError, language: str) -> Sentence:
    """The three parts. An error of ours that has no sentence names its code, so that a report of it can be understood."""
    return of_code(error.code, error.facts, language, ours=isinstance(error, OurError))


def of_code(code: str, facts: Mapping[str, Fact], language: str, *, ours: bool = False) -> Sentence:
    known: dict[str, dict[str, list[str]]] = _catalogue()["errors"]
    texts = known.get(code) or known["our-fault" if ours else _FALLBACK]
    return Sentence(*(_fill(text, {"code": code, **facts}) for text in texts[language]))


def skip_reason(reason: str, language: str) -> str:
    """Why an import left out a row."""
    reasons: dict[str, dict[str, str]] = _catalogue()["skipped"]
    return (reasons.get(reason) or reasons["malformed"])[language]


def known_codes() -> frozenset[str]:
    """The codes that have a sentence of their own."""
    return frozenset(_catalogue()["errors"])


def _fill(text: str, facts: Mapping[str, Fact]) -> str:
    # Not str.format: a missing fact must not turn a refusal into a crash. One pass: a fact may itself hold braces.
    def optional(match: re.Match[str]) -> str:
        return match[1] if set(_FACT.findall(match[1])) <= facts.keys() else ""

    return _FACT.sub(lambda match: str(facts.get(match[1], "?")), _OPTIONAL.sub(optional, text))


@functools.cache
def _catalogue() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((resources() / "translations" / "sentences.json").read_bytes())
    return read
