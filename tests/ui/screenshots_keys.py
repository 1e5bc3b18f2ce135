"""Pictures of security keys: what a key asks, one more, one less, the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.unlocking.asker import INSERT, NEW, PIN, TOUCH, VERIFY, Question
from app.ui.unlocking.key_changes import AddSheet, RemoveSheet
from app.ui.unlocking.key_sheet import present
from app.vault.keyed import SecurityKey

if TYPE_CHECKING:
    from tests.ui.screenshots import Tour

_SINCE = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
SECURITY_KEYS = [
    SecurityKey("01" * 16, "Porta-chaves", _SINCE, False),
    SecurityKey("02" * 16, "A que está na gaveta do escritório da contabilista", _SINCE, True),
]
QUESTIONS = (
    Question(INSERT),
    Question(TOUCH, number=1),
    Question(VERIFY),
    Question(PIN),
    Question(PIN, again=True, left=1),
    Question(INSERT, NEW),
    Question(TOUCH, NEW, 2),
)


def security_keys(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """No key is at hand: the window is shown what it would be asked."""
    shell: Any = tour.shell
    for name, question in (
        ("86-key-plug-in", Question(INSERT)),
        ("86-key-touch", Question(TOUCH)),
        ("86-key-touch-new", Question(TOUCH, NEW, 2)),
        ("86-key-pin", Question(PIN, again=True, left=6)),
    ):
        present(shell, question)
        tour.settle()
        yield name, shell
    tour.close_sheets()
    for name, sheet in (
        ("87-key-add", AddSheet(tour.session, shell, first=True, has_kit=False)),
        ("87-key-add-another", AddSheet(tour.session, shell, first=False, has_kit=True)),
        ("87-key-remove", RemoveSheet(tour.session, shell, SECURITY_KEYS[0], last=True)),
    ):
        sheet.open()
        tour.settle()
        yield name, shell
        tour.close_sheets()
    shell.desk.show_page("settings")
    card = shell.desk.page("settings").keys
    tour.settle()
    card._there((SECURITY_KEYS, True))
    tour.settle()
    yield "88-keys", card
