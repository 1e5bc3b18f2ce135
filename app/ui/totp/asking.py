"""From where the key of a second factor comes: the menu beside its field, and the choice where a picture has several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.errors import LacreError
from app.ui import choosing
from app.ui.state import Session
from app.ui.theme import S8, T13
from app.ui.totp.reading import FoundKey, keys_in, keys_in_file
from app.ui.totp.screens import grabbed
from app.ui.widgets.buttons import Button
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text


class KeyReader(QObject):
    """Reads on another thread and answers once: with the text of one key, or with an error to be said."""

    read = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._over = session, parent

    def from_file(self, path: Path) -> None:
        self._run(lambda: keys_in_file(path))

    def from_pictures(self, pictures: Sequence[QImage]) -> None:
        self._run(lambda: keys_in(*pictures))

    def from_screens(self) -> None:
        try:
            pictures = grabbed()
        except LacreError as error:
            self.failed.emit(error)
            return
        self.from_pictures(pictures)

    def ask_file(self) -> None:
        title = QCoreApplication.translate("Totp", "Choose the picture of the QR code")
        pictures = QCoreApplication.translate("Totp", "Pictures")
        endings = "(*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff)"
        path = choosing.file(self._over, choosing.Sort.PICTURE, title, f"{pictures} {endings}")
        if path is not None:
            self.from_file(path)

    def from_clipboard(self) -> None:
        """A picture that was copied, or a file, or the address itself."""
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.from_file(files[0])
        elif data.hasImage():
            self.from_pictures([QGuiApplication.clipboard().image()])
        else:
            self.read.emit(data.text().strip())

    def menu(self, under: QWidget) -> Menu:
        menu = Menu(under)
        for icon, text, act in (
            ("image", QCoreApplication.translate("Totp", "QR code in a picture…"), self.ask_file),
            ("monitor", QCoreApplication.translate("Totp", "QR code on the screen"), self.from_screens),
            (
                "clipboard-text",
                QCoreApplication.translate("Totp", "Paste an address or a picture"),
                self.from_clipboard,
            ),
        ):
            menu.add(icon, text, act)
        menu.open_under(under, right=True)
        return menu

    def _run(self, work: Callable[[], list[FoundKey]]) -> None:
        self._session.tasks.run(work, self._there, self.failed.emit, owner=self)

    def _there(self, found: list[FoundKey]) -> None:
        if len(found) == 1:
            self.read.emit(found[0].text)
        else:
            KeysSheet(found, self.read.emit, self._over).open()


class KeysSheet(Sheet):
    """Several codes were in the picture: whose is it?"""

    def __init__(self, found: Sequence[FoundKey], use: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent, "", 420)
        self._use = use
        self.words = Text("", size=T13, wrap=True)
        self.body.addWidget(self.words)
        self.body.setSpacing(S8)
        self.keys: list[Button] = []
        for number, one in enumerate(found, 1):
            unnamed = QCoreApplication.translate("Totp", "Code {number}, without a name").format(number=number)
            button = Button((one.name or unnamed).replace("&", "&&"), "tile", "qr-code")
            button.clicked.connect(partial(self._choose, one.text))
            self.keys.append(button)
            self.body.addWidget(button)
        self._leave = Button()
        self._leave.clicked.connect(self.reject)
        self.buttons.addWidget(self._leave)
        self.retranslate()

    def _choose(self, text: str) -> None:
        self.accept()
        self._use(text)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_leave"):
            self.set_title(QCoreApplication.translate("Totp", "Which one?"))
            self.words.setText(
                QCoreApplication.translate("Totp", "The picture has several QR codes of second factors.")
            )
            self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
