"""The bar above a list in which several entries are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.lists import counted
from app.ui.theme import S4, S8, S12, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.flow import flowing
from app.ui.widgets.text import Text
from app.vault.model import EntrySummary

_ACTS = {
    "share": "paper-plane-tilt",
    "favourite": "star",
    "tags": "tag",
    "move": "folder",
    "archive": "archive",
    "trash": "trash",
    "restore": "arrow-counter-clockwise",
    "purge": "trash",
}
_IN_TRASH = ("restore", "purge")


class BulkBar(Living):
    """Hidden until more than one is selected."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = 0
        self.words = Text("", size=T12, semibold=True)
        self.buttons = {act: IconButton(icon) for act, icon in _ACTS.items()}
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, act=act: self.asked.emit(act))
        column = QVBoxLayout(self)  # below each other: five acts and the words have no room beside each other
        bare(column, 0, (S12, S8, S12, S4))
        column.addWidget(self.words)
        column.addWidget(flowing(*self.buttons.values()))
        self.words.setContentsMargins(S4, 0, 0, 0)
        self.hide()
        self.retranslate()

    def show_for(self, entries: Sequence[EntrySummary], *, trash: bool) -> None:
        self._count = len(entries)
        if self._count <= 1:  # as with every keystroke of a search: nothing to lay out
            self.hide()
            return
        self.show()
        for act, button in self.buttons.items():
            button.setVisible((act in _IN_TRASH) == trash)
        self.retranslate()

    def retranslate(self) -> None:
        self.words.setText(counted(self._count))
        names = {
            "share": QCoreApplication.translate("Bulk", "Share them in one link"),
            "favourite": QCoreApplication.translate("Bulk", "Add to the favourites"),
            "tags": QCoreApplication.translate("Bulk", "Change their tags"),
            "move": QCoreApplication.translate("Bulk", "Move to another client"),
            "archive": QCoreApplication.translate("Bulk", "Archive"),
            "trash": QCoreApplication.translate("Bulk", "Move to the trash"),
            "restore": QCoreApplication.translate("Bulk", "Restore"),
            "purge": QCoreApplication.translate("Bulk", "Erase for good"),
        }
        for act, button in self.buttons.items():
            button.set_name(names[act])
