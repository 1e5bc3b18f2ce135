"""Keeping what was opened in the vault: under which client, by which name. Owns the answers; the work is the vault's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.theme import S8, S12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled, LineEdit

if TYPE_CHECKING:
    from app.vault.model import Client

_MOST = 500


class KeepPart(Living):
    """Client and title; the last choice makes a new client."""

    asked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._ids: list[str] = []
        self._ready = True
        self.client, self.fresh, self.title = Choice(), LineEdit(), LineEdit()
        self.title.setMaxLength(_MOST)
        self.title.setText(title)
        self._under, self._called, self._entry = (
            Labelled("", self.client),
            Labelled("", self.fresh),
            Labelled("", self.title),
        )
        self.keep = Button(icon="lock-simple")
        column = QVBoxLayout(self)
        bare(column, S12)
        for widget in (self._under, self._called, self._entry):
            column.addWidget(widget)
        column.addSpacing(S8)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.client.currentIndexChanged.connect(lambda _index: self._look())
        for line in (self.fresh, self.title):
            line.textChanged.connect(lambda _text: self._look())
        self.keep.clicked.connect(self.asked)
        self.offer(())

    def offer(self, clients: Sequence[Client]) -> None:
        """Those there are."""
        self._ids = [client.id for client in clients]
        self.client.clear()
        self.client.addItems([client.name for client in clients])
        self.client.addItem("")
        self.client.setCurrentIndex(0)
        self.retranslate()

    @property
    def client_id(self) -> str:
        """Empty where a new one is wanted."""
        at = self.client.currentIndex()
        return self._ids[at] if 0 <= at < len(self._ids) else ""

    @property
    def new_client(self) -> str:
        return "" if self.client_id else " ".join(self.fresh.text().split())

    def set_busy(self, busy: bool) -> None:
        self._ready = not busy
        self._look()

    def forget(self) -> None:
        self.title.setText("")
        self.fresh.setText("")
        self.client.clear()
        self._ids.clear()

    def _look(self) -> None:
        self._called.setVisible(not self.client_id)
        whole = bool(self.title.text().split()) and bool(self.client_id or self.new_client)
        self.keep.setEnabled(self._ready and whole)

    def retranslate(self) -> None:
        self._under.set_label(QCoreApplication.translate("Receiving", "Client"))
        self._called.set_label(QCoreApplication.translate("Receiving", "Name of the new client"))
        self._entry.set_label(QCoreApplication.translate("Receiving", "Title of the entry"))
        self.keep.setText(QCoreApplication.translate("Receiving", "Save to the vault"))
        if self.client.count():
            self.client.setItemText(self.client.count() - 1, QCoreApplication.translate("Receiving", "New client…"))
        self._look()
