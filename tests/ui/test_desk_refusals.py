"""Whoever sees a refusal in the window can follow it there: no command, no option, no variable, no id."""

from __future__ import annotations

import json
import re

import pytest

from app.errors import OurError, UserError
from app.host.paths import resources
from app.ops.sentences import known_codes, of_code
from app.ui.refusals import refusal

FOLDER = resources() / "translations"
WINDOW = json.loads((FOLDER / "window.json").read_bytes())
COMMANDS = re.compile(
    r"\blacre [a-z]|LACRE_|--[a-z]|run\.py|\b[Rr]un\b|\b[Cc]orr[ae]\b|\bids?\b|\b1h\b|=VAL|\bscript\b|\bcom+ando?s?\b"
)
# Said by the command line, by a relay of one's own or before there is a window: no window asks for what they refuse.
ELSEWHERE = {
    "change-what",
    "revoke-what",
    "cannot-print",
    "no-home",
    "field-ambiguous",
    "field-form",
    "no-origin",
    "no-passphrase",
    "no-relay-data",
    "nothing-to-generate",
    "one-worker",
    "passcode-needed",
    "usage",
    "bad-network",
    "bad-room",
    "stdin-twice",
    "import-bad-target",
    "restore-no-vault",
    "restore-what",
    "no-attachment-named",
    "no-file-password",
    "no-halves",
    "relay-in-use",
}


@pytest.mark.parametrize("language", ["pt_PT", "en"])
def test_no_advice_in_the_window_is_one_for_the_command_line(language: str) -> None:
    told = {code: refusal(UserError(code), language) for code in known_codes() - ELSEWHERE}
    assert {code: text for code, text in told.items() if COMMANDS.search(text)} == {}


def test_every_word_of_the_window_is_for_a_known_code_in_both_languages() -> None:
    assert set(WINDOW) <= known_codes()
    for code, texts in WINDOW.items():
        assert set(texts) == {"pt_PT", "en"}, code
        assert set(texts["en"]) == set(texts["pt_PT"]) <= {"what", "now"}, code
        for text in (*texts["en"].values(), *texts["pt_PT"].values()):
            assert text == text.strip(), code
            assert text.endswith("."), code
            assert "!" not in text, code


def test_what_happened_and_what_was_lost_are_said_as_everywhere() -> None:
    said = refusal(UserError("no-relay"), "en")
    what, loss, now = of_code("no-relay", {}, "en")
    assert said.startswith(f"{what} {loss} ")
    assert now not in said


def test_an_error_nobody_thought_of_is_said_calmly() -> None:
    assert "tell us what you were doing" in refusal(ValueError("x"), "en")
    assert refusal(OurError("naive-datetime"), "en")
