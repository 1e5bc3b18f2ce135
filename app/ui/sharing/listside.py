"""The list of shares at the left of their page. Owns its words; how a list of cards behaves is `cardlist`'s."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.sharing.cardlist import CardList
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.model import SharesModel, Shown


class ListSide(CardList[ShareCard]):
    """All shares, or those that can be opened, or those that have ended."""

    def __init__(self) -> None:
        self.model = SharesModel()
        super().__init__(self.model, Shown)

    def retranslate(self) -> None:
        self.name(
            QCoreApplication.translate("SharesPage", "Shares"),
            QCoreApplication.translate("SharesPage", "Which shares are listed"),
            (
                QCoreApplication.translate("SharesPage", "All"),
                QCoreApplication.translate("SharesPage", "Can be opened"),
                QCoreApplication.translate("SharesPage", "Ended"),
            ),
        )
