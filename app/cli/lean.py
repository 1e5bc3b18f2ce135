"""Parsing only what was typed: of some fifty words one is meant, and making the parsers of the others takes longer than a search.

Words that nobody typed are not made, and what a word does is imported once it runs. What cannot be parsed so is parsed again
with all of them, which alone knows what to say.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import Any


class Misread(Exception):
    """The lean parser could not make sense of it."""


def late(work: str) -> Callable[[argparse.Namespace], int]:
    """`module.function` of this package, imported when it is called."""
    module, _, function = work.partition(".")

    def run(args: argparse.Namespace) -> int:
        code: int = getattr(importlib.import_module(f"app.cli.{module}"), function)(args)
        return code

    return run


class Typed(argparse._SubParsersAction):  # type: ignore[type-arg]  # not generic when run
    """The words under a word, of which only those that were typed are made."""

    def add_parser(self, name: str, **kwargs: Any) -> Any:
        if name in getattr(self._parser_class, "typed", ()):
            return super().add_parser(name, **kwargs)
        return _Unmade()


class _Unmade:
    """In the place of a parser that is not made: takes all that would have been said to it."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *_: Any, **__: Any) -> _Unmade:
        return self
