"""The registry of Windows, where it says which program opens `lacre:` addresses: for this person alone, under
HKEY_CURRENT_USER\\Software\\Classes ("Registering an Application to a URI Scheme", Microsoft). Written against that document;
nobody has run it on Windows yet.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

_CLASS = r"Software\Classes\lacre"
_COMMAND = _CLASS + r"\shell\open\command"


def is_set(program: Path) -> bool:
    """Whether it names this program."""
    registry = _registry()
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, _COMMAND) as key:
            found, _ = registry.QueryValueEx(key, "")
    except OSError:
        return False
    return bool(found == _command(program))


def install(program: Path) -> None:
    """Have this program opened with such an address as its one argument. OSError if the registry refuses."""
    registry = _registry()
    for place, name, value in (
        (_CLASS, "", "URL:Lacre"),
        (_CLASS, "URL Protocol", ""),  # that it is there makes a scheme of the class
        (_COMMAND, "", _command(program)),  # last: what was cut short opens nothing
    ):
        with registry.CreateKey(registry.HKEY_CURRENT_USER, place) as key:
            registry.SetValueEx(key, name, 0, registry.REG_SZ, value)


def _command(program: Path) -> str:
    """A path of Windows holds no quotation mark."""
    return f'"{program}" "%1"'


def _registry() -> Any:
    return importlib.import_module("winreg")
