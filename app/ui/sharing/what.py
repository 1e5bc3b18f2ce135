"""The "what" of the sheet: which fields of an entry, or a message. Shows no protected value and reveals none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.sharing.choices import FieldChoice
from app.ui.widgets.base import Living, bare
from app.ui.widgets.inputs import TextEdit
from app.ui.widgets.text import Elided, Text

MASK = "••••••••••"


class FieldsPart(Living):
    """One checkbox a field: its name, what it holds or a mask, and a lock where it is protected."""

    changed = Signal()

    def __init__(self, fields: list[FieldChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._boxes: list[QCheckBox] = []
        self._locks: list[Text] = []
        grid = QGridLayout(self)
        bare(grid)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S4)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            self._add(grid, row, field)
        self.retranslate()

    def chosen(self) -> tuple[str, ...]:
        return tuple(field.id for field, box in zip(self._fields, self._boxes, strict=True) if box.isChecked())

    def retranslate(self) -> None:
        protected = QCoreApplication.translate("ShareSheet", "protected")
        seed = QCoreApplication.translate(
            "ShareSheet", "Gives codes for as long as it is not replaced. Share it only with who is to keep it."
        )
        for field, box, lock in zip(self._fields, self._boxes, self._locks, strict=True):
            box.setAccessibleName(f"{field.label}, {protected}" if field.protected else field.label)
            box.setToolTip(seed if field.kind == "totp" else "")
            lock.setAccessibleName(protected)
        self.retint()

    def retint(self) -> None:
        for field, lock in zip(self._fields, self._locks, strict=True):
            if field.protected:
                lock.setPixmap(icons.pixmap("lock-simple", "muted", 16))

    def _add(self, grid: QGridLayout, row: int, field: FieldChoice) -> None:
        box = QCheckBox(field.label.replace("&", "&&"))
        box.setChecked(field.chosen)
        box.toggled.connect(self.changed)
        value = Elided(MASK if field.protected else field.preview, role="muted")
        lock = Text("", role="muted")
        lock.setFixedWidth(16)
        self._boxes.append(box)
        self._locks.append(lock)
        grid.addWidget(box, row, 0)
        grid.addWidget(value, row, 1)
        grid.addWidget(lock, row, 2)
        grid.setRowMinimumHeight(row, 28)


class MessagePart(Living):
    """A free text, for what is in no entry."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = TextEdit(lines=5)
        self._edit.textChanged.connect(self.changed)
        box = QVBoxLayout(self)
        bare(box)
        box.addWidget(self._edit)
        self.setFocusProxy(self._edit)
        self.retranslate()

    def text(self) -> str:
        return self._edit.toPlainText()

    def retranslate(self) -> None:
        self._edit.setPlaceholderText(
            QCoreApplication.translate("ShareSheet", "What you want to pass on: an access, a code, an address…")
        )
        self._edit.setAccessibleName(QCoreApplication.translate("ShareSheet", "Message"))
