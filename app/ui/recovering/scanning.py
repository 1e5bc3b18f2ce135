"""A recovery code out of a picture: a photograph or a scan of the paper. Owns the reading; keeps nothing of the picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops.recovery import require_code

_MOST_SIDE = 4000  # a telephone's picture is larger than the reader needs, and slower


def read_picture(path: Path) -> Secret:
    """The recovery code in a picture's QR code. UserError where there is none, or another one."""
    found = [Secret(text) for text in _texts(_loaded(path))]
    for one in found:
        try:
            require_code(one)
        except UserError:
            continue
        return one
    raise UserError("picture-without-code", path=path.name)


def _loaded(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _MOST_SIDE:
        reader.setScaledSize(size.scaled(QSize(_MOST_SIDE, _MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UserError("picture-without-code", path=path.name)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _texts(image: QImage) -> list[str]:
    import zxingcpp  # late: few people ever read a picture

    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return [one.text for one in found]
