"""The generator by itself, for a password that goes elsewhere than into an entry: it is copied, and kept a while in the vault.

What was generated before is below it, masked: a password typed into a site and never saved is found here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.ui import when
from app.ui.generator import GeneratorPanel
from app.ui.state import Session
from app.ui.theme import S4
from app.ui.widgets.base import bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.ui.widgets.rows import ValueRow
from app.ui.widgets.sheet import Sheet, confirm
from app.vault.model import Generated

SHOWN = 5


class GeneratorSheet(Sheet):
    """The panel, whose button copies, and the latest before."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, "", 460)
        self._session = session
        self.panel = GeneratorPanel(self, copies=True)
        self.panel.used.connect(self._use)
        self.before = Section(flush=True)
        self.rows = QVBoxLayout()
        bare(self.rows, 0, (0, S4, 0, S4))
        self.before.body.addLayout(self.rows)
        self.all, self.clear = Button("", "quiet"), Button("", "quiet", "trash")
        for button in (self.all, self.clear):
            self.before.head.addWidget(button)
        self.all.clicked.connect(self._unfold)
        self.clear.clicked.connect(self._ask_clear)
        self._made: Sequence[Generated] = ()
        self._most = SHOWN
        self.before.hide()
        self.body.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.before)
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.retranslate()
        self._look()

    def _use(self, value: Secret) -> None:
        self._session.clipboard.copy(value)
        now = self._session.now()
        self._session.ask(lambda vault: vault.keep_generated(value, now), lambda _none: self._look(), owner=self)

    def _look(self) -> None:
        self._session.ask(lambda vault: vault.generated(), self._show, owner=self, key="generated")

    def _show(self, made: Sequence[Generated]) -> None:
        self._made = made
        clear(self.rows)
        for one in made[: self._most]:
            row = ValueRow(when.ago(one.made_at, self._session.now()), None, protected=True)
            row.reveal_asked.connect(lambda row=row, one=one: row.show_value(one.value.text()))
            row.copy_asked.connect(lambda one=one: self._session.clipboard.copy(one.value))
            self.rows.addWidget(row)
        self.before.setVisible(bool(made))
        self.all.setVisible(len(made) > self._most)
        self.retranslate()

    def _unfold(self) -> None:
        self._most = len(self._made)
        self._show(self._made)

    def _ask_clear(self) -> None:
        confirm(
            self,
            QCoreApplication.translate("GeneratorSheet", "Forget what was generated?"),
            QCoreApplication.translate(
                "GeneratorSheet",
                "What you copied from here and saved nowhere cannot be found again. Entries stay as they are.",
            ),
            QCoreApplication.translate("GeneratorSheet", "Forget"),
            self._clear,
            danger=True,
        )

    def _clear(self) -> None:
        self._session.ask(lambda vault: vault.forget_generated(), lambda _none: self._look(), owner=self)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(QCoreApplication.translate("GeneratorSheet", "Generate a password"))
        if hasattr(self, "before"):
            self.before.set_title(QCoreApplication.translate("GeneratorSheet", "Generated before"))
            count = QLocale().toString(len(self._made))
            self.all.setText(QCoreApplication.translate("GeneratorSheet", "Show all {count}").format(count=count))
            self.clear.setText(QCoreApplication.translate("GeneratorSheet", "Forget…"))


def open_generator_sheet(session: Session, window: QWidget) -> GeneratorSheet:
    sheet = GeneratorSheet(session, window)
    sheet.open()
    return sheet
