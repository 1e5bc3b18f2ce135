"""The fields of an entry while they are edited: a standard one under its name, and one of a person's own with its head.

Owns name, kind, protection and place of a field; its value is `value_edit`'s, what fields there are is the model's.
"""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from app.crypto.secret import Secret
from app.ui.commanding.actions import keys
from app.ui.drafts import DraftField
from app.ui.grip import Grip
from app.ui.names import kind_words, typed_name
from app.ui.theme import S4, S8
from app.ui.value_edit import Reveal, ValueEdit
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled, LineEdit
from app.vault.kinds import CUSTOM, FieldKind, FieldSpec
from app.vault.model import Field, FieldDraft

OFFERED = (
    FieldKind.TEXT,
    FieldKind.PASSWORD,
    FieldKind.CODE,
    FieldKind.PIN,
    FieldKind.TOTP,
    FieldKind.USERNAME,
    FieldKind.EMAIL,
    FieldKind.PHONE,
    FieldKind.URL,
    FieldKind.DATE,
    FieldKind.MONTH,
    FieldKind.NIF,
    FieldKind.NISS,
    FieldKind.IBAN,
    FieldKind.BIC,
    FieldKind.CARD,
    FieldKind.POSTAL,
    FieldKind.ADDRESS,
    FieldKind.SECRET,
    FieldKind.NOTE,
)
SECRETS = frozenset(
    {FieldKind.PASSWORD, FieldKind.CODE, FieldKind.PIN, FieldKind.TOTP, FieldKind.CARD, FieldKind.SECRET}
)
_LONG = frozenset({FieldKind.NOTE, FieldKind.ADDRESS})


class FieldEdit(Living):
    """What both kinds of field share: an editor that is made anew when protection or kind changes, and a place to move from."""

    changed = Signal()
    step = Signal(int)
    generated = Signal(object)
    key_asked = Signal(object)
    edit: ValueEdit

    def __init__(self, field: Field | None, reveal: Reveal) -> None:
        super().__init__()
        self._field, self._reveal = field, reveal
        self.field_id = field.id if field is not None else ""
        for name, by in (("field-up", -1), ("field-down", 1)):
            shortcut = QShortcut(QKeySequence(keys(name)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step.emit(by))

    @abstractmethod
    def new_edit(self, field: Field | None) -> ValueEdit:
        """An editor for what the field now is."""

    @abstractmethod
    def place(self, old: ValueEdit, new: ValueEdit) -> None:
        """The new one where the old one stood."""

    def hear(self, edit: ValueEdit) -> ValueEdit:
        """What an editor tells, told on."""
        edit.changed.connect(self.changed)
        edit.generated.connect(self.generated)
        edit.key_asked.connect(lambda: self.key_asked.emit(edit))
        return edit

    def remake(self) -> None:
        """Another kind of editor for the same value. A value that still lies in the vault is fetched first."""
        old = self.edit
        if old.kept and self._field is not None:
            self._reveal(self._field, lambda value: self.swap(value.text()))
        else:
            self.swap(old.text())

    def swap(self, text: str) -> None:
        old, self.edit = self.edit, self.new_edit(None)
        self.edit.set_text(text)
        self.place(old, self.edit)
        old.hide()
        old.deleteLater()
        self.retranslate()
        self.edit.look()
        self.changed.emit()

    def written(self, *, protected: bool) -> tuple[str | Secret | None] | None:
        """The value to write, in a tuple; None when the field is empty."""
        value = self.edit.value()
        if value is not None and not value.strip():
            return None
        return (Secret(value) if value is not None and protected else value,)


class StandardEdit(FieldEdit):
    """A standard field under its name."""

    another = Signal()

    def __init__(self, spec: FieldSpec, field: Field | None, reveal: Reveal) -> None:
        super().__init__(field, reveal)
        self.spec = spec
        self.lock = IconButton("lock-simple-open", px=18, parent=self)
        self.lock.setCheckable(True)
        self.lock.setChecked(spec.protected or (field is not None and field.protected))
        self.lock.setVisible(not spec.protected)
        self.lock.toggled.connect(self._protect)
        self._last = True
        self.edit = self.new_edit(field)
        self.labelled = Labelled("", self.edit)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.labelled)
        self.retranslate()

    def new_edit(self, field: Field | None) -> ValueEdit:
        made = ValueEdit(
            self.spec.kind,
            protected=self.lock.isChecked(),
            multiline=self.spec.multiline,
            field=field,
            reveal=self._reveal,
        )
        made.inside.add(self.lock)
        made.more.setVisible(self.spec.repeat and self._last)
        made.more.clicked.connect(self.another)
        self.hear(made)
        return made

    def set_last(self, last: bool) -> None:
        """Of several of one name only the last offers one more."""
        self._last = last
        self.edit.more.setVisible(self.spec.repeat and last)

    def _protect(self) -> None:
        self.remake()
        self.lock.setFocus()  # it was taken out of one field and put into another

    def place(self, old: ValueEdit, new: ValueEdit) -> None:
        self.labelled.replace_control(old, new)

    def draft(self) -> FieldDraft | None:
        """The field to write; None when it is empty."""
        protected = self.lock.isChecked()
        written = self.written(protected=protected)
        if written is None:
            return None
        return FieldDraft(self.spec.name, written[0], "", self.spec.kind, protected, self.field_id or None)

    def kept(self) -> DraftField:
        text = None if self.edit.kept else self.edit.text()
        return DraftField(self.spec.name, self.field_id, "", self.spec.kind.value, self.lock.isChecked(), text)

    def set_protected(self, protected: bool) -> None:
        """As a draft has it."""
        if protected != self.lock.isChecked():
            self.lock.blockSignals(True)
            self.lock.setChecked(protected)
            self.lock.blockSignals(False)
            self.swap("")

    def retranslate(self) -> None:
        self.labelled.set_label(typed_name(self.spec.name))
        locked = self.lock.isChecked()
        protect = QCoreApplication.translate("EntryForm", "Protect: hide it and clear it after copying")
        free = QCoreApplication.translate("EntryForm", "Do not protect: show it")
        self.lock.set_name(f"{typed_name(self.spec.name)}: {free if locked else protect}")
        self.lock.set_icon("lock-simple" if locked else "lock-simple-open")
        self.lock.set_role("seal" if locked else "muted")


class CustomEdit(FieldEdit):
    """A field of one's own: label, what it is, whether it is protected, value; a grip to move it by."""

    removed = Signal()

    def __init__(self, field: Field | None, reveal: Reveal) -> None:
        super().__init__(field, reveal)
        self.grip = Grip(self)
        self.name = LineEdit()
        self.name.setMaxLength(100)
        self.name.setText(field.label if field else "")
        self.kind = Choice()
        self.kind.setMaxVisibleItems(len(OFFERED))
        for kind in OFFERED:
            self.kind.addItem(kind_words(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(field.kind if field else FieldKind.TEXT)))
        self.protected = QCheckBox()
        self.protected.setChecked(field.protected if field else False)
        self.away = IconButton("trash")
        self.away.clicked.connect(self.removed)
        self.edit = self.new_edit(field)
        self._compose()
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.protected.toggled.connect(self.remake)
        self.name.textEdited.connect(self.changed)
        self.retranslate()

    def _compose(self) -> None:
        head = QHBoxLayout()
        bare(head, S8)
        head.addWidget(self.name, 1)
        head.addWidget(self.away)
        what = QHBoxLayout()
        bare(what, S8)
        what.addWidget(self.kind, 1)
        what.addWidget(self.protected)
        self._column = QVBoxLayout()
        bare(self._column, S8)
        self._column.addLayout(head)
        self._column.addLayout(what)
        self._column.addWidget(self.edit)
        row = QHBoxLayout(self)
        bare(row, S4)
        row.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)

    def new_edit(self, field: Field | None) -> ValueEdit:
        kind = self._kind()
        made = ValueEdit(
            kind, protected=self.protected.isChecked(), multiline=kind in _LONG, field=field, reveal=self._reveal
        )
        self.hear(made)
        return made

    def place(self, old: ValueEdit, new: ValueEdit) -> None:
        self._column.replaceWidget(old, new)

    def _kind(self) -> FieldKind:
        return FieldKind(self.kind.currentData())

    def _kind_chosen(self) -> None:
        if self._kind() in SECRETS and not self.protected.isChecked():
            self.protected.setChecked(True)  # remakes
        else:
            self.remake()

    def draft(self) -> FieldDraft | None:
        protected = self.protected.isChecked()
        written = self.written(protected=protected)
        if written is None:
            return None
        label = self.name.text().strip() or kind_words(self._kind())
        return FieldDraft(CUSTOM, written[0], label, self._kind(), protected, self.field_id or None)

    def kept(self) -> DraftField:
        text = None if self.edit.kept else self.edit.text()
        protected = self.protected.isChecked()
        return DraftField(CUSTOM, self.field_id, self.name.text(), self._kind().value, protected, text)

    def is_blank(self) -> bool:
        """Nothing was written into it."""
        return not self.field_id and not self.name.text().strip() and not self.edit.text().strip()

    def set_head(self, label: str, kind: FieldKind, *, protected: bool) -> None:
        """As a draft has it."""
        other = (kind, protected) != (self._kind(), self.protected.isChecked())
        for control in (self.kind, self.protected):
            control.blockSignals(True)
        self.name.setText(label)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.protected.setChecked(protected)
        for control in (self.kind, self.protected):
            control.blockSignals(False)
        if other:
            self.swap("")

    def retranslate(self) -> None:
        self.name.setPlaceholderText(QCoreApplication.translate("EntryForm", "Name of the field"))
        self.name.setAccessibleName(QCoreApplication.translate("EntryForm", "Name of the field"))
        self.kind.setAccessibleName(QCoreApplication.translate("EntryForm", "What it is"))
        self.protected.setText(QCoreApplication.translate("EntryForm", "Protected"))
        self.away.set_name(QCoreApplication.translate("EntryForm", "Remove this field"))
        self.grip.set_name(QCoreApplication.translate("EntryForm", "Move this field: drag, or Alt+↑ and Alt+↓"))
        self.edit.setAccessibleName(QCoreApplication.translate("EntryForm", "Value"))
        for index, kind in enumerate(OFFERED):
            self.kind.setItemText(index, kind_words(kind))
