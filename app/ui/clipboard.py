"""The clipboard: what is copied asks history managers to forget it, and is cleared after a while if it is still there.

On X11 what is merely selected with the mouse is on a clipboard of its own (PRIMARY), pasted by the middle button: it goes too.

Owns the hints and the countdown. What was copied is remembered only as a keyed hash: this object must not become the place
where every copied password still lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, QStringListModel, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

if TYPE_CHECKING:
    from app.crypto.secret import Secret

CLEARED_AFTER_S = 30
_YES, _NO = QByteArray(b"\x01\x00\x00\x00"), QByteArray(b"\x00\x00\x00\x00")
# Each history manager has its own word for "do not keep this"; the others ignore what they do not know.
_HINTS = {
    "x-kde-passwordManagerHint": QByteArray(b"secret"),
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _YES,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
    "application/x-nspasteboard-concealed-type": QByteArray(b"secret"),
}


class Clipboard(QObject):
    """Copies, counts down, clears."""

    copied = Signal(bool)  # whether it will be cleared
    ticked = Signal(int)  # seconds left; 0 when it is over
    cleared = Signal()

    def __init__(self, parent: QObject | None = None, *, seconds: int = CLEARED_AFTER_S, tick_ms: int = 1000) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._key = b""
        self._print = b""
        self.left = 0
        self._timer = QTimer(self, interval=tick_ms)
        self._timer.timeout.connect(self._tick)

    def copy(self, value: Secret | str, *, sensitive: bool = True) -> None:
        """Put a value on the clipboard. What is sensitive is hinted at as such and cleared again."""
        text = value if isinstance(value, str) else value.text()
        if sensitive:
            _clipboard().setMimeData(_hinted(text))
        else:
            _clipboard().setText(text)
        self._print = self._digest(text) if sensitive else b""
        self.left = self.seconds if sensitive else 0
        self.copied.emit(sensitive)
        self.ticked.emit(self.left)
        if sensitive:
            self._timer.start()
        else:
            self._timer.stop()

    def clear_now(self) -> None:
        """Clear what was copied here, unless something else has taken its place since."""
        self._timer.stop()
        self.forget_selection()
        ours = bool(self._print) and self._digest(_clipboard().text()) == self._print
        self._print, self.left = b"", 0
        if ours:
            _clipboard().clear()
            self.cleared.emit()
        self.ticked.emit(0)

    def forget_selection(self) -> None:
        """What was selected in this window leaves the mouse's clipboard; what another program put there stays."""
        clipboard = _clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def _tick(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.clear_now()
        else:
            self.ticked.emit(self.left)

    def _digest(self, text: str) -> bytes:
        import hashlib  # late: it brings OpenSSL, which the first paint does not need
        import os

        self._key = self._key or os.urandom(32)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=32).digest()


def _hinted(text: str) -> QMimeData:
    """Made by Qt and only filled here: where the clipboard is Qt's own, it is deleted after Python's end, and one that Python's
    constructor made calls back into Python then. The program ended with a segmentation fault.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    data.setText(text)
    for name, hint in _HINTS.items():
        data.setData(name, hint)
    return data


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()
