"""Tables of known programs: each told by its columns, each value in its field, and the others named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.vault.importers.detect import detect
from app.vault.model import EntryKind

from .support import by_title, protected, read, values


def _file(folder: Path, text: str) -> Path:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


BITWARDEN = (
    "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"
    'Clientes/Padaria,1,login,Loja,nota,"Nº de cliente: 8812\nSegredo: fixture-a: b\nsegunda",0,'
    '"https://a.example,https://b.example/?x=1,2",ana,fixture-p,JBSWY3DP\n'
    ",,note,Texto,apontamento,,0,,,,\n"
)


def test_bitwarden_csv(tmp_path: Path) -> None:
    path = _file(tmp_path, BITWARDEN)
    assert detect(path) == "bitwarden-csv"
    found = by_title(path)
    shop = found["Loja"]
    assert (shop.draft.kind, shop.client_hint, shop.leftovers) == (EntryKind.LOGIN, "Clientes / Padaria", ())
    assert shop.favourite
    assert values(shop.draft, "url") == ["https://a.example", "https://b.example/?x=1,2"]
    assert values(shop.draft, "totp") == ["JBSWY3DP"]
    assert values(shop.draft, "Nº de cliente") == ["8812"]
    assert values(shop.draft, "Segredo") == ["fixture-a: b\nsegunda"]
    assert "Segredo" in protected(shop.draft)
    assert (found["Texto"].draft.kind, values(found["Texto"].draft, "text")) == (EntryKind.NOTE, ["apontamento"])


def test_bitwarden_csv_of_an_organisation_takes_its_collections_as_clients(tmp_path: Path) -> None:
    text = "collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"
    path = _file(tmp_path, text + "Equipa,login,L,,,,https://a.example,u,p,\n")
    assert by_title(path)["L"].client_hint == "Equipa"


def test_1password_csv(tmp_path: Path) -> None:
    text = "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n"
    path = _file(tmp_path, text + "Loja,https://a.example,ana,fixture-p,otpauth://totp/x,true,false,obra;loja,nota\n")
    assert detect(path) == "1password-csv"
    shop = by_title(path)["Loja"]
    assert values(shop.draft, "totp") == ["otpauth://totp/x"]
    assert (shop.tags, shop.favourite, shop.archived) == (("obra", "loja"), True, False)
    assert shop.leftovers == ()


def test_keepassxc_csv(tmp_path: Path) -> None:
    text = '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n'
    row = '"Raiz/Clientes/Padaria","Loja","ana","fixture ""p""","https://a.example","n","otpauth://totp/x","0","2026","2026"\n'
    path = _file(tmp_path, text + row + '"Raiz","Solta","u","p","","","","0","2026","2026"\n')
    assert detect(path) == "keepassxc-csv"
    found = by_title(path)
    assert found["Loja"].client_hint == "Clientes / Padaria"
    assert values(found["Loja"].draft, "password") == ['fixture "p"']
    assert found["Solta"].client_hint == ""
    assert found["Loja"].leftovers == ()
    assert len(found["Loja"].draft.fields) == 5


def test_firefox_csv(tmp_path: Path) -> None:
    text = (
        '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed",'
        '"timePasswordChanged"\n'
        '"https://a.example","ana","p",,"https://a.example","{x}","1","2","3"\n'
        '"https://b.example","rui","q","Área reservada","https://entrar.example","{y}","1","2","3"\n'
    )
    path = _file(tmp_path, text)
    assert detect(path) == "firefox"
    found = by_title(path)
    assert [field.name for field in found["a.example"].draft.fields] == ["username", "password", "url"]
    assert values(found["b.example"].draft, "formactionorigin") == ["https://entrar.example"]
    assert values(found["b.example"].draft, "httprealm") == ["Área reservada"]


PROTON = (
    "type,name,url,autofillUrls,email,username,password,note,totp,createTime,modifyTime,vault\n"
    'login,Loja,"https://a.example, https://b.example",'
    '"[{""url"":""https://a.example""},{""url"":""https://c.example""},{""url"":""https://b.example""}]",'
    "ana@a.example,,p,nota,JBSWY3DP,1,2,Padaria\n"
    "login,Outra,https://a.example,,ana@a.example,ana,p,,,1,2,Padaria\n"
    'creditCard,Cartão,,,,,,"{""number"":""4000""}",,1,2,Padaria\n'
)


def test_proton_csv(tmp_path: Path) -> None:
    path = _file(tmp_path, PROTON)
    assert detect(path) == "proton-csv"
    found = by_title(path)
    assert found["Loja"].client_hint == "Padaria"
    assert values(found["Loja"].draft, "username") == ["ana@a.example"]
    assert values(found["Loja"].draft, "url") == ["https://a.example", "https://b.example"]
    assert "https://c.example" in values(found["Loja"].draft, "autofillurls")[0]
    assert values(found["Outra"].draft, "username") == ["ana"]
    assert values(found["Outra"].draft, "Email") == ["ana@a.example"]
    assert found["Cartão"].draft.kind is EntryKind.NOTE
    assert values(found["Cartão"].draft, "text") == ['{"number":"4000"}']
    assert values(found["Cartão"].draft, "type") == ["creditCard"]


@pytest.mark.parametrize("text", [BITWARDEN, PROTON])
def test_no_cell_is_lost(tmp_path: Path, text: str) -> None:
    import csv
    import io

    entries, skipped = read(_file(tmp_path, text))
    kept = str(
        [[values(e.draft, f.label or f.name) for f in e.draft.fields] + [e.draft.title, e.client_hint] for e in entries]
    )
    bookkeeping = {"createTime", "modifyTime", "favorite", "reprompt", "type", "folder", "fields", "login_uri", "url"}
    for row in csv.DictReader(io.StringIO(text)):
        for name, cell in row.items():
            assert name in bookkeeping or repr(cell)[1:-1] in kept, (name, cell)
    assert skipped == []
