"""What a new entry is: every kind as a tile with its icon."""

from __future__ import annotations

from app.ui.lists import KIND_ICONS, kind_name
from app.ui.widgets.tiles import TilePicker
from app.vault.kinds import EntryKind


class KindPicker(TilePicker):
    """One of the kinds; a login unless another is chosen."""

    def __init__(self) -> None:
        super().__init__({kind.value: KIND_ICONS[kind] for kind in EntryKind})
        self.set_value(EntryKind.LOGIN.value)

    def names(self) -> list[str]:
        return [kind_name(kind) for kind in EntryKind]
