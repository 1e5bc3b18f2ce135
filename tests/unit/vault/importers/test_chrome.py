"""Chrome's CSV and the ways in which CSV files break."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import UserError, WorldError
from app.vault.importers.detect import detect
from app.vault.importers.parsing import parse

from .support import FIXTURES, by_title, read, values

FILE = FIXTURES / "chrome.csv"
HEADER = "name,url,username,password,note\n"


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "passwords.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_logins_without_folders_name_no_client() -> None:
    entries, skipped = read(FILE)
    assert [entry.draft.title for entry in entries] == ["portal.example", "sem-nome.example", "App", "portal.example"]
    assert {entry.client_hint for entry in entries} == {""}
    assert skipped == []


def test_a_note_of_several_lines_and_the_line_after_it_are_counted_right() -> None:
    entries, _ = read(FILE)
    assert [entry.line for entry in entries] == [2, 3, 5, 6]


def test_a_command_in_a_cell_stays_text() -> None:
    assert values(by_title(FILE)["App"].draft, "password") == ["+CMD|' /C calc'!A0"]


def test_an_older_file_without_notes_is_read(tmp_path: Path) -> None:
    assert "N" in by_title(_file(tmp_path, "name,url,username,password\nN,https://n.example,u,p\n"))


def test_unknown_columns_are_kept_as_fields(tmp_path: Path) -> None:
    path = _file(tmp_path, "name,url,username,password,note,Equipa,Equipa\nN,https://n.example,u,p,,azul,verde\n")
    assert values(by_title(path)["N"].draft, "Equipa") == ["azul", "verde"]


def test_a_known_column_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-column-twice"):
        read(_file(tmp_path, "name,url,username,password,Password\nN,u,u,p,q\n"))


def test_ragged_rows_are_skipped_with_their_line(tmp_path: Path) -> None:
    text = (
        HEADER
        + "a,https://a.example,u,p,\nb,https://b.example,u\nc,https://c.example,u,p,n,more\nd,https://d.example,u,p,,,\n"
    )
    entries, skipped = read(_file(tmp_path, text))
    assert [entry.draft.title for entry in entries] == ["a", "d"]
    assert [(row.line, row.reason) for row in skipped] == [(3, "too-few-cells"), (4, "too-many-cells")]


def test_a_zero_octet_skips_its_row_only(tmp_path: Path) -> None:
    entries, skipped = read(_file(tmp_path, HEADER + "a,https://a.example,u,p\0q,\nb,https://b.example,u,p,\n"))
    assert [entry.draft.title for entry in entries] == ["b"]
    assert [(row.line, row.reason) for row in skipped] == [(2, "control-characters")]


@pytest.mark.parametrize("row", ['"a"b,c,d,e,f\n', '"never closed,c,d,e,f\n'])
def test_a_broken_quotation_refuses_the_file(tmp_path: Path, row: str) -> None:
    with pytest.raises(UserError, match="import-broken-csv") as caught:
        read(_file(tmp_path, HEADER + "a,https://a.example,u,p,\n" + row))
    assert caught.value.facts["line"] == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_each_known_encoding_gives_the_same_letters(tmp_path: Path, encoding: str) -> None:
    text = HEADER + "Açor,https://a.example,josé,maçã€,\n"
    assert values(by_title(_file(tmp_path, text.encode(encoding)))["Açor"].draft, "password") == ["maçã€"]


@pytest.mark.parametrize(
    "octets",
    [
        HEADER.encode() + b"a,b,c,\x81,\n",  # no letter in UTF-8 nor in cp1252
        HEADER.encode() + b"a,b,c,\xff\x01,\n",  # a control character: no text
        b"\xff\xfe" + HEADER.encode("utf-16-le") + b"\x00\xd8",  # half a character
        b"\xef\xbb\xbf" + HEADER.encode() + b"\xe7",  # says UTF-8 and is not
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff",
    ],
)
def test_text_that_cannot_be_decoded_for_sure_is_refused(tmp_path: Path, octets: bytes) -> None:
    with pytest.raises(UserError, match="import-encoding"):
        read(_file(tmp_path, octets))


@pytest.mark.parametrize("text", ["", "\n\n", '{"x":1}', "just words", ",,,\n"])
def test_a_file_of_no_known_format_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match=r"import-(unknown-format|empty)"):
        detect(_file(tmp_path, text))


def test_a_format_asked_for_needs_its_columns() -> None:
    with pytest.raises(UserError, match="import-missing-column"):
        list(parse(FILE, "lastpass"))


def test_a_folder_a_device_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-not-a-file"):
        detect(tmp_path)
    with pytest.raises(WorldError, match="cannot-read"):
        detect(tmp_path / "none.csv")


def test_progress_never_passes_the_whole(tmp_path: Path) -> None:
    path = _file(tmp_path, HEADER + "a,https://a.example,u,p,\n" * 2000)
    seen: list[tuple[int, int]] = []
    list(parse(path, "chrome", progress=lambda done, total: seen.append((done, total))))
    assert seen
    assert all(0 < done <= total == path.stat().st_size for done, total in seen)
