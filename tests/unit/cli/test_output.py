"""What reaches standard output: one object, and nothing that steers a terminal."""

from __future__ import annotations

import json
from argparse import Namespace

import pytest

from app.cli.output import as_json, clean, emit, indented, one_line, require_text, table
from app.errors import UserError


@pytest.mark.parametrize(
    "title",
    [
        "a\x1b[2Jb",
        "a\x9b31mb",
        "a\rb",
        "a\x07b",
        "a\u202eb",
        "a\u2066b",
        "a\x00b",
        "a\u061cb",
        "a\u2028b",
        "a\u2029b",
        "a\x85b",
    ],
)
def test_a_title_cannot_steer_the_terminal(title: str) -> None:
    assert clean(title).startswith("a·")
    assert clean(title).endswith("b")
    printed = as_json({"title": title})
    assert title[1] not in printed
    assert json.loads(printed) == {"title": title}


def test_letters_lines_and_tabs_stay() -> None:
    assert clean("ação\n\tçã€") == "ação\n\tçã€"
    assert '"ação"' in as_json({"t": "ação"})


def test_with_json_only_the_object_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    emit(Namespace(json=True), {"a": 1}, "for people")
    emit(Namespace(json=False), {"a": 1}, "for people\n")
    assert capsys.readouterr().out == '{"a": 1}\nfor people\n'


def test_columns_are_cut_but_the_last() -> None:
    assert table([("abcdef", "1"), ("x", "2" * 90)], (4,)) == "abc…  1\nx     " + "2" * 90


def test_columns_line_up_whatever_the_width_of_a_letter() -> None:
    rows = [("パン屋さん", "1"), ("ca\u0301lculo", "2"), ("太陽", "3"), ("xy", "4")]
    assert table(rows, (6,)) == "パン…   1\nca\u0301lcu…  2\n太陽    3\nxy      4"


def test_octets_that_are_no_text_are_refused() -> None:
    require_text("ação", "")
    with pytest.raises(UserError, match="not-text"):
        require_text("ok", "\udcff")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\t", "\v", "\x85", "\u2028", "\u2029", " " * 80, "\u2003" * 80])
def test_a_line_of_a_stranger_cannot_look_like_two(end: str) -> None:
    assert one_line(f"Ana{end}{end}Vault passphrase: ") == "Ana Vault passphrase:"


def test_the_lines_of_a_stranger_are_set_in_below_the_first() -> None:
    assert indented("um\r\nIBAN: PT50\n\ndois") == "um\n  IBAN: PT50\n  \n  dois"
