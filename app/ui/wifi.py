"""A Wi-Fi network as a QR code that a phone's camera joins. Owns the code's text and the sheet that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.ui.sharing.qr import QrCode
from app.ui.state import Session
from app.ui.theme import S12, T13
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.vault.model import Entry
    from app.vault.vault import Vault

_SPECIAL = '\\;,":'
_OPEN = frozenset({"", "none", "nenhuma", "nopass", "aberta", "open"})


def wifi_text(ssid: str, password: str, security: str) -> str:
    """What cameras read: `WIFI:T:WPA;S:name;P:password;;`. WPA stands for WPA2 and WPA3 too; without a password it is open."""
    kind = security.strip().casefold()
    written = "WEP" if kind.startswith("wep") else "WPA"
    if not password or (kind in _OPEN and kind):
        return f"WIFI:T:nopass;S:{_escaped(ssid)};;"
    return f"WIFI:T:{written};S:{_escaped(ssid)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)


def read_wifi(vault: Vault, entry: Entry) -> str:
    """For the vault's thread: the code's text of an entry."""
    values = {field.name: vault.reveal(entry.id, field.id).text() for field in entry.fields}
    return wifi_text(values.get("ssid", ""), values.get("password", ""), values.get("security", ""))


class WifiSheet(Sheet):
    """The code, and what to do with it. Whoever sees it can join: it goes with the sheet."""

    def __init__(self, session: Session, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent, "", 400)
        self._entry = entry
        self.code = QrCode(side=240)
        self.words = Text("", size=T13, role="muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.words)
        self.buttons.setContentsMargins(0, 0, 0, S12)
        self.retranslate()
        session.ask(lambda vault: read_wifi(vault, entry), self.code.set_text, owner=self)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "words"):
            self.set_title(self._entry.title)
            self.code.setAccessibleName(QCoreApplication.translate("Wifi", "QR code of the network"))
            self.words.setText(
                QCoreApplication.translate(
                    "Wifi", "Point a phone's camera at it to join. Whoever sees it can join too."
                )
            )
