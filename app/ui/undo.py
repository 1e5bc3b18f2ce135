"""What can be taken back: the last few changes, each with the work that undoes it. Empty when the vault locks.

Holds ids and states, never a value of an entry.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.vault.vault import Vault

_KEPT = 20
Work = Callable[["Vault"], object]


@dataclass(frozen=True, slots=True)
class Undoable:
    """A change in words (“Moved to the trash”), and how to take it back."""

    text: str
    back: Work


class Undo(QObject):
    """The latest change is taken back first. `asked` tells the session what to do."""

    offered = Signal(str)
    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack: deque[Undoable] = deque(maxlen=_KEPT)

    @property
    def possible(self) -> bool:
        return bool(self._stack)

    def offer(self, text: str, back: Work) -> None:
        """Something was done; it can be taken back."""
        self._stack.append(Undoable(text, back))
        self.offered.emit(text)

    def undo_last(self) -> None:
        if self._stack:
            self.asked.emit(self._stack.pop())

    def forget(self) -> None:
        self._stack.clear()
