"""The first steps: they begin with an empty vault, go on with what is done, can be left and had again, and block nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.ui.state import Session
from app.ui.tour.route import Counts, Route, Stop
from app.ui.tour.strip import FirstSteps
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from app.vault.model import EntryDraft, EntryKind
from tests.ui.conftest import NOW

Settle = Callable[[], None]


@pytest.fixture
def steps(shell: Shell, unlocked: Session, settled: Settle) -> FirstSteps:
    settled()
    assert shell.desk is not None
    assert shell.desk.guide.strip is not None
    return shell.desk.guide.strip


def test_a_stop_is_passed_by_more_of_what_it_is_about() -> None:
    route = Route()
    assert not route.hear(Counts(2, 5, 1))  # what was there before is no step
    assert not route.hear(Counts(2, 6, 2))
    assert route.hear(Counts(3, 6, 2))
    assert route.stop is Stop.ENTRY
    assert route.hear(Counts(3, 7, 2))
    assert route.hear(Counts(3, 7, 3))
    assert route.stop is Stop.DONE
    assert not route.hear(Counts(9, 9, 9))


def test_every_stop_can_be_passed_without_doing_it() -> None:
    route = Route()
    seen = [route.stop]
    for _ in range(5):
        route.skip()
        seen.append(route.stop)
    assert seen == [Stop.CLIENT, Stop.ENTRY, Stop.SHARE, Stop.DONE, Stop.DONE, Stop.DONE]


def test_they_lead_from_a_client_over_an_entry_to_a_share(
    steps: FirstSteps, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    assert steps.title.text() == "Start with a client"
    assert steps.step.text() == "Step 1 of 3"
    steps.act.click()
    (asking,) = [one for one in shell.findChildren(Sheet) if one.isVisible()]
    asking.line.setText("Padaria Açor")  # type: ignore[attr-defined]
    QTest.keyClick(asking.line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    settled()
    settled()
    assert steps.title.text() == "Keep something of theirs"
    steps.act.click()
    assert shell.desk is not None
    form = shell.desk.clients.detail.form
    assert form is not None
    form.title.setText("Loja online")
    form.submit()
    settled()
    settled()
    assert steps.title.text() == "Pass it on"
    steps.act.click()
    settled()
    assert any("Loja online" in one.accessibleName() for one in shell.findChildren(Sheet) if one.isVisible())


def test_without_an_open_entry_the_share_step_goes_to_one(
    steps: FirstSteps, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    vault = unlocked.vault
    assert vault is not None
    client = vault.add_client("Padaria", NOW)
    vault.add_entry(client.id, EntryDraft(EntryKind.NOTE, "Nota", ()), NOW)
    steps.go_on()
    steps.go_on()
    assert shell.desk is not None
    shell.desk.show_page("settings")
    steps.act.click()
    settled()
    settled()
    assert shell.desk.current == "clients"
    assert shell.desk.clients.detail.shown_entry() is not None


def test_they_stand_above_the_page_and_cover_nothing(steps: FirstSteps, shell: Shell) -> None:
    assert shell.desk is not None
    page = shell.desk.clients
    bottom = steps.mapTo(shell, steps.rect().bottomLeft()).y()
    assert page.mapTo(shell, page.rect().topLeft()).y() > bottom
    assert page.isEnabled()
    assert steps.accessibleName().startswith("Step 1 of 3 Start with a client.")


def test_they_are_left_for_good_and_had_again(
    steps: FirstSteps, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    steps.close_button.click()
    settled()
    assert shell.desk is not None
    assert shell.desk.guide.strip is None
    assert unlocked.settings.toured == "1"
    shell.desk.clients.clients.reload()
    settled()
    assert shell.desk.guide.strip is None
    assert shell.commands is not None
    assert "first-steps" in [one.name for one in shell.commands.available()]
    shell.commands.run("first-steps")
    assert shell.desk.guide.strip is not None


def test_they_speak_the_language_that_is_chosen_meanwhile(
    steps: FirstSteps, unlocked: Session, qtbot: object, settled: Settle
) -> None:
    unlocked.languages.choose("pt_PT")
    steps.retranslate()
    assert "Comece por um cliente" in [label.text() for label in steps.findChildren(QLabel)]
