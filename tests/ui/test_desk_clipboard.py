"""The clipboard: hints, countdown, clearing only what is ours."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.ui import clipboard as clipboards
from app.ui.clipboard import Clipboard
from app.ui.state import Session
from app.ui.widgets.rows import ValueRow

VALUE = Secret("Broa-de-milho.às7")


@pytest.fixture
def clipboard(qtbot: QtBot) -> Clipboard:
    QGuiApplication.clipboard().clear()
    return Clipboard(seconds=3, tick_ms=5)


def on_it() -> str:
    return QGuiApplication.clipboard().text()


def test_what_is_copied_is_cleared_when_the_time_is_over(clipboard: Clipboard, qtbot: QtBot) -> None:
    left: list[int] = []
    clipboard.ticked.connect(left.append)
    with qtbot.waitSignal(clipboard.cleared, timeout=30_000):
        clipboard.copy(VALUE)
        assert on_it() == VALUE.text()
    assert on_it() == ""
    assert left == [3, 2, 1, 0]


def test_what_took_its_place_stays(clipboard: Clipboard, qtbot: QtBot) -> None:
    clipboard.copy(VALUE)
    QGuiApplication.clipboard().setText("a recipe")
    qtbot.waitUntil(lambda: clipboard.left == 0, timeout=30_000)
    assert on_it() == "a recipe"


def test_what_is_no_secret_stays(clipboard: Clipboard, qtbot: QtBot) -> None:
    clipboard.copy("ana@example.pt", sensitive=False)
    assert clipboard.left == 0
    clipboard.clear_now()
    assert on_it() == "ana@example.pt"


def test_a_new_copy_starts_the_time_anew(clipboard: Clipboard, qtbot: QtBot) -> None:
    clipboard.copy(Secret("first"))
    clipboard.copy(VALUE)
    assert clipboard.left == 3
    with qtbot.waitSignal(clipboard.cleared, timeout=30_000):
        pass
    assert on_it() == ""


def test_history_managers_are_asked_to_look_away(clipboard: Clipboard) -> None:
    clipboard.copy(VALUE)
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert data.hasFormat("application/x-nspasteboard-concealed-type")
    clipboard.copy("plain", sensitive=False)
    assert not QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")


def test_the_copied_secret_is_not_kept(clipboard: Clipboard) -> None:
    clipboard.copy(VALUE)
    kept = [value for value in vars(clipboard).values() if isinstance(value, str | bytes)]
    assert VALUE.reveal() not in kept
    assert VALUE.text() not in kept


class Selections:
    """A clipboard of X11: besides what was copied it has what is selected."""

    def __init__(self, *, owned: bool, supported: bool = True) -> None:
        self.owned, self.supported = owned, supported
        self.cleared: list[QClipboard.Mode] = []

    def supportsSelection(self) -> bool:
        return self.supported

    def ownsSelection(self) -> bool:
        return self.owned

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.cleared.append(mode)

    def text(self) -> str:
        return ""


@pytest.mark.parametrize(
    ("x11", "cleared"),
    [
        (Selections(owned=True), [QClipboard.Mode.Selection]),
        (Selections(owned=False), []),
        (Selections(owned=True, supported=False), []),
    ],
)
def test_what_was_selected_here_leaves_the_mouses_clipboard_and_nothing_else_does(
    clipboard: Clipboard, monkeypatch: pytest.MonkeyPatch, x11: Selections, cleared: list[QClipboard.Mode]
) -> None:
    monkeypatch.setattr(clipboards, "_clipboard", lambda: x11)
    clipboard.clear_now()
    assert x11.cleared == cleared


def test_the_lock_takes_the_selection_along(unlocked: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    x11 = Selections(owned=True)
    monkeypatch.setattr(clipboards, "_clipboard", lambda: x11)
    unlocked.lock()
    assert x11.cleared == [QClipboard.Mode.Selection]


def test_a_shown_secret_cannot_be_selected_and_a_plain_value_can(qtbot: QtBot) -> None:
    row = ValueRow("Password", None, protected=True)
    qtbot.addWidget(row)
    row.show()
    row.show_value(VALUE.text())
    qtbot.mouseDClick(row.value, Qt.MouseButton.LeftButton, pos=row.value.rect().center())
    assert row.value.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    assert not row.value.hasSelectedText()
    plain = ValueRow("User name", "ana@example.pt")
    qtbot.addWidget(plain)
    assert plain.value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


@pytest.mark.parametrize("sensitive", [True, False])
def test_a_program_that_ends_with_a_copied_value_does_not_crash(sensitive: bool) -> None:
    """Qt's own clipboard is deleted after Python's end, and what it holds with it."""
    script = (
        "import sys\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "from app.ui.clipboard import Clipboard\n"
        "app = QGuiApplication([])\n"
        "copied = Clipboard()\n"
        "copied.copy('first', sensitive=sys.argv[1] == 'True')\n"
        "copied.copy('last', sensitive=sys.argv[1] == 'True')\n"
        "print(app.clipboard().text())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(sensitive)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.returncode, done.stdout) == (0, "last\n"), done.stderr
