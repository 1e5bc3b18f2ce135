"""Names from strangers: what nobody sees is taken out, and what is written with such signs is still written so."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.vault.importers.imported import ImportedEntry
from app.vault.naming import hides, one_line
from tests.unit.vault.importers.support import by_title, read

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = TURNING + "\u200b\u2060\ufeff\u00ad\u180e\ufff9\U000e0001\U000e0041"
# Only what is written with a joiner, or with signs that look like what is taken out.
WHOLE = [
    "می\u200cخواهم",
    "क्\u200dष",
    "ශ්\u200dරී",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f469\U0001f3fd\u200d⚕\ufe0f",
    "\U0001f642\u200d↔\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "❤\ufe0f",
    "José",
    "٣\u0600",
    "São João da Madeira",
]
parts = st.one_of(st.text(st.sampled_from([*UNSEEN, "\u200c", "\u200d", "\x1b", "\0", " ", "a", "م", "ک"])), st.text())


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_are_taken_out_wherever_they_stand(sign: str) -> None:
    for text in (f"{sign}Banco", f"Ban{sign}co", f"Banco{sign}", f"{sign * 900}Banco"):
        assert one_line(text, 300) == "Banco"
        assert hides(text)


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_written_with_joiners_stays_as_it_is(text: str) -> None:
    assert one_line(text) == text
    assert not hides(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pay\u200dpal", "paypal"),
        ("\u200dBanco\u200c", "Banco"),
        ("م\u200c\u200cک", "مک"),
        ("م\u202e\u200cک", "مک"),
        ("\U0001f468\u200d", "\U0001f468"),
        ("\ufe0f\u3164\u200b", ""),
        ("gnp\u202eexe.\x1b[2J", "gnpexe. [2J"),
        ("\U000e0068\U000e0069", ""),
        ("\U0001f3f4\U000e0068\U000e0069", "\U0001f3f4"),
    ],
)
def test_a_joiner_that_joins_nothing_goes_and_what_hides_a_message_as_well(text: str, name: str) -> None:
    assert one_line(text) == name
    assert hides(text)


def test_spaces_and_line_ends_are_nothing_hidden() -> None:
    assert one_line("  Banco\u00a0do \n\tBairro ") == "Banco do Bairro"
    assert not hides("  Banco\u00a0do \n\tBairro ")


@given(parts, st.one_of(st.none(), st.integers(0, 9)))
def test_a_name_is_on_one_line_within_its_bound_and_itself_a_name(text: str, limit: int | None) -> None:
    name = one_line(text, limit)
    assert len(name) <= (len(text) if limit is None else limit)
    assert name == " ".join(name.split())
    assert not set(name) & set(UNSEEN) - {"\U000e0041"}
    assert not any(unicodedata.category(sign) == "Cc" for sign in name)
    assert one_line(name, limit) == name
    assert not hides(name)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_what_is_seen_is_never_taken(text: str) -> None:
    assert one_line(text) in (" ".join(text.split()), "")


NAME, LABEL, TAG = "Loja\u202e", "PI\u200bN", "ca\u2066sa"
SECRET = "\u200bp\u202eq\u2060"


def test_of_a_bitwarden_file_names_are_cleaned_and_told_and_values_are_not(tmp_path: Path) -> None:
    field = {"name": LABEL, "value": SECRET, "type": 1}
    item = f'{{"type":1,"name":"{NAME}","folderId":"f","fields":[{_json(field)}],"login":{{"password":"{SECRET}"}}}}'
    path = tmp_path / "b.json"
    path.write_text(f'{{"folders":[{{"id":"f","name":"Pa\u200edaria"}}],"items":[{item}]}}', encoding="utf-8")
    entry = by_title(path)["Loja"]
    assert {one.label or one.name: _text(one.value) for one in entry.draft.fields} == {
        "password": SECRET,
        "PIN": SECRET,
    }
    assert entry.cleaned == ("Loja", "PIN", "Padaria")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("name,url,username,password", f"{NAME},,ana,{SECRET}"),
        ("url,username,password,totp,extra,name,grouping,fav", f"https://x.pt,ana,{SECRET},,,{NAME},,0"),
        (
            "lacre_client,kind,title,username,password,url,totp,notes,tags,more",
            f"A,login,{NAME},ana,{SECRET},,,,{TAG},",
        ),
    ],
)
def test_of_tables_too(tmp_path: Path, head: str, line: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{head}\n{line}\n", encoding="utf-8")
    ((entry,), _) = read(path)
    assert isinstance(entry, ImportedEntry)
    assert entry.draft.title == "Loja"
    assert SECRET in [_text(one.value) for one in entry.draft.fields]
    assert entry.cleaned == ("Loja", "casa")[: 1 + bool(entry.tags)]
    assert entry.tags in ((), ("casa",))


def _text(value: str | Secret | None) -> str:
    return value.text() if isinstance(value, Secret) else value or ""


def _json(value: dict[str, object]) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
