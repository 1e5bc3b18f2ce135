"""Standard input where an argument says `-`: piped whole, and at a terminal asked for by name and typed unseen."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import stdin
from app.errors import UserError

ROOT = Path(__file__).parents[3]
PROBE = """
import sys
from app.cli import stdin
sys.stdout.write("read " + ascii(getattr(stdin, sys.argv[1])("Password (not shown): ")) + "\\n")
"""


def piped(monkeypatch: pytest.MonkeyPatch, octets: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets), "utf-8"))


@pytest.mark.parametrize("read", [stdin.read_stdin, stdin.read_text])
def test_what_is_piped_is_read_whole_and_nothing_is_asked(
    read: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(read)
    piped(monkeypatch, b"um\n\ndois\r\n")
    assert read("Password: ") == "um\n\ndois"
    assert capsys.readouterr() == ("", "")


def test_octets_that_are_no_text_and_floods_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for octets, code in ((b"\xff", "not-text"), (b"x" * (1024 * 1024 + 1), "input-too-large")):
        piped(monkeypatch, octets)
        with pytest.raises(UserError, match=code):
            stdin.read_stdin("")


@pytest.mark.parametrize(
    ("function", "typed", "value"),
    [
        ("read_stdin", "sésamo\n", "sésamo"),
        ("read_text", "sésamo\n\nabre-te\n\x04", "sésamo\n\nabre-te"),
    ],
)
def test_at_a_terminal_the_question_is_seen_and_the_answer_is_not(function: str, typed: str, value: str) -> None:
    code, shown = at_a_terminal(function, typed)
    assert code == 0, shown
    asked, _, told = shown.partition("read ")
    assert "Password (not shown):" in asked
    assert "sésamo" not in asked
    assert told.strip() == ascii(value)


def test_an_end_of_input_in_place_of_an_answer_gives_up() -> None:
    code, shown = at_a_terminal("read_stdin", "\x04")
    assert code != 0
    assert "cancelled" in shown


def at_a_terminal(function: str, typed: str) -> tuple[int, str]:
    """The exit code, and what stands on the screen of a person who types this once the question is there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", PROBE, function],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    os.close(theirs)
    shown = ""
    try:
        while piece := _read(ours):
            shown += piece
            if typed and "(not shown):" in shown:
                os.write(ours, typed.encode())
                typed = ""
        return process.wait(30), shown
    finally:
        os.close(ours)
        process.kill()


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode()
    except OSError:  # the other end was closed
        return ""
