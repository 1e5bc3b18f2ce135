"""The health page: looks when it is shown, counts, filters, and leads to the entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui import icons
from app.ui.clients import ClientsPage
from app.ui.health.page import HealthPage
from app.ui.health.words import ICONS, TONES, problem_name
from app.ui.state import Session
from app.ui.window import Shell
from app.vault.health import Problem
from tests.ui.test_desk_entries import page, press, sheet_of

assert page  # the fixture
Settle = Callable[[], None]


@pytest.fixture
def health(page: ClientsPage, shell: Shell, settled: Settle) -> HealthPage:
    assert shell.desk is not None
    shell.desk.show_page("health")
    settled()
    found = shell.desk.page("health")
    assert isinstance(found, HealthPage)
    return found


def rows(health: HealthPage) -> list[Any]:
    return list(health.view.model().rows)  # type: ignore[attr-defined]


def test_every_problem_has_a_name_an_icon_and_a_tone(health: HealthPage) -> None:
    for problem in Problem:
        assert problem_name(problem)
        assert not icons.outline(ICONS[problem]).isEmpty()
        assert problem in TONES


def test_it_looks_by_itself_and_counts_for_the_rail(health: HealthPage, shell: Shell) -> None:
    assert health.checkup is not None
    assert rows(health)
    assert shell.desk is not None
    assert shell.desk.rail.nav["health"]._count == len({line.entry.id for line in rows(health)})
    assert not health.bar.isVisible()


def test_a_number_shows_its_problem_alone_and_again_all(health: HealthPage) -> None:
    everything = len(rows(health))
    tile = health.tiles[Problem.NO_TOTP]
    tile.click()
    assert {line.problem for line in rows(health)} == {Problem.NO_TOTP}
    assert len(rows(health)) == tile._count
    tile.click()
    assert len(rows(health)) == everything


def test_a_client_shows_its_own_alone(health: HealthPage) -> None:
    client = rows(health)[0].entry.client_id
    health.go(client)
    assert {line.entry.client_id for line in rows(health)} == {client}


def test_fix_leads_to_the_entry_by_key(health: HealthPage, page: ClientsPage, shell: Shell, settled: Settle) -> None:
    line = rows(health)[0]
    QTest.keyClick(health.view, Qt.Key.Key_Return)
    settled()
    assert shell.desk is not None
    assert shell.desk.current == "clients"
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    assert page.detail.page.entry.id == line.entry.id


def test_after_a_change_it_looks_again_when_it_is_shown(
    health: HealthPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    line = rows(health)[0]
    assert shell.desk is not None
    shell.desk.show_page("clients")
    now = unlocked.now()
    unlocked.change(lambda vault: vault.trash(line.entry.id, now), owner=unlocked)
    settled()
    shell.desk.show_page("health")
    settled()
    assert line.entry.id not in {one.entry.id for one in rows(health)}


def test_nothing_is_asked_of_anybody_before_it_was_agreed_to(health: HealthPage, shell: Shell, settled: Settle) -> None:
    assert health._breaches is None
    health.breached.click()
    press(sheet_of(shell), "Cancel")
    settled()
    assert health._breaches is None


def test_a_vault_in_which_all_is_well_says_so(shell: Shell, unlocked: Session, settled: Settle) -> None:
    assert shell.desk is not None
    shell.desk.show_page("health")
    settled()
    found: Any = shell.desk.page("health")
    assert found.well.isVisible()
    assert found.well.title.text() == "All is well"
