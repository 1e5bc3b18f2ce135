"""The four steps of making a kit as widgets: who asks, the paper, reading it back, done. Each shows what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ops.recovery import groups_of
from app.ui import when
from app.ui.exporting.plainfile import PlainFile
from app.ui.recovering import paper
from app.ui.state import Session
from app.ui.theme import S8, S12, S16, T12, T13, mono_font
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, LineEdit, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.text import Text
from app.vault.recovery import RecoveryKit

_PREVIEW, _ACROSS = 240, 5


class AskStep(Living):
    """What a kit is, and the passphrase again: who sits down at an open vault must not leave with its key."""

    entered = Signal()

    def __init__(self, made_at: datetime | None) -> None:
        super().__init__()
        self._made_at = made_at
        self._lead = Text("", size=T13, wrap=True)
        self._earlier = Notice("warn")
        self.passphrase = PasswordEdit()
        self.labelled = Labelled("", self.passphrase)
        column = QVBoxLayout(self)
        bare(column, S16)
        for part in (self._lead, self._earlier, self.labelled):
            column.addWidget(part)
        self.passphrase.entered.connect(self.entered)
        self.passphrase.text_changed.connect(lambda _text: self.labelled.set_error(""))
        self.retranslate()

    def show_earlier(self, made_at: datetime | None) -> None:
        self._made_at = made_at
        self.retranslate()

    def retranslate(self) -> None:
        self._lead.setText(
            QCoreApplication.translate(
                "Recovery",
                "A sheet of paper with a code that opens the vault if you ever lose the passphrase. Without one, a lost "
                "passphrase is the end: nobody can open the vault, not even us.",
            )
        )
        earlier = QCoreApplication.translate(
            "Recovery",
            "There is a kit of {day}. It works until the new one was read back, and not any more from then on.",
        )
        self._earlier.say(earlier.format(day=when.exact(self._made_at)) if self._made_at else "")
        self.labelled.set_label(QCoreApplication.translate("Recovery", "Your passphrase"))


class PaperStep(Living):
    """The page as it will be printed, and the ways onto paper."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kit: RecoveryKit | None = None
        self.preview = QLabel()
        self.preview.setProperty("card", True)
        self._lead = Text("", size=T13, wrap=True)
        self._hand = Text("", size=T12, role="muted", wrap=True)
        self.print_button, self.save_button = Button(icon="printer"), Button(icon="file-pdf")
        self.hand_button, self.groups = Button(icon="pencil-simple"), QWidget()
        self._grid = QGridLayout(self.groups)
        self._compose()
        self.print_button.clicked.connect(self.print_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.hand_button.clicked.connect(lambda: self.groups.setVisible(self.groups.isHidden()))
        self.retranslate()

    def _compose(self) -> None:
        side = QVBoxLayout()
        bare(side, S12)
        for part in (self._lead, self.print_button, self.save_button, self.hand_button, self._hand):
            side.addWidget(part)
        side.addStretch(1)
        row = QHBoxLayout()
        bare(row, S16)
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        bare(self._grid, S8)
        self.groups.hide()
        column = QVBoxLayout(self)
        bare(column, S16)
        column.addLayout(row)
        column.addWidget(self.groups)

    def show_kit(self, kit: RecoveryKit | None) -> None:
        self._kit = kit
        self.retranslate()

    def retranslate(self) -> None:
        self._lead.setText(
            QCoreApplication.translate(
                "Recovery",
                "Put it on paper. In the next step you read some of it back, so that it is sure to be legible.",
            )
        )
        self.print_button.setText(QCoreApplication.translate("Recovery", "Print…"))
        self.save_button.setText(QCoreApplication.translate("Recovery", "Save as PDF…"))
        self.hand_button.setText(QCoreApplication.translate("Recovery", "Copy it by hand"))
        self._hand.setText(
            QCoreApplication.translate(
                "Recovery",
                "A PDF on this computer opens the vault as the paper does: print it elsewhere and delete it.",
            )
        )
        self.preview.setAccessibleName(QCoreApplication.translate("Recovery", "The page that is printed"))
        self._show()

    def _show(self) -> None:
        clear(self._grid)
        if self._kit is None:
            self.preview.clear()
            return
        for index, group in enumerate(groups_of(self._kit)):
            cell = Text(f"{index + 1:2} {group}", size=T13)
            cell.setFont(mono_font(T13))
            self._grid.addWidget(cell, index // _ACROSS, index % _ACROSS)
        ratio = self.devicePixelRatioF()
        wide = round(_PREVIEW * ratio)
        image = paper.picture(self._kit).scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))


class BackStep(Living):
    """Some groups typed from the paper, or a picture of it."""

    entered = Signal()
    picture_asked = Signal()

    def __init__(self, groups: list[int]) -> None:
        super().__init__()
        self._lead = Text("", size=T13, wrap=True)
        self.edits: dict[int, LineEdit] = {}
        self._labelled: dict[int, Labelled] = {}
        row = QHBoxLayout()
        bare(row, S12)
        for index in groups:
            edit = self.edits[index] = LineEdit(mono=True)
            edit.setMaxLength(8)
            edit.returnPressed.connect(self.entered)
            self._labelled[index] = Labelled("", edit)
            row.addWidget(self._labelled[index])
        self.picture_button = Button(icon="image")
        self.picture_button.clicked.connect(self.picture_asked)
        column = QVBoxLayout(self)
        bare(column, S16)
        column.addWidget(self._lead)
        column.addLayout(row)
        column.addWidget(self.picture_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def typed(self) -> Mapping[int, Secret]:
        return {index: Secret(edit.text()) for index, edit in self.edits.items()}

    def forget(self) -> None:
        for edit in self.edits.values():
            edit.clear()

    def retranslate(self) -> None:
        self._lead.setText(
            QCoreApplication.translate(
                "Recovery", "Take the paper, and type these three groups from it, not from the screen."
            )
        )
        self.picture_button.setText(QCoreApplication.translate("Recovery", "Read a picture of the paper…"))
        for index, labelled in self._labelled.items():
            labelled.set_label(QCoreApplication.translate("Recovery", "Group {number}").format(number=index + 1))


class DoneStep(Living):
    """What is so from now on, and the PDF that should not stay."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._good = Notice("good")
        self._advice = Text("", size=T13, wrap=True)
        self.file = PlainFile(session)
        column = QVBoxLayout(self)
        bare(column, S8)
        for part in (self._good, self._advice, self.file):
            column.addWidget(part)
        self.retranslate()

    def offer_file(self, path: Path | None) -> None:
        """The PDF, if one was saved."""
        if path is not None:
            self.file.offer(
                path,
                QCoreApplication.translate(
                    "Recovery", "The PDF opens the vault as the paper does. Once it is printed, delete it: {name}"
                ).format(name=path.name),
            )

    def retranslate(self) -> None:
        self._good.say(
            QCoreApplication.translate(
                "Recovery", "The kit works: its code has just opened the vault as it lies on the disk."
            )
        )
        self._advice.setText(
            QCoreApplication.translate(
                "Recovery",
                "Keep the paper where you keep your documents, away from the computer and from backups. Earlier kits no longer "
                "open the vault; they do open backups that were made while they worked.",
            )
        )
