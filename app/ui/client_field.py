"""Whose a new entry will be: the field of a form that was opened from nowhere in particular."""

from __future__ import annotations

from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled
from app.vault.model import Client


class ClientField(Labelled):
    """One of the vault's clients, once they were offered."""

    def __init__(self) -> None:
        choice = Choice()
        super().__init__("", choice)
        self.choice = choice

    def offer(self, clients: list[Client]) -> None:
        """The clients to choose from; the first is chosen."""
        for client in clients:
            self.choice.addItem(client.name, client.id)

    @property
    def chosen(self) -> str:
        """The client's id; empty before any was offered."""
        return str(self.choice.currentData() or "")
