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


def test_what_was_copied_is_kept_masked_and_copied_again(shell: Shell, unlocked: Session, settled: Settle) -> None:
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
    rows = [row for row in sheet.findChildren(ValueRow) if not row.isHidden()]
    assert len(rows) == SHOWN
    assert rows[0].value.text() == MASK
    rows[1].copy.click()
    assert QGuiApplication.clipboard().text() == made[-2]
    assert unlocked.clipboard.left == 30
    rows[1].eye.click()
    assert rows[1].value._secret == made[-2]
