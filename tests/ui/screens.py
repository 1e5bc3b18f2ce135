"""The way through every screen: `Screens.steps()` opens one after the other over the sample data and leaves nothing behind.

A new page, sheet, dialog, card or menu is a step here, else `test_every_screen` says that nobody ever saw it. Nothing here looks
or judges. What changes the vault is taken back, so that the same vault serves every language, theme and size of text.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.crypto.secret import Secret
from app.ops.one_time import parse_secret
from app.ops.sample import add_sample
from app.ui.files.transfers import Transfer
from app.ui.shelf_menu import ShelfMenu
from app.ui.shelves import Shelf
from app.ui.tour.route import Stop
from app.ui.unlocking.form import PinForm
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import Sheet
from app.vault.kinds import EntryKind
from app.vault.model import Attachment, Generated, How, Revision
from tests.ui.cheap import PASSPHRASE
from tests.ui.screenshots import EXPORT, FILLED, NOW, Tour
from tests.ui.screenshots_keys import QUESTIONS, SECURITY_KEYS
from tests.ui.sharing_fakes import CARD, MADE, SHARES, MemoryDesk

Step = tuple[str, QWidget]
KEPT = (("Contrato de fornecimento de farinha 2026, assinado.pdf", 1_400_000), ("foto.png", 84_000))
KEYS = [
    (
        f"otpauth://totp/Loja:{name}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Loja",
        parse_secret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    )
    for name in ("ana", "rui")
]


class Screens(Tour):
    """Built on the way the pictures take: it settles, picks and closes in the same words."""

    def furnish(self) -> None:
        """The sample data, and an entry of every kind that can be filled."""
        self.session.unlock(PASSPHRASE, fail, create=True)
        self.settle(lambda: self.shell.desk is not None)
        self.shell.desk.guide.end()  # type: ignore[union-attr]
        self.session.change(lambda vault: add_sample(vault, NOW), owner=self.session)
        self.settle()
        self.home()
        for kind, values in FILLED.items():
            self.pages.new_entry()
            form = self.pages.detail.form
            form.kind.button(kind.value).click()
            form.title.setText(values["title"])
            for edit in form.edits.standard:
                if edit.spec.name in values:
                    edit.edit.restore(values[edit.spec.name])
            form.submit()
            self.settle(lambda: self.pages.detail.form is None)

    def home(self) -> None:
        """The page of clients, with the bakery's entries."""
        self.shell.desk.show_page("clients")  # type: ignore[union-attr]
        self.pages: Any = self.shell.desk.page("clients")  # type: ignore[union-attr]
        self.settle(lambda: self.pages.clients.count > 0)
        rows = self.pages.clients.view.model().rows
        self.pages.open_client(next(row.client for row in rows if row.client and "Padaria" in row.client.name))
        self.settle()

    def steps(self) -> Iterator[Step]:
        for part in self.parts():
            self.home()
            yield from part()
            self.close_sheets()
        yield from self.unlocking()

    def few(self) -> Iterator[Step]:
        """What one is on nearly all the time."""
        self.home()
        yield "the entries of a client", self.shell
        for part in (self.shares, self.pages_of_the_rail):
            yield from part()
            self.close_sheets()

    def parts(self) -> tuple[Callable[[], Iterator[Step]], ...]:
        return (
            self.lists,
            self.entry,
            self.forms_of_all_kinds,
            self.tending,
            self.sheets,
            self.receiving,
            self.shares,
            self.sending,
            self.asking,
            self.pages_of_the_rail,
            self.protecting,
        )

    def lists(self) -> Iterator[Step]:
        pages = self.pages
        desk: Any = self.shell.desk
        desk.guide.begin()
        for stop in Stop:
            self.settle()
            yield f"first steps, {stop}", self.shell
            desk.guide.strip.go_on()
        pages.back()
        self.settle()
        yield "clients", self.shell
        pages.clients.ask_name()
        yield from self.sheet("new client")
        pages.clients.view.pick(1)
        pages.clients.open_menu(QPoint(-1, -1))
        yield from self.menu("menu of a client")
        self.home()
        rail = desk.rail
        self.settle(lambda: any(one.shelf is Shelf.TAG for one in rail.shelves))
        for shelf in (Shelf.TRASH, Shelf.TAG):
            place = next(one for one in rail.shelves if one.shelf is shelf)
            rail._shelf_menu(place, rail.shelves[place], QPoint(8, 8))
            yield from self.menu(f"menu of {shelf}")
        ShelfMenu(self.session, rail).rename(place)
        yield from self.sheet("rename tag")
        pages.entries.open_sorts()
        yield from self.menu("menu of orders")
        pages.entries.view.selectAll()
        yield "several entries", self.shell
        pages.entries.bulk.asked.emit("trash")
        self.settle()
        yield "undo offered", self.shell
        self.session.undo.undo_last()
        self.settle()

    def entry(self) -> Iterator[Step]:
        for title in ("Loja online", "Ana Sousa", "Cartão da padaria", "Conta da padaria", "Wi-Fi da loja"):
            self.pick(title)
            page = self.pages.detail.page
            for field in page.entry.fields:
                if field.protected:
                    page.fields.reveal(field)
            self.settle()
            yield f"entry {title}", self.shell
        self.pages.detail.do("wifi-code")
        yield from self.sheet("Wi-Fi code")
        self.pick("Loja online")
        page.open_menu(QPoint(300, 200))
        yield from self.menu("menu of an entry")

    def forms_of_all_kinds(self) -> Iterator[Step]:
        self.pages.new_entry()
        form = self.pages.detail.form
        for kind in EntryKind:
            form.kind.button(kind.value).click()
            self.settle()
            yield f"form {kind.value}", self.shell
        form.edits.own.add(None)
        form.submit()
        self.settle()
        yield "form refused", self.shell
        self.pages.detail.leave_form()

    def tending(self) -> Iterator[Step]:
        """Files, the past and second factors of an entry; nothing of it is in the vault."""
        from app.ui.generator_sheet import GeneratorSheet

        self.pick("Loja online")
        page: Any = self.pages.detail.page
        page.files._there([Attachment(str(n), page.entry.id, name, size, NOW) for n, (name, size) in enumerate(KEPT)])
        page.files.transfers._under_way.append(Transfer("add", page.entry.id, "gravação da reunião.mp4", 1_800_000_000))
        page.files._fill()
        field = next(one for one in page.entry.fields if one.name == "username")
        old = Revision(field.id, 1, NOW - timedelta(3), False, "ana.antiga@padaria-acor.example", False, "username")
        old = replace(old, how=How.IMPORTED, person="Ana Sá", source="Bitwarden")
        new = Revision(field.id, 2, NOW, False, field.value, False, "username", how=How.TYPED, person="Rui Matos")
        page.past._show([new, old])
        page.past.unfold()
        page.past.rows[0].compare.click()
        self.settle()
        yield "files and past", self.shell
        page.files.transfers._under_way.clear()
        self.pages.detail.edit(page.entry)
        form: Any = self.pages.detail.form
        form.edits.key_edit().helps.code.click()
        yield from self.menu("where a key comes from")
        self.pages.detail.leave_form()
        generator = GeneratorSheet(self.session, self.shell)
        generator.open()
        self.settle()
        generator.panel.site.unfold.click()
        generator.panel.site.line.setText("minlength: many")
        generator._show([Generated(str(n), Secret("x"), NOW) for n in range(7)])
        yield from self.sheet("generator, refused")

    def sheets(self) -> Iterator[Step]:
        run = self.shell.commands.run  # type: ignore[union-attr]
        self.pick("Loja online")
        for command in ("tags", "move-to", "share", "palette", "cheat-sheet", "generator"):
            run(command)
            yield from self.sheet(command)
        self.pages.entries.acts.rename(self.pages.entries.scope.client)
        yield from self.sheet("rename")
        self.pages.entries.acts.forget(self.pages.entries.scope.client, 3)
        yield from self.sheet("forget")
        yield from self.importing()
        from app.ui.generator import open_generator
        from app.ui.picking.popup import open_calendar

        popup = open_generator(self.shell.desk.rail, _ignore)  # type: ignore[union-attr]
        self.settle()
        yield "generator beside a field", popup
        popup.close()
        for months in (False, True):
            calendar = open_calendar(self.pages.entries, None, NOW.date(), _ignore, months=months)
            self.settle()
            yield f"calendar of {'months' if months else 'days'}", calendar
            calendar.close()

    def importing(self) -> Iterator[Step]:
        self.pages.clients.ask_import()
        self.settle()
        yield "import", self.shell
        sheet: Any = self.open_sheet()
        sheet.look_at(EXPORT)
        self.settle(sheet._look.isVisible)
        yield "import, looking", self.shell
        self.close_sheets()

    def shares(self) -> Iterator[Step]:
        from app.ui.sharing.again import SendAgainSheet
        from app.ui.sharing.endsheet import EndSheet
        from app.ui.sharing.page import SharesPage
        from app.ui.sharing.result import ResultSheet

        desk = MemoryDesk(*SHARES)
        self.shell.desk.show_page("shares")  # type: ignore[union-attr]
        yield "no shares", self.shell
        page = SharesPage(self.session, desk)
        self.shell.desk._stack.addWidget(page)  # type: ignore[union-attr]
        self.shell.desk._stack.setCurrentWidget(page)  # type: ignore[union-attr]
        self.settle(lambda: page.model.total() > 0)
        for card in SHARES:
            page.side.select(card.id)
            page.split.enter()
            self.settle()
            yield f"share {card.id}", self.shell
        page.open_menu(QPoint(-1, -1))
        yield from self.menu("menu of a share")
        for sheet in (
            ResultSheet(self.session, desk, replace(MADE, language=self.session.language), self.shell),
            EndSheet(self.session, desk, CARD, self.shell),
            SendAgainSheet(self.session, desk, CARD, self.shell, on_made=_ignore),
        ):
            sheet.open()
            yield from self.sheet(type(sheet).__name__)
        page._acts.revoke(CARD)
        yield from self.sheet("revoke")
        page.deleteLater()

    def sending(self) -> Iterator[Step]:
        from tests.ui.screenshots_files import files, picker

        picker(self, self.pages.where)
        yield from self.sheet("another entry")
        yield from files(self)

    def receiving(self) -> Iterator[Step]:
        from tests.ui.screenshots_receiving import receiving

        yield from receiving(self)

    def asking(self) -> Iterator[Step]:
        from tests.ui.screenshots_asking import asking

        yield from asking(self)

    def pages_of_the_rail(self) -> Iterator[Step]:
        for name in ("health", "settings"):
            self.shell.desk.show_page(name)  # type: ignore[union-attr]
            self.settle()
            yield name, self.shell
        self.shell.desk.page("health").ask_breaches()  # type: ignore[union-attr]
        yield from self.sheet("breaches")

    def protecting(self) -> Iterator[Step]:
        """What is made and asked once in a while, and never wanted twice: the kit, the passphrase, the PIN, dropped files."""
        from app.ui.exporting.sheet import ExportSheet
        from app.ui.files.list_drops import WhichSheet
        from app.ui.keeping.restore import RestoreSheet
        from app.ui.recovering.again import AgainSheet
        from app.ui.recovering.passphrase import PassphraseSheet
        from app.ui.recovering.sheet import KitSheet
        from app.ui.recovering.using import UseKitSheet
        from app.ui.sharing.templates import MessagesSheet
        from app.ui.totp.asking import KeysSheet
        from app.ui.totp.reading import FoundKey
        from app.ui.unlocking.turning_on import TurnOnSheet

        session, shell = self.session, self.shell
        for sheet in (
            PassphraseSheet(session, shell),
            UseKitSheet(session, shell),
            AgainSheet(session, shell),
            TurnOnSheet(session, shell),
            RestoreSheet(session, shell),
            ExportSheet(session, shell),
            ExportSheet(session, shell, self.pages.where),
            MessagesSheet(session, shell),
            KeysSheet([FoundKey(text, maker) for text, maker in KEYS], _ignore, shell),
            WhichSheet(session, [EXPORT], self.pages),
        ):
            sheet.open()
            yield from self.sheet(type(sheet).__name__)
        kit = KitSheet(session, None, shell)
        kit.open()
        self.settle()
        yield "kit, asking", kit
        kit.ask.passphrase.set_text(PASSPHRASE.text())
        kit.next.click()
        self.settle(kit.paper.isVisible)
        yield "kit, paper", kit
        kit.next.click()
        self.settle()
        yield "kit, read back", kit
        self.close_sheets()
        yield from self.keys()

    def keys(self) -> Iterator[Step]:
        """A security key's questions, and the sheets that change which there are; no key is at hand."""
        from app.ui.unlocking.key_changes import AddSheet, RemoveSheet
        from app.ui.unlocking.key_sheet import present

        session, shell, key = self.session, self.shell, SECURITY_KEYS[0]
        for question in QUESTIONS:
            present(shell, question)
            self.settle()
            yield f"key {question}", shell
        self.close_sheets()
        for sheet in (
            AddSheet(session, shell, first=True, has_kit=False),
            AddSheet(session, shell, first=True, has_kit=True),
            AddSheet(session, shell, first=False, has_kit=True),
            RemoveSheet(session, shell, key, last=True),
            RemoveSheet(session, shell, key, last=False),
        ):
            sheet.open()
            yield from self.sheet(type(sheet).__name__)
        shell.desk.show_page("settings")  # type: ignore[union-attr]
        self.settle()
        card: Any = shell.desk.page("settings")  # type: ignore[union-attr]
        card.keys._there((SECURITY_KEYS, False))
        self.settle()
        yield "settings with keys", shell
        card.keys.reload()
        self.settle()

    def unlocking(self) -> Iterator[Step]:
        self.session.lock()
        self.settle()
        page = self.shell.unlock_page
        yield "unlock", self.shell
        page.form.submit()  # type: ignore[union-attr]
        self.settle()
        yield "unlock refused", self.shell
        page._show(PinForm(self.session, _ignore))
        self.settle()
        yield "unlock by PIN", self.shell
        opener: Any = self.session.opener
        opener.hides = True
        page.prepare()
        page.form.submit()  # type: ignore[union-attr]
        self.settle()
        yield "create", self.shell
        opener.hides = False
        page.prepare()
        self.session.unlock(PASSPHRASE, fail)
        self.settle(lambda: self.shell.desk is not None)

    # -- what is open -------------------------------------------------------------------------------------------------

    def open_sheet(self) -> Sheet:
        return [one for one in self.shell.findChildren(Sheet) if one.isVisible()][-1]

    def sheet(self, name: str) -> Iterator[Step]:
        """The sheet that opens now, and its end."""
        self.settle()
        yield name, self.open_sheet()
        self.close_sheets()

    def menu(self, name: str) -> Iterator[Step]:
        self.settle()
        menu = [one for one in self.shell.findChildren(Menu) if one.isVisible()][-1]
        yield name, menu
        menu.close()
        self.settle()

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """As the pictures do, but without their rest: nothing here waits for an animation."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if until() and not self.session.tasks.busy:
                for _ in range(3):  # a layout asks for the next
                    QCoreApplication.processEvents()
                return
            QTest.qWait(1)
        raise AssertionError("it never came to rest")


def _ignore(_value: object) -> None:
    """What the generator made is of no use here."""


def fail(error: Exception) -> None:
    raise AssertionError(error)
