"""After a lock nothing of the vault stands in a widget, a model, a document or a picture, on a clipboard, in what can be undone,
or in a file in clear, whatever was open. What the memory of such a process holds: tests/e2e/test_window_memory.py.

The measure is the same window before its vault was ever opened: afterwards it may hold no object and say no word more.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMenu, QWidget

import app.ui
from app.ui.settings.options import YES
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.ui.cheap import PASSPHRASE, CheapOpener
from tests.ui.conftest import NOW
from tests.ui.left_behind import Held, kept_by_python, ours, outlived, pictures, texts
from tests.ui.opened import LOGIN, MARK, OPENERS, Opened, fill, type_in
from tests.ui.screens import fail

STAY = {"Uploads"}  # one for the session, made when it is first needed; what it holds is looked for in Python
LOCKED_ALONE = {"AgainSheet"}  # opened where no vault is open: nothing of one can be in it


class Window:
    """One window and one vault; how it was while nobody had opened it."""

    def __init__(self, at: Opened) -> None:
        self.at = at
        self.texts: set[Held] = set()
        self.ours: set[str] = set()
        self.picture = b""

    def remember(self) -> None:
        self.at.shell.toast.forget()  # made when something is first said, and kept
        self.texts, self.ours, self.picture = texts(), ours(), _seen(self.at)

    def unlock(self) -> None:
        self.at.session.unlock(PASSPHRASE, fail)
        self.at.settle(lambda: self.at.shell.desk is not None)

    def begin(self) -> None:
        """With the login on the screen."""
        self.unlock()
        self.at.home()

    def open(self, *names: str) -> None:
        """Those of the table, one over the other, and something typed into each. Holds none of them."""
        for name in names:
            opened = OPENERS[name](self.at)
            assert type(opened).__qualname__ == name
            type_in(opened)

    def lock(self) -> None:
        ended: list[None] = []
        del self.at.pages  # whoever holds the page holds what it showed
        self.at.session.put_away.connect(lambda: ended.append(None))
        self.at.session.lock()
        self.at.settle(lambda: bool(ended))
        self.at.settle()

    def left(self) -> dict[str, object]:
        """What there is and was not before."""
        found: dict[str, object] = {
            "said": sorted(texts() - self.texts),
            "objects": sorted(ours() - self.ours - STAY),
            "wrappers": outlived(),
            "pictures": pictures(),
            "in Python": kept_by_python(MARK),
            "windows": [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self.at.shell],
            "files in clear": list(in_clear(self.at.session.home)),
            "on the screen": [] if _seen(self.at) == self.picture else ["another picture"],
        }
        return {what: there for what, there in found.items() if there}


def _seen(at: Opened) -> bytes:
    """The window's picture. A pop-up was a window of its own: where it goes, a system gives this one its focus back."""
    at.shell.activateWindow()
    at.settle(at.shell.isActiveWindow)
    picture = at.shell.grab().toImage()  # kept while its octets are read
    return bytes(picture.constBits())


def in_clear(folder: Path) -> Iterator[str]:
    """Files that hold a mark, or are called by one."""
    for path in folder.rglob("*"):
        octets = path.read_bytes() if path.is_file() else b""
        if MARK in path.name or MARK.encode() in octets or MARK.encode("utf-16-le") in octets:
            yield str(path.relative_to(folder))


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, catalogues: Path) -> Iterator[Opened]:
    """A filled vault, locked, in the window of a program that has just begun."""
    home = tmp_path_factory.mktemp("after-lock") / "home"
    QApplication.setCursorFlashTime(0)  # a caret that blinks would be another picture
    opener = CheapOpener()
    with opener.create(home, PASSPHRASE, NOW) as vault:
        fill(vault)
    session = Session(home, now=lambda: NOW, opener=opener, catalogues=catalogues)
    session.themes.choose("light")
    session.languages.choose("en")
    session.update_settings(toured=YES)
    shell = Shell(session)
    shell.show()
    at = Opened(session, shell)
    at.settle(lambda: shell.ready)
    yield at
    shell.hide()
    session.lock()
    at.settle()
    shell.deleteLater()
    at.settle()
    session.close()


@pytest.fixture(scope="module")
def window(made: Opened) -> Window:
    found = Window(made)
    found.remember()
    return found


def can_stand_open() -> set[str]:
    """Every class of ours that is a window or a sheet by itself; not those that others are made of, nor the one window."""
    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    kinds = [one for kind in (Sheet, QMenu, QDialog, QFrame) for one in _below(kind)]
    named = {one for one in kinds if one.__module__.startswith("app.ui.")}
    return {one.__qualname__ for one in named if not issubclass(one, QFrame) or one.__qualname__.endswith("Popup")}


def _below(kind: type[QWidget]) -> set[type[QWidget]]:
    return {kind} | {below for one in kind.__subclasses__() for below in _below(one)}


def test_whatever_can_stand_open_is_in_the_table() -> None:
    assert can_stand_open() - LOCKED_ALONE == set(OPENERS) | {"ChangeSheet"}  # of which two others are made


def test_nothing_is_left_of_all_that_can_stand_open_at_once(window: Window) -> None:
    window.begin()
    window.at.reveal()
    window.at.page.fields.copy_named("password")
    window.at.settle()
    assert MARK in QGuiApplication.clipboard().text()
    window.open(*OPENERS)
    window.at.session.undo.offer(f"{MARK} weg", lambda _vault: None)
    window.at.settle()
    window.lock()
    assert window.left() == {}


def test_nothing_is_left_of_the_pages(window: Window, tmp_path: Path) -> None:
    window.begin()
    window.at.keep_open(tmp_path)
    assert [name for name in in_clear(window.at.session.home) if MARK in name], "no copy was made"
    window.at.reveal()
    assert any(LOGIN["password"] in text for _, text in texts()), "the search would not find what is there"
    for page in ("shares", "requests", "health", "settings"):
        window.at.shell.desk.show_page(page)  # type: ignore[union-attr] # it is open
        window.at.settle()
    window.at.requests()
    assert any(" ".join(f"{MARK} 482") in text for _, text in texts()), "the search would not find a code that came"
    window.at.shares()
    window.at.shell.desk.rail.search.setText(MARK)  # type: ignore[union-attr] # it is open
    window.at.settle()
    window.lock()
    assert window.left() == {}


def test_what_was_being_written_is_in_the_vault_alone_and_there_again(window: Window) -> None:
    window.begin()
    window.at.edit()
    assert any(f"{MARK}.digitado" in text for _, text in texts())
    window.lock()
    left = window.left()
    assert left.pop("on the screen") == ["another picture"]  # it says that something was kept
    assert [text for _, text in left.pop("said")] != []
    assert left == {}
    window.unlock()
    window.at.come_back()
    assert any(f"{MARK}.digitado" in text for _, text in texts())
    window.at.pages.detail.leave_form()
    window.lock()
    assert window.left() == {}
