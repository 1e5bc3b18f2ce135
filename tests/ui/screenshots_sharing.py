"""Pictures of sharing: the sheet with its conditions, the ready messages. Opens them; the tour settles and takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ops.templates import Template
from app.ui.sharing.sheet import ShareSheet
from app.ui.sharing.templates import open_messages
from tests.ui.sharing_fakes import MemoryDesk

if TYPE_CHECKING:
    from tests.ui.screenshots import Tour


def messages(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """As they came; and one that is refused."""
    sheet = open_messages(tour.session, tour.shell)
    tour.settle(lambda: bool(sheet.preview))
    yield "86-messages", tour.shell
    sheet.show_message(tour.session.language, Template.PASSCODE)
    sheet.write("{passcode} {url}")
    tour.settle()
    yield "87-messages-refused", tour.shell
    tour.close_sheets()


def conditions(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """All that can be asked of a recipient, ticked; seen from its top and to its end."""
    sheet = ShareSheet(tour.session, MemoryDesk(), tour.shell, on_made=lambda _made: None)
    sheet.open()
    sheet._unfold.click()
    part = sheet._more.conditions
    tour.settle(part._check.isEnabled)
    for tick in (part._later, part._agree, part._check):
        tick.click()
    part._address.setText("ana@padaria-acor.example")
    tour.settle()
    bar = sheet._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    tour.settle()
    yield "88-share-conditions", tour.shell
    bar.setValue(bar.maximum())
    tour.settle()
    yield "89-share-more", tour.shell
    tour.close_sheets()
