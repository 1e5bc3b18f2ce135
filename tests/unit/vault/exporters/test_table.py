"""The table: no cell runs in a spreadsheet, whatever its separator, and every octet comes back."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.vault.exporters.rows import ExportedEntry, ExportedField
from app.vault.exporters.table import HEADER, escaped, unescaped, write_table
from app.vault.importers.detect import LACRE, detect
from app.vault.importers.imported import ImportedEntry, SkippedRow
from app.vault.importers.parsing import parse
from app.vault.kinds import CUSTOM, KINDS, EntryKind, FieldKind
from app.vault.model import EntryDraft

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.text(st.sampled_from(list("=+-@;,\t\r\n'\" |ab1\0＝\\u{}[]")), max_size=20),
    st.sampled_from(
        ["=cmd|' /C calc'!A0", "a;=1+1", "x\n- y", "'", "''=", "\ufeff", "a\r\nb\rc\nd", "\0", "- item\n- item"]
    ),
)
names = texts.map(lambda text: " ".join(text.split())).filter(lambda text: text.isprintable() and text != "")


@st.composite
def entries(draw: st.DrawFn) -> ExportedEntry:
    kind = draw(st.sampled_from(EntryKind))
    fields = []
    for spec in KINDS[kind]:
        for _ in range(draw(st.integers(0, 2 if spec.repeat else 1))):
            protected = spec.protected or draw(st.booleans())
            fields.append(ExportedField(spec.name, "", spec.kind, protected, draw(texts.filter(bool))))
    for _ in range(draw(st.integers(0, 3))):
        custom = (draw(names), draw(st.sampled_from(FieldKind)), draw(st.booleans()), draw(texts.filter(bool)))
        fields.append(ExportedField(CUSTOM, *custom))
    marks = {"favourite": False, "archived": False, "tags": ()}
    fields = draw(st.permutations(fields))
    return ExportedEntry("0" * 32, draw(names), kind, draw(names), tuple(fields), NOW, NOW, **marks)  # type: ignore[arg-type]


def written(*made: ExportedEntry) -> bytes:
    file = io.BytesIO()
    write_table(file, made)
    return file.getvalue()


def read_back(octets: bytes) -> list[ImportedEntry | SkippedRow]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(octets)
        assert detect(path) == LACRE
        return list(parse(path, LACRE))


def told(draft: EntryDraft) -> list[tuple[object, ...]]:
    return [
        (f.name, f.label, f.kind, f.protected, f.value.text() if isinstance(f.value, Secret) else f.value)
        for f in draft.fields
    ]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(entries(), min_size=1, max_size=3))
def test_every_octet_comes_back(made: list[ExportedEntry]) -> None:
    back = read_back(written(*made))
    assert len(back) == len(made)
    for entry, one in zip(made, back, strict=True):
        assert isinstance(one, ImportedEntry)
        assert (one.client_hint, one.draft.kind, one.draft.title) == (entry.client, entry.kind, entry.title)
        assert told(one.draft) == [(f.name, f.label, f.kind, f.protected, f.value) for f in entry.fields]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries(), st.sampled_from([",", ";", "\t", "|"]))
def test_no_cell_is_a_formula_whichever_separator_a_spreadsheet_takes(made: ExportedEntry, separator: str) -> None:
    text = written(made).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        for cell in row:
            shown = cell.lstrip(" \"'")
            assert cell.startswith("'") or not shown.startswith(FORMULA), cell


@pytest.mark.parametrize("text", ['"=1+1', " =1+1", ' " -1', "'=1+1"])
def test_spaces_and_quotes_hide_no_formula(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@given(texts)
def test_an_escaped_cell_is_no_formula_and_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(FORMULA)


def test_people_see_the_usual_columns() -> None:
    fields = (
        ExportedField("username", "", FieldKind.USERNAME, False, "ana"),
        ExportedField("password", "", FieldKind.PASSWORD, True, '=pa"ss'),
        ExportedField("url", "", FieldKind.URL, False, "https://banco.example"),
        ExportedField("url", "", FieldKind.URL, False, "https://outro.example"),
        ExportedField("notes", "", FieldKind.NOTE, False, "duas\nlinhas"),
        ExportedField(CUSTOM, "PIN", FieldKind.PIN, True, "12-34"),
    )
    marks = {"favourite": True, "archived": False, "tags": ("banco", "urgente")}
    made = ExportedEntry("0" * 32, "Açores", EntryKind.LOGIN, "Banco", fields, NOW, NOW, **marks)  # type: ignore[arg-type]
    octets = written(made)
    assert octets.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8
    header, row = list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline="")))
    assert tuple(header) == HEADER
    cells = dict(zip(header, row, strict=True))
    assert cells.pop("more").count('"name"') == 2
    assert cells == {
        "lacre_client": "Açores",
        "kind": "login",
        "title": "Banco",
        "username": "ana",
        "password": "'=pa\"ss",
        "url": "https://banco.example",
        "totp": "",
        "notes": "duas\nlinhas",
        "tags": "banco, urgente",
    }


@pytest.mark.parametrize(
    "line",
    [
        '"C","nothing","T","","","","","","",""',
        '"C","login","T","","","","","","","{"',
        '"C","login","T","","","","","","","[1]"',
        '"C","login","T","","","","","","","[{""name"": ""custom""}]"',
        '"C","login","T","","","","","","","[{""name"": 1, ""value"": 2, ""kind"": ""text"", ""protected"": true}]"',
        '"C","note","T","ana","","","","","",""',
        '"C","login","T","","","","","","","' + "[" * 5000 + '"',
    ],
)
def test_a_line_that_is_none_of_ours_is_skipped_and_told(line: str) -> None:
    octets = (",".join(HEADER) + "\r\n" + line + "\r\n").encode()
    assert read_back(octets) == [SkippedRow(2, "malformed")]


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫−")
@pytest.mark.parametrize(
    "before", ["", " ", '"', "\xa0", "\u200b", "\ufeff", "\u3000", "\x01", "\v", "\xad", "\u2060", "\u202e \ufeff"]
)
def test_what_some_program_does_not_see_hides_no_formula(before: str, sign: str) -> None:
    assert escaped(f"{before}{sign}1+1") == f"'{before}{sign}1+1"
    note = ExportedField("notes", "", FieldKind.NOTE, False, f"a;{before}{sign}1+1")
    octets = written(ExportedEntry("0" * 32, "c", EntryKind.LOGIN, "t", (note,), NOW, NOW, False, False, ()))
    assert f"{sign}1+1" not in octets.decode("utf-8-sig")
    (back,) = read_back(octets)
    assert isinstance(back, ImportedEntry)
    assert back.draft.fields[0].value == note.value
