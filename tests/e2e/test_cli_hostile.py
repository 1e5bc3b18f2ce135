"""The command line where things are not as they should be: closed or full outputs, no terminal, no home, octets that are no text.

Each ends with the exit code of docs/CLI.md and a sentence, never with what Python says of itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.lacre_command import CHEAPEST, ROOT, Lacre

LIST = ("vault", "list")
MISSING = ("vault", "show", "nothing")
BAD = os.fsdecode(b"x\xff")
ENTRY = "Portal"


@pytest.fixture(scope="module")
def lacre(tmp_path_factory: pytest.TempPathFactory) -> Lacre:
    """A vault with one entry. What the shell sets for Python must not decide how outputs are buffered."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "passphrase").write_text("uma frase longa e calma")
    made = Lacre(folder / "data", folder / "passphrase", {"PYTHONUNBUFFERED": ""})
    made.json("vault", "init", *CHEAPEST)
    made.json("vault", "add", "--client", "C", "--title", ENTRY, "--field", "password=-", stdin="x")
    return made


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Standard error, which must be of ours."""
    for trace in ("Traceback", "Exception ignored", "Error", "lacre: "):
        assert trace not in done.stderr, done.stderr
    return done.stderr


def redirected(lacre: Lacre, how: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command as a shell runs it, with these redirections."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {how}', "sh", sys.executable, "-m", "app", *words],
        capture_output=True, text=True, env=lacre.environment, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("words", [LIST, (*LIST, "--json"), ("--help",), ("vault", "--help"), ("--version",)])
@pytest.mark.parametrize("how", [">/dev/full", ">&-"])
def test_a_result_that_cannot_be_written_is_the_worlds_failure_and_told(
    lacre: Lacre, how: str, words: tuple[str, ...]
) -> None:
    done = redirected(lacre, how, *words)
    assert done.returncode == 3
    assert said(done).startswith("The result could not be written: ")


@pytest.mark.parametrize("how", [">/dev/full", ">&-", ">&- <&-"])
def test_a_refusal_that_cannot_be_printed_as_json_is_told_beside_and_keeps_its_code(lacre: Lacre, how: str) -> None:
    done = redirected(lacre, how, *MISSING, "--json")
    assert done.returncode == 2
    assert said(done).startswith("There is no entry")


@pytest.mark.parametrize("how", ["2>/dev/full", "2>&-", "2>&- >&-", "2>&- >&- <&-", "2>/dev/full >/dev/full"])
def test_where_nobody_can_be_told_the_code_tells(lacre: Lacre, how: str) -> None:
    done = redirected(lacre, how, *MISSING)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


@pytest.mark.parametrize("words", [(*LIST, "--json"), ("vault", "--help"), (*MISSING, "--json")])
def test_a_reader_that_has_gone_is_no_news(lacre: Lacre, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "app", *words], stdout=closed, stderr=subprocess.PIPE, text=True,
            env=lacre.environment, cwd=ROOT, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == (2 if MISSING[2] in words else 3)
    assert "Error" not in said(done)


def test_no_file_of_ours_gets_the_number_of_a_closed_stream(lacre: Lacre, tmp_path: Path) -> None:
    done = redirected(lacre, ">&- 2>&- <&-", "vault", "backup", str(tmp_path / "copy"))
    assert done.returncode == 3  # made, and could not say so
    copied = Lacre(tmp_path / "home", lacre.passphrase_file)
    copied.home.mkdir()
    (tmp_path / "copy").rename(copied.home / "vault.lacre")
    assert copied.json("vault", "check")["ok"]


ADD = ("vault", "add", "--client", "C", "--title", "T", "--field", "password=-")


def test_endless_standard_input_is_refused_without_reading_it_all(lacre: Lacre) -> None:
    done = redirected(lacre, "</dev/zero", *ADD, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"] == "input-too-large"


def test_standard_input_that_is_closed_or_no_text_is_refused(lacre: Lacre, tmp_path: Path) -> None:
    done = redirected(lacre, "<&-", *ADD)
    assert done.returncode == 3
    assert said(done).startswith("Could not read -")
    (tmp_path / "octets").write_bytes(b"\xff\xfe")
    done = redirected(lacre, f"<{tmp_path / 'octets'}", *ADD)
    assert done.returncode == 2
    assert "not text" in said(done)


@pytest.mark.parametrize(
    "words",
    [
        (BAD,),
        ("vault", BAD),
        (*LIST, "--query", BAD),
        (*LIST, "--client", BAD),
        ("vault", "show", BAD),
        ("vault", "add", "--client", BAD, "--title", "T"),
        ("vault", "add", "--client", "C", "--title", "T", "--field", f"{BAD}=x"),
        ("vault", "backup", f"/nowhere/{BAD}"),
        ("share", "create", "--text", BAD),
        ("share", "create", "--text", "x", "--label", BAD),
        ("share", "create", "--text", "x", "--note", BAD),
        ("share", "create", "--text", "x", "--from", BAD),
        ("share", "create", "--text", "x", "--passcode", f"={BAD}"),
        ("share", "create", "--text", "x", "--expires", BAD),
        ("share", "create", "--text", "x", "--relay", BAD),
        ("share", "create", "--entry", ENTRY, "--field", BAD),
        ("share", "status", f"abcd{BAD}"),
        ("relay", "connect", BAD),
        ("relay", "invite", "--label", BAD),
        ("relay", "serve", "--data", f"/nowhere/{BAD}"),
        ("relay", "serve", "--public-url", BAD),
    ],
)
def test_octets_that_are_no_text_are_a_mistake_of_use(lacre: Lacre, words: tuple[str, ...]) -> None:
    done = lacre.run(*words)
    assert done.returncode == 2, done.stderr
    assert said(done).count(".") >= 3


@pytest.mark.parametrize(
    ("home", "words", "code"),
    [
        ("{folder}/passphrase/x", LIST, 2),  # below a file
        ("{folder}/passphrase/x", ("vault", "init", *CHEAPEST), 3),
        ("{folder}/passphrase", ("vault", "init", *CHEAPEST), 3),
        ("/proc/nobody", ("vault", "init", *CHEAPEST), 3),  # as read-only as it gets, for root too
        ("/proc/nobody", ("relay", "serve"), 3),
        ("/tmp/" + "a" * 300, LIST, 3),
        ("~nobody-of-that-name/x", LIST, 2),
        (f"{{folder}}/{BAD}", ("vault", "init", *CHEAPEST), 2),
    ],
)
def test_a_home_that_cannot_be_is_told(lacre: Lacre, home: str, words: tuple[str, ...], code: int) -> None:
    done = lacre.run(*words, LACRE_HOME=home.format(folder=lacre.home.parent), LACRE_LANGUAGE="")
    assert done.returncode == code, done.stderr
    assert said(done).count(".") >= 3


def test_without_any_variable_the_usual_place_is_looked_at(lacre: Lacre, tmp_path: Path) -> None:
    kept = {name: value for name, value in lacre.environment.items() if name in ("PATH", "SYSTEMROOT")}
    done = subprocess.run(
        [sys.executable, "-m", "app", "vault", "list", "--json"], cwd=ROOT, env={**kept, "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"] == "no-vault"


def test_a_working_folder_that_was_removed_is_told(lacre: Lacre, tmp_path: Path) -> None:
    gone = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", gone, "sh", str(tmp_path / "gone"), sys.executable, "-m", "app", *LIST],
        env={**lacre.environment, "LACRE_HOME": "here", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert said(done).startswith("It is not known where the data folder is.")


def test_ctrl_c_at_the_question_for_the_passphrase_ends_with_a_word_and_leaves_the_terminal_as_it_was(
    lacre: Lacre,
) -> None:
    with asking(lacre, *LIST) as (process, terminal):
        os.write(terminal, b"\x03")
        assert process.wait(60) == 130
        shown = read(terminal, "\n", b"Interrupted")
        assert termios.tcgetattr(terminal)[3] & termios.ECHO
    assert "Traceback" not in shown


def test_the_end_of_input_at_the_question_is_no_passphrase(lacre: Lacre) -> None:
    with asking(lacre, *LIST) as (process, terminal):
        os.write(terminal, b"\x04")
        assert process.wait(60) == 2
        assert "LACRE_PASSPHRASE_FILE" in read(terminal, "", b"LACRE_PASSPHRASE_FILE")


def test_a_termination_at_the_question_is_an_ordinary_end(lacre: Lacre) -> None:
    with asking(lacre, *LIST) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == -signal.SIGTERM


@contextlib.contextmanager
def asking(lacre: Lacre, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A command at a terminal of its own, when it has asked for the passphrase."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in lacre.environment.items() if name != "LACRE_PASSPHRASE_FILE"}
    enter = (
        "import os,signal,sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "  # a run in the background ignores it
        "os.setsid(); os.close(os.open(os.ttyname(0), os.O_RDWR)); os.execv(sys.argv[1], sys.argv[1:])"
    )
    command = [sys.executable, "-c", enter, sys.executable, "-m", "app", *words]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT)
    try:
        read(ours, "", b"Passphrase of the vault: ")
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(theirs)
        os.close(ours)


def read(terminal: int, shown: str, until: bytes) -> str:
    """What is shown, up to these words; the suite's time limit ends a wait for nothing."""
    octets = shown.encode()
    while until not in octets:
        octets += os.read(terminal, 4096)
    return octets.decode()
