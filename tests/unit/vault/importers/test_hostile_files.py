"""Files made to hurt: whatever the octets, an import ends in bounded time and memory with entries or a LacreError."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import LacreError, UserError
from app.vault.importers.detect import FORMATS, detect
from app.vault.importers.imported import SkippedRow
from app.vault.importers.limits import LIMITS, Limits
from app.vault.importers.parsing import parse
from app.vault.importers.text import inspect, open_text

from .support import FIXTURES

SMALL = Limits(
    file_octets=64 * 1024, rows=50, field_chars=500, record_chars=2000, item_octets=2000, columns=16, depth=8, clients=5
)
CSV_HEADS = (
    "url,username,password,totp,extra,name,grouping,fav\n",
    "name,url,username,password,note\n",
    "sep=;\nname;url;username;password\n",
)
ANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)
# fmt: off
item_keys = st.sampled_from([
    "type", "name", "notes", "login", "fields", "card", "identity", "passwordHistory", "folderId", "collectionIds",
    "deletedDate", "secureNote", "uris", "uri", "password", "value", "id",
])
# fmt: on
items = st.dictionaries(item_keys, json_values | st.integers(0, 6), max_size=8)


def _swallow(path: Path, limits: Limits = SMALL, formats: tuple[str, ...] = FORMATS) -> int:
    """Parse in every format, as whoever chooses one by hand may; the number of entries and rows seen."""
    seen = 0
    for name in formats:
        try:
            for one in parse(path, name, limits=limits):
                seen += 1
                assert isinstance(one, SkippedRow) or one.draft.title
        except LacreError:
            continue
    return seen


def _detects(path: Path) -> None:
    try:
        assert detect(path, SMALL) in FORMATS
    except LacreError:
        return


@ANY
@given(octets=st.binary(max_size=600))
def test_any_octets_are_read_or_refused(tmp_path: Path, octets: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(octets)
    _detects(path)
    _swallow(path)


@ANY
@given(head=st.sampled_from(CSV_HEADS), body=st.text(alphabet='a";,\n\r\t\0=\\ç:{}N', max_size=400))
def test_any_csv_body_is_read_or_refused(tmp_path: Path, head: str, body: str) -> None:
    path = tmp_path / "file.csv"
    path.write_text(head + body, encoding="utf-8", newline="")
    _swallow(path)


@ANY
@given(extra=st.text(alphabet="ab:\n\r -NotesCode0", max_size=200), title=st.sampled_from(["Porta", "x", ""]))
def test_any_typed_note_is_read(tmp_path: Path, extra: str, title: str) -> None:
    path = tmp_path / "file.csv"
    quoted = f"NoteType:Alarm\n{extra}".replace('"', '""')
    path.write_text(f'{CSV_HEADS[0]}http://sn,,,,"{quoted}",{title},,0\n', encoding="utf-8", newline="")
    assert _swallow(path, LIMITS, ("lastpass",)) == 1


@ANY
@given(members=st.lists(items | json_values, max_size=6), folders=json_values)
def test_any_json_items_are_read_or_refused(tmp_path: Path, members: list[object], folders: object) -> None:
    import json

    path = tmp_path / "file.json"
    path.write_text(json.dumps({"items": members, "folders": folders}), encoding="utf-8")
    _swallow(path)


@ANY
@given(
    cut=st.integers(0, 4000),
    flip=st.integers(0, 4000),
    bit=st.integers(0, 7),
    name=st.sampled_from(["lastpass.csv", "bitwarden.json", "chrome.csv"]),
)
def test_a_cut_or_flipped_real_file_is_read_or_refused(
    tmp_path: Path, cut: int, flip: int, bit: int, name: str
) -> None:
    octets = bytearray((FIXTURES / name).read_bytes())
    octets[flip % len(octets)] ^= 1 << bit
    path = tmp_path / name
    path.write_bytes(octets[: len(octets) - cut % len(octets)])
    _detects(path)
    _swallow(path, LIMITS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "too-deep"),
        ('{"items":' + "[" * 100_000, "too-deep"),
        ('{"items":[{"type":1,"login":' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}]}", "too-deep"),
        ('{"items":[' + "{}," * 60_000 + "{}]}", "too-many-rows"),
        ('{"items":[' + "1," * 60_000 + "1]}", "too-many-rows"),
        ("{" + '"items":[],' * 60_000, "too-many-rows"),
        ('{"folders":[' + "[]," * 60_000 + '[]],"items":[]}', "too-many-rows"),
    ],
)
def test_a_json_bomb_is_refused_before_it_is_parsed(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "bomb.json"
    path.write_text(text)
    limits = replace(LIMITS, rows=50_000)
    tracemalloc.start()
    try:
        with pytest.raises(UserError, match=f"import-{code}"):
            list(parse(path, "bitwarden", limits=limits))
        assert tracemalloc.get_traced_memory()[1] < 16 * len(text) + 4_000_000
    finally:
        tracemalloc.stop()


def test_brackets_and_commas_inside_strings_are_no_structure(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    notes = r"[[[[,,,,\"{{{{\\" * 10_000
    path.write_text('{"items":[{"type":2,"name":"n","notes":"' + notes + '"}]}')
    assert _swallow(path, replace(LIMITS, rows=1)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"' + "x" * 3000, "(record-too-long|field-too-long)"),
        ("x" * 3000 + ",a,b,c,d\n", "record-too-long"),
        ('"' + "\n" * 3000, "(record-too-long|field-too-long)"),
        ('"a\n",' * 3000, "record-too-long"),  # one record over many lines, every field short
        ("," * 3000, "record-too-long"),
        ("a,b,c,d,e\n" * 60, "too-many-rows"),
        ('"' + "y" * 600 + '",b,c,d,e\n', "field-too-long"),
    ],
)
def test_a_csv_bomb_is_refused_at_its_cap(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "bomb.csv"
    path.write_text(CSV_HEADS[1] + text)
    with pytest.raises(UserError, match=f"import-{code}"):
        list(parse(path, "chrome", limits=SMALL))


def test_a_file_over_the_size_cap_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(LIMITS.file_octets + 1)  # a hole: takes no place on the disk
    with pytest.raises(UserError, match="import-too-large"):
        detect(path)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(1000)) + "\n")
    with pytest.raises(UserError, match="import-too-many-columns"):
        detect(path)


@pytest.mark.parametrize("name", ["lastpass", "chrome"])
def test_memory_stays_flat_over_many_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / "many.csv"
    header, row = {
        "lastpass": (CSV_HEADS[0], "https://s.example/,u,p,,nota,Nome,Pasta,0\n"),
        "chrome": (CSV_HEADS[1], "Nome,https://s.example/,u,p,nota\n"),
    }[name]
    path.write_text(header + row * 5_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in parse(path, name)) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "octets", "code"),
    [
        ("a.csv", b'url,username,password,totp,extra,name,grouping,fav\n,,"x"y,,,,,\n', "broken-csv"),
        ("a.json", b'{"items": [{"login": {"password": "canary"}}], "encrypted": 5}', "broken-json"),
    ],
)
def test_an_error_carries_nothing_of_the_file(tmp_path: Path, name: str, octets: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(octets)
    with pytest.raises(UserError, match=code) as caught:
        list(parse(tmp_path / name, "bitwarden" if name.endswith("json") else "lastpass"))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_file_that_changes_while_it_is_read_is_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"plain")
    source = inspect(path)
    path.write_bytes(b"canary\xff")
    with pytest.raises(UserError, match="encoding") as caught, open_text(source) as (text, _):
        text.read()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
