"""From words to an exit code: laziness, languages, refusals, and what never happens (a traceback with a secret)."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main as cli
from app.cli import sentences
from app.errors import LacreError, Malformed, OurError, PeerError, UserError, WorldError
from app.host.paths import resources

CANARY = "canary-7d1f-secret"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LACRE_LANGUAGE", "en")
    monkeypatch.delenv("LACRE_DEBUG", raising=False)
    sentences.language.cache_clear()
    yield
    sentences.language.cache_clear()


def _failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(words: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", run)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PeerError("expired"), 1),
        (Malformed("header"), 1),
        (UserError("no-entry"), 2),
        (WorldError("disk-full"), 3),
        (OurError("out-of-turn"), 3),
        (KeyboardInterrupt(), 130),
        (ValueError(CANARY), 3),
        (RecursionError(), 3),
        (BrokenPipeError(), 3),
    ],
)
def test_each_family_of_errors_has_its_exit_code(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.dup2", lambda *_: None)
    _failing(monkeypatch, error)
    assert cli.main(["vault", "list"]) == code


def test_with_json_a_refusal_is_one_object_on_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _failing(monkeypatch, PeerError("revoked"))
    cli.main(["share", "open", "x", "--json"])
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert told["error"] == "revoked"
    assert told["message"].startswith("Whoever sent this link revoked it.")
    assert printed.err == ""


def test_without_json_a_refusal_goes_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _failing(monkeypatch, PeerError("revoked"))
    cli.main(["share", "open", "x"])
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "revoked" in printed.err


@pytest.mark.parametrize("debug", ["0", "1"])
def test_an_unexpected_error_shows_no_message_and_no_variable(
    debug: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LACRE_DEBUG", debug)

    def run(words: object) -> int:
        passphrase = CANARY
        try:
            raise KeyError(passphrase)
        except KeyError as error:
            raise ValueError(f"bad {passphrase}") from error

    monkeypatch.setattr(cli, "_run", run)
    assert cli.main(["vault", "list"]) == 3
    printed = capsys.readouterr()
    assert CANARY not in printed.out + printed.err
    assert ("KeyError" in printed.err) == ("test_main.py" in printed.err) == (debug == "1")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["vault"],
        ["vault", "nonsense"],
        ["vault", "list", "--nonsense"],
        ["vault", "show"],
        ["vault", "list", "--cli", "C"],  # no abbreviations
        ["vault", "init", "--kdf-passes", "many"],
    ],
)
def test_a_wrong_command_is_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*words, "--json"]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"] == "usage"
    assert printed.err.startswith("usage: lacre")


@pytest.mark.parametrize("language", ["pt_PT", "en"])
@pytest.mark.parametrize(
    "words",
    [
        [CANARY],
        ["vault", CANARY],
        ["vault", "list", CANARY],
        ["vault", "list", f"--{CANARY}=x", f"-{CANARY}"],
        ["vault", "list", f"--json={CANARY}"],
        ["vault", "init", "--kdf-passes", CANARY],
        ["vault", "add", "--kind", CANARY],
        ["share", "open", "https://relay.example", CANARY],
        ["share", "create", "--text", "x", "--views", CANARY],
    ],
)
def test_a_wrong_argument_is_not_quoted(
    words: list[str], language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LACRE_LANGUAGE", language)
    sentences.language.cache_clear()
    assert cli.main(words) == 2
    assert CANARY not in capsys.readouterr().err


def test_every_word_that_takes_a_secret_tells_a_way_that_nobody_sees(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["share", "create"], ["share", "open"], ["vault", "add"], ["relay", "connect"]):
        assert cli.main([*words, "--help"]) == 0
        assert "arguments can be seen by other programs" in " ".join(capsys.readouterr().out.split())


def test_an_invite_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[str] = []

    def connect(home: Path, vault: object, invite: str) -> str:
        given.append(invite)
        return "https://relay.example"

    monkeypatch.setenv("LACRE_HOME", str(tmp_path))
    monkeypatch.setattr("app.ops.relays.connect", connect)
    monkeypatch.setattr("app.cli.unlocking.unlocked", contextlib.nullcontext)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{CANARY}\n".encode()), "utf-8"))
    assert cli.main(["relay", "connect", "-"]) == 0
    assert given == [CANARY]


@pytest.mark.parametrize("language", ["pt_PT", "en"])
@pytest.mark.parametrize("words", [[], ["vault"], *([["vault", w] for w in ("init", "import", "list", "show", "add")])])
def test_help_is_given_in_the_language_of_the_person(
    words: list[str], language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LACRE_LANGUAGE", language)
    sentences.language.cache_clear()
    assert cli.main([*words, "--help"]) == 0
    printed = capsys.readouterr().out
    assert ("mostra esta ajuda" in printed) == (language == "pt_PT")
    assert ("show this help" in printed) == (language == "en")


def test_both_languages_have_the_same_keys() -> None:
    folder = resources() / "translations"
    for path in folder.glob("cli.*.en.json"):
        english = json.loads(path.read_bytes())
        portuguese = json.loads(path.with_name(path.name.replace(".en.", ".pt_PT.")).read_bytes())
        assert english.keys() == portuguese.keys(), path.name
        assert all(english.values())
        assert all(portuguese.values())


def test_only_the_module_of_the_word_is_imported() -> None:
    probe = """
import sys
from app.cli.main import build_parser
build_parser(["vault", "list"])
heavy = {"requests", "msgspec", "PySide6", "nacl", "apsw", "uvicorn", "logging", "qrcode", "cryptography"}
print(sorted(heavy & set(sys.modules)), "app.cli.share" in sys.modules, "app.cli.relay" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False False"


def test_listing_a_vault_loads_neither_network_nor_window(tmp_path: Path) -> None:
    probe = """
import sys
import app.cli.vault_entries, app.vault.vault
heavy = {"requests", "msgspec", "PySide6", "uvicorn", "qrcode", "cryptography", "asyncio", "email"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_family_of_an_error_decides_alone() -> None:
    assert {cli.exit_code(error) for error in (LacreError("x"), OurError("x"), WorldError("x"))} == {3}


def test_the_passphrase_is_no_argument_of_any_command() -> None:
    parser = cli.build_parser(["vault", "list"])
    words = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    vault = words[0].choices["vault"]
    inner = next(action for action in vault._actions if isinstance(action, argparse._SubParsersAction))
    options = {option for one in inner.choices.values() for action in one._actions for option in action.option_strings}
    files = {"--new-passphrase-file", "--password-file"}  # of an export that is imported
    assert {option for option in options if "pass" in option} == {"--kdf-passes"} | files


def test_what_is_filled_into_a_text_is_not_filled_again() -> None:
    told = sentences.text("vault.added", title="{client}{id}", client="{title}", id="7")
    assert told == '"{client}{id}" added to {title} (7).'
