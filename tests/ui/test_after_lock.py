"""After a lock nothing of the vault stands in a widget, on the clipboard, or in what can be undone. That no page, model or row of
ours outlives the lock in Python either is seen in a process of its own: tests/e2e/test_window_memory.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.clients import ClientsPage
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.ui.test_desk_entries import PASSWORD, open_entry, page

assert page  # the fixture
Settle = Callable[[], None]


def shown_texts() -> Iterator[str]:
    """Every text property of every widget that Qt still has."""
    for widget in QApplication.allWidgets():
        meta = widget.metaObject()
        for index in range(meta.propertyCount()):
            value = widget.property(meta.property(index).name())
            if isinstance(value, str):
                yield value


def test_nothing_of_the_vault_is_left_in_the_window(
    page: ClientsPage, shell: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    detail = page.detail.page
    assert detail is not None
    assert detail.entry is not None
    detail.fields.toggle_all()
    settled()
    detail.fields.copy_named("password")
    settled()
    assert QGuiApplication.clipboard().text() == PASSWORD
    assert shell.commands is not None
    for name in ("palette", "generator"):
        shell.commands.open_palette() if name == "palette" else shell.commands.run(name)
        settled()
        for sheet in shell.findChildren(Sheet):
            sheet.reject()
    detail.open_share()
    settled()
    page.detail.edit(detail.entry)
    settled()
    unlocked.undo.offer("x", lambda _vault: None)
    del detail
    with qtbot.waitSignal(unlocked.put_away, timeout=30_000):
        unlocked.lock()
    qtbot.waitUntil(lambda: not shell.findChildren(Sheet) and shell.desk is None, timeout=30_000)
    assert QGuiApplication.clipboard().text() == ""
    assert not unlocked.undo.possible
    assert [text for text in shown_texts() if PASSWORD in text or "Loja online" in text] == []
    held = [one for one in shell.findChildren(QWidget) if type(one).__module__.startswith("app.ui.entr")]
    assert held == []
