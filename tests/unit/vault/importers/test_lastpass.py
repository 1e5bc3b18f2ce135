"""LastPass's CSV: logins, plain notes, typed notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.vault.importers.lastpass_notes import parse_typed_note
from app.vault.model import EntryKind, FieldKind

from .support import FIXTURES, by_title, protected, read, values

FILE = FIXTURES / "lastpass.csv"


def test_a_login_keeps_every_column() -> None:
    entry = by_title(FILE)["Loja online"]
    assert entry.client_hint == "Clientes / Padaria Açor"
    assert entry.draft.kind is EntryKind.LOGIN
    assert values(entry.draft, "username") == ["ana@padaria-acor.example"]
    assert values(entry.draft, "password") == ["açúcar-&-Canela,9"]
    assert values(entry.draft, "totp") == ["JBSWY3DPEHPK3PXP"]
    assert values(entry.draft, "url") == ["https://loja.padaria-acor.example/admin"]
    assert values(entry.draft, "notes") == ['Conta da loja online.\nFatura por "e-mail".']
    assert protected(entry.draft) == {"password", "totp"}


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    assert values(by_title(FILE)["Correio"].draft, "password") == ["=1+1"]


def test_what_is_not_kept_is_named() -> None:
    assert by_title(FILE)["Loja online"].favourite
    assert by_title(FILE)["Loja online"].leftovers == ()


def test_folders_and_empty_rows_are_skipped_with_their_line_and_reason() -> None:
    skipped = read(FILE)[1]
    assert [(row.line, row.reason) for row in skipped] == [(47, "folder"), (48, "empty")]


def test_a_nameless_login_is_called_by_its_host() -> None:
    assert "pt.banco.example" in by_title(FILE)


def test_a_plain_note_is_protected_text_of_no_client() -> None:
    entry = by_title(FILE)["Ideias"]
    assert (entry.draft.kind, entry.client_hint) == (EntryKind.NOTE, "")
    assert values(entry.draft, "text") == ["Só um apontamento.\nNoteType: não é isto."]
    assert protected(entry.draft) == {"text"}


def test_a_typed_note_with_user_and_password_is_a_login() -> None:
    draft = by_title(FILE)["Servidor"].draft
    assert draft.kind is EntryKind.LOGIN
    assert values(draft, "username") == ["root"]
    assert values(draft, "password") == ["fixture-Root;77"]
    assert values(draft, "Hostname") == ["srv1.oficina.example"]
    assert values(draft, "notes") == ["Só por VPN\nPorta: 2222"]


def test_an_alarm_note_is_a_door_with_its_window_and_second_code() -> None:
    draft = by_title(FILE)["Alarme da loja"].draft
    assert draft.kind is EntryKind.DOOR
    assert values(draft, "place") == ["Rua das Flores 12, Braga"]
    assert values(draft, "code") == ["4471#"]
    assert values(draft, "instructions") == ["Entrar e marcar\nem 30 segundos"]
    assert values(draft, "valid_until") == ["2027-01-31"]
    assert values(draft, "PIN do painel") == ["0912"]
    assert protected(draft) == {"code", "instructions", "PIN do painel"}


def test_a_card_note_protects_numbers_and_shows_names() -> None:
    draft = by_title(FILE)["Cartão"].draft
    assert draft.kind is EntryKind.NOTE
    assert protected(draft) == {"Number", "Security Code"}
    assert values(draft, "NoteType") == ["Credit Card"]
    assert values(draft, "Start Date") == []  # exported as a lone comma


def test_the_headers_inside_a_private_key_stay_in_the_key() -> None:
    draft = by_title(FILE)["Chave"].draft
    [key] = values(draft, "Private Key")
    assert key.startswith("-----BEGIN")
    assert "Proc-Type: 4,ENCRYPTED\n" in key
    assert key.endswith("-----END RSA PRIVATE KEY-----")
    assert next(field for field in draft.fields if field.label == "Date").kind is FieldKind.DATE


def test_repeated_keys_and_stray_lines_of_a_typed_note_are_all_kept() -> None:
    note = parse_typed_note("NoteType:X\nstray\nA:1\nA:2\nmore\n\nNotes:n\nA:3")
    assert note is not None
    assert note.pairs == (("", "stray"), ("A", "1"), ("A", "2\nmore"))
    assert note.notes == "n\nA:3"


def test_a_spoken_code_without_a_door_word_stays_a_note(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        'url,username,password,extra,name,grouping\nhttp://sn,,,"NoteType:Cinema\nCode:12\nNotes:",Filme,\n'
    )
    assert by_title(path)["Filme"].draft.kind is EntryKind.NOTE


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_file_saved_again_by_a_portuguese_excel_is_read(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "excel.csv"
    header = delimiter.join(["url", "username", "password", "totp", "extra", "name", "grouping", "fav"])
    row = delimiter.join(["https://a.example", "josé", "maçã", "", "", "Açor", "Ação\\Sub", "0"])
    path.write_bytes(f"sep={delimiter}\r\n{header}\r\n{row}\r\n".encode("cp1252"))
    entry = by_title(path)["Açor"]
    assert (values(entry.draft, "password"), entry.client_hint) == (["maçã"], "Ação / Sub")
