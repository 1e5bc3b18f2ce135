"""The file that has a desktop open `lacre:` addresses with this program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from app.errors import UserError, WorldError
from app.host import link_handler
from app.host.link_handler import NAME, entry, install, is_set


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop's tool that writes down what it was asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    tool = folder / "xdg-mime"
    tool.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("LACRE_HOME", raising=False)
    return tool


def test_it_is_written_for_this_person_and_the_desktop_is_told(tools: Path, tmp_path: Path) -> None:
    program = Path("/opt/lacre/bin/lacre")
    assert link_handler.possible()
    assert not is_set(program)
    install(program)
    path = tmp_path / "share" / "applications" / NAME
    lines = path.read_text().splitlines()
    assert 'Exec="/opt/lacre/bin/lacre" %u' in lines
    assert "MimeType=x-scheme-handler/lacre;" in lines
    assert (tmp_path / "asked").read_text() == f"default {NAME} x-scheme-handler/lacre\n"
    assert is_set(program)
    assert not is_set(Path("/elsewhere/lacre")), "another program would be started"


def test_a_start_from_the_desktop_has_the_same_data_folder(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACRE_HOME", "/dados da Ana")
    assert 'Exec="env" "LACRE_HOME=/dados da Ana" "/x/lacre" %u' in entry(Path("/x/lacre"))


def test_what_means_something_to_a_desktop_entry_is_quoted(tools: Path) -> None:
    assert 'Exec="/a \\\\"b\\\\" \\\\$c\\\\`d\\\\\\\\e %%u/lacre" %u' in entry(Path('/a "b" $c`d\\e %u/lacre'))
    with pytest.raises(UserError):
        entry(Path("/a\nTerminal=true/lacre"))


def test_a_desktop_that_refuses_is_an_error_in_words(tools: Path) -> None:
    tools.write_text("#!/bin/sh\nexit 4\n")
    with pytest.raises(WorldError, match="cannot-handle-links"):
        install(Path("/x/lacre"))


class Registry(ModuleType):
    """The registry of Windows, as far as it is asked: keys by their path, values by their name."""

    HKEY_CURRENT_USER, REG_SZ = 1, 1

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, str]] = {}
        self.refuses = False

    @contextmanager
    def CreateKey(self, root: int, path: str) -> Iterator[dict[str, str]]:
        if self.refuses:
            raise PermissionError
        yield self.keys.setdefault(path, {})

    @contextmanager
    def OpenKey(self, root: int, path: str) -> Iterator[dict[str, str]]:
        if path not in self.keys:
            raise FileNotFoundError
        yield self.keys[path]

    def SetValueEx(self, key: dict[str, str], name: str, _: int, kind: int, value: str) -> None:
        key[name] = value

    def QueryValueEx(self, key: dict[str, str], name: str) -> tuple[str, int]:
        return key[name], self.REG_SZ


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    made = Registry()
    monkeypatch.setitem(sys.modules, "winreg", made)
    monkeypatch.setattr(link_handler, "_by_registry", lambda: True)
    monkeypatch.delenv("LACRE_HOME", raising=False)
    return made


def test_on_windows_the_registry_says_it_for_this_person(registry: Registry) -> None:
    program = Path("C:/Lacre/Scripts/lacre.exe")
    assert link_handler.possible()
    assert not is_set(program)
    install(program)
    assert registry.keys == {
        "Software\\Classes\\lacre": {"": "URL:Lacre", "URL Protocol": ""},
        "Software\\Classes\\lacre\\shell\\open\\command": {"": f'"{program}" "%1"'},
    }
    assert is_set(program)
    assert not is_set(Path("D:/lacre.exe")), "another program would be started"
    assert link_handler.program().name == "lacre.exe"


def test_on_windows_another_data_folder_is_offered_nothing(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACRE_HOME", "D:/dados")
    assert not link_handler.possible(), "what the registry starts would open the vault in the usual folder"


def test_a_registry_that_refuses_is_an_error_in_words(registry: Registry) -> None:
    registry.refuses = True
    with pytest.raises(WorldError, match="cannot-handle-links"):
        install(Path("C:/lacre.exe"))
    assert not is_set(Path("C:/lacre.exe"))
