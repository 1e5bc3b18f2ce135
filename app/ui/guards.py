"""The two clocks that guard an open vault: when it locks by itself, and when what was copied is cleared.

Kept in the vault and not in the settings file: who can write that file must not be able to switch them off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.clipboard import CLEARED_AFTER_S, Clipboard
from app.ui.idle import IdleWatch

if TYPE_CHECKING:
    from app.vault.vault import Vault

AUTO_LOCK_MINUTES = 10
_AUTO_LOCK, _CLIPBOARD = "auto-lock-minutes", "clipboard-seconds"


class Guards:
    """Their numbers in use. `keep` writes one into the vault."""

    def __init__(self, idle: IdleWatch, clipboard: Clipboard, keep: Callable[[str, int], None]) -> None:
        self._idle, self._clipboard, self._keep = idle, clipboard, keep
        self.auto_lock_minutes = AUTO_LOCK_MINUTES

    def start(self, minutes: int = AUTO_LOCK_MINUTES, seconds: int = CLEARED_AFTER_S) -> None:
        """A vault was opened."""
        self._watch(minutes)
        self._clipboard.seconds = seconds

    def stop(self) -> None:
        """It was locked: there is nothing left to lock."""
        self._idle.watch(0)

    def set_auto_lock_minutes(self, minutes: int) -> None:
        """Lock after this many minutes without a sign of anybody; 0 never does."""
        self._keep(_AUTO_LOCK, minutes)
        self._watch(minutes)

    @property
    def clipboard_seconds(self) -> int:
        return self._clipboard.seconds

    def set_clipboard_seconds(self, seconds: int) -> None:
        """Clear what is copied after this many seconds."""
        self._keep(_CLIPBOARD, seconds)
        self._clipboard.seconds = seconds

    def _watch(self, minutes: int) -> None:
        self.auto_lock_minutes = minutes
        self._idle.watch(minutes * 60_000)


def read_guards(vault: Vault) -> tuple[int, int]:
    """Minutes until the lock, seconds until the clipboard is cleared."""
    return _number(vault, _AUTO_LOCK, AUTO_LOCK_MINUTES), _number(vault, _CLIPBOARD, CLEARED_AFTER_S)


def _number(vault: Vault, name: str, default: int) -> int:
    stored = vault.settings_get(name)
    return int(stored.text()) if stored is not None else default
