"""Any table: columns guessed in two languages, corrected by choice, and no column without a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import UserError
from app.vault.importers.detect import detect
from app.vault.importers.mapping import Target, chosen, guess
from app.vault.importers.parsing import Opening, headings, parse
from app.vault.model import EntryKind

from .support import protected, read, values


@pytest.mark.parametrize(
    ("header", "targets"),
    [
        ("Title,URL,Username,Password,Notes,OTPAuth", "title url username password notes totp"),
        ("Nome;Endereço;Utilizador;Palavra-passe;Observações;Cliente", "title url username password notes client"),
        ("serviço,site,e-mail,senha,nota,pasta", "title url username password notes client"),
        ("User name,Login URL,Email,Account,PIN", "username url field field field"),
        ("a,b,c", "field field field"),
        ("notes,comments,url,website", "notes notes url url"),
    ],
)
def test_headings_in_two_languages_are_understood(header: str, targets: str) -> None:
    names = header.lower().replace(";", ",").split(",")
    assert list(guess(names).values()) == targets.split()


def test_a_choice_corrects_the_guess() -> None:
    mapping = chosen(("nome", "chave"), ["Chave = password", "nome=leave"])
    assert mapping == {"nome": Target.LEAVE, "chave": Target.PASSWORD}


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ("x=title", "no-such-column"),
        ("nome", "no-such-column"),
        ("nome=-special", "no-such-target"),
        ("nome=", "no-such-target"),
    ],
)
def test_a_choice_of_what_is_not_there_is_refused(choice: str, code: str) -> None:
    with pytest.raises(UserError, match=f"import-{code}"):
        chosen(("nome",), [choice])


def _file(folder: Path, text: str) -> Path:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_a_login_a_note_or_nothing_and_keeps_every_cell(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "Nome;Utilizador;Palavra-passe;Site;Notas;Cliente;Telefone;Chave;Senha\n"
        "Loja;ana;p;https://a.example;nota;Padaria\\Centro;912;k;s2\n"
        "Ideia;;;;texto;;;;\n"
        ";;;;;;;;\n",
    )
    assert detect(path) == "csv"
    entries, skipped = read(path)
    shop, idea = entries
    assert (shop.draft.kind, shop.client_hint) == (EntryKind.LOGIN, "Padaria / Centro")
    assert values(shop.draft, "password") == ["p"]
    assert values(shop.draft, "telefone") == ["912"]
    assert values(shop.draft, "senha") == ["s2"]
    assert {"password", "chave", "senha"} == protected(shop.draft)
    assert (idea.draft.kind, values(idea.draft, "text")) == (EntryKind.NOTE, ["texto"])
    assert skipped == []


def test_columns_left_out_are_named(tmp_path: Path) -> None:
    path = _file(tmp_path, "nome,password,interno\nA,p,x\nB,q,0\n")
    columns = chosen(headings(path), ["interno=leave"])
    entries = list(parse(path, "csv", opening=Opening(columns=columns)))
    assert [one.leftovers for one in entries] == [("interno",), ()]  # type: ignore[union-attr]


def test_a_heading_that_stands_twice_decides_nothing_and_loses_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, "nome,password,password\nA,p,q\n")
    [entry] = read(path)[0]
    assert headings(path) == ("nome",)
    assert values(entry.draft, "password") == ["p", "q"]
    assert protected(entry.draft) == {"password"}


def test_a_table_of_which_nothing_would_be_kept_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, "nome,x\nA,p\n")
    with pytest.raises(UserError, match="import-unknown-format"):
        list(parse(path, "csv", opening=Opening(columns=chosen(headings(path), ["nome=leave", "x=leave"]))))
