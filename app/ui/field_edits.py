"""Editors for the fields of an entry: one value each, standard or custom. Owns editing; what fields there are is the model's.

A protected value is not fetched to be edited: untouched it stays as it is (the draft says None), and the eye asks for it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout

from app.crypto.secret import Secret
from app.ui import when
from app.ui.drafts import DraftField
from app.ui.names import field_name, kind_words
from app.ui.theme import S4, S8
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.inputs import Labelled, LineEdit, PasswordEdit, TextEdit
from app.vault.model import CUSTOM, Field, FieldDraft, FieldKind, FieldSpec

Reveal = Callable[[Field, Callable[[Secret], None]], None]
_OFFERED = (
    FieldKind.TEXT,
    FieldKind.PASSWORD,
    FieldKind.CODE,
    FieldKind.EMAIL,
    FieldKind.PHONE,
    FieldKind.URL,
    FieldKind.DATE,
    FieldKind.ADDRESS,
    FieldKind.NOTE,
)


class ValueEdit(Living):
    """One value: a line, a masked line, or several lines; with the generator beside a password."""

    changed = Signal()

    def __init__(
        self, kind: FieldKind, *, protected: bool, multiline: bool, field: Field | None, reveal: Reveal
    ) -> None:
        super().__init__()
        self.kind, self._field, self._reveal = kind, field, reveal
        self.kept = field is not None and field.protected  # the value lies in the vault and was not touched here
        row = QHBoxLayout(self)
        bare(row, S4)
        self.control: LineEdit | PasswordEdit | TextEdit
        if multiline:
            self.control = TextEdit()
            self.control.textChanged.connect(self._touched)
        elif protected:
            self.control = PasswordEdit()
            self.control.line.textEdited.connect(self._touched)
            self.control.eye.clicked.connect(self._peek)
        else:
            self.control = LineEdit()
            self.control.textEdited.connect(self._touched)
        row.addWidget(self.control, 1)
        self.setFocusProxy(self.control)
        self.dice = IconButton("dice-five")
        self.dice.setVisible(kind is FieldKind.PASSWORD)
        self.dice.clicked.connect(self._generate)
        row.addWidget(self.dice)
        self.more = IconButton("plus")
        self.more.hide()
        row.addWidget(self.more)
        self._first_value(multiline)
        self.retranslate()

    def _first_value(self, multiline: bool) -> None:
        field = self._field
        if field is None:
            return
        if field.value is not None:
            self.set_text(when.written_day(field.value) if self.kind is FieldKind.DATE else field.value)
        elif multiline:  # nobody can edit a text that is not there
            self.setEnabled(False)
            self._reveal(field, self._fetched)

    def text(self) -> str:
        return self.control.toPlainText() if isinstance(self.control, TextEdit) else self.control.text()

    def set_text(self, text: str) -> None:
        if isinstance(self.control, TextEdit):
            self.control.blockSignals(True)
            self.control.setPlainText(text)
            self.control.blockSignals(False)
        elif isinstance(self.control, PasswordEdit):
            self.control.set_text(text)
        else:
            self.control.setText(text)

    def value(self) -> str | None:
        """What to write; None keeps what the vault has. A date as ISO."""
        if self.kept:
            return None
        text = self.text()
        if self.kind is FieldKind.DATE:
            return when.read_day(text) or text.strip()
        return text if isinstance(self.control, TextEdit | PasswordEdit) else text.strip()

    def problem(self) -> str:
        """What is wrong with the value, in words; empty when nothing is."""
        if self.kind is FieldKind.DATE and self.text().strip() and when.read_day(self.text()) is None:
            return QCoreApplication.translate("EntryForm", "Write the date as 31/12/2026.")
        if self.kind is FieldKind.TOTP and not self.kept and self.text().strip():
            from app.errors import UserError
            from app.ops.one_time import parse_secret

            try:
                parse_secret(self.text())
            except UserError:
                return QCoreApplication.translate(
                    "EntryForm", "This is no 2FA secret. Copy the letters that the site shows, or its otpauth address."
                )
        return ""

    def _touched(self) -> None:
        self.kept = False
        self.retranslate()
        self.changed.emit()

    def _peek(self) -> None:
        if self.kept and self._field is not None:
            self._reveal(self._field, self._fetched)

    def restore(self, text: str) -> None:
        """What stood here when a draft was kept: it takes the place of what the vault has."""
        self.kept = False
        self.setEnabled(True)
        self.set_text(text)
        self.retranslate()

    def _fetched(self, value: Secret) -> None:
        if not self.kept:  # typed over, or restored, since it was asked for
            return
        self.set_text(value.text())
        self.setEnabled(True)
        if not isinstance(self.control, TextEdit):
            self.kept = False
        self.retranslate()

    def _generate(self) -> None:
        from app.ui.generator import open_generator

        open_generator(self.dice, self._use)

    def _use(self, value: Secret) -> None:
        self.set_text(value.text())
        if isinstance(self.control, PasswordEdit):
            self.control.eye.setChecked(True)
        self._touched()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.control.setAccessibleName(name)

    def retranslate(self) -> None:
        self.more.set_name(QCoreApplication.translate("EntryForm", "Another address"))
        self.dice.set_name(QCoreApplication.translate("EntryForm", "Generate a password"))
        kept = QCoreApplication.translate("EntryForm", "Stays as it is")
        if isinstance(self.control, PasswordEdit):
            self.control.line.setPlaceholderText(kept if self.kept else "")
        elif self.kind is FieldKind.DATE and isinstance(self.control, LineEdit):
            self.control.setPlaceholderText(QCoreApplication.translate("EntryForm", "31/12/2026"))


class StandardEdit(Living):
    """A standard field under its name."""

    changed = Signal()
    another = Signal()

    def __init__(self, spec: FieldSpec, field: Field | None, reveal: Reveal) -> None:
        super().__init__()
        self.spec = spec
        self.field_id = field.id if field is not None else ""
        protected = spec.protected or (field is not None and field.protected)
        self.edit = ValueEdit(spec.kind, protected=protected, multiline=spec.multiline, field=field, reveal=reveal)
        self._protected = protected
        self.labelled = Labelled("", self.edit)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.labelled)
        self.edit.more.setVisible(spec.repeat)
        self.edit.more.clicked.connect(self.another)
        self.edit.changed.connect(lambda: self.labelled.set_error(""))
        self.edit.changed.connect(self.changed)
        self.retranslate()

    def draft(self) -> FieldDraft | None:
        """The field to write; None when it is empty."""
        value = self.edit.value()
        if value is not None and not value.strip():
            return None
        given = Secret(value) if value is not None and self._protected else value
        return FieldDraft(self.spec.name, given, "", self.spec.kind, self._protected, self.field_id or None)

    def kept(self) -> DraftField:
        text = None if self.edit.kept else self.edit.text()
        return DraftField(self.spec.name, self.field_id, "", self.spec.kind.value, self._protected, text)

    def problem(self) -> str:
        words = self.edit.problem()
        self.labelled.set_error(words)
        return words

    def retranslate(self) -> None:
        self.labelled.set_label(field_name(self.spec.name))


class CustomEdit(Living):
    """A field of one's own: label, what it is, whether it is protected, value."""

    changed = Signal()
    removed = Signal()

    def __init__(self, field: Field | None, reveal: Reveal) -> None:
        super().__init__()
        self._field, self._reveal = field, reveal
        self.field_id = field.id if field is not None else ""
        self.name = LineEdit()
        self.name.setMaxLength(100)
        self.name.setText(field.label if field else "")
        self.kind = QComboBox()
        for kind in _OFFERED:
            self.kind.addItem(kind_words(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(field.kind if field else FieldKind.TEXT)))
        self.protected = QCheckBox()
        self.protected.setChecked(field.protected if field else False)
        self.away = IconButton("trash")
        self.away.clicked.connect(self.removed)
        self.edit = self._new_edit(field)
        self._column = QVBoxLayout(self)
        self._compose()
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.protected.toggled.connect(self._remake)
        self.name.textEdited.connect(self.changed)
        self.retranslate()

    def _compose(self) -> None:
        head = QHBoxLayout()
        bare(head, S8)
        head.addWidget(self.name, 1)
        head.addWidget(self.kind)
        head.addWidget(self.protected)
        head.addWidget(self.away)
        bare(self._column, S8)
        self._column.addLayout(head)
        self._column.addWidget(self.edit)

    def _new_edit(self, field: Field | None) -> ValueEdit:
        kind = self._kind()
        made = ValueEdit(
            kind,
            protected=self.protected.isChecked(),
            multiline=kind is FieldKind.NOTE,
            field=field,
            reveal=self._reveal,
        )
        made.changed.connect(self.changed)
        return made

    def _kind(self) -> FieldKind:
        return FieldKind(self.kind.currentData())

    def _kind_chosen(self) -> None:
        secret = self._kind() in (FieldKind.PASSWORD, FieldKind.CODE)
        if secret and not self.protected.isChecked():
            self.protected.setChecked(True)  # remakes
        else:
            self._remake()

    def _remake(self) -> None:
        """Another kind of editor for the same value. A value that still lies in the vault is fetched first."""
        old = self.edit
        if old.kept and self._field is not None:
            self._reveal(self._field, lambda value: self._swap(value.text()))
        else:
            self._swap(old.text())

    def _swap(self, text: str) -> None:
        old, self.edit = self.edit, self._new_edit(None)
        self.edit.set_text(text)
        self._column.replaceWidget(old, self.edit)
        old.hide()
        old.deleteLater()
        self.retranslate()
        self.changed.emit()

    def draft(self) -> FieldDraft | None:
        value = self.edit.value()
        if value is not None and not value.strip():
            return None
        protected = self.protected.isChecked()
        given = Secret(value) if value is not None and protected else value
        return FieldDraft(
            CUSTOM,
            given,
            self.name.text().strip() or field_name(CUSTOM),
            self._kind(),
            protected,
            self.field_id or None,
        )

    def kept(self) -> DraftField:
        text = None if self.edit.kept else self.edit.text()
        protected = self.protected.isChecked()
        return DraftField(CUSTOM, self.field_id, self.name.text(), self._kind().value, protected, text)

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
            self._swap("")

    def problem(self) -> str:
        return self.edit.problem()

    def retranslate(self) -> None:
        self.name.setPlaceholderText(QCoreApplication.translate("EntryForm", "Name of the field"))
        self.name.setAccessibleName(QCoreApplication.translate("EntryForm", "Name of the field"))
        self.kind.setAccessibleName(QCoreApplication.translate("EntryForm", "What it is"))
        self.protected.setText(QCoreApplication.translate("EntryForm", "Protected"))
        self.away.set_name(QCoreApplication.translate("EntryForm", "Remove this field"))
        self.edit.setAccessibleName(QCoreApplication.translate("EntryForm", "Value"))
        for n in range(self.kind.count()):
            self.kind.setItemText(n, kind_words(FieldKind(self.kind.itemData(n))))
