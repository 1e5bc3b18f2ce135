"""The key of a second factor off a QR code: from a picture file, a drop, the clipboard and the screen; capped before any work."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.errors import LacreError, WorldError
from app.ui.clients import ClientsPage
from app.ui.sharing.qr import QrCode
from app.ui.state import Session
from app.ui.totp import asking, screens
from app.ui.totp.asking import KeysSheet
from app.ui.totp.reading import MOST_OCTETS, keys_in, keys_in_file
from app.ui.window import Shell
from tests.ui.test_desk_entries import entry, page, sheet_of
from tests.ui.test_files import drop

assert entry  # the fixtures
assert page
Settle = Callable[[], None]
KEY = "otpauth://totp/Loja:ana@loja.example?secret=JBSWY3DPEHPK3PXP&issuer=Loja"
OTHER = "otpauth://totp/Banco:ana?secret=GEZDGNBVGY3TQOJQ&issuer=Banco"


def picture(*texts: str, clear: bool = False) -> QImage:
    """QR codes side by side; `clear`: their light parts are see-through, as in many a download."""
    made = QImage(300 * len(texts), 300, QImage.Format.Format_ARGB32)
    made.fill(0 if clear else 0xFFFFFFFF)
    painter = QPainter(made)
    for number, text in enumerate(texts):
        code = QrCode(side=260)
        code.resize(260, 260)
        code.set_text(text)
        seen = code.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
        if clear:
            mask = seen.createMaskFromColor(0xFFFFFFFF)
            mask.invertPixels()
            seen.setAlphaChannel(mask.convertToFormat(QImage.Format.Format_Alpha8))
        painter.drawImage(number * 300 + 20, 20, seen)
    painter.end()
    return made


@pytest.fixture
def form(entry: Any, page: ClientsPage) -> Any:
    page.detail.edit(entry.entry)
    return page.detail.form


def key_of(form: Any) -> str:
    return str(form.edits.key_edit().text())


def test_a_picture_file_fills_the_field(
    form: Any, tmp_path: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    picture(KEY).save(str(tmp_path / "qr.png"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(tmp_path / "qr.png"), ""))
    form.edits.key_edit().helps.code.click()
    assert [action.text() for action in form.keys.menu.actions()] == [
        "QR code in a picture…",
        "QR code on the screen",
        "Paste an address or a picture",
    ]
    form.keys.menu.actions()[0].trigger()
    form.keys.menu.close()
    qtbot.waitUntil(lambda: key_of(form) == KEY, timeout=30_000)
    assert form.dirty


def test_a_picture_dropped_on_the_form_with_several_codes_asks_which(
    form: Any, shell: Shell, tmp_path: Path, settled: Settle
) -> None:
    picture(KEY, OTHER).save(str(tmp_path / "qr.jpeg"))
    assert drop(form, tmp_path / "qr.jpeg")
    settled()
    sheet = sheet_of(shell)
    assert isinstance(sheet, KeysSheet)
    assert {button.text() for button in sheet.keys} == {"Loja · ana@loja.example", "Banco · ana"}
    next(button for button in sheet.keys if button.text().startswith("Banco")).click()
    assert key_of(form) == OTHER


def test_the_screen_is_read_or_said_not_to_be_readable(
    form: Any, settled: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refused() -> list[QImage]:
        raise WorldError("no-screen")

    monkeypatch.setattr(asking, "grabbed", refused)
    form.keys.reader.from_screens()
    assert "lets no program see the screen" in form.notice.text()
    monkeypatch.setattr(asking, "grabbed", lambda: [picture("nada"), picture(KEY)])
    form.keys.reader.from_screens()
    qtbot.waitUntil(lambda: key_of(form) == KEY, timeout=30_000)


def test_on_wayland_no_screen_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    with pytest.raises(WorldError, match="no-screen"):
        screens.grabbed()


def test_what_was_copied_is_pasted(form: Any, settled: Settle, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(picture(KEY))
    form.keys.reader.from_clipboard()
    qtbot.waitUntil(lambda: key_of(form) == KEY, timeout=30_000)
    QGuiApplication.clipboard().setText(f" {OTHER}\n")
    form.keys.reader.from_clipboard()
    assert key_of(form) == OTHER


def test_a_see_through_code_is_read_too(shell: Shell) -> None:
    assert [one.text for one in keys_in(picture(KEY, clear=True))] == [KEY]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("otpauth://totp/Steam:ana?secret=JBSWY3DPEHPK3PXP&issuer=Steam", "totp-steam"),
        ("steam://JBSWY3DPEHPK3PXP", "totp-steam"),
        ("otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&counter=1", "totp-counter"),
        ("otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8", "totp-several"),
        ("https://menu.example", "not-a-totp"),
        ("JBSWY3DPEHPK3PXP", "not-a-totp"),
    ],
)
def test_a_code_that_is_no_key_of_ours_is_named(shell: Shell, text: str, code: str) -> None:
    with pytest.raises(LacreError) as refused:
        keys_in(picture(text))
    assert refused.value.code == code


def huge_png(width: int, height: int) -> bytes:
    """A few octets that ask for gigabytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(64))), (b"IEND", b""))
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (huge_png(30_000, 30_000), "picture-too-big"),
        (huge_png(25_000, 1), "picture-too-big"),
        (bytes(MOST_OCTETS + 1), "picture-too-big"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', "no-picture"),
        (b"%PDF-1.7", "no-picture"),
        (b"", "no-picture"),
        (huge_png(100, 100), "no-picture"),
    ],
    ids=["wide-and-high", "wide", "octets", "svg", "pdf", "empty", "cut"],
)
def test_hostile_pictures_cost_nothing(tmp_path: Path, octets: bytes, code: str) -> None:
    (tmp_path / "x.png").write_bytes(octets)
    with pytest.raises(LacreError) as refused:
        keys_in_file(tmp_path / "x.png")
    assert refused.value.code == code


def test_a_lock_meanwhile_leaves_nothing(form: Any, unlocked: Session, settled: Settle) -> None:
    form.keys.reader.from_pictures([picture(KEY)])
    unlocked.lock()
    settled()
