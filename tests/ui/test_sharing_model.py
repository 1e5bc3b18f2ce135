"""The list of shares keeps its rows still while their words change, and ticks only what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.ui.sharing.cards import ShareCard, Stage, State
from app.ui.sharing.model import BADGE, LEFT, SharesModel, Shown
from app.ui.sharing.words import Badge, badge

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
CARD = ShareCard("1", "Loja online", "Padaria", State.LIVE, NOW, NOW + timedelta(days=1), 1, 1)
SOON = replace(CARD, id="2", label="Alarme", expires_at=NOW + timedelta(minutes=5), created_at=NOW - timedelta(hours=1))
DEAD = replace(CARD, id="3", label="Velho", state=State.OPENED)


@pytest.fixture
def model(qtmodeltester: ModelTester) -> SharesModel:
    model = SharesModel()
    model.set_cards([DEAD, SOON, CARD], NOW)
    qtmodeltester.check(model)
    return model


def labels(model: SharesModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_live_shares_are_listed_first(model: SharesModel) -> None:
    assert labels(model) == ["Loja online", "Alarme", "Velho"]
    assert model.live_count(NOW) == 2


def test_a_part_can_be_shown_alone(model: SharesModel) -> None:
    model.show_only(Shown.LIVE)
    assert labels(model) == ["Loja online", "Alarme"]
    model.show_only(Shown.ENDED)
    assert labels(model) == ["Velho"]
    assert model.total() == 3


def test_a_tick_changes_only_the_rows_whose_words_changed(model: SharesModel) -> None:
    changed: list[int] = []
    for row in range(3):
        model.index(row).data(BADGE)
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.tick(NOW + timedelta(seconds=1))
    assert changed == [0, 1]
    changed.clear()
    model.tick(NOW + timedelta(seconds=2))
    assert changed == [1]


def test_a_share_that_ends_moves_down_by_itself(model: SharesModel) -> None:
    model.tick(NOW + timedelta(minutes=6))
    assert labels(model) == ["Loja online", "Velho", "Alarme"]
    assert model.index(2).data(BADGE).word == "Expired"
    assert model.index(2).data(LEFT) == ""


def test_news_of_the_same_shares_do_not_reset_the_list(model: SharesModel) -> None:
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.set_cards([DEAD, SOON, replace(CARD, tries_left=3)], NOW)
    assert not resets
    assert model.index(0).data(BADGE).word == "Wrong passcode tried"


def test_a_row_speaks_for_itself(model: SharesModel) -> None:
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Loja online, Padaria, Not opened yet, ends in 1 day"


def test_a_tick_of_a_thousand_shares_looks_up_the_words_of_each_stage_once(monkeypatch: pytest.MonkeyPatch) -> None:
    many = SharesModel()
    asked: list[Stage] = []

    def counted(stage: Stage) -> Badge:
        asked.append(stage)
        return badge(stage)

    many.set_cards([replace(CARD, id=str(n)) for n in range(1000)], NOW)
    for row in range(1000):
        many.index(row).data(BADGE)
    monkeypatch.setattr("app.ui.sharing.model.badge", counted)
    many.tick(NOW + timedelta(seconds=1))
    assert asked == [Stage.WAITING]


def test_of_rows_that_nobody_has_seen_no_words_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    many = SharesModel()
    many.set_cards([replace(CARD, id=str(n)) for n in range(1000)], NOW)
    seen = many.index(3)
    seen.data(BADGE)
    asked: list[str] = []

    def noted(card: ShareCard, _now: datetime) -> str:
        asked.append(card.id)
        return ""

    monkeypatch.setattr("app.ui.sharing.model.left_line", noted)
    many.tick(NOW + timedelta(seconds=1))
    assert asked == [(many.card_at(3) or CARD).id]
