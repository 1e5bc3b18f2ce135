"""The "what" of the sheet: fields and files of one entry or several, a message, files of this computer.

Shows no protected value and reveals none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ops.share_options import EntryChoice
from app.ui import icons, theme
from app.ui.files.words import file_icon, size_text
from app.ui.sharing.carried import CarriedPart
from app.ui.sharing.choices import EntryOffer, FieldChoice, FileChoice
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.flow import flowing
from app.ui.widgets.inputs import TextEdit
from app.ui.widgets.text import Elided, Text
from app.ui.widgets.tips import set_tip

MASK = "••••••••••"
_NAME_PX = 210


class FieldsPart(Living):
    """One checkbox a field: its name, what it holds or a mask, and a lock where it is protected."""

    changed = Signal()

    def __init__(self, fields: list[FieldChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._boxes: list[QCheckBox] = []
        self._locks: list[Text] = []
        self._files: list[tuple[FileChoice, QCheckBox, Text]] = []
        self._grid = grid = QGridLayout(self)
        bare(grid)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S4)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            self._add(grid, row, field)
        self.retranslate()

    def chosen(self) -> tuple[str, ...]:
        return tuple(field.id for field, box in zip(self._fields, self._boxes, strict=True) if box.isChecked())

    def add_files(self, files: Sequence[FileChoice]) -> None:
        """Files that are kept with the entry, below its fields. None is chosen by itself: they may be many, and large."""
        for row, file in enumerate(files, len(self._boxes) + len(self._files)):
            box = QCheckBox(_shortened(file.name).replace("&", "&&"))
            box.setAccessibleName(file.name)
            box.setToolTip(file.name)
            box.toggled.connect(self.changed)
            picture = Text("")
            picture.setFixedWidth(16)
            self._files.append((file, box, picture))
            self._grid.addWidget(box, row, 0)
            self._grid.addWidget(Text(size_text(file.size), role="muted"), row, 1)
            self._grid.addWidget(picture, row, 2)
            self._grid.setRowMinimumHeight(row, 28)
        self.retint()

    def chosen_files(self) -> tuple[FileChoice, ...]:
        return tuple(file for file, box, _picture in self._files if box.isChecked())

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
        for file, _box, picture in self._files:
            picture.setPixmap(icons.pixmap(file_icon(file.name), "muted", 16))

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


class EntryPart(Living):
    """One entry of those that are shared: its title, where there are several, and what of it goes along."""

    remove_asked = Signal()

    def __init__(self, offer: EntryOffer) -> None:
        super().__init__()
        self.offer = offer
        self.fields = FieldsPart(list(offer.fields))
        self.fields.add_files(offer.files)
        self._title = Elided(offer.title, semibold=True)
        self.remove = IconButton("x")
        self.remove.clicked.connect(self.remove_asked)
        self._head = QWidget()
        line = QHBoxLayout(self._head)
        bare(line, theme.S8)
        line.addWidget(self._title, 1)
        line.addWidget(self.remove)
        box = QVBoxLayout(self)
        bare(box, theme.S4)
        box.addWidget(self._head)
        box.addWidget(self.fields)
        self.show_head(named=False, removable=False)
        self.retranslate()

    def show_head(self, *, named: bool, removable: bool) -> None:
        self._head.setVisible(named)
        self.remove.setVisible(removable)

    @property
    def choice(self) -> EntryChoice:
        return EntryChoice(self.offer.id, self.fields.chosen())

    @property
    def goes(self) -> bool:
        """Whether anything of it goes along."""
        return bool(self.fields.chosen() or self.fields.chosen_files())

    def retranslate(self) -> None:
        self.remove.set_name(QCoreApplication.translate("ShareSheet", "Leave out {name}").format(name=self.offer.title))


class WhatPart(Living):
    """All of it, and the buttons that add more. The first entry is the one that the share is of; it stays."""

    changed = Signal()
    entries_asked = Signal()

    def __init__(self, session: Session, first: EntryOffer | None) -> None:
        super().__init__()
        self.entries: list[EntryPart] = []
        self.message, self.carried = MessagePart(), CarriedPart(session)
        self.message.setVisible(first is None)
        self.add_files, self.add_folder = (
            Button(kind="quiet", icon="file-plus"),
            Button(kind="quiet", icon="folder-plus"),
        )
        self.add_entries = Button(kind="quiet", icon="plus")
        self.add_message = Button(kind="quiet", icon="chat-text")
        self._of_entries = QVBoxLayout()
        bare(self._of_entries, theme.S12)
        box = QVBoxLayout(self)
        bare(box, theme.S8)
        box.addLayout(self._of_entries)
        box.addWidget(self.message)
        box.addWidget(self.carried)
        box.addWidget(flowing(self.add_files, self.add_folder, self.add_entries, self.add_message))
        self.add_message.setVisible(first is not None)
        self.add_entries.setVisible(first is not None and bool(first.client_id))
        self._connect()
        if first is not None:
            self.add_entry(first)
        self.retranslate()

    def _connect(self) -> None:
        self.add_files.clicked.connect(self.carried.ask_files)
        self.add_folder.clicked.connect(self.carried.ask_folder)
        self.add_entries.clicked.connect(self.entries_asked)
        self.add_message.clicked.connect(self._write)
        self.message.changed.connect(self.changed)
        self.carried.changed.connect(self.changed)

    def add_entry(self, offer: EntryOffer) -> None:
        """This one as well."""
        if any(part.offer.id == offer.id for part in self.entries):
            return
        part = EntryPart(offer)
        part.fields.changed.connect(self.changed)
        part.remove_asked.connect(partial(self._leave_out, part))
        self.entries.append(part)
        self._of_entries.addWidget(part)
        self._name_them()

    def _leave_out(self, part: EntryPart) -> None:
        self.entries.remove(part)
        part.hide()
        part.deleteLater()
        self._name_them()

    def _name_them(self) -> None:
        for number, part in enumerate(self.entries):
            part.show_head(named=len(self.entries) > 1, removable=number > 0)
        self.changed.emit()

    def _write(self) -> None:
        self.add_message.hide()
        self.message.show()
        self.message.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first_fields(self) -> tuple[str, ...]:
        return self.entries[0].fields.chosen() if self.entries else ()

    @property
    def more(self) -> tuple[EntryChoice, ...]:
        return tuple(part.choice for part in self.entries[1:] if part.goes)

    @property
    def attachments(self) -> tuple[FileChoice, ...]:
        return tuple(file for part in self.entries for file in part.fields.chosen_files())

    def retranslate(self) -> None:
        self.add_files.setText(QCoreApplication.translate("ShareSheet", "Files…"))
        self.add_folder.setText(QCoreApplication.translate("ShareSheet", "Folder…"))
        self.add_entries.setText(QCoreApplication.translate("ShareSheet", "Entry…"))
        self.add_message.setText(QCoreApplication.translate("ShareSheet", "Message"))
        for button, words in (
            (self.add_files, QCoreApplication.translate("ShareSheet", "Add files of this computer, or drop them here")),
            (self.add_folder, QCoreApplication.translate("ShareSheet", "Add a folder with all that is in it")),
            (self.add_entries, QCoreApplication.translate("ShareSheet", "Add another entry of this client")),
            (self.add_message, QCoreApplication.translate("ShareSheet", "Add a message")),
        ):
            button.setAccessibleName(words)
            set_tip(button, words)


def _shortened(name: str) -> str:
    """A checkbox does not shorten its words; the ending of a name says what it is."""
    return QFontMetrics(theme.font(theme.T13)).elidedText(name, Qt.TextElideMode.ElideMiddle, theme.grown(_NAME_PX))
