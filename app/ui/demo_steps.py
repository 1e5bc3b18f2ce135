"""The steps of the demonstration, each begun when the one before has happened: in the real window, by its buttons and signals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.crypto.secret import Secret
from app.ops.vaults import PASSPHRASE_FILE, passphrase_of_scripts
from app.ui.app import build, start_relay, stop
from app.ui.sharing.cards import ShareCard, news
from app.ui.sharing.desk import Made
from app.ui.sharing.page import SharesPage
from app.ui.sharing.result import ResultSheet
from app.ui.sharing.sheet import ShareSheet, open_share_sheet
from app.ui.sharing.times import ends_line, time_of_day
from app.ui.sharing.words import receipt_words
from app.ui.state import Session
from app.vault.model import Entry, EntryKind
from app.vault.vault import Vault

_LOOK_MS = 50
_FAILED = 3


class Demo(QObject):
    """One run. `say` gets every line a person is to read."""

    def __init__(self, folder: Path, say: Callable[[str], None], *, kept: bool) -> None:
        super().__init__()
        self._say, self._kept = say, kept
        self._session = Session(folder)
        self._shell = build(self._session)
        self._seen: dict[str, ShareCard] = {}
        self._stopping = False
        self._waiting: Callable[[], bool] = lambda: False
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self._look)
        self._session.said.connect(self._heard_said)

    def begin(self) -> None:
        """The window, and the relay beside it."""
        self._say(
            QCoreApplication.translate(
                "Demo", "There is no display: Lacre runs without a window, on sample data, and shares an entry."
            )
        )
        self._shell.show()
        self._session.unlocked.connect(self._unlocked)
        start_relay(self._session)
        self._unlock()

    def stop(self) -> None:
        """Ctrl-C: say good-bye and leave the loop."""
        if not self._stopping:
            self._stopping = True
            again = QCoreApplication.translate(
                "Demo", "Stopped. The link works again when Lacre runs again on the same data."
            )
            gone = QCoreApplication.translate("Demo", "Stopped. The sample data and the link are gone.")
            self._say(again if self._kept else gone)
        QCoreApplication.exit(0)

    def end(self) -> None:
        self._watch.stop()
        stop(self._session)

    # -- the vault ----------------------------------------------------------------------------------------------------

    def _unlock(self) -> None:
        from os import environ

        exists = self._session.vault_exists()
        given = passphrase_of_scripts(environ)
        if exists and given is None:
            self._fail(
                QCoreApplication.translate(
                    "Demo", "There is a vault already: {variable} must name the file of its passphrase."
                ).format(variable=PASSPHRASE_FILE)
            )
            return
        passphrase = given or _new_passphrase()
        if not exists:
            self._say(
                QCoreApplication.translate("Demo", "Creating a vault in {folder}…").format(folder=self._session.home)
            )
        if (
            not exists and given is None and self._kept
        ):  # a vault that stays, and whose passphrase nobody knows, would be a trap
            self._say(
                QCoreApplication.translate("Demo", "Your vault is in {folder}. Its passphrase is: {passphrase}").format(
                    folder=self._session.home, passphrase=passphrase.text()
                )
            )
        self._session.unlock(passphrase, self._failed, create=not exists)

    def _unlocked(self) -> None:
        self._session.change(_fill, self._filled, self._failed, owner=self)

    def _filled(self, count: int) -> None:
        if count:
            self._say(QCoreApplication.translate("Demo", "Sample data: {count} entries.").format(count=count))
        self._when(lambda: self._session.relay is not None, self._choose)

    def _choose(self) -> None:
        self._session.ask(_first_login, self._share, self._failed, owner=self)

    # -- the share ----------------------------------------------------------------------------------------------------

    def _share(self, entry: Entry) -> None:
        self._session.go("clients", entry_id=entry.id)
        self._say(
            QCoreApplication.translate("Demo", "Sharing “{title}” of {client}…").format(
                title=entry.title, client=entry.client_name
            )
        )
        sheet = open_share_sheet(self._session, entry, self._shell)
        sheet.submit()
        self._when(lambda: bool(self._results()), self._made)

    def _results(self) -> list[ResultSheet]:
        sheets = [sheet for sheet in self._shell.findChildren(ShareSheet) if sheet.isVisible() and sheet.problem]
        if sheets:
            self._fail(sheets[0].problem)
        return [sheet for sheet in self._shell.findChildren(ResultSheet) if sheet.isVisible()]

    def _made(self) -> None:
        sheet = self._results()[0]
        made = sheet.made
        sheet.accept()
        self._print(made)
        self._session.go("shares", share_id=made.id)
        desk = self._shell.desk
        if desk is not None:
            page = cast(SharesPage, desk.page("shares"))
            page.changed.connect(self._heard)

    def _print(self, made: Made) -> None:
        ends = ends_line(made.expires_at, self._session.now(), QLocale())
        for line in (
            "",
            QCoreApplication.translate("Demo", "Link:      {link}").format(link=made.url),
            QCoreApplication.translate("Demo", "Passcode:  {passcode}").format(passcode=made.passcode),
            QCoreApplication.translate("Demo", "Ends:      {when}").format(when=ends),
            "",
            QCoreApplication.translate("Demo", "Open the link in a browser on this computer. Ctrl-C stops."),
        ):
            self._say(line)

    def _heard(self, cards: list[ShareCard]) -> None:
        for card in cards:
            for receipt in news(self._seen.get(card.id), card):
                words = receipt_words(receipt).word
                self._say(f"{time_of_day(receipt.at, QLocale())}  {card.label}: {words}")
            self._seen[card.id] = card

    # -- waiting and failing ------------------------------------------------------------------------------------------

    def _when(self, condition: Callable[[], bool], then: Callable[[], None]) -> None:
        self._waiting, self._then = condition, then
        self._watch.start()

    def _look(self) -> None:
        if self._waiting():
            self._watch.stop()
            self._then()

    def _failed(self, error: Exception) -> None:
        self._fail(self._session.sentence(error))

    def _heard_said(self, text: str, tone: str) -> None:
        if tone == "bad":
            self._say(text)

    def _fail(self, text: str) -> None:
        self._watch.stop()
        self._say(text)
        QApplication.exit(_FAILED)


def _new_passphrase() -> Secret:
    from app.vault.generator import words

    return words(6, "pt", "-")[0]


def _fill(vault: Vault) -> int:
    """Sample data, unless the vault holds something."""
    from app.host.clock import now
    from app.ops.sample import add_sample

    return 0 if vault.clients() else add_sample(vault, now())


def _first_login(vault: Vault) -> Entry:
    logins = [entry for entry in vault.entries() if entry.kind is EntryKind.LOGIN]
    return vault.entry((logins or vault.entries())[0].id)
