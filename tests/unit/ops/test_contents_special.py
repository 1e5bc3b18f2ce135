"""Texts for other programs: codes, networks, contacts; and which entry a label is of when there are several."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.crypto.secret import Secret
from app.ops.contents import contents
from app.ops.contents_special import contact_text, totp_text, wifi_text
from app.ops.share_options import EntryChoice
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from app.vault.vault import Vault

SEED = "JBSWY3DPEHPK3PXP"


def test_a_bare_second_factor_secret_travels_as_an_address_with_a_name() -> None:
    assert totp_text("jbsw y3dp ehpk 3pxp", "Portal") == (
        f"otpauth://totp/Portal?secret={SEED}&algorithm=SHA1&digits=6&period=30"
    )
    assert totp_text("not one", "Portal") == ""


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"ssid": "Café;Sol", "password": 'a"b\\c', "security": "WPA2"}, 'WIFI:T:WPA;S:Café\\;Sol;P:a\\"b\\\\c;;'),
        ({"ssid": "Velha", "password": "x", "security": "wep"}, "WIFI:T:WEP;S:Velha;P:x;;"),
        ({"ssid": "Praça"}, "WIFI:T:nopass;S:Praça;;"),
        ({"ssid": "Casa", "security": "WPA2"}, ""),
        ({"password": "x"}, ""),
    ],
)
def test_a_network_is_one_text_unless_something_is_missing(fields: dict[str, str], text: str) -> None:
    assert wifi_text(list(fields.items())) == text


def test_a_contact_is_a_vcard_whose_lines_are_short_and_whose_signs_are_escaped() -> None:
    address = "Rua das Flores, 1; 2.º\n" + "é" * 60
    card = contact_text([("full_name", "Ana Sá"), ("email", "ana@sol.pt"), ("phone", "+351"), ("address", address)])
    lines = card.split("\r\n")
    assert lines[:6] == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Sá;Ana;;;",
        "FN:Ana Sá",
        "EMAIL;TYPE=INTERNET:ana@sol.pt",
        "TEL:+351",
    ]
    assert "ADR:;;Rua das Flores\\, 1\\; 2.º\\n" in card
    assert max(len(line.encode()) for line in lines) <= 75
    assert card.replace("\r\n ", "").count("é") == 60
    assert contact_text([("full_name", "Ana")]) == ""


def test_the_fields_of_several_entries_say_which_they_are_of(vault: Vault, now: datetime) -> None:
    client = vault.add_client("Padaria Sol", now)
    login = (
        FieldDraft("password", Secret("x"), kind=FieldKind.PASSWORD, protected=True),
        FieldDraft("totp", Secret(SEED), kind=FieldKind.TOTP, protected=True),
    )
    wifi = (FieldDraft("ssid", "Sol"), FieldDraft("password", Secret("y"), kind=FieldKind.PASSWORD, protected=True))
    first = vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Portal", login), now)
    second = vault.add_entry(client.id, EntryDraft(EntryKind.WIFI, "Loja", wifi), now)
    totp = tuple(field.id for field in vault.entry(first.id).fields)
    choices = (EntryChoice(first.id, totp), EntryChoice(second.id))
    manifest = contents(vault, Secret(""), choices, "en")
    assert [(field.label, field.kind) for field in manifest.fields] == [
        ("Portal: Password", "password"),
        ("Portal: 2FA key", "totp"),
        ("Loja: Wi-Fi network", "wifi"),
        ("Loja: Network name", "text"),
        ("Loja: Password", "password"),
    ]
    assert manifest.fields[1].value.startswith("otpauth://totp/Portal?")
    assert next(iter(contents(vault, Secret(""), choices[1:], "en").fields)).label == "Wi-Fi network"
