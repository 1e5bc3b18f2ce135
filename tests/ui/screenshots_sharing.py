"""Pictures of sharing: the sheet with its conditions, the ready messages. Opens them; the tour settles and takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ops.templates import Template
from app.ui.sharing.templates import open_messages

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
