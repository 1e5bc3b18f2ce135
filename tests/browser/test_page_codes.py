"""One-time passwords as the code of now, a Wi-Fi and a contact in their parts, QR codes."""

from __future__ import annotations

import time

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from app.share.manifest import ManifestField
from app.vault.types.totp import parse_totp
from tests.browser.page_relay import PageRelay
from tests.browser.page_visitor import DESKTOP, Enter, Visitor

URI = "otpauth://totp/Loja:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Loja&digits=6&period=30"
WIFI = "WIFI:T:WPA;S:Padaria Açor;P:pao\\;quente;;"
CONTACT = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Marta Sousa\r\nTEL:+351 210 000 000\r\nEMAIL:marta@example.pt\r\nEND:VCARD\r\n"
)
FIELDS = (
    ManifestField("", "username", "ana"),
    ManifestField("", "totp", URI),
    ManifestField("Wi-Fi da loja", "wifi", WIFI),
    ManifestField("", "contact", CONTACT),
    ManifestField("", "note", "no fim"),
)
CLIPBOARD = """
    window.copied = [];
    Object.defineProperty(Navigator.prototype, 'clipboard', {
        get: () => ({ writeText: async (text) => { copied.push(text); } }),
    });
"""


def _opened(relay: PageRelay, visitor: Visitor, **options: object) -> None:
    visitor.open(relay.open_link(fields=FIELDS, **options).url)
    visitor.hold()
    visitor.see_title("Your message")


def _read(visitor: Visitor, selector: str) -> str:
    """What a camera sees in it."""
    picture = QImage.fromData(visitor.see(selector).screenshot()).convertToFormat(QImage.Format.Format_Grayscale8)
    found = zxingcpp.read_barcodes(
        memoryview(picture.constBits()).cast("B", (picture.height(), picture.bytesPerLine()))
    )
    return str(found[0].text)


def test_a_one_time_password_is_the_code_of_now(relay: PageRelay, enter: Enter) -> None:
    desktop = enter(script=CLIPBOARD, **DESKTOP)
    _opened(relay, desktop)
    maker = parse_totp(URI)
    row = desktop.row("2FA code")
    assert "otpauth" not in desktop.text()
    row.get_by_role("button", name="Show: 2FA code").click()
    # Over the turn of a step either code is the one of now.
    before = int(time.time())
    shown = row.locator(".aloud").inner_text().replace(" ", "")
    row.get_by_role("button", name="Copy: 2FA code").click()
    desktop.page.wait_for_function("() => copied.length > 0")
    now = {maker.code(at) for at in (before - 1, before, int(time.time()) + 1)}
    assert shown in now
    assert desktop.page.evaluate("copied[0]") in now
    assert "changes in" in row.inner_text()
    desktop.keep("codes-desktop")
    row.get_by_role("button", name="Show key").click()
    assert URI in row.inner_text()


def test_a_wifi_and_a_contact_are_in_parts_and_as_a_qr_code(relay: PageRelay, desktop: Visitor) -> None:
    _opened(relay, desktop)
    assert "Padaria Açor" in desktop.row("Network").inner_text()
    assert "pao;quente" not in desktop.text()
    desktop.row("Password").get_by_role("button", name="Show").click()
    assert "pao;quente" in desktop.text()
    assert "Marta Sousa" in desktop.text()
    desktop.page.get_by_role("button", name="QR code").first.click()
    assert _read(desktop, "figure .qr") == WIFI
    desktop.keep("codes-wifi-desktop")
    desktop.page.get_by_role("button", name="Hide QR").click()
    desktop.page.get_by_role("button", name="QR code").last.click()
    assert _read(desktop, "figure .qr") == CONTACT
    blocks = desktop.page.locator(".content dt, .content h2").all_inner_texts()
    wifi = ["Wi-Fi da loja", "Network", "Password", "Security"]
    contact = ["Contact", "Name", "Phone", "E-mail"]
    assert blocks == ["Username", "2FA code", *wifi, *contact, "Note"]


def test_what_cannot_be_read_is_text(relay: PageRelay, desktop: Visitor) -> None:
    fields = (ManifestField("", "totp", "otpauth://totp/a?secret=1"), ManifestField("", "wifi", "nada"))
    desktop.open(relay.open_link(fields=fields).url)
    desktop.hold()
    desktop.row("2FA code").get_by_role("button", name="Show").click()
    assert "otpauth://totp/a?secret=1" in desktop.text()
    assert "nada" in desktop.row("Wi-Fi").inner_text()


def test_without_what_shows_codes_they_are_text_and_the_content_is_there(relay: PageRelay, desktop: Visitor) -> None:
    desktop.page.route("**/assets/codes-*", lambda route: route.abort())
    _opened(relay, desktop)
    desktop.row("2FA code").get_by_role("button", name="Show").click()
    assert URI in desktop.text()


@pytest.mark.parametrize("locale", ["pt-PT", "en-GB"])
def test_hiding_hides_the_parts_too(relay: PageRelay, enter: Enter, locale: str) -> None:
    visitor = enter(**{**DESKTOP, "locale": locale})
    visitor.open(relay.open_link(fields=FIELDS, rules=("hide", "no-copy")).url)
    visitor.hold()
    visitor.see(".content")
    assert "Padaria Açor" not in visitor.text()
    visitor.see(".all").click()
    assert "Padaria Açor" in visitor.text()
    assert visitor.page.locator(".row .buttons button:has-text('Cop')").count() == 0
