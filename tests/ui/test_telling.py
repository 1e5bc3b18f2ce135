"""Where the line that comes and goes stands: at the foot of the window, and over nothing that is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.ui.theme import S8, S24, smallest
from app.ui.window import Shell

SHORT = "Copied."
LONG = "The relay does not answer. What was to be removed waits until it does, and nobody can open it meanwhile. " * 2


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("text", [SHORT, LONG])
@pytest.mark.parametrize("size", [smallest(), (1180, 760)])
def test_a_message_leaves_the_languages_of_the_first_screen_free(
    shell: Shell, size: tuple[int, int], text: str
) -> None:
    shell.resize(*size)
    shell.session.say(text, "bad")
    languages = in_window(shell.unlock_page.languages)
    assert not shell.toast.geometry().intersects(languages)
    assert languages.top() - shell.toast.geometry().bottom() - 1 == S8
    assert shell.toast.geometry().top() > 0


def test_a_message_follows_the_languages_when_the_window_grows(shell: Shell) -> None:
    shell.resize(*smallest())
    shell.session.say(SHORT, "info")
    shell.resize(1180, 760)
    assert not shell.toast.geometry().intersects(in_window(shell.unlock_page.languages))


def test_behind_the_first_screen_a_message_stands_at_the_foot(shell: Shell) -> None:
    shell.unlock_page.hide()
    shell.session.say(SHORT, "info")
    assert shell.height() - shell.toast.geometry().bottom() - 1 == S24
