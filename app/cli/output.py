"""What goes to standard output and to standard error. Owns the one JSON object, and that no title can steer a terminal."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, TextIO

from app.errors import UserError, WorldError

# Control characters (a terminal obeys them), marks that turn the direction of text (a title could look like another), and
# Unicode's own line ends.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def emit(args: Any, obj: dict[str, Any], text: str) -> None:
    """The result: `obj` as one JSON object when --json was given, else `text` for people."""
    put(as_json(obj) if getattr(args, "json", False) else clean(text).rstrip("\n"))


def put(text: str) -> None:
    """Text as the result, at once, so that it is known here whether it arrived: WorldError("cannot-print") if not.

    BrokenPipeError is passed on: whoever read our output has seen enough.
    """
    if sys.stdout is None:  # closed before we began
        raise WorldError("cannot-print", reason=os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        _abandon(sys.stdout)
        sys.stdout = None
        if isinstance(error, BrokenPipeError):
            raise
        raise WorldError("cannot-print", reason=error.strerror or type(error).__name__) from error


def say(text: str) -> None:
    """A message beside the result. Where nobody can read it, the exit code has to do."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(clean(text).rstrip("\n") + "\n")
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)


def hold_streams() -> None:
    """Take the numbers of standard streams that were closed, so that no file of ours gets one: what anybody prints there, a
    library or a child of ours, would land in the vault.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gives the lowest number that is free


def _abandon(stream: TextIO) -> None:
    """Let the rest of what is buffered go nowhere: the interpreter would try again at its end, complain, and end with 120."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def clean(text: str) -> str:
    """The text with steering characters shown as `·`. Line ends and tabs stay."""
    return _STEERING.sub("·", text)


def one_line(text: str) -> str:
    """A stranger's text where one line stands. No line ends and no run of spaces: either could make the rest of it look like
    a line of ours, such as a question for the vault's passphrase.
    """
    return " ".join(text.split())


def indented(text: str) -> str:
    """A stranger's text of several lines: all but the first are set in, so that none looks like a field or a message of ours."""
    return text.replace("\r\n", "\n").replace("\n", "\n  ")


def as_json(obj: dict[str, Any]) -> str:
    """One line of JSON, letters as they are, steering characters escaped."""
    text = json.dumps(obj, ensure_ascii=False, separators=(", ", ": "))
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def require_text(*arguments: str) -> None:
    """Refuse arguments that hold octets which are no text in this system's encoding: nothing could be found by them again."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise UserError("not-text") from None


def use_utf8() -> None:
    """UTF-8 in pipes and files whatever the system's own encoding; in a terminal its own, with escapes for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def table(rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> str:
    """Rows in columns, each cut to its width; the last column is never cut."""
    return "\n".join("  ".join(_cells(row, widths)).rstrip() for row in rows)


def _cells(row: tuple[str, ...], widths: tuple[int, ...]) -> list[str]:
    return [_fitted(cell, width) for cell, width in zip(row, widths, strict=False)] + list(row[len(widths) :])


def _fitted(cell: str, width: int) -> str:
    """The cell cut or filled to so many columns of the screen."""
    taken = _columns(cell)
    if taken > width:
        while _columns(cell) >= width:
            cell = cell[:-1]
        cell += "…"
        taken = _columns(cell)
    return cell + " " * (width - taken)


def _columns(cell: str) -> int:
    """How many columns a terminal gives it: two to a wide letter, none to a mark on the letter before."""
    return sum(_columns_of(letter) for letter in cell)


def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
