"""What guards an open vault: when it locks by itself, and when what was copied is cleared.

Kept in the vault and not in the settings file: who can write that file must not be able to switch them off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from app.ui.clipboard import CLEARED_AFTER_S, Clipboard
from app.ui.idle import IdleWatch

if TYPE_CHECKING:
    from app.vault.vault import Vault

AUTO_LOCK_MINUTES = 10
_NAMES = {
    "auto_lock_minutes": "auto-lock-minutes",
    "clipboard_seconds": "clipboard-seconds",
    "asleep": "lock-asleep",
    "minimised": "lock-minimised",
}


@dataclass(frozen=True, slots=True)
class Guarding:
    """The choices. `asleep`: lock when the computer sleeps or its session is locked; `minimised`: when the window is."""

    auto_lock_minutes: int = AUTO_LOCK_MINUTES
    clipboard_seconds: int = CLEARED_AFTER_S
    asleep: int = 1
    minimised: int = 0


class Guards:
    """The choices in use. `keep` writes one into the vault."""

    def __init__(self, idle: IdleWatch, clipboard: Clipboard, keep: Callable[[str, int], None]) -> None:
        self._idle, self._clipboard, self._keep = idle, clipboard, keep
        self._chosen = Guarding()

    def start(self, chosen: Guarding | None = None) -> None:
        """A vault was opened."""
        self._use(chosen or Guarding())

    def stop(self) -> None:
        """It was locked: there is nothing left to lock."""
        self._idle.watch(0)

    @property
    def auto_lock_minutes(self) -> int:
        """Lock after this many minutes without a sign of anybody; 0 never does."""
        return self._chosen.auto_lock_minutes

    @property
    def clipboard_seconds(self) -> int:
        """Clear what is copied after this many seconds."""
        return self._chosen.clipboard_seconds

    @property
    def asleep(self) -> bool:
        return bool(self._chosen.asleep)

    @property
    def minimised(self) -> bool:
        return bool(self._chosen.minimised)

    def number(self, name: str) -> int:
        """A choice by name, for the settings page."""
        found = getattr(self._chosen, name)
        assert isinstance(found, int)
        return found

    def set_number(self, name: str, number: int) -> None:
        """Choose: in use at once, and kept in the vault."""
        self._keep(_NAMES[name], number)
        self._use(replace(self._chosen, **{name: number}))

    def _use(self, chosen: Guarding) -> None:
        if not self._idle.watching or chosen.auto_lock_minutes != self._chosen.auto_lock_minutes:
            self._idle.watch(chosen.auto_lock_minutes * 60_000)
        self._chosen = chosen
        self._clipboard.seconds = chosen.clipboard_seconds


def read_guards(vault: Vault) -> Guarding:
    """What was chosen for this vault."""
    default = Guarding()
    return Guarding(*(_number(vault, _NAMES[one.name], getattr(default, one.name)) for one in fields(Guarding)))


def _number(vault: Vault, name: str, default: int) -> int:
    stored = vault.settings_get(name)
    return int(stored.text()) if stored is not None else default
