"""Nothing is dropped silently: each value of a random export lands in a field, a tag, the title, the folder, or its name in the
report. Every value is a word of its own, so that it can be looked for."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.vault.importers.csvformats import TABLES
from app.vault.importers.imported import ImportedEntry, Parsed
from app.vault.importers.kdbx_entries import entry_of
from app.vault.importers.kdbx_lines import Said
from app.vault.importers.limits import LIMITS
from app.vault.importers.mapping import Target
from app.vault.importers.parsing import parse

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORD = "w{}w"
# What only the other program can do anything with. docs/IMPORT.md says that it is neither kept nor named.
IDS = {"id", "itemId", "shareId", "itemUuid", "uuid", "folderId", "documentId"}
TIMES = {"creationDate", "revisionDate", "passwordRevisionDate", "createTime", "modifyTime", "createdAt", "updatedAt"}


def texts(entry: ImportedEntry) -> str:
    """Everything that an entry says, and everything that is told of it."""
    values = [one.value.text() if isinstance(one.value, Secret) else one.value or "" for one in entry.draft.fields]
    labels = [one.label for one in entry.draft.fields]
    files = [file.name for file in entry.files]
    return "\0".join([entry.draft.title, entry.client_hint, *values, *labels, *files, *entry.tags])


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every word in a JSON value, and the keys on the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif isinstance(value, str) and re.fullmatch(r"w\d+w", value):
        yield path, value


def lost(item: Any, parsed: Parsed) -> list[tuple[tuple[str, ...], str]]:
    """What neither the entry has nor the report names."""
    if not isinstance(parsed, ImportedEntry):
        return []  # the row is in the report, with its reason
    said = texts(parsed)
    named = {part for name in parsed.leftovers for part in name.split(".")}
    return [
        (path, word)
        for path, word in leaves(item)
        if word not in said and not named & set(path) and not (IDS | TIMES) & set(path)
    ]


class _Words:
    """Makes each text of a drawn value a word of its own."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self.of(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.of(inner) for inner in value]
        if value is None:
            self.count += 1
            return WORD.format(self.count)
        return value


text = st.none()  # becomes a word


def some(**keys: Any) -> Any:
    """An object that has some of these keys, and perhaps one that nobody knows."""
    unknown = {"novelty": text, "anotherThing": st.lists(text, max_size=2), "deep": st.fixed_dictionaries({"er": text})}
    return st.fixed_dictionaries({}, optional={**keys, **unknown})


def plain(*names: str) -> Any:
    return some(**dict.fromkeys(names, text))


_FIELD = st.fixed_dictionaries({"name": text, "value": text, "type": st.sampled_from([0, 1, 2, 3])})
_BITWARDEN = some(
    name=text,
    notes=text,
    favorite=st.booleans(),
    reprompt=st.sampled_from([0, 1]),
    login=some(
        username=text,
        password=text,
        totp=text,
        uris=st.lists(st.fixed_dictionaries({"uri": text}), max_size=3),
        fido2Credentials=st.lists(plain("credentialId"), max_size=1),
    ),
    card=plain("cardholderName", "number", "code", "brand", "expMonth", "expYear"),
    identity=plain("title", "firstName", "lastName", "email", "phone", "address1", "city", "postalCode", "ssn"),
    sshKey=plain("privateKey", "publicKey", "keyFingerprint"),
    fields=st.lists(_FIELD, max_size=3),
    attachments=st.lists(plain("fileName", "size"), max_size=2),
    passwordHistory=st.lists(st.fixed_dictionaries({"password": text}), max_size=2),
)


@ANY
@given(item=_BITWARDEN, kind=st.integers(1, 6))
def test_of_a_bitwarden_item(tmp_path: Path, item: dict[str, Any], kind: int) -> None:
    item = _Words().of(item) | {"type": kind, "id": "i"}
    if isinstance(item.get("attachments"), list):
        item["attachments"] = [
            {k: v for k, v in one.items() if k in ("fileName", "size")} for one in item["attachments"]
        ]
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"items": [item]}))
    (parsed,) = parse(path, "bitwarden")
    assert [one for one in lost(item, parsed) if "linked" not in str(item) or one[0] != ("fields", "name")] == []


_EXTRA = st.fixed_dictionaries(
    {
        "fieldName": text,
        "type": st.sampled_from(["text", "hidden", "totp"]),
        "data": st.fixed_dictionaries({"content": text}),
    }
)
_PROTON = some(
    itemUsername=text,
    itemEmail=text,
    password=text,
    totpUri=text,
    urls=st.lists(text, max_size=2),
    passkeys=st.lists(plain("keyId"), max_size=1),
    cardholderName=text,
    number=text,
    verificationNumber=text,
    pin=text,
    fullName=text,
    firstName=text,
    email=text,
    streetAddress=text,
    city=text,
    zipOrPostalCode=text,
    company=text,
    ssid=text,
    extraPersonalDetails=st.lists(_EXTRA, max_size=1),
)


@ANY
@given(
    content=_PROTON,
    extra=st.lists(_EXTRA, max_size=2),
    kind=st.sampled_from(["login", "note", "creditCard", "identity", "wifi", "alias", "sshKey"]),
    files=st.lists(text, max_size=2),
)
def test_of_a_proton_item(tmp_path: Path, content: Any, extra: Any, kind: str, files: Any) -> None:
    data = {"type": kind, "metadata": {"name": None, "note": None}, "content": content, "extraFields": extra}
    item = _Words().of({"data": data, "aliasEmail": None, "files": files}) | {"state": 1}
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"vaults": {"v": {"name": "V", "items": [item]}}}))
    (parsed,) = parse(path, "proton")
    assert lost(item, parsed) == []


_ONE_FIELD = st.fixed_dictionaries(
    {
        "title": text,
        "id": st.sampled_from(["username", "cardholder", "iban", "firstname", "lastname", "email", "x"]),
        "value": st.sampled_from(["string", "concealed", "totp", "url", "phone"]).flatmap(
            lambda form: st.fixed_dictionaries({form: text})
        ),
    }
)
_ONE = st.fixed_dictionaries(
    {
        "categoryUuid": st.sampled_from(["001", "002", "003", "004", "005", "006", "101", "105", "109", "112", "999"]),
        "overview": plain("title", "url"),
        "details": some(
            loginFields=st.lists(
                st.fixed_dictionaries({"value": text, "name": text, "designation": st.sampled_from(["username", ""])}),
                max_size=2,
            ),
            sections=st.lists(
                st.fixed_dictionaries({"fields": st.lists(_ONE_FIELD, max_size=3, unique_by=lambda one: one["id"])}),
                max_size=1,
            ),
            notesPlain=text,
            password=text,
            passwordHistory=st.lists(st.fixed_dictionaries({"value": text}), max_size=2),
            documentAttributes=plain("fileName", "decryptedSize"),
        ),
    },
    optional={"state": st.sampled_from(["active", "archived"]), "novelty": text},
)


@ANY
@given(item=_ONE)
def test_of_a_1password_item(item: dict[str, Any]) -> None:
    from app.vault.importers.onepassword_items import read_item

    item = _Words().of(item)
    # A label is told by its field: of one that has a place of its own it is bookkeeping. So is what a document's size is.
    whole = json.loads(json.dumps(item))
    builder, leftovers = read_item(item, lambda document, name: None)
    parsed = builder.imported(1, "", leftovers)
    labels = {("details", "sections", "fields", "title"), ("details", "loginFields", "name")}
    found = lost(whole, parsed)
    assert [
        one for one in found if one[0] not in labels and one[0][-1] not in ("novelty", "deep", "er", "anotherThing")
    ] == []
    strange = [one for one in found if one[0][0] == "novelty"]
    assert strange == []


@ANY
@given(data=st.data())
@pytest.mark.parametrize("name", [*TABLES, "lastpass", "chrome"])
def test_of_a_row_of_a_table(tmp_path: Path, name: str, data: st.DataObject) -> None:
    known = {
        "lastpass": ("url", "username", "password", "totp", "extra", "name", "grouping", "fav"),
        "chrome": ("name", "url", "username", "password", "note"),
    }
    quiet = {"fav"}
    if name in TABLES:
        columns = TABLES[name].columns
        quiet = {heading for heading, target in columns.items() if target in _QUIET}
        headings = sorted({*TABLES[name].required, *columns})
    else:
        headings = list(known[name])
    headings = [*headings, "novidade"]
    row = {one: "" if one in quiet else f"w{n}w" for n, one in enumerate(headings)}
    for one in data.draw(st.sets(st.sampled_from(headings))):
        row[one] = ""
    if name == "keepassxc-csv" and row["group"]:
        row["group"] = f"Root/{row['group']}"  # the first is the database's own name
    written = io.StringIO()
    csv.DictWriter(written, headings).writeheader()
    csv.DictWriter(written, headings).writerow(row)
    path = tmp_path / f"{name}.csv"
    path.write_text(written.getvalue())
    for parsed in parse(path, name):
        if isinstance(parsed, ImportedEntry):
            named = set(parsed.leftovers)
            said = texts(parsed)
            assert [
                one for one, word in row.items() if word and word.rpartition("/")[2] not in said and one not in named
            ] == []


_QUIET = (Target.QUIET, Target.QUIET_TYPE, Target.QUIET_FAVOURITE, Target.QUIET_ARCHIVED)
_NAMES = st.sampled_from(
    ["Title", "UserName", "Password", "URL", "Notes", "otp", "KP2A_URL", "TimeOtp-Secret-Base32", "X"]
)


@ANY
@given(
    names=st.lists(st.tuples(_NAMES, st.booleans()), max_size=8),
    tags=st.integers(0, 40),
    old=st.integers(0, 3),
    files=st.integers(0, 3),
    missing=st.integers(0, 2),
)
def test_of_a_keepass_entry(names: list[tuple[str, bool]], tags: int, old: int, files: int, missing: int) -> None:
    words = (WORD.format(number) for number in range(1000))
    said = Said(
        place=[next(words), next(words)],
        strings=[(name, next(words), hidden) for name, hidden in names if name != "Title"]
        + [("Title", next(words), False)],
        tags=";".join(next(words) for _ in range(tags)),
        old=[("", next(words)) for _ in range(old)],
        files=[(next(words), 0) for _ in range(files)],
        missing=[next(words) for _ in range(missing)],
    )
    written = json.dumps([said.place, said.strings, said.tags, said.old, said.files, said.missing])
    parsed = entry_of(1, said, lambda place: nullcontext(io.BytesIO()), LIMITS)
    assert isinstance(parsed, ImportedEntry)
    found = texts(parsed)
    assert [
        word for word in (WORD.format(n) for n in range(1000)) if f'"{word}"' in written and word not in found
    ] == []
    assert all(tag in found for tag in said.tags.split(";"))
