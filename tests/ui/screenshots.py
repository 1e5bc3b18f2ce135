"""Pictures of every screen, light and dark, Portuguese and English: `python -m tests.ui.screenshots [OUT [LANGUAGE:THEME…]]`.

Drives the real window over the sample data. Each step leaves the window in a state worth seeing and gives it a name.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.host.paths import resources
from app.ops.sample import add_sample
from app.ui.app import application
from app.ui.commanding.palette import Palette
from app.ui.entry_acts import EntryActs
from app.ui.i18n import compile_catalogues
from app.ui.importing.dialog import ImportSheet
from app.ui.sharing.page import SharesPage
from app.ui.sharing.result import ResultSheet
from app.ui.shelves import Place, Shelf
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import Toast
from app.ui.window import Shell
from tests.ui import guide_pictures
from tests.ui.cheap import PASSPHRASE, CheapOpener
from tests.ui.filled_forms import FILLED
from tests.ui.screenshots_asking import asking
from tests.ui.screenshots_files import files
from tests.ui.screenshots_keys import security_keys
from tests.ui.screenshots_receiving import receiving
from tests.ui.screenshots_safety import safety
from tests.ui.screenshots_sharing import conditions, messages
from tests.ui.sharing_fakes import CARD, MADE, SHARES, MemoryDesk

EXPORT = Path(__file__).resolve().parents[1] / "fixtures" / "import" / "lastpass.csv"
OUT = "screenshots"
NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
Step = tuple[str, QWidget]


class Tour:
    """One pass through the screens."""

    def __init__(self, session: Session, shell: Shell) -> None:
        self.session, self.shell = session, shell

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything under way arrive and be painted."""
        end = time.monotonic() + 15
        quiet = 0
        while quiet < 6 and time.monotonic() < end:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            quiet = quiet + 1 if until() and not self.session.tasks.busy else 0
            time.sleep(0.01)

    def steps(self) -> Iterator[Step]:
        yield from self.locked()
        yield from self.clients()
        yield from self.entries()
        yield from self.shelves()
        yield from self.forms()
        yield from self.kinds()
        yield from self.sharing()
        yield from self.commands()
        yield from self.others()
        yield from safety(self)
        yield from security_keys(self)
        yield from messages(self)
        yield from files(self)
        yield from conditions(self)
        yield from receiving(self)
        yield from asking(self)

    def locked(self) -> Iterator[Step]:
        page = self.shell.unlock_page
        yield "01-create", self.shell
        page.form.passphrase.set_text("mesa lacre 7")  # type: ignore[union-attr]
        page.form.again.set_text("x")  # type: ignore[union-attr]
        page.form.submit()  # type: ignore[union-attr]
        yield "02-create-refused", self.shell
        self.session.unlock(PASSPHRASE, print, create=True)
        self.settle(lambda: self.shell.desk is not None)
        self.pages = self.shell.desk.page("clients")  # type: ignore[union-attr]
        yield "03-first-client", self.shell
        self.session.lock()
        self.settle()
        yield "04-unlock", self.shell
        page.form.passphrase.set_text("wrong")  # type: ignore[union-attr]
        page.form.submit()  # type: ignore[union-attr]
        self.settle()
        yield "05-unlock-refused", self.shell
        self.session.unlock(PASSPHRASE, print)
        self.settle(lambda: self.shell.desk is not None)
        self.shell.desk.guide.end()  # type: ignore[union-attr]
        self.session.change(lambda vault: add_sample(vault, NOW), owner=self.session)
        self.settle()

    def clients(self) -> Iterator[Step]:
        self.pages = self.shell.desk.page("clients")  # type: ignore[union-attr]
        yield "10-clients", self.shell
        self.pages.clients.ask_name()
        self.settle()
        yield "11-new-client", self.shell
        self.close_sheets()

    def entries(self) -> Iterator[Step]:
        rows = self.pages.clients.view.model().rows
        self.pages.open_client(rows[0].client)
        self.settle()
        yield "20-all-entries", self.shell
        bakery = next(row.client for row in rows if row.client and "Padaria" in row.client.name)
        self.pages.open_client(bakery)
        self.settle()
        self.pick("Loja online")
        yield "21-entry", self.shell
        page = self.pages.detail.page
        for field in page.entry.fields:
            if field.protected:
                page.fields.reveal(field)
        self.settle()
        page.fields.copy(page.entry.fields[1])
        self.settle()
        yield "22-entry-revealed", self.shell
        self.pick("Alarme da fábrica")
        yield "23-door", self.shell
        page.do("delete")
        self.settle()
        yield "24-trashed", self.shell
        self.session.undo.undo_last()
        self.settle()
        self.shell.desk.rail.search.setText("corr")  # type: ignore[union-attr]
        self.settle(lambda: page.entry is not None and page.entry.title.startswith("Correio"))
        yield "25-search", self.shell
        self.shell.desk.rail.search.setText("zzz")  # type: ignore[union-attr]
        self.settle()
        yield "26-search-nothing", self.shell
        self.shell.desk.rail.search.clear()  # type: ignore[union-attr]
        self.pages.open_client(bakery)
        self.settle()

    def forms(self) -> Iterator[Step]:
        self.pick("Loja online")
        self.pages.detail.edit(self.pages.detail.page.entry)
        self.settle()
        yield "30-edit", self.shell
        form = self.pages.detail.form
        form.edits.own.add(None)
        form.title.clear()
        form.edits.standard[2].edit.set_text("")
        form.submit()
        self.settle()
        yield "31-edit-refused", self.shell
        self.pages.detail.leave_form()
        self.pages.new_entry()
        self.settle()
        yield "32-new", self.shell
        self.pages.detail.leave_form()
        from app.ui.generator import open_generator

        popup = open_generator(self.shell.desk.rail, print)  # type: ignore[union-attr]
        self.settle()
        yield "33-generator", popup
        popup.panel.mode.set_value("words")
        popup.panel._mode_chosen()
        popup.adjustSize()
        self.settle()
        yield "34-generator-words", popup
        popup.close()

        yield from self.drafts()

    def drafts(self) -> Iterator[Step]:
        self.pick("Loja online")
        self.pages.detail.edit(self.pages.detail.page.entry)
        self.settle()
        edit = self.pages.detail.form.edits.standard[0].edit
        edit.set_text("nova@padaria-acor.example")
        edit.touch()
        self.session.lock()
        self.settle()
        yield "35-unlock-with-a-draft", self.shell
        self.session.unlock(PASSPHRASE, print)
        self.settle(lambda: self.shell.desk is not None)
        self.pages = self.shell.desk.page("clients")  # type: ignore[union-attr]
        self.settle(lambda: self.pages.detail.form is not None)
        yield "36-draft", self.shell
        self.pages.detail.form._leave()
        self.settle()

    def sharing(self) -> Iterator[Step]:
        self.pick("Loja online")
        self.pages.detail.page.open_share()
        self.settle()
        yield "40-share", self.shell
        self.close_sheets()
        result = ResultSheet(self.session, MemoryDesk(CARD), replace(MADE, language=self.session.language), self.shell)
        result.open()
        self.settle()
        yield "42-result-chat", self.shell
        result._channel.button("mail").click()
        self.settle()
        yield "43-result-mail", self.shell
        self.close_sheets()
        self.shell.desk.show_page("shares")  # type: ignore[union-attr]
        self.settle()
        yield "41-shares-empty", self.shell
        page = SharesPage(self.session, MemoryDesk(*SHARES))
        self.shell.desk._stack.addWidget(page)  # type: ignore[union-attr]
        self.shell.desk._stack.setCurrentWidget(page)  # type: ignore[union-attr]
        self.settle(lambda: page.model.total() > 0)
        yield "49-shares", self.shell
        self.shell.desk._stack.removeWidget(page)  # type: ignore[union-attr]
        page.deleteLater()

    def shelves(self) -> Iterator[Step]:
        page, acts = self.pages.detail.page, EntryActs(self.session)
        self.pick("Loja online")
        ids = [entry.id for entry in self.pages.entries.view.model().rows]
        acts.favourite(ids[:2], True)
        acts.tag(ids[:3], ["Natal", "fornecedores"])
        self.settle()
        self.pages.entries.view.selectAll()
        self.settle()
        yield "60-several", self.shell
        self.pages.entries.bulk.asked.emit("tags")
        self.settle()
        yield "61-tags", self.shell
        self.close_sheets()
        self.pages.entries.bulk.asked.emit("move")
        self.settle()
        yield "62-move", self.shell
        self.close_sheets()
        self.shell.desk.show_shelf(Place(Shelf.FAVOURITES))  # type: ignore[union-attr]
        self.settle()
        yield "63-favourites", self.shell
        acts.archive(ids[3:4], True)
        acts.trash(ids[4:])
        self.settle()
        for name, shelf in (("64-archive", Shelf.ARCHIVE), ("65-trash", Shelf.TRASH), ("66-recent", Shelf.RECENT)):
            self.shell.desk.show_shelf(Place(shelf))  # type: ignore[union-attr]
            self.settle()
            yield name, self.shell
        acts.restore(ids[4:])
        acts.archive(ids[3:4], False)
        self.settle()
        self.shell.desk.show_page("health")  # type: ignore[union-attr]
        self.settle()
        self.shell.toast.hide()  # it speaks of what was done elsewhere, and lies over the list
        yield "67-health", self.shell
        self.shell.desk.page("health").ask_breaches()  # type: ignore[union-attr]
        self.settle()
        yield "68-breaches", self.shell
        self.close_sheets()
        self.pages.go(entry_id=page.entry.id if page.entry else ids[0])
        self.shell.desk.show_page("clients")  # type: ignore[union-attr]
        self.settle()

    def kinds(self) -> Iterator[Step]:
        for number, (kind, values) in enumerate(FILLED.items()):
            self.pages.new_entry()
            self.settle()
            form = self.pages.detail.form
            form.kind.button(kind.value).click()
            form.title.setText(values["title"])
            for edit in form.edits.standard:
                if edit.spec.name in values:
                    edit.edit.restore(values[edit.spec.name])
            self.settle()
            yield f"7{number}-form-{kind.value}", self.shell
            form.submit()
            self.settle(lambda: self.pages.detail.form is None)
            yield f"7{number}-{kind.value}", self.shell
        self.pages.detail.do("wifi-code")
        self.settle()
        yield "74-wifi-code", self.shell
        self.close_sheets()

    def commands(self) -> Iterator[Step]:
        self.shell.desk.show_page("clients")  # type: ignore[union-attr]
        self.pick("Loja online")
        self.shell.commands.open_palette()  # type: ignore[union-attr]
        self.settle()
        yield "44-palette", self.shell
        palette = next(one for one in self.shell.findChildren(Palette) if one.isVisible())
        palette.line.setText("co")
        self.settle()
        yield "45-palette-found", self.shell
        self.close_sheets()
        self.shell.commands.open_cheat_sheet()  # type: ignore[union-attr]
        self.settle()
        yield "46-cheat-sheet", self.shell
        self.close_sheets()
        self.shell.commands.run("generator")  # type: ignore[union-attr]
        self.settle()
        yield "47-generator", self.shell
        self.close_sheets()
        self.pages.detail.page.open_menu(self.shell.mapToGlobal(QPoint(300, 200)))
        self.settle()
        yield "48-menu", self.pages.detail.page.findChildren(Menu)[-1]
        self.pages.detail.page.findChildren(Menu)[-1].close()
        self.settle()

    def others(self) -> Iterator[Step]:
        self.shell.desk.show_page("settings")  # type: ignore[union-attr]
        self.settle()
        yield "50-settings", self.shell
        self.shell.desk.show_page("clients")  # type: ignore[union-attr]
        self.pages.clients.ask_import()
        self.settle()
        yield "51-import", self.shell
        sheet = next(one for one in self.shell.findChildren(ImportSheet) if one.isVisible())
        sheet.look_at(EXPORT)
        self.settle(sheet._look.isVisible)
        yield "52-import-preview", self.shell
        sheet._add.click()
        self.settle(sheet._report.isVisible)
        yield "53-import-report", self.shell
        self.close_sheets()

    def pick(self, title: str) -> None:
        view = self.pages.entries.view
        row = next(n for n, entry in enumerate(view.model().rows) if entry.title == title)
        view.pick(row)
        self.pages.split.enter(focus=False)  # where it stands alone
        self.settle()

    def close_sheets(self) -> None:
        for sheet in self.shell.findChildren(Sheet):
            sheet.reject()
        self.settle()


def take(out: Path, language: str, theme: str, catalogues: Path) -> int:
    """One pass in one language and theme; how many pictures it gave."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), now=lambda: NOW, opener=CheapOpener(), catalogues=catalogues)
        session.themes.choose(theme)
        session.languages.choose(language)
        shell = Shell(session)
        shell.show()
        tour, count = Tour(session, shell), 0
        for name, widget in tour.steps():
            tour.settle()
            picture: QPixmap = widget.grab()
            picture.save(str(out / f"{name}.{language}.{theme}.png"))
            for toast in shell.findChildren(Toast):  # what was said is no part of the next one
                toast.hide()
            count += 1
        shell.hide()
        session.lock()
        tour.settle()
        shell.deleteLater()
        session.languages.choose("en")  # the next pass brings its own catalogues
        session.close()
        return count


def without_noise(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt says, but that a window without a screen has no say in its size and place."""
    if not message.startswith("This plugin does not support "):
        print(message, file=sys.stderr)


def main(arguments: list[str]) -> int:
    """OUT, which is `screenshots` unless told; then the passes, such as `en:dark` (all four unless told)."""
    out = Path(arguments[0] if arguments else OUT)
    out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(without_noise)
    application(["lacre"])
    wanted = [tuple(one.split(":")) for one in arguments[1:]]
    with tempfile.TemporaryDirectory() as folder:
        compile_catalogues(resources() / "translations", Path(folder))
        count = 0
        for language, theme in wanted or [(one, two) for one in ("pt_PT", "en") for two in ("light", "dark")]:
            count += take(out, language, theme, Path(folder))
    print(f"{count} pictures in {out}")
    if not arguments:
        print(f"{guide_pictures.make(out)} of them made small for the user's guide, in {guide_pictures.FOLDER.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
