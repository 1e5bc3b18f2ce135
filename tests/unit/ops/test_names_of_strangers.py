"""Names that come by an import, a share or an answer: cleaned by one rule, and said where something is brought in at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app.errors import UserError
from app.ops.importing import preview, run_import
from app.ops.keeping_opened import draft_of, require_client_and_title
from app.ops.opening import OpenedShare
from app.ops.request_entries import drafts_of
from app.share.asking.form import Form, FormField, FormPart
from app.share.asking.submission import Answer, Submission
from app.share.manifest import ManifestField
from app.vault.vault import Vault

TURNED = "Loja\u202egnp.exe"
CLEAN = "Lojagnp.exe"
SECRET = "\u200bp\u202eq\u2060"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.csv"
    head = "url,username,password,totp,extra,name,grouping,fav"
    path.write_text(
        f"{head}\n,ana,{SECRET},,,{TURNED},Pa\u200bdaria,0\n,rui,a,,,Banco,Pa\u200bdaria,0\n", encoding="utf-8"
    )
    return path


def test_an_import_says_which_names_lost_something_and_brings_values_as_they_were(
    vault: Vault, now: datetime, file: Path
) -> None:
    told = (("Padaria", 2), (CLEAN, 1))
    assert preview(file).cleaned == told
    assert run_import(vault, file, now=now).cleaned == told
    [entry] = vault.entries(query=CLEAN)
    assert (entry.title, entry.client_name) == (CLEAN, "Padaria")
    [secret] = [one for one in vault.entry(entry.id).fields if one.name == "password"]
    assert vault.reveal(entry.id, secret.id).text() == SECRET


def test_what_was_cleaned_is_there_word_for_word_the_second_time(vault: Vault, now: datetime, file: Path) -> None:
    run_import(vault, file, now=now)
    again = run_import(vault, file, now=now)
    assert (again.added, again.merged) == (0, 2)


def test_of_a_share_title_and_labels_are_cleaned_and_values_are_not(vault: Vault) -> None:
    opened = OpenedShare("", (ManifestField("PI\u200bN", "code", SECRET),), (), 1)
    draft = draft_of(TURNED, opened)
    [field] = draft.fields
    assert (draft.title, field.label) == (CLEAN, "PIN")
    assert getattr(field.value, "text", lambda: field.value)() == SECRET
    with pytest.raises(UserError, match="title-empty"):
        require_client_and_title(vault, "Padaria", "\u2066\u2069")


def test_of_an_answer_the_site_and_the_labels_are_cleaned_and_values_are_not() -> None:
    asked = (FormField("url", "", "", False), FormField("text", "N\u200bIF", "", False))
    form = Form("Ana", "", "symbols", "none", (FormPart("login", "\u2060", 1, asked),))
    address = "https://loja\u202e.example/\u200b"
    given = Submission(1, "pt-PT", bytes(16), 0, 0, "", (Answer(0, (address, SECRET)),))
    [draft] = drafts_of(form, given, "en")
    assert draft.title == "Loja.example"
    assert [one.label for one in draft.fields][-1] == "NIF"
    assert [one.value for one in draft.fields] == [address, SECRET]
