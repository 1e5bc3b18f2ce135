"""The code on the screen is read back by a reader that is not ours."""

from __future__ import annotations

import zxingcpp
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.sharing.qr import QrCode

LINK = "https://relay.example/s/" + "A" * 22 + "#1g." + "b" * 43 + ".Ab-_9z"


def test_the_drawn_code_reads_back_as_the_link(qtbot: QtBot) -> None:
    code = QrCode()
    qtbot.addWidget(code)
    code.set_text(LINK)
    code.resize(code.sizeHint())
    image = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    assert [found.text for found in zxingcpp.read_barcodes(pixels)] == [LINK]
