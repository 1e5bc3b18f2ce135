"""A Wi-Fi as a QR code: written as cameras read it, and read back from the picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.clients import ClientsPage
from app.ui.state import Session
from app.ui.wifi import WifiSheet, wifi_text
from app.ui.window import Shell
from app.vault.model import EntryDraft, EntryKind, FieldDraft, FieldKind
from tests.ui.conftest import NOW
from tests.ui.test_desk_entries import open_entry, page, sheet_of

assert page  # the fixture


@pytest.mark.parametrize(
    ("ssid", "password", "security", "text"),
    [
        ("Casa", "segredo", "WPA", "WIFI:T:WPA;S:Casa;P:segredo;;"),
        ("Casa", "segredo", "", "WIFI:T:WPA;S:Casa;P:segredo;;"),
        ("Casa", "segredo", "WPA3", "WIFI:T:WPA;S:Casa;P:segredo;;"),
        ("Casa", "segredo", "wep", "WIFI:T:WEP;S:Casa;P:segredo;;"),
        ("Casa", "", "WPA", "WIFI:T:nopass;S:Casa;;"),
        ("Casa", "x", "none", "WIFI:T:nopass;S:Casa;;"),
        ('a;b,c:d"e\\f', "p;q", "WPA", 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;q;;'),
    ],
)
def test_a_network_is_written_as_cameras_read_it(ssid: str, password: str, security: str, text: str) -> None:
    assert wifi_text(ssid, password, security) == text


def test_the_code_on_the_screen_reads_back(
    page: ClientsPage, shell: Shell, unlocked: Session, settled: Callable[[], None], qtbot: QtBot
) -> None:
    assert unlocked.vault is not None
    client = next(one for one in unlocked.vault.clients() if one.name == "Padaria Açor")
    fields = (
        FieldDraft("ssid", "Padaria Açor"),
        FieldDraft("password", "broa-quente-7", kind=FieldKind.PASSWORD, protected=True),
    )
    draft = EntryDraft(EntryKind.WIFI, "Wi-Fi da loja", fields)
    unlocked.change(lambda vault: vault.add_entry(client.id, draft, NOW), owner=unlocked)
    settled()
    open_entry(page, settled, "Padaria Açor", "Wi-Fi da loja")
    assert page.detail.page is not None
    assert page.detail.page.head.wifi.isVisible()
    page.detail.do("wifi-code")
    settled()
    sheet = sheet_of(shell)
    assert isinstance(sheet, WifiSheet)
    picture = sheet.code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    octets = memoryview(picture.constBits()).cast("B", [picture.height(), picture.bytesPerLine()])
    (found,) = zxingcpp.read_barcodes(octets)
    assert found.text == "WIFI:T:WPA;S:Padaria Açor;P:broa-quente-7;;"


def test_other_kinds_have_no_such_code(page: ClientsPage, settled: Callable[[], None]) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert not page.detail.can_do("wifi-code")
    assert page.detail.page is not None
    assert not page.detail.page.head.wifi.isVisible()
