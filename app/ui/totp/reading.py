"""QR codes in a picture. Owns the caps; for a worker's thread, never the window's: a picture may be a stranger's.

Only plain picture formats are read, told by content and not by name: an SVG or a PDF is a program to run. The size is read
before a pixel is: a few octets can ask for gigabytes.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageReader

from app.errors import LacreError, UserError, WorldError
from app.ops.one_time import CodeMaker, parse_secret

MOST_OCTETS, MOST_PIXELS, MOST_SIDE = 20 * 1024**2, 40_000_000, 20_000
_FORMATS = frozenset({b"png", b"jpeg", b"jpg", b"bmp", b"gif", b"webp", b"tiff", b"tif", b"ppm", b"pgm", b"pbm"})
_ALLOCATION_MIB = 256
_MOST_CODES, _MOST_TEXT = 32, 4096


class FoundKey(NamedTuple):
    """A key of a second factor: its address as it stood in the code, and what it makes codes of."""

    text: str
    maker: CodeMaker

    @property
    def name(self) -> str:
        """Whose it is, as the site wrote it."""
        parts = [part for part in (self.maker.issuer, self.maker.account) if part]
        return " · ".join(dict.fromkeys(parts))


def keys_in_file(path: Path) -> list[FoundKey]:
    """The keys in a picture file. UserError `no-picture`, `picture-too-big`, or why there is no key in it."""
    return keys_in(_opened(_octets(path)))


def keys_in(*pictures: QImage) -> list[FoundKey]:
    """The keys in these pictures, each once. UserError `no-qr-code` where no code is found at all; where there are codes and no
    key of ours, what is wrong with the first."""
    texts = list(dict.fromkeys(text for picture in pictures for text in _texts(picture)))
    if not texts:
        raise UserError("no-qr-code")
    found, wrong = list[FoundKey](), list[LacreError]()
    for text in texts:
        try:
            found.append(FoundKey(text, _maker(text)))
        except LacreError as error:
            wrong.append(error)
    if not found:
        raise next((error for error in wrong if error.code != "not-a-totp"), wrong[0])
    return found


def _maker(text: str) -> CodeMaker:
    """Of an address only: any word in base32 would pass for a key, and a QR code of a menu holds words."""
    if not text.casefold().startswith(("otpauth://", "otpauth-migration://", "steam://")):
        raise UserError("not-a-totp")
    return parse_secret(text)


def _octets(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UserError("no-picture")
            octets = file.read(MOST_OCTETS + 1)
    except OSError as error:
        raise WorldError("cannot-read", path=str(path), reason=error.strerror or type(error).__name__) from error
    if len(octets) > MOST_OCTETS:
        raise UserError("picture-too-big")
    return octets


def _opened(octets: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(octets)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoDetectImageFormat(True)
    if bytes(reader.format().data()).lower() not in _FORMATS:
        raise UserError("no-picture")
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS or max(size.width(), size.height()) > MOST_SIDE:
        raise UserError("picture-too-big")
    reader.setAllocationLimit(_ALLOCATION_MIB)
    reader.setAutoTransform(True)
    picture = reader.read()
    if picture.isNull():
        raise UserError("no-picture")
    return picture


def _texts(picture: QImage) -> list[str]:
    if picture.isNull() or picture.width() * picture.height() > MOST_PIXELS:
        return []
    import zxingcpp  # late: only who reads a code needs it

    # What is see-through in a code is its light part; as grey it would be black.
    whole = QImage(picture.size(), QImage.Format.Format_RGB32)
    whole.fill(0xFFFFFFFF)
    _painted(whole, picture)
    grey = whole.convertToFormat(QImage.Format.Format_Grayscale8)
    octets = memoryview(grey.constBits()).cast("B", [grey.height(), grey.bytesPerLine()])
    codes = zxingcpp.read_barcodes(octets, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return [code.text for code in codes[:_MOST_CODES] if code.valid and len(code.text) <= _MOST_TEXT]


def _painted(on: QImage, picture: QImage) -> None:
    from PySide6.QtGui import QPainter

    on.setDevicePixelRatio(1)
    bare = QImage(picture)
    bare.setDevicePixelRatio(1)
    with QPainter(on) as painter:
        painter.drawImage(0, 0, bare)
