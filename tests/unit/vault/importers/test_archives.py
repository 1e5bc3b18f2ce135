"""Exports that are zip archives: 1Password, Proton Pass, Dashlane, Bitwarden with attachments. And Proton's JSON by itself."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.errors import UserError
from app.vault.importers.detect import detect
from app.vault.model import EntryKind

from .support import by_title, files_of, protected, read, values


def _zip(folder: Path, members: dict[str, str | bytes]) -> Path:
    path = folder / "export"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def _field(identity: str, title: str, **value: Any) -> dict[str, Any]:
    return {"id": identity, "title": title, "value": value, "guarded": False, "multiline": False}


def _item(category: str, title: str, *fields: dict[str, Any], **details: Any) -> dict[str, Any]:
    return {
        "uuid": "u",
        "favIndex": 0,
        "createdAt": 1,
        "updatedAt": 2,
        "state": "active",
        "categoryUuid": category,
        "overview": {"title": title, "subtitle": "", "ps": 0},
        "details": {"loginFields": [], "sections": [{"title": "", "fields": list(fields)}], **details},
    }


def _1pux(folder: Path, *items: dict[str, Any], beside: dict[str, bytes] | None = None) -> Path:
    vault = {"attrs": {"uuid": "v", "name": "Padaria Açor", "type": "U"}, "items": list(items)}
    data = {"accounts": [{"attrs": {"accountName": "Ana", "name": "Ana"}, "vaults": [vault]}]}
    return _zip(folder, {"export.attributes": '{"version":3}', "export.data": json.dumps(data), **(beside or {})})


def test_a_1password_login_comes_whole(tmp_path: Path) -> None:
    item = _item(
        "001",
        "Loja",
        _field("TOTP_1", "código", totp="otpauth://totp/x"),
        _field("f1", "Resposta", concealed="fixture-gato"),
        _field("f2", "Desde", date=1_700_000_000),
        _field("f3", "anexo", file={"fileName": "contrato.pdf", "documentId": "d", "decryptedSize": 77}),
        loginFields=[
            {"value": "ana", "id": "", "name": "user", "fieldType": "T", "designation": "username"},
            {"value": "fixture-p", "id": "", "name": "pw", "fieldType": "P", "designation": "password"},
            {"value": "fixture-q", "id": "", "name": "outra", "fieldType": "P", "designation": ""},
        ],
        notesPlain="nota",
        passwordHistory=[{"value": "fixture-velha", "time": 1_600_000_000}],
    )
    item["overview"] |= {"url": "https://a.example", "tags": ["obra", "loja"]}
    item["overview"]["urls"] = [{"label": "", "url": "https://a.example"}, {"label": "", "url": "https://b.example"}]
    item["favIndex"] = 1
    path = _1pux(tmp_path, item)
    assert detect(path) == "1password"
    shop = by_title(path)["Loja"]
    assert (shop.draft.kind, shop.client_hint) == (EntryKind.LOGIN, "Padaria Açor")
    assert values(shop.draft, "username") == ["ana"]
    assert values(shop.draft, "password") == ["fixture-p"]
    assert values(shop.draft, "url") == ["https://a.example", "https://b.example"]
    assert values(shop.draft, "totp") == ["otpauth://totp/x"]
    assert values(shop.draft, "notes") == ["nota"]
    assert values(shop.draft, "Desde") == ["2023-11-14"]
    assert (shop.tags, shop.favourite, shop.archived) == (("obra", "loja"), True, False)
    assert values(shop.draft, "Attachments") == ["contrato.pdf (77)"]
    assert values(shop.draft, "Password history") == ["2020-09-13 fixture-velha"]
    assert {"password", "totp", "outra", "Resposta", "Password history"} == protected(shop.draft)
    assert shop.leftovers == ("attachments",)


def test_1password_kinds_become_ours(tmp_path: Path) -> None:
    path = _1pux(
        tmp_path,
        _item(
            "002",
            "Cartão",
            _field("cardholder", "titular", string="Ana"),
            _field("ccnum", "número", creditCardNumber="4000001234567899"),
            _field("expiry", "validade", monthYear=202710),
            _field("cvv", "cvv", concealed="123"),
        ),
        _item(
            "004",
            "Pessoa",
            _field("firstname", "nome", string="Ana"),
            _field("lastname", "apelido", string="Reis"),
            _field("birthdate", "nascimento", date=500_000_000),
            _field("email", "email", email={"email_address": "ana@a.example", "provider": None}),
            _field(
                "address", "morada", address={"street": "Rua Um 1", "city": "Braga", "zip": "4700-000", "country": "pt"}
            ),
        ),
        _item("101", "Conta", _field("bankName", "banco", string="Banco Um"), _field("iban", "IBAN", string="PT50")),
        _item(
            "109",
            "Casa",
            _field("network_name", "rede", string="Casa"),
            _field("wireless_password", "pw", concealed="w"),
        ),
        _item(
            "112",
            "API",
            _field("credential", "c", concealed="k"),
            _field("hostname", "h", string="https://api.example"),
        ),
        _item("100", "Lic", _field("reg_code", "c", string="AAA-BBB"), _field("reg_name", "n", string="Ana")),
        _item("106", "Passaporte", _field("number", "n", string="P1"), _field("expiry_date", "v", date=1_900_000_000)),
        _item("105", "Sócio", _field("member_name", "n", string="Ana"), _field("pin", "p", concealed="1")),
    )
    found = by_title(path)
    assert {title: entry.draft.kind for title, entry in found.items()} == {
        "Cartão": EntryKind.CARD,
        "Pessoa": EntryKind.IDENTITY,
        "Conta": EntryKind.BANK,
        "Casa": EntryKind.WIFI,
        "API": EntryKind.API,
        "Lic": EntryKind.LICENCE,
        "Passaporte": EntryKind.DOCUMENTS,
        "Sócio": EntryKind.NOTE,
    }
    assert values(found["Cartão"].draft, "expires") == ["2027-10"]
    assert values(found["Pessoa"].draft, "full_name") == ["Ana Reis"]
    assert values(found["Pessoa"].draft, "birth_date") == ["1985-11-05"]
    assert values(found["Pessoa"].draft, "email") == ["ana@a.example"]
    assert values(found["Pessoa"].draft, "address") == ["Rua Um 1\n4700-000 Braga\npt"]
    assert values(found["Conta"].draft, "iban") == ["PT50"]
    assert values(found["API"].draft, "secret") == ["k"]
    assert values(found["Passaporte"].draft, "valid_until") == ["2030-03-17"]
    assert values(found["Sócio"].draft, "type") == ["membership"]


def test_an_older_1pux_wraps_its_items_beside_their_file(tmp_path: Path) -> None:
    item = _item("006", "Contrato")
    path = _1pux(tmp_path, {"item": item, "file": {"attrs": {"name": "contrato.pdf"}, "path": "files/../../etc/x"}})
    entry = by_title(path)["Contrato"]
    assert values(entry.draft, "Attachments") == ["contrato.pdf"]


def test_1password_items_that_are_none_are_skipped(tmp_path: Path) -> None:
    trashed = _item("001", "Fora") | {"trashed": True}
    strange: list[Any] = [
        7,
        None,
        {},
        {"categoryUuid": "001", "details": 5},
        trashed,
        _item("003", "N", notesPlain="t"),
    ]
    entries, skipped = read(_1pux(tmp_path, *strange))
    assert [entry.draft.title for entry in entries] == ["N"]
    assert [row.reason for row in skipped] == ["malformed", "malformed", "malformed", "malformed", "in-trash"]


def _proton(*items: dict[str, Any]) -> str:
    vault = {"name": "Padaria", "description": "", "items": list(items), "folders": _FOLDERS}
    return json.dumps({"version": "1", "userId": "u", "encrypted": False, "vaults": {"v1": vault}})


_FOLDERS = [
    {"folderId": "a", "parentFolderId": "b", "name": "Loja"},
    {"folderId": "b", "parentFolderId": None, "name": "Braga"},
    {"folderId": "x", "parentFolderId": "y", "name": "X"},
    {"folderId": "y", "parentFolderId": "x", "name": "Y"},
]


def _proton_item(kind: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    data = {
        "type": kind,
        "metadata": {"name": kind, "note": "nota", "itemUuid": "i"},
        "content": content,
        "extraFields": [],
    }
    return {"itemId": "i", "shareId": "s", "data": data | more.pop("data", {}), "state": 1, "pinned": False} | more


LOGIN = _proton_item(
    "login",
    {
        "itemEmail": "ana@a.example",
        "itemUsername": "ana",
        "password": "fixture-p",
        "urls": ["https://a.example", "https://b.example"],
        "totpUri": "otpauth://totp/x",
        "passkeys": [{"x": 1}],
    },
    folderId="a",
    files=["contrato.pdf"],
    data={
        "extraFields": [
            {"fieldName": "Pergunta", "type": "text", "data": {"content": "cor"}},
            {"fieldName": "Resposta", "type": "hidden", "data": {"content": "fixture-azul"}},
            {"fieldName": "2.º fator", "type": "totp", "data": {"totpUri": "otpauth://totp/y"}},
        ]
    },
)
IDENTITY = _proton_item(
    "identity",
    {
        "fullName": "Ana Reis",
        "email": "ana@a.example",
        "phoneNumber": "912",
        "birthdate": "1985-11-05",
        "streetAddress": "Rua Um 1",
        "zipOrPostalCode": "4700-000",
        "city": "Braga",
        "passportNumber": "FX1",
        "extraContactDetails": [{"fieldName": "Signal", "type": "text", "data": {"content": "@ana"}}],
        "extraSections": [
            {"sectionName": "Obra", "sectionFields": [{"fieldName": "Nº", "type": "text", "data": {"content": "7"}}]}
        ],
    },
)
CARD = _proton_item("creditCard", {"cardholderName": "Ana", "number": "4000", "expirationDate": "2027-10", "pin": "1"})


@pytest.mark.parametrize("in_zip", [False, True])
def test_proton_comes_whole(tmp_path: Path, in_zip: bool) -> None:
    text = _proton(LOGIN, IDENTITY, CARD, _proton_item("alias", {}, aliasEmail="x@alias.example"))
    if in_zip:
        path = _zip(tmp_path, {"Proton Pass/data.json": text, "Proton Pass/files/contrato.pdf": b"x"})
    else:
        path = tmp_path / "x"
        path.write_text(text)
    assert detect(path) == ("proton-zip" if in_zip else "proton")
    found = by_title(path)
    login, person, card, alias = (found[name].draft for name in ("login", "identity", "creditCard", "alias"))
    assert found["login"].client_hint == "Padaria / Braga / Loja"
    assert found["login"].leftovers == (("passkeys",) if in_zip else ("passkeys", "attachments"))
    assert files_of(path)["login"] == ({"contrato.pdf": b"x"} if in_zip else {})
    assert values(login, "username") == ["ana"]
    assert values(login, "Email") == ["ana@a.example"]
    assert values(login, "url") == ["https://a.example", "https://b.example"]
    assert values(login, "Attachments") == ([] if in_zip else ["contrato.pdf"])
    assert {"password", "totp", "Resposta", "2.º fator"} == protected(login)
    assert (person.kind, values(person, "full_name")) == (EntryKind.IDENTITY, ["Ana Reis"])
    assert values(person, "address") == ["Rua Um 1\n4700-000 Braga"]
    assert values(person, "Signal") == ["@ana"]
    assert values(person, "Obra · Nº") == ["7"]
    assert "Passport number" in protected(person)
    assert (card.kind, values(card, "expires"), values(card, "pin")) == (EntryKind.CARD, ["2027-10"], ["1"])
    assert values(alias, "Alias email") == ["x@alias.example"]


def test_proton_folders_in_a_circle_end(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(_proton(LOGIN | {"folderId": "x"}))
    assert by_title(path)["login"].client_hint == "Padaria / Y / X"


def test_what_proton_binned_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(_proton(LOGIN | {"state": 2}))
    assert [row.reason for row in read(path)[1]] == ["in-trash"]


@pytest.mark.parametrize(
    "octets",
    [
        b"-----BEGIN PGP MESSAGE-----\n\nwcFM\n-----END PGP MESSAGE-----\n",
        b"\xc3\x2e\x04\x09\x03\x08" + bytes(range(60)),
        b"\x8c\x0d\x04\x09\x03\x02" + bytes(range(60)),
    ],
)
def test_a_pgp_export_is_refused_with_a_sentence_of_its_own(tmp_path: Path, octets: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(octets)
    with pytest.raises(UserError, match="import-pgp"):
        detect(path)
    with pytest.raises(UserError, match="import-pgp"):
        detect(_zip(tmp_path, {"Proton Pass/data.pgp": octets}))


def test_dashlane_tables_become_their_kinds(tmp_path: Path) -> None:
    path = _zip(
        tmp_path,
        {
            "credentials.csv": "username,username2,username3,title,password,note,url,category,otpUrl\n"
            "ana,ana2,,Loja,fixture-p,nota,https://a.example,Padaria,otpauth://totp/x\n",
            "securenotes.csv": "title,note\nIdeia,texto\n",
            "payments.csv": "type,account_name,account_holder,cc_number,code,expiration_month,expiration_year,"
            "routing_number,account_number,country,issuing_bank,note,name\n"
            "payment_card,,Ana,4000,123,10,2027,,,PT,Banco Um,,Visa\n"
            "bank,Conta,Ana,,,,,R1,PT50,PT,Banco Um,,\n",
            "ids.csv": "type,number,name,issue_date,expiration_date,place_of_issue,state\n"
            "passport,P1,Ana Reis,2020-01-02,2030-01-02,Braga,\n",
            "personalInfo.csv": "type,title,first_name,middle_name,last_name,login,date_of_birth,place_of_birth,email,"
            "email_type,item_name,phone_number,address,country,state,city,zip,address_recipient,address_building,"
            "address_apartment,address_floor,address_door_code,job_title,url\n"
            "name,MRS,Ana,,Reis,,1985-11-05,Braga,,,,,,,,,,,,,,,,\n"
            "address,,,,,,,,,,Casa,,Rua Um 1,PT,,Braga,4700-000,,,2.º,,1234,,\n",
            "wifi.csv": "ssid,passphrase,name,note,hidden,encription_type\nCasa,w,Rede,,false,WPA2\n",
            "novidade.csv": "title,coisa\nNova,valor\n",
        },
    )
    assert detect(path) == "dashlane"
    found = by_title(path)
    shop = found["Loja"]
    assert shop.client_hint == "Padaria"
    assert values(shop.draft, "totp") == ["otpauth://totp/x"]
    assert values(shop.draft, "Username") == ["ana2"]
    assert (found["Visa"].draft.kind, values(found["Visa"].draft, "expires")) == (EntryKind.CARD, ["2027-10"])
    assert (found["Conta"].draft.kind, values(found["Conta"].draft, "iban")) == (EntryKind.BANK, ["PT50"])
    assert values(found["passport Ana Reis"].draft, "valid_until") == ["2030-01-02"]
    assert values(found["Ana Reis"].draft, "birth_date") == ["1985-11-05"]
    assert values(found["Casa"].draft, "address") == ["Rua Um 1\n4700-000 Braga\nPT"]
    assert values(found["Casa"].draft, "Address door code") == ["1234"]
    assert "Address door code" in protected(found["Casa"].draft)
    assert (found["Rede"].draft.kind, values(found["Rede"].draft, "security")) == (EntryKind.WIFI, ["WPA2"])
    assert values(found["Nova"].draft, "Coisa") == ["valor"]


def test_bitwardens_zip_brings_the_files_that_lie_beside(tmp_path: Path) -> None:
    login = {"id": "i1", "type": 1, "name": "L", "login": {"username": "u", "password": "p"}, "favorite": True}
    named = {"attachments": [{"fileName": "contrato.pdf", "size": "3"}, {"fileName": "longe.pdf", "size": "9"}]}
    data = {"encrypted": False, "folders": [], "items": [login | named]}
    members = {
        "attachments/i1/contrato.pdf": b"xyz",
        "attachments/i1/../../fora": b"f",
        "attachments/i2/de ninguém": b"n",
    }
    path = _zip(tmp_path, {"data.json": json.dumps(data), **members})
    assert detect(path) == "bitwarden-zip"
    entry = by_title(path)["L"]
    assert files_of(path)["L"] == {"contrato.pdf": b"xyz", "../../fora": b"f"}
    assert values(entry.draft, "Attachments") == ["longe.pdf (9)"]
    assert (entry.leftovers, entry.favourite) == (("attachments",), True)


def test_1passwords_documents_come_with_the_name_that_the_item_gives(tmp_path: Path) -> None:
    item = _item("006", "Contrato", documentAttributes={"fileName": "á.pdf", "documentId": "d1", "decryptedSize": 3})
    item["details"]["sections"] = [
        {"title": "", "fields": [_field("f", "f", file={"fileName": "b", "documentId": "d2"})]}
    ]
    item["state"] = "archived"
    path = _1pux(tmp_path, item, beside={"files/d1__a.pdf": b"xyz", "files/d2__b": b"bb"})
    assert files_of(path)["Contrato"] == {"b": b"bb", "á.pdf": b"xyz"}
    assert (by_title(path)["Contrato"].leftovers, by_title(path)["Contrato"].archived) == ((), True)
