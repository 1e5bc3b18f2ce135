"""Long lists: what is not seen is not asked for, and what was superseded is not looked up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pytestqt.qtbot import QtBot

from app.ui.lists import EntryDelegate, spoken_entry
from app.ui.state import Session
from app.ui.widgets.table import RowsModel, RowsView
from app.vault.model import EntryKind, EntrySummary

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


def summary(n: int) -> EntrySummary:
    return EntrySummary(f"{n:032x}", "c", "Padaria", EntryKind.LOGIN, f"Serviço {n}", f"ana{n}", "", NOW, n % 2 == 0)


class Counting(RowsModel):
    asked = 0

    def data(self, index: Any, role: int = 0) -> Any:
        self.asked += 1
        return super().data(index, role)


def test_of_a_hundred_thousand_rows_only_the_visible_are_asked_for(qtbot: QtBot) -> None:
    model = Counting(spoken_entry)
    view = RowsView(model, EntryDelegate())
    qtbot.addWidget(view)
    view.resize(320, 700)
    view.show()
    view.show_rows([summary(n) for n in range(100_000)])
    view.grab()
    assert view.model().rowCount() == 100_000
    assert 0 < model.asked < 2000
    model.asked = 0
    view.scrollToBottom()
    view.grab()
    assert 0 < model.asked < 2000


def test_the_current_row_stays_current_without_a_word_when_the_list_is_renewed(qtbot: QtBot) -> None:
    view = RowsView(RowsModel(spoken_entry), EntryDelegate())
    qtbot.addWidget(view)
    rows = [summary(n) for n in range(20)]
    view.show_rows(rows)
    view.pick(7)
    told: list[object] = []
    view.picked.connect(told.append)
    view.show_rows(rows[3:], lambda entry: entry.id == rows[7].id)
    assert view.current_item() == rows[7]
    assert told == []


def test_of_many_keystrokes_only_the_last_is_answered(
    unlocked: Session, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    looked_up: list[int] = []
    answers: list[int] = []
    unlocked.ask(lambda vault: vault.clients(), lambda _clients: None, owner=unlocked)
    for n in range(50):
        unlocked.ask(lambda _vault, n=n: looked_up.append(n) or n, answers.append, owner=unlocked, key="search")
    settled()
    assert answers == [49]
    assert len(looked_up) < 50


def test_an_answer_for_a_vault_that_was_locked_meanwhile_is_dropped(
    unlocked: Session, settled: Callable[[], None]
) -> None:
    answers: list[object] = []
    unlocked.ask(lambda vault: vault.clients(), answers.append, owner=unlocked, key="clients")
    unlocked.lock()
    settled()
    assert answers == []
