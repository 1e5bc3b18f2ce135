"""Fields that the asker makes up: what each is called, of what sort it is, whether it may be left out. Owns the rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.ops.request_options import OwnField
from app.ui import theme
from app.ui.asking.draft import LABEL_CHARACTERS
from app.ui.asking.words import FIELD_KINDS, field_kind_name
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import LineEdit

MOST = 20


class OwnFieldRow(Living):
    """One of them."""

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit("")
        self.name.setMaxLength(LABEL_CHARACTERS)
        self.kind = Choice()
        for kind in FIELD_KINDS:
            self.kind.addItem(kind, kind)
        self.required, self.remove = QCheckBox(), IconButton("x")
        row = QHBoxLayout(self)
        bare(row, theme.S8)
        row.addWidget(self.name, 1)
        for widget in (self.kind, self.required, self.remove):
            row.addWidget(widget)
        self.name.textChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.required.toggled.connect(lambda _on: self.changed.emit())
        self.remove.clicked.connect(self.removed)
        self.retranslate()

    @property
    def field(self) -> OwnField:
        return OwnField(str(self.kind.currentData()), self.name.text(), "", self.required.isChecked())

    def retranslate(self) -> None:
        for at, kind in enumerate(FIELD_KINDS):
            self.kind.setItemText(at, field_kind_name(kind))
        name = QCoreApplication.translate("RequestSheet", "What the field is called")
        self.name.setPlaceholderText(name)
        self.name.setAccessibleName(name)
        self.kind.setAccessibleName(QCoreApplication.translate("RequestSheet", "Sort of field"))
        self.required.setText(QCoreApplication.translate("RequestSheet", "required"))
        self.remove.set_name(QCoreApplication.translate("RequestSheet", "Remove this field"))


class OwnFields(Living):
    """All of them, and the button for one more."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OwnFieldRow] = []
        self.more = Button("", kind="quiet", icon="plus")
        self._column = QVBoxLayout()
        bare(self._column, theme.S8)
        box = QVBoxLayout(self)
        bare(box, theme.S8)
        box.addLayout(self._column)
        line = QHBoxLayout()
        bare(line)
        line.addWidget(self.more)
        line.addStretch(1)
        box.addLayout(line)
        self.more.clicked.connect(lambda _checked=False: self.add())
        self.retranslate()

    @property
    def fields(self) -> tuple[OwnField, ...]:
        return tuple(row.field for row in self.rows)

    def add(self) -> OwnFieldRow:
        row = OwnFieldRow(self)
        self.rows.append(row)
        self._column.addWidget(row)
        row.changed.connect(self.changed)
        row.removed.connect(lambda row=row: self._remove(row))
        self.more.setEnabled(len(self.rows) < MOST)
        row.name.setFocus()
        self.changed.emit()
        return row

    def retranslate(self) -> None:
        self.more.setText(QCoreApplication.translate("RequestSheet", "Ask for something else as well"))

    def _remove(self, row: OwnFieldRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.more.setEnabled(True)
        (self.rows[-1].name if self.rows else self.more).setFocus()
        self.changed.emit()
