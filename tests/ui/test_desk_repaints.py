"""A keystroke of a search paints the field and the list, once each, and nothing else: that is what keeps it quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ops.sample import add_sample
from app.ui.clients import ClientsPage
from app.ui.detail import DetailPane
from app.ui.entries import EntriesPane
from app.ui.state import Session
from app.ui.theme import colour
from app.ui.widgets.text import Elided
from app.ui.window import Shell
from tests.ui.conftest import NOW


class Paints(QObject):
    """Which widgets were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.of: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.of[watched] += 1
        return False


@pytest.fixture
def page(shell: Shell, unlocked: Session, settled: Callable[[], None]) -> ClientsPage:
    unlocked.change(lambda vault: add_sample(vault, NOW), owner=unlocked)
    settled()
    assert shell.desk is not None
    found = shell.desk.page("clients")
    assert isinstance(found, ClientsPage)
    found.detail.build()
    return found


@pytest.fixture
def paints() -> Paints:
    return Paints()


def type_search(text: str, shell: Shell, page: ClientsPage, qtbot: QtBot) -> None:
    assert shell.desk is not None
    with qtbot.waitSignal(page.entries.listed, timeout=30_000):
        shell.desk.rail.search.setText(text)
    for _ in range(3):
        QCoreApplication.processEvents()


def test_a_keystroke_paints_the_list_once_and_not_the_entry_beside_it(
    shell: Shell, page: ClientsPage, paints: Paints, qtbot: QtBot
) -> None:
    for text in ("corre", "correi"):
        type_search(text, shell, page, qtbot)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(paints)
    type_search("correio", shell, page, qtbot)
    app.removeEventFilter(paints)
    assert paints.of[page.entries.view.viewport()] <= 1
    assert paints.of[page.entries] <= 1
    assert paints.of[page.detail] == 0


def test_the_list_and_the_detail_cover_what_lies_under_them(shell: Shell, page: ClientsPage) -> None:
    """A ground that is not painted leaves what stood there before: the unlock screen under the clients."""
    for pane, role in ((page._list, "surface"), (page.detail, "paper")):
        picture = pane.grab().toImage()
        assert picture.pixelColor(2, picture.height() - 2) == colour(role)
        assert not pane.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent), "Qt would leave its ground out"


def test_a_search_does_not_paint_an_empty_list_in_between(
    page: ClientsPage, shell: Shell, unlocked: Session, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page.open_client(None)
    settled()
    before = page.entries.count
    assert shell.desk is not None
    shell.desk.rail.search.setText("correio")
    assert page.entries.count == before, "what stood there stays until the answer is there"
    settled()
    assert 0 < page.entries.count < before


def test_a_search_from_the_clients_shows_no_other_clients_rows_meanwhile(
    page: ClientsPage, shell: Shell, settled: Callable[[], None]
) -> None:
    rows = page.clients.view.model().rows  # type: ignore[attr-defined]
    page.open_client(next(row.client for row in rows if row.client))
    settled()
    page.back()
    assert shell.desk is not None
    shell.desk.rail.search.setText("correio")
    assert isinstance(page._list.currentWidget(), EntriesPane)
    assert page.entries.count == 0


def test_a_heading_that_is_set_again_is_not_painted_again(qtbot: QtBot, paints: Paints) -> None:
    heading = Elided("Padaria Açor")
    qtbot.addWidget(heading)
    heading.show()
    qtbot.waitExposed(heading)
    QCoreApplication.processEvents()
    heading.installEventFilter(paints)
    heading.set_text(" Padaria  Açor ")
    QCoreApplication.processEvents()
    assert paints.of[heading] == 0


def test_an_entry_is_laid_out_when_the_typing_rests(unlocked: Session, qtbot: QtBot) -> None:
    pane = DetailPane(unlocked)
    qtbot.addWidget(pane)
    pane.show_entry("one", later=True)
    assert pane.page is None
    assert pane._rest.interval() >= 200, "longer than from one key to the next"


def test_a_lock_while_the_typing_rests_is_no_error(unlocked: Session, qtbot: QtBot) -> None:
    pane = DetailPane(unlocked)
    qtbot.addWidget(pane)
    pane.show_entry("one", later=True)
    unlocked.lock()
    pane._rest.timeout.emit()
    assert pane.page is None


class Clock:
    """A clock that runs, and is set back."""

    def __init__(self, *, active: bool) -> None:
        self.active, self.set_back = active, 0

    def isActive(self) -> bool:
        return self.active

    def start(self) -> None:
        self.set_back += 1


@pytest.mark.parametrize("active", [True, False])
def test_what_is_built_ahead_waits_while_somebody_types_and_is_built_once(
    shell: Shell, page: ClientsPage, monkeypatch: pytest.MonkeyPatch, active: bool
) -> None:
    desk, clock = shell.desk, Clock(active=active)
    assert desk is not None
    desk._later.stop()
    monkeypatch.setattr(desk, "_later", clock)
    desk.rail.search.setText("c")
    assert (clock.set_back > 0) == active
