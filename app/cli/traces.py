"""What is told of an error that nobody expected: places and types. Never its message or a variable: they may hold a secret.

`install` makes that the rule for threads, slots and destructors too, where Python would print the message by itself.
"""

from __future__ import annotations

import os
import sys
import threading
from types import TracebackType
from typing import Any


def trace(error: BaseException) -> str:
    """Where it happened and of what type it was; the same of what caused it, first."""
    import traceback

    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = trace(cause) + "\n" if cause else ""
    return before + "".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__


def debugging() -> bool:
    """Whether the person wants to see more than a sentence."""
    return os.environ.get("LACRE_DEBUG") == "1"


def install() -> None:
    """Take over the three hooks by which Python reports errors that nobody caught."""
    sys.excepthook = _uncaught
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable


def _uncaught(kind: type[BaseException], error: BaseException, _place: TracebackType | None) -> None:
    _report(kind, error)


def _in_thread(arguments: threading.ExceptHookArgs) -> None:
    _report(arguments.exc_type, arguments.exc_value)


def _unraisable(unraisable: Any) -> None:  # its type exists for type checkers only
    _report(unraisable.exc_type, unraisable.exc_value)


def _report(kind: type[BaseException], error: BaseException | None) -> None:
    if issubclass(kind, SystemExit | KeyboardInterrupt) or sys.stderr is None:
        return
    shown = trace(error) if error is not None and debugging() else kind.__qualname__
    sys.stderr.write(f"lacre: {shown}\n")
