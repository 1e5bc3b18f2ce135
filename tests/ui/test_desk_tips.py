"""Tool tips of what strangers wrote."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from app.ui.widgets.buttons import IconButton
from app.ui.widgets.text import Elided

HOSTILE = ["<img src='//host/share/a.png'>", "<b>Bank</b> of <a href='x'>Lisbon</a>", "a < b & c > d", "&lt;b&gt;"]


def seen(tip: str) -> str:
    """What a person reads."""
    document = QTextDocument()
    document.setHtml(tip) if tip.startswith("<qt>") else document.setPlainText(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tip_shows_markup_as_it_is_written(qtbot: QtBot, text: str) -> None:
    label, button = Elided(text), IconButton("copy", text)
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    label.resize(10, 20)
    label.grab()  # a tip is set where the text is cut
    for widget in (label, button):
        assert seen(widget.toolTip()) == text
        assert "<img" not in widget.toolTip()
        assert "<a " not in widget.toolTip()
