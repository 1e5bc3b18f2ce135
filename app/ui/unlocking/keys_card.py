"""Security keys on the settings page: which there are, one more, one less. What a key changes is said before it is added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import when
from app.ui.state import Session
from app.ui.theme import S4, S8, S12, T12
from app.ui.unlocking.key_changes import AddSheet, RemoveSheet
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Rule, Section
from app.ui.widgets.chips import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.vault.keyed import SecurityKey


class KeysCard(Living):
    """Asks the vault anew when it is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.keys: list[SecurityKey] | None = None
        self._has_kit = False
        self._group, self.chip = Section(), Chip()
        self.add_button = Button("", icon="plus")
        self._about = Text("", size=T12, role="muted", wrap=True)
        self._rows = QVBoxLayout()
        self.lines: list[KeyLine] = []
        self._compose()
        self.add_button.clicked.connect(self.add)
        self.retranslate()

    def _compose(self) -> None:
        line = QHBoxLayout()
        bare(line, S8)
        line.addWidget(self.chip)
        line.addStretch(1)
        line.addWidget(self.add_button)
        bare(self._rows, S12)
        self._group.body.addLayout(line)
        self._group.body.addLayout(self._rows)
        self._group.body.addWidget(self._about)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        from app.ops.security_keys import listed

        if self._session.vault is not None:
            self._session.ask(
                lambda vault: (listed(vault), vault.recovery_made_at() is not None), self._there, owner=self, key="keys"
            )

    def _there(self, told: tuple[list[SecurityKey], bool]) -> None:
        self.keys, self._has_kit = told
        clear(self._rows)
        self.lines = []
        for key in self.keys:
            line = KeyLine(key)
            line.remove.clicked.connect(partial(self.ask_remove, key))
            self.lines.append(line)
            self._rows.addWidget(Rule())
            self._rows.addWidget(line)
        self.retranslate()

    def add(self) -> AddSheet:
        sheet = AddSheet(self._session, self, first=not self.keys, has_kit=self._has_kit)
        sheet.finished.connect(self._changed)
        sheet.open()
        return sheet

    def ask_remove(self, key: SecurityKey, _checked: bool = False) -> RemoveSheet:
        sheet = RemoveSheet(self._session, self, key, last=len(self.keys or ()) == 1)
        sheet.finished.connect(self._changed)
        sheet.open()
        return sheet

    def _changed(self, _accepted: bool) -> None:
        self.reload()

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("SecurityKeys", "Security keys"))
        self.add_button.setText(QCoreApplication.translate("SecurityKeys", "Add a key…"))
        self.add_button.setEnabled(self.keys is not None)
        self._about.setText(
            QCoreApplication.translate(
                "SecurityKeys",
                "A security key (FIDO2) is needed beside the passphrase: whoever has a copy of the vault and even your "
                "passphrase opens nothing without it. Two keys, kept in two places, and the recovery kit keep you from being "
                "locked out yourself.",
            )
        )
        self._say_state(self.keys)

    def _say_state(self, keys: Sequence[SecurityKey] | None) -> None:
        if keys is None:
            self.chip.set_state("muted", "…")
        elif not keys:
            self.chip.set_state("muted", QCoreApplication.translate("SecurityKeys", "The passphrase is enough"))
        elif len(keys) == 1 and not self._has_kit:
            self.chip.set_state("warn", QCoreApplication.translate("SecurityKeys", "One key, and no recovery kit"))
        else:
            self.chip.set_state("good", QCoreApplication.translate("SecurityKeys", "A key is needed"), "key")


class KeyLine(QWidget):
    """One key: its name, since when, what it asks for."""

    def __init__(self, key: SecurityKey) -> None:
        super().__init__()
        self.name = Text(key.name, wrap=True)
        checks = QCoreApplication.translate("SecurityKeys", "Since {day}. Asks for its PIN or a finger.")
        touch = QCoreApplication.translate("SecurityKeys", "Since {day}. Asks for a touch.")
        since = Text("", size=T12, role="muted", wrap=True)
        since.setText((checks if key.verified else touch).format(day=when.exact(key.added_at)))
        self.remove = Button(QCoreApplication.translate("SecurityKeys", "Remove…"), icon="trash")
        named = QCoreApplication.translate("SecurityKeys", "Remove the key {name}")
        self.remove.setAccessibleName(named.format(name=key.name))
        names = QVBoxLayout()
        bare(names, S4)
        names.addWidget(self.name)
        names.addWidget(since)
        line = QHBoxLayout(self)
        bare(line, S12)
        line.addLayout(names, 1)
        line.addWidget(self.remove)
