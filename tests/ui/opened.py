"""Everything that may stand open when the vault locks, and how it is opened and filled: the table of `test_after_lock`.

A new sheet, menu or pop-up is a line of `OPENERS` here, else that test fails. All that is typed and kept bears `MARK`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.ui.asking.desk import Group, Match, Review, Value
from app.ui.asking.endsheet import RequestEndSheet
from app.ui.asking.page import RequestsPage
from app.ui.asking.result import RequestResultSheet
from app.ui.asking.review import ReviewSheet
from app.ui.asking.sheet import RequestSheet
from app.ui.asking.values import ValueRow
from app.ui.clients import ClientsPage
from app.ui.commanding.palette import Palette
from app.ui.exporting.sheet import ExportSheet
from app.ui.files.list_drops import WhichSheet
from app.ui.files.opened import opened_of
from app.ui.generator import open_generator
from app.ui.keeping.restore import RestoreSheet
from app.ui.picking.popup import open_calendar
from app.ui.recovering.passphrase import PassphraseSheet
from app.ui.recovering.sheet import KitSheet
from app.ui.recovering.using import UseKitSheet
from app.ui.sharing.again import SendAgainSheet
from app.ui.sharing.endsheet import EndSheet
from app.ui.sharing.page import SharesPage
from app.ui.sharing.picker import EntryPicker
from app.ui.sharing.result import ResultSheet
from app.ui.sharing.templates import MessagesSheet
from app.ui.totp.asking import KeysSheet
from app.ui.totp.reading import FoundKey
from app.ui.unlocking.asker import PIN, Question
from app.ui.unlocking.key_changes import AddSheet, RemoveSheet
from app.ui.unlocking.key_sheet import present
from app.ui.unlocking.turning_on import TurnOnSheet
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import Sheet, confirm
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.vault import Vault
from tests.ui.asking_fakes import MADE_REQUEST, REQUEST, REQUESTS, MemoryAskingDesk
from tests.ui.cheap import PASSPHRASE
from tests.ui.receiving_fakes import marked, opening
from tests.ui.screens import KEYS, Screens
from tests.ui.screenshots import NOW
from tests.ui.screenshots_keys import SECURITY_KEYS
from tests.ui.sharing_fakes import CARD, MADE, SHARES, MemoryDesk

MARK = "zqxwcanario"
LOGIN = {
    "username": f"{MARK}.ana",
    "password": f"{MARK}.palavra",
    "url": f"https://{MARK}.example",
    "totp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "notes": f"{MARK} segredo\nem duas linhas",
}
WIFI = {"ssid": f"{MARK}.rede", "password": f"{MARK}.chave", "security": "WPA"}


def fill(vault: Vault) -> None:
    """One client with two entries; the first has a past, tags and a file."""
    client = vault.add_client(f"Padaria {MARK}", NOW)
    login = vault.add_entry(client.id, _draft(EntryKind.LOGIN, "loja", LOGIN | {"password": f"{MARK}.antiga"}), NOW)
    vault.edit_entry(login.id, _draft(EntryKind.LOGIN, "loja", LOGIN), NOW)
    vault.add_entry(client.id, _draft(EntryKind.WIFI, "rede", WIFI), NOW)


def _draft(kind: EntryKind, title: str, values: dict[str, str]) -> EntryDraft:
    return EntryDraft(kind, f"{MARK} {title}", tuple(FieldDraft(name, value) for name, value in values.items()))


class Opened(Screens):
    """The desk with its login chosen; what is opened in it stays open."""

    pages: Any

    def come_back(self) -> None:
        """To the form that stood open."""
        self.pages = self.shell.desk.page("clients")  # type: ignore[union-attr] # the vault is open
        self.settle(lambda: self.pages.detail.form is not None)

    def home(self) -> None:
        pages = self.shell.desk.page("clients")  # type: ignore[union-attr] # the vault is open
        assert isinstance(pages, ClientsPage)
        self.pages = pages
        self.settle(lambda: pages.clients.count > 0)
        pages.open_client(next(row.client for row in pages.clients.view.model().rows if row.client))  # type: ignore[attr-defined] # a RowsModel
        self.settle()
        self.pick(f"{MARK} loja")
        self.settle(lambda: pages.detail.shown_entry() is not None)

    @property
    def page(self) -> Any:
        """The entry's."""
        return self.pages.detail.page

    def reveal(self) -> None:
        """The entry with all that is protected in it and in its past."""
        for field in self.page.entry.fields:
            if field.protected:
                self.page.fields.reveal(field)
        self.page.past.unfold()
        self.settle()
        for row in self.page.past.rows:
            row.compare.click()
        self.settle()

    def edit(self) -> None:
        """The form, half typed, the password shown."""
        self.pages.detail.edit(self.page.entry)
        form = self.pages.detail.form
        for edit in form.edits.standard:
            edit.edit.restore(f"{MARK}.digitado")
        type_in(form)
        for line in form.findChildren(QLineEdit):
            line.setEchoMode(QLineEdit.EchoMode.Normal)

    def keep_open(self, folder: Path) -> None:
        """A file of the entry, opened: its copy in the private folder."""
        source = folder / f"{MARK}.txt"
        source.write_text(f"{MARK} dentro")
        self.page.files.take([source])
        self.settle(lambda: bool(self.page.files.rows))
        source.unlink()
        opened_of(self.session).files.place(f"{MARK}.txt").write_text(f"{MARK} dentro")

    def done(self, name: str) -> QWidget:
        """What an action of the entry opens, or else one of the window; over another sheet no key reaches them."""
        commands = self.shell.commands
        assert commands is not None
        (commands._do[name] if name in commands._do else lambda: self.page.do(name))()
        return self._newest(Sheet)

    def shown(self, widget: Any) -> QWidget:
        widget.open()
        return self._newest(type(widget))

    def _newest(self, kind: type[QWidget]) -> QWidget:
        self.settle()
        return [one for one in self.shell.findChildren(kind) if one.isVisible()][-1]

    # -- what needs more than to be opened ----------------------------------------------------------------------------

    def wifi(self) -> QWidget:
        self.pick(f"{MARK} rede")
        self.settle(lambda: self.page.entry.kind is EntryKind.WIFI)
        self.page.open_wifi()
        return self._newest(Sheet)

    def kit(self) -> QWidget:
        """Its paper, with the code on it."""
        kit = KitSheet(self.session, None, self.shell)
        kit.open()
        kit.ask.passphrase.set_text(PASSPHRASE.text())
        kit.next.click()
        self.settle(kit.paper.isVisible)
        return kit

    def importing(self) -> QWidget:
        export = self.session.home.parent / "export.csv"
        export.write_text(
            f"url,username,password,totp,extra,name,grouping,fav\nhttps://{MARK}.example,ana,x,,,{MARK},,0\n"
        )
        self.pages.clients.ask_import()
        sheet: Any = self.open_sheet()
        sheet.look_at(export)
        self.settle(sheet._look.isVisible)
        export.unlink()
        return self._newest(Sheet)

    def palette(self) -> QWidget:
        self.shell.commands.open_palette()  # type: ignore[union-attr] # the vault is open
        sheet = self._newest(Palette)
        sheet.line.setText(MARK)  # type: ignore[attr-defined] # a Palette
        return self._newest(Palette)

    def key(self) -> QWidget:
        present(self.shell, Question(PIN))
        return self._newest(Sheet)

    def name(self) -> QWidget:
        self.pages.clients.ask_name()
        return self._newest(Sheet)

    def request(self) -> QWidget:
        sheet = RequestSheet(self.session, MemoryAskingDesk(), self.shell, on_made=_ignore, client_id="c1")
        sheet._note.setPlainText(f"{MARK} para o contabilista")
        sheet._own.add().name.setText(f"{MARK} contador")
        return self.shown(sheet)

    def request_made(self) -> QWidget:
        made = replace(MADE_REQUEST, label=f"{MARK} loja", url=f"{MADE_REQUEST.url}{MARK}", passcode=f"{MARK}")
        return self.shown(RequestResultSheet(self.session, MemoryAskingDesk(), made, self.shell))

    def request_end(self) -> QWidget:
        card = replace(REQUEST, label=f"{MARK} pedido")
        return self.shown(RequestEndSheet(self.session, MemoryAskingDesk(), card, self.shell))

    def review(self) -> QWidget:
        values = (
            Value("NIF", "nif", f"{MARK} 123", protected=True),
            Value("Nome", "name", f"{MARK} Rita", protected=False),
        )
        match = Match("e1", f"{MARK} Rita", (("NIF", f"{MARK} 1", f"{MARK} 2"),))
        came = Review(
            "r", 1, (MARK,) * 4, NOW, f"{MARK} mensagem", (Group("", values),), ((f"{MARK}.pdf", 9),), (match,)
        )
        sheet = ReviewSheet(self.session, MemoryAskingDesk(), came, self.shell)
        for row in sheet.findChildren(ValueRow):
            row._eye.click()
        sheet._where.setCurrentIndex(1)
        return self.shown(sheet)

    def end_of(self) -> QWidget:
        return self.shown(EndSheet(self.session, MemoryDesk(*SHARES), CARD, self.shell))

    def send_again(self) -> QWidget:
        desk = MemoryDesk(*SHARES)
        return self.shown(SendAgainSheet(self.session, desk, CARD, self.shell, on_made=lambda _made: None))

    def result(self) -> QWidget:
        made = replace(MADE, label=f"{MARK} feito", language="en")
        return self.shown(ResultSheet(self.session, MemoryDesk(*SHARES), made, self.shell))

    def receiving(self) -> QWidget:
        """Open, everything shown."""
        sheet = opening(self.session, self.shell, marked(MARK))
        sheet.submit()
        self.settle()
        sheet.work.open()
        self.settle(lambda: sheet.opened is not None)
        part: Any = sheet.opened
        for row in part.contents.rows:
            row.eye.click()
        part.unfold.click()
        self.settle()
        return sheet

    def question(self) -> QWidget:
        return confirm(self.shell, MARK, f"{MARK} apagar?", "Delete", lambda: None, danger=True)

    def menu(self) -> QWidget:
        self.page.open_menu(QPoint(10, 10))
        return self._newest(Menu)

    def shares(self) -> None:
        page = SharesPage(self.session, MemoryDesk(*SHARES))
        self._stand(page)
        self.settle(lambda: page.model.total() > 0)
        page.side.select(CARD.id)

    def requests(self) -> None:
        """With a code that came on the screen, and its check words."""
        answer = replace(REQUESTS[2].answers[0], code=f"{MARK} 482", words=(MARK,) * 4)
        card = replace(REQUESTS[2], id="mark", label=f"{MARK} pedido", client=f"{MARK} cliente", answers=(answer,))
        page = RequestsPage(self.session, MemoryAskingDesk(*REQUESTS, card))
        self._stand(page)
        self.settle(lambda: page.model.rowCount() > 0)
        page.select(card.id)
        self.settle()

    def _stand(self, page: QWidget) -> None:
        self.shell.desk._stack.addWidget(page)  # type: ignore[union-attr] # the vault is open
        self.shell.desk._stack.setCurrentWidget(page)  # type: ignore[union-attr] # the vault is open


def type_in(widget: QWidget) -> None:
    """Something in every line and box that takes it, as typing would."""
    for line in widget.findChildren(QLineEdit):
        if line.isVisible() and line.isEnabled() and not line.isReadOnly():
            line.insert(f"{MARK}.escrito")
    for box in widget.findChildren(QPlainTextEdit):
        if box.isVisible() and box.isEnabled() and not box.isReadOnly():
            box.insertPlainText(f"{MARK}.escrito")


def _ignore(_value: object) -> None:
    """What was chosen is of no use here."""


OPENERS: dict[str, Callable[[Opened], QWidget]] = {
    "Sheet": Opened.question,
    "NameSheet": Opened.name,
    "TagSheet": lambda at: at.done("tags"),
    "MoveSheet": lambda at: at.done("move-to"),
    "ShareSheet": lambda at: at.done("share"),
    "GeneratorSheet": lambda at: at.done("generator"),
    "CheatSheet": lambda at: at.done("cheat-sheet"),
    "Palette": Opened.palette,
    "ResultSheet": Opened.result,
    "EndSheet": Opened.end_of,
    "SendAgainSheet": Opened.send_again,
    "MessagesSheet": lambda at: at.shown(MessagesSheet(at.session, at.shell)),
    "ImportSheet": Opened.importing,
    "ExportSheet": lambda at: at.shown(ExportSheet(at.session, at.shell, at.pages.where)),
    "RestoreSheet": lambda at: at.shown(RestoreSheet(at.session, at.shell)),
    "PassphraseSheet": lambda at: at.shown(PassphraseSheet(at.session, at.shell)),
    "KitSheet": Opened.kit,
    "UseKitSheet": lambda at: at.shown(UseKitSheet(at.session, at.shell)),
    "TurnOnSheet": lambda at: at.shown(TurnOnSheet(at.session, at.shell)),
    "KeySheet": Opened.key,
    "AddSheet": lambda at: at.shown(AddSheet(at.session, at.shell, first=True, has_kit=True)),
    "RemoveSheet": lambda at: at.shown(RemoveSheet(at.session, at.shell, SECURITY_KEYS[0], last=True)),
    "KeysSheet": lambda at: at.shown(KeysSheet([FoundKey(*one) for one in KEYS], _ignore, at.shell)),
    "WhichSheet": lambda at: at.shown(WhichSheet(at.session, [Path(f"{MARK}.pdf")], at.pages)),
    "EntryPicker": lambda at: at.shown(EntryPicker(at.session, at.pages.where, (), at.shell, on_picked=_ignore)),
    "ReceivingSheet": Opened.receiving,
    "RequestSheet": Opened.request,
    "RequestResultSheet": Opened.request_made,
    "RequestEndSheet": Opened.request_end,
    "ReviewSheet": Opened.review,
    "Menu": Opened.menu,
    "_Popup": lambda at: open_generator(at.shell.desk.rail, _ignore),  # type: ignore[union-attr,arg-type] # it is open
    "CalendarPopup": lambda at: open_calendar(at.pages.entries, None, NOW.date(), _ignore, months=False),
    "WifiSheet": Opened.wifi,  # last: it chooses another entry
}
