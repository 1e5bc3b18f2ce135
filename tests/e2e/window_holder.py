"""A window that does with a vault what a person does, locks it, and lives on so that its memory can be looked at.

The real one, with the real derivation; what it shows and takes in is driven through its widgets. It tells what it has done,
a line each, and goes on at each line it is given.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from app.crypto.secret import overwrite
from app.host.paths import home
from app.ops.vaults import passphrase_of_scripts, read_passphrase
from app.ui.app import application, build
from app.ui.importing.dialog import ImportSheet
from app.ui.state import Session
from app.ui.unlocking.form import PinForm
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell

DEADLINE_S = 60


def type_into(line: QLineEdit, text: str) -> None:
    """Sign by sign. What is not on Qt's own keyboard comes as an input method brings it."""
    for sign in text:
        if sign.isascii():
            QTest.keyClick(line, sign)
        else:
            brought = QInputMethodEvent()
            brought.setCommitString(sign)
            QCoreApplication.sendEvent(line, brought)


class Person:
    """At the window."""

    def __init__(self) -> None:
        self.app = application(["lacre"])
        self.session = Session(home())
        self.shell: Shell = build(self.session)
        self.shell.show()
        self.until(lambda: self.shell.ready)

    def until(self, there: Callable[[], bool]) -> None:
        """Let the window work until this is so and nothing is under way. In a loop of its own, as a program runs: there what is
        to be deleted is."""
        end = time.monotonic() + DEADLINE_S
        loop, looks = QEventLoop(), QTimer(interval=5)
        looks.timeout.connect(lambda: loop.quit() if there() and not self.session.tasks.busy else None)
        looks.start()
        QTimer.singleShot(DEADLINE_S * 1000, loop, loop.quit)
        loop.exec()
        assert time.monotonic() < end, "it took too long"

    def unlock(self, pin: Path | None) -> None:
        """By the passphrase of the environment, or by the PIN in this file: where there is one it is asked for first."""
        form = self.shell.unlock_page.form
        given = passphrase_of_scripts(os.environ) if pin is None else read_passphrase(pin)
        assert form is not None
        assert given is not None
        assert isinstance(form, PinForm) == (pin is not None)
        typed = given.text()
        type_into(form.passphrase.line, typed)
        overwrite(typed)  # what this test types is not what is looked for
        form.submit()
        self.until(lambda: self.session.vault is not None)

    def look(self) -> None:
        """Open the entry and reveal all that is protected in it."""
        assert self.shell.desk is not None
        pages = self.shell.desk.clients
        self.until(lambda: bool(pages.clients.view.model().rows))  # type: ignore[attr-defined]
        pages.open_client(pages.clients.view.model().rows[0].client)  # type: ignore[attr-defined]
        view = pages.entries.view
        self.until(lambda: any(row.title == "Banco central" for row in view.model().rows))  # type: ignore[attr-defined]
        view.pick(next(n for n, row in enumerate(view.model().rows) if row.title == "Banco central"))  # type: ignore[attr-defined]
        self.until(lambda: pages.detail.page is not None and pages.detail.page.entry is not None)
        page = pages.detail.page
        for field in page.entry.fields:
            if field.protected:
                page.fields.reveal(field)
        self.until(lambda: True)

    def handle(self, typed: str, export: Path) -> None:
        """Copy, generate, look at an import and at the palette, begin a share, and leave a form half typed."""
        assert self.shell.desk is not None
        assert self.shell.commands is not None
        pages, commands = self.shell.desk.clients, self.shell.commands
        page = pages.detail.page
        page.fields.copy_named("password")
        commands.open_palette()
        self.until(lambda: True)
        self._close_sheets()
        commands.run("generator")
        self.until(lambda: True)
        self._close_sheets()
        pages.clients.ask_import()
        sheet = next(one for one in self.shell.findChildren(ImportSheet) if one.isVisible())
        sheet.look_at(export)
        self.until(sheet._look.isVisible)
        self._close_sheets()
        page.open_share()
        self.until(lambda: True)
        self._close_sheets()
        pages.detail.edit(page.entry)
        self.until(lambda: pages.detail.form is not None)
        edit = pages.detail.form.edits.standard[1].edit
        type_into(edit.control.line, typed)
        self.until(lambda: True)

    def _close_sheets(self) -> None:
        for sheet in self.shell.findChildren(Sheet):
            sheet.reject()
        self.until(lambda: True)

    def lock(self) -> None:
        ended: list[None] = []
        self.session.put_away.connect(lambda: ended.append(None))
        self.session.lock()
        self.until(lambda: bool(ended))

    def wait_after(self, done: str) -> None:
        """The window goes on living: its timers run while we are looked at."""
        print(done, flush=True)
        loop, ear = QEventLoop(), QSocketNotifier(0, QSocketNotifier.Type.Read)
        ear.activated.connect(lambda: (os.read(0, 1), loop.quit()))
        loop.exec()


def left_over() -> set[str]:
    """Widgets of ours that Qt has deleted and Python has not let go, with whatever they hold. Not those of `choice`: the binding
    itself keeps some of Qt's boxes with arrows, and ours are these with another wheel and hold nothing."""
    gc.collect()
    objects: list[Any] = [one for one in gc.get_objects() if isinstance(one, QObject)]
    gone = {type(one) for one in objects if type(one).__module__.startswith("app.") and not isValid(one)}
    return {kind.__qualname__ for kind in gone if kind.__module__ != "app.ui.widgets.choice"}


def main() -> int:
    person = Person()
    person.unlock(Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    person.look()
    person.handle(Path(sys.argv[1]).read_text().strip(), Path(sys.argv[2]))
    person.wait_after("unlocked")
    person.lock()
    assert not left_over(), left_over()
    person.wait_after("locked")
    person.session.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
