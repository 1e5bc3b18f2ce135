"""The whole path: the desktop's own window makes a vault, imports, and shares; Chromium on a phone's screen opens the link with a
wrong and then the right passcode; the receipts arrive in the window; the second visit is told that it was opened.

Pictures of every step are kept for people to look at (LACRE_ARTIFACTS, else the test's folder); never compared, never committed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import sync_playwright
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.share.passcode import generate
from app.ui.app import build, start_relay, stop
from app.ui.clients import ClientsPage
from app.ui.create import CreateForm
from app.ui.importing.dialog import open_import
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.choices import Ends
from app.ui.sharing.endsheet import EndSheet
from app.ui.sharing.model import BADGE, CARD
from app.ui.sharing.page import SharesPage
from app.ui.sharing.result import ResultSheet
from app.ui.sharing.sheet import ShareSheet
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.browser.page_visitor import CHROMIUM, FLAGS, PHONE, Visitor

W = TypeVar("W", bound=QWidget)
DEADLINE_MS = 60_000
PASSWORD = "Broa-de-milho.às7"
CSV = f"""url,username,password,totp,extra,name,grouping,fav
https://loja.padaria-acor.example/admin,ana@padaria-acor.example,{PASSWORD},,,Loja online,Padaria Açor,0
https://correio.example/,geral@padaria-acor.example,fermento&FARINHA_82,,,Correio,Padaria Açor,0
"""


@dataclass
class Desktop:
    """The application as a person has it before them."""

    qtbot: QtBot
    session: Session
    shell: Shell
    artifacts: Path

    def press(self, text: str, inside: QWidget | None = None) -> None:
        place = inside or self.shell
        button = next(b for b in place.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
        assert button.isEnabled(), text
        button.click()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=DEADLINE_MS)

    def appears(self, kind: type[W]) -> W:
        def found() -> list[W]:
            return [widget for widget in self.shell.findChildren(kind) if widget.isVisible()]

        self.wait(lambda: bool(found()))
        return found()[0]

    def keep(self, name: str) -> None:
        self.shell.grab().save(str(self.artifacts / f"desktop-{name}.png"))

    # -- what a person does -------------------------------------------------------------------------------------------

    def create_vault(self) -> None:
        form = self.appears(CreateForm)
        for field in (form.passphrase, form.again):
            field.set_text("cavalo-bateria-agrafo")
        self.keep("1-create")
        form.submit()
        self.appears(ClientsPage)
        self.wait(lambda: self.session.relay is not None)

    def import_file(self, path: Path) -> None:
        sheet = open_import(self.session, self.shell)
        sheet.look_at(path)
        self.wait(lambda: any(b.text() == "Add to the vault" and b.isVisible() for b in buttons(sheet)))
        self.keep("2-import")
        self.press("Add to the vault", sheet)
        self.wait(lambda: any(b.text() == "Done" and b.isVisible() for b in buttons(sheet)))
        self.press("Done", sheet)

    def share(self, title: str) -> ResultSheet:
        assert self.session.vault is not None
        entry = next(one for one in self.session.vault.entries() if one.title == title)
        page = self.appears(ClientsPage)
        page.go(entry_id=entry.id)
        self.wait(lambda: page.detail.shown_entry() is not None)
        shown = page.detail.shown_entry()
        assert shown is not None
        shown.open_share()
        sheet = self.appears(ShareSheet)
        sheet.set_recipient_language("pt_PT")
        self.keep("3-share")
        self.press("Create link", sheet)
        return self.appears(ResultSheet)

    def shares(self) -> SharesPage:
        self.session.go("shares")
        return self.appears(SharesPage)

    def card(self, page: SharesPage) -> ShareCard:
        card = page.model.index(0).data(CARD)
        assert isinstance(card, ShareCard)
        return card

    def told(self, page: SharesPage, *whats: str) -> None:
        """The receipts arrive by themselves: nothing here asks."""
        self.wait(lambda: set(whats) <= {receipt.what for receipt in self.card(page).receipts})


def buttons(sheet: Sheet) -> list[QAbstractButton]:
    return sheet.findChildren(QAbstractButton)


@pytest.fixture
def artifacts(tmp_path: Path) -> Path:
    folder = Path(os.environ["LACRE_ARTIFACTS"]) / "e2e" if os.environ.get("LACRE_ARTIFACTS") else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def desktop(qtbot: QtBot, home: Path, artifacts: Path) -> Iterator[Desktop]:
    session = Session(home)
    shell = build(session)
    session.update_settings(language="en", theme="light", sender_name="Ana Assistente")
    qtbot.addWidget(shell)
    shell.show()
    start_relay(session)
    yield Desktop(qtbot, session, shell, artifacts)
    stop(session)


@pytest.fixture
def phone(artifacts: Path) -> Iterator[Visitor]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        visitor = Visitor.enter(chromium, artifacts, **PHONE)
        yield visitor
        visitor.leave()
        chromium.close()


def test_a_secret_goes_from_the_desktop_to_a_phone_and_its_link_dies(
    desktop: Desktop, phone: Visitor, tmp_path: Path
) -> None:
    export = tmp_path / "lastpass.csv"
    export.write_text(CSV, encoding="utf-8")
    desktop.create_vault()
    desktop.import_file(export)
    result = desktop.share("Loja online")
    desktop.keep("4-result")
    link, passcode = result.made.url, result.made.passcode
    result.accept()

    page = desktop.shares()
    desktop.wait(lambda: page.model.rowCount() == 1)
    assert page.model.index(0).data(BADGE).word == "Not opened yet"

    phone.open(link)
    phone.see("#passcode")
    assert "Ana Assistente" in phone.text()
    phone.keep("phone-1-passcode")
    desktop.told(page, "delivered")
    phone.give(generate().text())  # well formed, so only the relay can know that it is another share's
    phone.see(".slip:has-text('Restam 4 tentativas')")
    phone.keep("phone-2-wrong")
    desktop.told(page, "wrong-passcode")
    desktop.keep("5-wrong-passcode")
    assert page.model.index(0).data(BADGE).word == "Wrong passcode tried"

    phone.give(f" {passcode.lower()} ")
    phone.see(".content")
    phone.keep("phone-3-content")
    assert PASSWORD not in phone.text()
    desktop.told(page, "accepted")
    assert page.model.index(0).data(BADGE).word == "Opened"
    row = phone.row("Palavra-passe")
    row.get_by_role("button", name="Mostrar").click()
    row.get_by_text(PASSWORD).wait_for()
    phone.keep("phone-4-shown")
    desktop.told(page, "revealed")  # long after the last view was taken: the sender goes on being told
    phone.see("button.primary").click()
    phone.see_title("Apagado desta página")
    desktop.told(page, "acknowledged")
    desktop.keep("6-receipts")

    again = phone.context.new_page()
    again.goto(link)
    again.get_by_role("heading", name="Esta mensagem já foi aberta").wait_for()
    again.screenshot(path=desktop.artifacts / "phone-5-opened-already.png")
    assert desktop.card(page).ended(desktop.session.now())


def test_access_is_removed_while_the_recipient_has_the_page_open(
    desktop: Desktop, phone: Visitor, tmp_path: Path
) -> None:
    export = tmp_path / "lastpass.csv"
    export.write_text(CSV, encoding="utf-8")
    desktop.create_vault()
    desktop.import_file(export)
    result = desktop.share("Correio")
    link, passcode, ends = result.made.url, result.made.passcode, result.made.expires_at
    result.accept()
    page = desktop.shares()
    desktop.wait(lambda: page.model.rowCount() == 1)

    desktop.press("Change", page)
    sheet = desktop.appears(EndSheet)
    sheet.choose(Ends.WEEK)
    desktop.press("Change", sheet)
    desktop.wait(lambda: desktop.card(page).expires_at > ends)
    desktop.told(page, "amended")

    phone.open(link)
    phone.see("#passcode")
    desktop.press("Remove access", page)
    desktop.press("Remove access", desktop.appears(Sheet))
    desktop.wait(lambda: bool(page.model.index(0).data(BADGE).word == "Revoked"))
    phone.give(passcode)
    phone.see_title("Quem enviou retirou a mensagem")
    desktop.keep("7-revoked")
