"""Further ways of handing a link over: into a messenger, a mail program, a file, onto paper. Owns the menu and what its lines do.

The link never becomes part of an address that another program or a web page is opened with: what is written goes to the
clipboard, and the right window is opened beside it (see `app.ops.letters`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from app.crypto.secret import Secret
from app.ops.letters import CHAT, mail_address, mail_draft
from app.ui import choosing
from app.ui.sharing import paper
from app.ui.sharing.desk import Channel
from app.ui.sharing.paper import Letter
from app.ui.sharing.qr import WHITE, QrCode
from app.ui.state import Session
from app.ui.widgets.menus import Menu

_SQUARE = 480


class Handed(Protocol):
    """A link that is ready to be sent: of a share, of a request."""

    @property
    def url(self) -> str: ...


H = TypeVar("H", bound=Handed)
H_in = TypeVar("H_in", bound=Handed, contravariant=True)


class Writes(Protocol[H_in]):
    """Who writes what goes with the link."""

    def link_message(self, made: H_in, language: str, channel: Channel) -> str: ...

    def link_subject(self, language: str) -> str: ...


class Ways(Generic[H]):
    """For one link that is ready to be sent."""

    def __init__(self, session: Session, desk: Writes[H], made: H, over: QWidget) -> None:
        self._session, self._desk, self._made, self._over = session, desk, made, over

    def open_menu(self, under: QWidget, language: str) -> None:
        """The ways, with the message in this language."""
        menu = Menu(under)
        menu.add("chat-text", _open_chat(), lambda: self.chat(language))
        menu.add("envelope-simple", _write_mail(), lambda: self.mail(language))
        menu.addSeparator()
        menu.add("file-text", _save_draft(), lambda: self._ask_where(language, "eml", self.draft))
        menu.add("printer", _print_paper(), lambda: self._with(language, self._print))
        menu.add("file-pdf", _save_pdf(), lambda: self._ask_where(language, "pdf", paper.pdf))
        menu.open_under(under)

    def chat(self, language: str) -> None:
        """The message to the clipboard, and WhatsApp beside it."""
        self._copy_and_open(language, Channel.CHAT, CHAT)

    def mail(self, language: str) -> None:
        """The letter to the clipboard, and a new e-mail beside it."""
        self._copy_and_open(language, Channel.MAIL, mail_address(self._desk.link_subject(language)))

    def draft(self, letter: Letter) -> bytes:
        return mail_draft(letter.subject, Secret(letter.text), qr_png(letter.url))

    def save(self, path: Path, letter: Letter, write: Callable[[Letter], bytes]) -> None:
        """A file that its owner alone can read, never over another one."""
        from app.vault.exporters.placing import new_file

        try:
            with new_file(path) as file:
                file.write(write(letter))
        except Exception as error:
            self._session.say_error(error)
        else:
            saved = QCoreApplication.translate("ShareWays", "Saved: {name}. The link is in it; the passcode is not.")
            self._session.say(saved.format(name=path.name), "good")

    def _copy_and_open(self, language: str, channel: Channel, address: str) -> None:
        desk, made = self._desk, self._made

        def copied(text: str) -> None:
            self._session.clipboard.copy(text)
            self._session.say(
                QCoreApplication.translate("ShareWays", "Message copied: paste it where you write."), "info"
            )
            QDesktopServices.openUrl(QUrl(address))

        work = self._session.tasks.run
        work(lambda: desk.link_message(made, language, channel), copied, self._session.say_error, owner=self._over)

    def _with(self, language: str, then: Callable[[Letter], None]) -> None:
        """The letter is written on a worker: the names of time zones are a large table to load."""
        desk, made = self._desk, self._made

        def work() -> Letter:
            text = desk.link_message(made, language, Channel.MAIL)
            return Letter(desk.link_subject(language), text, made.url)

        self._session.tasks.run(work, then, self._session.say_error, owner=self._over)

    def _ask_where(self, language: str, ending: str, write: Callable[[Letter], bytes]) -> None:
        title = QCoreApplication.translate("ShareWays", "Where to save it")
        name = f"lacre-{self._session.now():%Y-%m-%d}.{ending}"
        path = choosing.target(self._over, choosing.Sort.PAPER, title, name, f"{ending.upper()} (*.{ending})")
        if path is not None:
            self._with(language, lambda letter: self.save(path, letter, write))

    def _print(self, letter: Letter) -> None:
        from app.ui.paper import print_sheet

        print_sheet(self._over, lambda painter: paper.draw(painter, letter))


def qr_png(text: str) -> bytes:
    """The QR code as a picture."""
    code = QrCode(side=_SQUARE)
    code.resize(code.sizeHint())
    code.set_text(text)
    image = QImage(code.sizeHint(), QImage.Format.Format_RGB32)
    image.fill(WHITE)
    code.render(image, QPoint(0, 0))
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(octets.data())


def _open_chat() -> str:
    return QCoreApplication.translate("ShareWays", "Copy message and open WhatsApp")


def _write_mail() -> str:
    return QCoreApplication.translate("ShareWays", "Copy message and write an e-mail")


def _save_draft() -> str:
    return QCoreApplication.translate("ShareWays", "Save as an e-mail draft…")


def _print_paper() -> str:
    return QCoreApplication.translate("ShareWays", "Print with QR code…")


def _save_pdf() -> str:
    return QCoreApplication.translate("ShareWays", "Save as PDF with QR code…")
