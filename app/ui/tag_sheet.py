"""The tags of one or several entries: those in use as a list to tick, and a field for a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.ui.entry_acts import EntryActs
from app.ui.state import Session
from app.ui.theme import S4
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, LineEdit
from app.ui.widgets.sheet import Sheet
from app.vault.model import Entry

MOST_TAG = 50


class TagSheet(Sheet):
    """A tag that only some of the entries have is half ticked, and stays so unless it is touched."""

    def __init__(self, session: Session, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, "", 420)
        self._session, self._ids = session, list(ids)
        self.boxes: dict[str, QCheckBox] = {}
        self.line = LineEdit()
        self.line.setMaxLength(200)
        self.field = Labelled("", self.line)
        self.line.returnPressed.connect(self.accept)
        self.body.addWidget(self.field)
        self._leave, self._save = Button(), Button("", "primary")
        self._leave.clicked.connect(self.reject)
        self._save.clicked.connect(self.accept)
        for button in (self._leave, self._save):
            self.buttons.addWidget(button)
        self._rows = QWidget()
        self.retranslate()
        session.ask(
            lambda vault: (vault.tags(), [vault.entry(one) for one in self._ids]), self._there, owner=self, key="tags"
        )

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "field"):
            return
        self.set_title(QCoreApplication.translate("Tags", "Tags"))
        self.field.set_label(QCoreApplication.translate("Tags", "New tags"))
        self.field.set_hint(QCoreApplication.translate("Tags", "Several with a comma between them."))
        self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
        self._save.setText(QCoreApplication.translate("Tags", "Save"))

    def _there(self, found: tuple[list[tuple[str, int]], list[Entry]]) -> None:
        known, entries = found
        for tag, _count in known:
            box = self.boxes[tag] = QCheckBox(tag.replace("&", "&&"))
            box.setTristate(True)
            held = sum(tag in entry.tags for entry in entries)
            states = {0: Qt.CheckState.Unchecked, len(entries): Qt.CheckState.Checked}
            box.setCheckState(states.get(held, Qt.CheckState.PartiallyChecked))
            if held in states:
                box.setTristate(False)
            self.body.addWidget(box)
        bare(self.body, S4, (24, 0, 24, 16))

    def accept(self) -> None:
        typed = [tag for part in self.line.text().split(",") if (tag := " ".join(part.split()))]
        if any(len(tag) > MOST_TAG for tag in typed):
            most = QCoreApplication.translate("Tags", "A tag has at most {count} characters.").format(count=MOST_TAG)
            self.field.set_error(most)
            return
        state = {tag: box.checkState() for tag, box in self.boxes.items()}
        add = [tag for tag, one in state.items() if one is Qt.CheckState.Checked]
        gone = [tag for tag, one in state.items() if one is Qt.CheckState.Unchecked]
        EntryActs(self._session).tag(self._ids, [*add, *typed], gone)
        super().accept()
