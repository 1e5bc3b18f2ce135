"""The two questions a file may raise before it can be looked at: what opens it, and what its columns are. Each shows what it is
given and keeps nothing once it is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ui import choosing, theme
from app.ui.importing import words
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.text import Text
from app.vault.importers.mapping import CHOICES, Target

COLUMNS_HEIGHT = 300


class UnlockStep(Living):
    """The password of a locked file, and a KeePass key file."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lead, self._chosen = Text(wrap=True), Text(role="muted", size=theme.T12, wrap=True)
        self._password = PasswordEdit()
        self._labelled = Labelled("", self._password)
        self._key_button = Button(icon="folder-open")
        self._key_file: Path | None = None
        column = QVBoxLayout(self)
        bare(column, theme.S12)
        for widget in (self._lead, self._labelled, self._chosen):
            column.addWidget(widget)
        column.addWidget(self._key_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._password.entered.connect(self.entered)
        self._key_button.clicked.connect(self._choose_key)
        self.retranslate()

    @property
    def password(self) -> Secret | None:
        """What was typed. With a key file nothing typed means that the file has no password."""
        typed = self._password.text()
        return Secret(typed) if typed or self._key_file is None else None

    @property
    def key_file(self) -> Path | None:
        return self._key_file

    def begin(self) -> None:
        self._password.setFocus()

    def forget(self) -> None:
        self._password.clear()
        self._key_file = None
        self.retranslate()

    def retranslate(self) -> None:
        self._lead.setText(
            QCoreApplication.translate("Importing", "This file is locked. What opens it in its own program?")
        )
        self._labelled.set_label(QCoreApplication.translate("Importing", "Password of the file"))
        self._password.setAccessibleName(QCoreApplication.translate("Importing", "Password of the file"))
        self._key_button.setText(QCoreApplication.translate("Importing", "Key file…"))
        said = QCoreApplication.translate("Importing", "Key file: {name}").format(
            name=self._key_file.name if self._key_file else ""
        )
        self._chosen.setText(said if self._key_file else "")
        self._chosen.setVisible(self._key_file is not None)

    def _choose_key(self) -> None:
        title = QCoreApplication.translate("Importing", "Choose the key file")
        path = choosing.file(self, choosing.Sort.KEY, title)
        if path is not None:
            self._key_file = path
            self.retranslate()


class MappingStep(Living):
    """One row for each column of a table: its heading, and what it becomes."""

    def __init__(self) -> None:
        super().__init__()
        self._lead = Text(wrap=True)
        self._boxes: dict[str, QComboBox] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMinimumHeight(COLUMNS_HEIGHT)
        column = QVBoxLayout(self)
        bare(column, theme.S12)
        column.addWidget(self._lead)
        column.addWidget(self._area)
        self.retranslate()

    @property
    def columns(self) -> dict[str, Target]:
        return {heading: Target(box.currentData()) for heading, box in self._boxes.items()}

    def offer(self, columns: Mapping[str, Target]) -> None:
        """The columns of a file, and the guess for each."""
        inside = QWidget()
        form = QFormLayout(inside)
        self._boxes = {}
        for heading, target in columns.items():
            box = Choice()
            for choice in CHOICES:
                box.addItem("", choice.value)
            box.setCurrentIndex(CHOICES.index(target))
            box.setAccessibleName(heading)
            form.addRow(Text(heading[:80]), box)
            self._boxes[heading] = box
        self._area.setWidget(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self._lead.setText(
            QCoreApplication.translate(
                "Importing",
                "This table is of no known program. Say what each column is; what is left open becomes a field of its own.",
            )
        )
        self._area.setAccessibleName(self._lead.text())
        for box in self._boxes.values():
            for index, choice in enumerate(CHOICES):
                box.setItemText(index, words.target_name(choice))
