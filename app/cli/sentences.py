"""What the command line says, in the person's language. Owns the look-up; a key's first word names its catalogue.

`text("vault.created", path=…)` is the key `created` of resources/translations/cli.vault.<language>.json.
"""

from __future__ import annotations

import functools
import json
import os
import re

from app.errors import LacreError
from app.host.paths import home, resources, settings_path
from app.ops.languages import choose_language

_FACT = re.compile(r"{(\w+)}")


@functools.cache
def language() -> str:
    """The language of this run."""
    try:
        setting = _setting()
    except (LacreError, OSError):  # the error is told by what needs the settings, not by the choice of a language
        setting = "auto"
    return choose_language(setting, os.environ)


def _setting() -> str:
    folder = home()
    if not settings_path(folder).exists():
        return "auto"
    from app.host.settings import load  # late: most of what it needs is for writing them

    return load(folder).language


def text(key: str, **facts: str | int) -> str:
    """The text, with `{name}` filled in; in one pass, because a fact may itself hold braces: a sender's name, a title."""
    catalogue, _, name = key.partition(".")
    found = _catalogue(catalogue, language())[name]
    return _FACT.sub(lambda match: str(facts.get(match[1], match[0])), found)


def texts(catalogue: str) -> dict[str, str]:
    """A whole catalogue."""
    return _catalogue(catalogue, language())


@functools.cache
def _catalogue(name: str, language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((resources() / "translations" / f"cli.{name}.{language}.json").read_bytes())
    return read
