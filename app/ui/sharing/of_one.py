"""What can be done with a share from elsewhere than the Shares page: in the list of an entry, from the tray. The same acts.

Everything that sharing brings with it is loaded when somebody asks for it, and not with the list of entries.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.ui.state import Session

if TYPE_CHECKING:
    from app.ops.share_ledger import ShareView
    from app.ui.sharing.acts import ShareActs
    from app.ui.sharing.cards import ShareCard
    from app.vault.vault import Vault

_LIVE = frozenset({"live", "paused"})
ShareAct = Callable[["ShareActs", "ShareCard"], object]


def share_acts(share: ShareView) -> list[tuple[str, str, ShareAct, bool]]:
    """Of what `shown` gives, for a menu that is made before anything is asked: icon, words, act, whether it asks further."""
    if share.renewable:
        again = QCoreApplication.translate("SharesPage", "Send again")
        return [("arrows-clockwise", again, lambda acts, card: acts.again(card), True)]
    show = QCoreApplication.translate("SharesPage", "Show link")
    change = QCoreApplication.translate("SharesPage", "Change end or openings")
    revoke = QCoreApplication.translate("SharesPage", "Remove access")
    paused = share.state == "paused"
    return [
        ("link", show, lambda acts, card: acts.show_link(card.id), True),
        ("clock-clockwise", change, lambda acts, card: acts.change(card), True),
        ("play" if paused else "pause", _pause_words(paused=paused), lambda acts, card: acts.pause(card), False),
        ("prohibit", revoke, lambda acts, card: acts.revoke(card), True),
    ]


def _pause_words(*, paused: bool) -> str:
    from app.ui.sharing.words import pause_words

    return pause_words(paused=paused)


def shown(vault: Vault, now: datetime, entry_id: str | None = None) -> list[ShareView]:
    """What can be opened, and what ended unopened and can be sent again; of one entry or of all. Asked of the vault."""
    if not vault.share_heads(entry_id):
        return []
    from app.ops.share_ledger import list_shares

    return [view for view in list_shares(vault, now, entry_id) if view.state in _LIVE or view.renewable]


class OneShare(QObject):
    """For the widget `over`: its window carries the sheets."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def ask(self, share_id: str, then: ShareAct) -> None:
        """`then` with the acts, and with the share as it is known now."""
        from app.ui.sharing.acts import ShareActs
        from app.ui.sharing.desk import desk_of

        desk = desk_of(self._session)

        def there(cards: list[ShareCard]) -> None:
            card = next((one for one in cards if one.id == share_id), None)
            if card is not None and self._session.vault is not None:
                then(ShareActs(self._session, desk, self._over), card)

        self._session.tasks.run(desk.cards, there, self._session.say_error, owner=self)
