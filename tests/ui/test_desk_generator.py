"""The generator: its three kinds, and what it made before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.generator import GeneratorPanel
from app.ui.generator_sheet import SHOWN, GeneratorSheet
from app.ui.state import Session
from app.ui.widgets.rows import MASK, ValueRow
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell

Settle = Callable[[], None]


@pytest.fixture
def panel(qtbot: QtBot) -> GeneratorPanel:
    made = GeneratorPanel()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("mode", "shown"), [("password", 20), ("pin", 6)])
def test_each_kind_has_its_own_length(panel: GeneratorPanel, mode: str, shown: int) -> None:
    panel.mode.button(mode).click()
    assert len(panel.value.text()) == shown
    panel.slider.setValue(12)
    assert len(panel.value.text()) == 12


def test_a_pin_is_digits_alone(panel: GeneratorPanel) -> None:
    panel.mode.button("pin").click()
    assert panel.value.text().isdigit()
    assert not panel.upper.isVisible()
    assert not panel.capital.isVisible()


def test_words_take_capitals_and_a_digit(panel: GeneratorPanel) -> None:
    panel.mode.button("words").click()
    assert len(panel.value.text().split("-")) == 5
    panel.capital.setChecked(True)
    panel.number.setChecked(True)
    assert all(word[0].isupper() for word in panel.value.text().split("-"))
    assert any(sign.isdigit() for sign in panel.value.text())


def seen(sheet: GeneratorSheet) -> list[ValueRow]:
    return [row for row in sheet.findChildren(ValueRow) if not row.isHidden()]


def test_what_was_copied_is_kept_masked_and_copied_again(
    shell: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    sheet = GeneratorSheet(unlocked, shell)
    sheet.open()
    settled()
    assert not sheet.before.isVisible()
    made = []
    for _ in range(SHOWN + 2):
        sheet.panel.make()
        made.append(sheet.panel.value.text())
        sheet.panel.use.click()
        settled()
        settled()
    assert sheet.panel.use.text() == "Copy"
    sheet.panel.mode.button("words").click()
    assert sheet.panel.use.text() == "Copy"
    qtbot.waitUntil(lambda: len(seen(sheet)) == SHOWN, timeout=30_000)  # Qt shows what was laid out when it next turns
    rows = seen(sheet)
    assert rows[0].value.text() == MASK
    rows[1].copy.click()
    assert QGuiApplication.clipboard().text() == made[-2]
    assert unlocked.clipboard.left == 30
    rows[1].eye.click()
    assert rows[1].value._secret == made[-2]


def test_a_sites_rules_are_pasted_and_kept(panel: GeneratorPanel) -> None:
    panel.site.unfold.click()
    panel.site.line.setText("minlength: 6; maxlength: 8; required: digit; allowed: lower; max-consecutive: 2")
    assert panel.slider.maximum() == 8
    assert not panel.upper.isEnabled()
    for _ in range(20):
        panel.make()
        made = panel.value.text()
        assert len(made) == 8
        assert made.isalnum()
        assert made.islower()
        assert any(sign.isdigit() for sign in made)
    assert panel.amount.text() == "8 characters"
    panel.site.line.clear()
    assert panel.slider.value() == 20
    assert panel.upper.isEnabled()


@pytest.mark.parametrize(
    ("rules", "said"),
    [("minlength: many", "cannot be understood"), ("minlength: 9; maxlength: 8", "all these rules")],
)
def test_rules_of_which_nothing_comes_say_so(panel: GeneratorPanel, rules: str, said: str) -> None:
    panel.site.line.setText(rules)
    assert said in panel.site.field.note.text()


def test_what_was_generated_is_forgotten_after_a_question(
    shell: Shell, unlocked: Session, settled: Settle, qtbot: QtBot
) -> None:
    sheet = GeneratorSheet(unlocked, shell)
    sheet.open()
    for _ in range(SHOWN + 2):
        sheet.panel.make()
        sheet.panel.use.click()
        settled()
    settled()
    assert sheet.all.text() == "Show all 7"
    sheet.all.click()
    qtbot.waitUntil(lambda: len(seen(sheet)) == SHOWN + 2, timeout=30_000)
    sheet.clear.click()
    question = next(one for one in shell.findChildren(Sheet) if one is not sheet and one.isVisible())
    question.accept()
    settled()
    settled()
    assert not sheet.before.isVisible()
    assert unlocked.vault is not None
    assert unlocked.vault.generated() == []
