"""Bitwarden's JSON: a login comes back through our own importer as it was, and of every kind each value does."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.vault.exporters.bitwarden import write_archive, write_bitwarden
from app.vault.exporters.rows import ExportedEntry, ExportedField, ExportedFile
from app.vault.importers.detect import BITWARDEN, detect
from app.vault.importers.imported import ImportedEntry
from app.vault.importers.parsing import parse
from app.vault.kinds import CUSTOM, KINDS, EntryKind, FieldKind

from .test_table import NOW

WORDS = {spec.name: spec.name.replace("_", " ").capitalize() for specs in KINDS.values() for spec in specs} | {
    "tags": "Tags"
}
# What the importer cannot hold is no text of ours: NUL. Names are one line there as here.
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=30)
names = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.replace("/", " ").split()))
    .filter(bool)
)
PLAIN = {"favourite": False, "archived": False, "tags": ()}


@st.composite
def entries(draw: st.DrawFn, kinds: tuple[EntryKind, ...] = tuple(EntryKind)) -> ExportedEntry:
    kind = draw(st.sampled_from(kinds))
    fields = []
    for spec in KINDS[kind]:
        for _ in range(draw(st.integers(0, 2 if spec.repeat else 1))):
            value = draw(st.just("2027-10") if spec.kind is FieldKind.MONTH else texts)
            fields.append(ExportedField(spec.name, "", spec.kind, spec.protected, value))
    custom = st.builds(ExportedField, st.just(CUSTOM), names, st.just(FieldKind.TEXT), st.booleans(), texts)
    fields += draw(st.lists(custom, max_size=3))
    entry_id = draw(st.binary(min_size=16, max_size=16)).hex()
    return ExportedEntry(entry_id, draw(names), kind, draw(names), tuple(fields), NOW, NOW, **PLAIN)  # type: ignore[arg-type]


def written(*made: ExportedEntry) -> bytes:
    file = io.BytesIO()
    write_bitwarden(file, dict.fromkeys(one.client for one in made), made, WORDS)
    return file.getvalue()


def read_back(octets: bytes) -> list[ImportedEntry]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_bytes(octets)
        assert detect(path) == BITWARDEN
        back = list(parse(path, BITWARDEN))
    assert all(isinstance(one, ImportedEntry) for one in back), back
    return back  # type: ignore[return-value]


def plain(value: object) -> object:
    return value.text() if isinstance(value, Secret) else value


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(entries().filter(lambda entry: entry.fields), min_size=1, max_size=3))
def test_every_value_comes_back_under_its_client_and_title(made: list[ExportedEntry]) -> None:
    back = read_back(written(*made))
    assert [(one.client_hint, one.draft.title) for one in back] == [(one.client, one.title) for one in made]
    for entry, one in zip(made, back, strict=True):
        values = sorted(str(plain(field.value)) for field in one.draft.fields)
        assert values == sorted(field.value for field in entry.fields)
        assert one.leftovers == ()
        protected = {field.value for field in entry.fields if field.protected}
        assert {str(plain(field.value)) for field in one.draft.fields if field.protected} >= protected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries((EntryKind.LOGIN,)).filter(lambda entry: entry.fields))
def test_a_login_comes_back_as_it_was(made: ExportedEntry) -> None:
    (back,) = read_back(written(made))
    assert back.draft.kind is EntryKind.LOGIN
    told = sorted((field.name, field.label, str(plain(field.value)), field.protected) for field in back.draft.fields)
    assert told == sorted((field.name, field.label, field.value, field.protected) for field in made.fields)


def test_the_kinds_that_bitwarden_has_are_its_own() -> None:
    types = {EntryKind.LOGIN: 1, EntryKind.NOTE: 2, EntryKind.CARD: 3, EntryKind.IDENTITY: 4, EntryKind.DOOR: 2}
    made = [
        ExportedEntry(f"{number:032x}", "Açores", kind, kind.value, _each(kind), NOW, NOW, **PLAIN)  # type: ignore[arg-type]
        for number, kind in enumerate(types)
    ]
    read: dict[str, Any] = json.loads(written(*made))
    assert read["encrypted"] is False
    assert [folder["name"] for folder in read["folders"]] == ["Açores"]
    items = {item["name"]: item for item in read["items"]}
    assert {name: item["type"] for name, item in items.items()} == {
        kind.value: number for kind, number in types.items()
    }
    assert items["login"]["login"]["uris"] == [{"match": None, "uri": "url"}]
    assert items["card"]["card"] == {
        **{"cardholderName": "holder", "brand": None, "number": "number"},
        **{"expMonth": "10", "expYear": "2027", "code": "security_code"},
    }
    assert items["identity"]["identity"]["firstName"] == "full_name"
    assert {"name": "Code", "value": "code", "type": 1} in items["door"]["fields"]
    back = {one.draft.title: one.draft for one in read_back(written(*made))}
    assert back["card"].kind is EntryKind.CARD
    assert back["identity"].kind is EntryKind.IDENTITY
    assert {field.name: plain(field.value) for field in back["card"].fields}["expires"] == "2027-10"


def _each(kind: EntryKind) -> tuple[ExportedField, ...]:
    return tuple(
        ExportedField(
            spec.name, "", spec.kind, spec.protected, "2027-10" if spec.kind is FieldKind.MONTH else spec.name
        )
        for spec in KINDS[kind]
    )


def test_tags_and_favourites_are_told() -> None:
    marks = {"favourite": True, "archived": True, "tags": ("banco", "urgente")}
    made = ExportedEntry("0" * 32, "Açores", EntryKind.NOTE, "Nota", (), NOW, NOW, **marks)  # type: ignore[arg-type]
    (item,) = json.loads(written(made))["items"]
    assert item["favorite"] is True
    assert item["fields"] == [{"name": "Tags", "value": "banco, urgente", "type": 0}]


def test_the_archive_brings_every_file_back_to_the_octet(tmp_path: Path) -> None:
    from tests.unit.vault.importers.support import by_title, files_of

    marks = {"favourite": True, "archived": True, "tags": ("obra", "casa")}
    files = (file("á (2).pdf", bytes(range(256)) * 300), file("vazio.txt", b""))
    one = ExportedEntry("ab" * 16, "Padaria", EntryKind.LOGIN, "Loja", (), NOW, NOW, **marks, files=files)  # type: ignore[arg-type]
    with (tmp_path / "x.zip").open("wb") as target:
        write_archive(target, ["Padaria"], [one, *(entry_without(n) for n in range(3))], WORDS)
    assert files_of(tmp_path / "x.zip")["Loja"] == {"á (2).pdf": bytes(range(256)) * 300, "vazio.txt": b""}
    found = by_title(tmp_path / "x.zip")["Loja"]
    assert (found.favourite, found.archived, found.tags) == (True, True, ("obra", "casa"))
    assert found.draft.fields == ()


def file(name: str, octets: bytes) -> ExportedFile:
    return ExportedFile(name, len(octets), lambda: iter([octets[:1000], octets[1000:]]))


def entry_without(number: int) -> ExportedEntry:
    return ExportedEntry(f"{number:032}", "Padaria", EntryKind.NOTE, f"N{number}", (), NOW, NOW, **PLAIN)  # type: ignore[arg-type]
