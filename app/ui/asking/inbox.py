"""The list of requests at the left of their page. Owns its words; how a list of cards behaves is that of shares."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.asking.cards import RequestCard
from app.ui.asking.model import RequestsModel, Shown
from app.ui.sharing.cardlist import CardList


class Inbox(CardList[RequestCard]):
    """All that was asked, or what is open, or what has ended."""

    def __init__(self) -> None:
        self.model = RequestsModel()
        super().__init__(self.model, Shown)

    def retranslate(self) -> None:
        self.name(
            QCoreApplication.translate("RequestsPage", "Requests"),
            QCoreApplication.translate("RequestsPage", "Which requests are listed"),
            (
                QCoreApplication.translate("RequestsPage", "All"),
                QCoreApplication.translate("RequestsPage", "Open"),
                QCoreApplication.translate("RequestsPage", "Ended"),
            ),
        )
