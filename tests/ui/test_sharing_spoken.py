"""Every screen of sharing, importing and settings changes its language while it stands, and has a name for everything pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.importing.dialog import ImportSheet
from app.ui.settings.page import SettingsPage
from app.ui.sharing.choices import FieldChoice
from app.ui.sharing.endsheet import EndSheet
from app.ui.sharing.page import SharesPage
from app.ui.sharing.result import ResultSheet
from app.ui.sharing.sheet import ShareSheet
from app.ui.sharing.templates import MessagesSheet
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from tests.ui.sharing_fakes import CARD, MADE, MemoryDesk, seen
from tests.ui.test_sharing_catalogue import CATALOGUE, messages

Make = Callable[[Session, QWidget], QWidget]
FIELDS = [
    FieldChoice("u", "Utilizador", "username", False, "ana@example.pt", True),
    FieldChoice("t", "Chave 2FA", "totp", True, "", False),
]
DESK = MemoryDesk(seen("delivered", "wrong-passcode", "accepted", views=3, views_left=2, tries_left=4))


def entry_sheet(session: Session, window: QWidget) -> QWidget:
    return ShareSheet(session, DESK, window, on_made=print, entry_id="e", title="Loja", fields=FIELDS)


SCREENS: dict[str, Make] = {
    "share an entry": entry_sheet,
    "share a message": lambda session, window: ShareSheet(session, DESK, window, on_made=print),
    "result": lambda session, window: ResultSheet(session, DESK, MADE, window),
    "change the end": lambda session, window: EndSheet(session, DESK, CARD, window),
    "messages": lambda session, window: MessagesSheet(session, window),
    "shares": lambda session, window: SharesPage(session, DESK),
    "no shares": lambda session, window: SharesPage(session, MemoryDesk()),
    "import": lambda session, window: ImportSheet(session, window),
    "settings": lambda session, window: SettingsPage(session),
}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1100, 900)
    qtbot.addWidget(window)
    window.show()
    return window


def show(screen: QWidget, window: QWidget, qtbot: QtBot, session: Session) -> None:
    if isinstance(screen, Sheet):
        screen.open()
    else:
        screen.setParent(window)
        screen.resize(window.size())
        screen.show()
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=60_000)


def said(screen: QWidget) -> set[str]:
    """Everything that is read or heard, of what can be seen."""
    texts: set[str] = set()
    for widget in (screen, *screen.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        texts |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()}
        if isinstance(widget, QLabel | QAbstractButton):
            texts.add(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            texts.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            texts |= {widget.itemText(index) for index in range(widget.count())}
    return texts


@pytest.mark.parametrize("name", SCREENS)
def test_it_changes_its_language_while_it_stands(qtbot: QtBot, session: Session, window: QWidget, name: str) -> None:
    screen = SCREENS[name](session, window)
    show(screen, window, qtbot, session)
    catalogue = messages(CATALOGUE)
    english = {source for (_, source), text in catalogue.items() if source != text}
    portuguese = set(catalogue.values())
    assert said(screen) & english
    session.languages.choose("pt_PT")
    qtbot.waitUntil(lambda: said(screen) & (english - portuguese) == set())
    assert said(screen) & (portuguese - english)


@pytest.mark.parametrize("name", SCREENS)
def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, session: Session, window: QWidget, name: str) -> None:
    screen = SCREENS[name](session, window)
    show(screen, window, qtbot, session)
    nameless = [
        type(widget).__name__
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("name", SCREENS)
def test_it_is_drawn_in_every_theme_while_the_theme_changes(
    qtbot: QtBot, session: Session, window: QWidget, name: str
) -> None:
    screen = SCREENS[name](session, window)
    show(screen, window, qtbot, session)
    for theme in ("dark", "contrast", "light"):
        session.themes.choose(theme)
        assert not window.grab().isNull()
