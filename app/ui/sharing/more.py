"""The "more" of the sheet: openings, conditions, what the page does, who it is from and a note. Closed until asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.sharing.choices import FROM_CHARACTERS, MOST_VIEWS, NOTE_CHARACTERS, VIEWS, VIEWS_OF_FILES
from app.ui.sharing.conditions import ConditionsPart
from app.ui.sharing.languages import LanguageChoice
from app.ui.widgets.base import Living, bare
from app.ui.widgets.choice import Number
from app.ui.widgets.inputs import Labelled, LineEdit, inset
from app.ui.widgets.text import Text


class MorePart(Living):
    """Everything that has a good default."""

    changed = Signal()

    def __init__(self, sender: str, language: str, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = Number()
        self._views.setRange(1, MOST_VIEWS)
        inset(self._views)
        self._touched = self._files = False
        self._hide, self._no_copy, self._no_download = QCheckBox(), QCheckBox(), QCheckBox()
        self._no_download.setVisible(False)
        self._trace = QCheckBox()
        self._hide.setChecked(True)
        self._sender, self._note = LineEdit(""), LineEdit("")
        self._sender.setMaxLength(FROM_CHARACTERS)
        self._sender.setText(sender)
        self._note.setMaxLength(NOTE_CHARACTERS)
        self._views_row = Labelled("", self._views)
        self.conditions = ConditionsPart(now, language)
        self._heads = [Text(semibold=True) for _ in range(3)]
        self._reminder = Text(role="muted", size=theme.T12, wrap=True)
        self._traced = Text(role="muted", size=theme.T12, wrap=True)
        self._language = LanguageChoice(language)
        self._language_row = Labelled("", self._language)
        self._sender_row = Labelled("", self._sender)
        self._note_row = Labelled("", self._note)
        box = QVBoxLayout(self)
        bare(box, theme.S12)
        conditions, page, words = self._heads
        for widget in (
            self._views_row,
            conditions,
            self.conditions,
            page,
            self._hide,
            self._no_copy,
            self._no_download,
            self._reminder,
            self._trace,
            self._traced,
            words,
            self._language_row,
            self._sender_row,
            self._note_row,
        ):
            box.addWidget(widget)
        self._views.valueChanged.connect(self._turned)
        self.conditions.changed.connect(self.changed)
        self._language.currentIndexChanged.connect(lambda _index: self.conditions.set_language(self.language))
        self.retranslate()

    def set_files(self, there: bool) -> None:
        """Files go along, or no longer: the rule about them is offered, and more openings while nobody chose how many."""
        self._no_download.setVisible(there)
        if there != self._files:
            self._files = there
            if not self._touched:
                self._views.setValue(VIEWS_OF_FILES if there else VIEWS)
                self._touched = False

    def _turned(self, _views: int) -> None:
        self._touched = True
        self.changed.emit()

    @property
    def no_download(self) -> bool:
        return self._files and bool(self._no_download.isChecked())

    @property
    def trace(self) -> bool:
        return bool(self._trace.isChecked())

    @property
    def views(self) -> int:
        return int(self._views.value())

    @property
    def hide_values(self) -> bool:
        return bool(self._hide.isChecked())

    @property
    def no_copy(self) -> bool:
        return bool(self._no_copy.isChecked())

    @property
    def language(self) -> str:
        return self._language.value

    def set_language(self, language: str) -> None:
        self._language.set_value(language)

    @property
    def from_whom(self) -> str:
        return str(self._sender.text()).strip()

    @property
    def note(self) -> str:
        return str(self._note.text()).strip()

    def retranslate(self) -> None:
        conditions, page, words = self._heads
        conditions.setText(QCoreApplication.translate("ShareSheet", "Conditions"))
        page.setText(QCoreApplication.translate("ShareSheet", "On the page"))
        words.setText(QCoreApplication.translate("ShareSheet", "To the recipient"))
        self._views_row.set_label(QCoreApplication.translate("ShareSheet", "Openings"))
        self._views_row.set_hint(
            QCoreApplication.translate("ShareSheet", "After the last one the link is dead, for the recipient as well.")
        )
        self._hide.setText(
            QCoreApplication.translate("ShareSheet", "Values stay hidden until the recipient presses show")
        )
        self._no_copy.setText(QCoreApplication.translate("ShareSheet", "No copy buttons on the page"))
        self._no_download.setText(
            QCoreApplication.translate("ShareSheet", "Pictures and PDF pages are shown, and not offered for saving")
        )
        self._trace.setText(QCoreApplication.translate("ShareSheet", "Note roughly from where it is opened"))
        self._traced.setText(
            QCoreApplication.translate(
                "ShareSheet",
                "You see a part of the network address and the kind of browser, not who it is. "
                "The recipient is told before the passcode.",
            )
        )
        self._trace.setAccessibleDescription(self._traced.text())
        self._reminder.setText(
            QCoreApplication.translate("ShareSheet", "Reminders, not locks: nobody can prevent a photo of a screen.")
        )
        for tick in (self._no_copy, self._no_download):
            tick.setAccessibleDescription(self._reminder.text())
        self._language_row.set_label(QCoreApplication.translate("ShareSheet", "Language of the recipient"))
        self._sender_row.set_label(QCoreApplication.translate("ShareSheet", "From"))
        self._sender_row.set_hint(
            QCoreApplication.translate("ShareSheet", "Shown to the recipient before the passcode, with the note.")
        )
        self._note_row.set_label(QCoreApplication.translate("ShareSheet", "Note"))
        self._note.setPlaceholderText(
            QCoreApplication.translate("ShareSheet", "For example: the access you asked for. Nothing secret here.")
        )
