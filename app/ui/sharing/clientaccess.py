"""All access of a client removed at once: one question, and what came of it. Owns the question and the words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.sharing.desk import Desk, Removed, desk_of
from app.ui.state import Session
from app.ui.widgets.sheet import confirm
from app.vault.model import Client


def remove_all_access(session: Session, owner: QWidget, client: Client, desk: Desk | None = None) -> None:
    """Ask, and do it: every share of this client that can still be opened."""
    text = QCoreApplication.translate(
        "SharesPage",
        "Every link to data of “{name}” stops working, for good. What was opened before cannot be taken back.",
    ).format(name=client.name)
    verb = QCoreApplication.translate("SharesPage", "Remove all access")
    title = QCoreApplication.translate("SharesPage", "Remove all access of this client?")
    confirm(owner, title, text, verb, lambda: _remove(session, owner, client, desk or desk_of(session)), danger=True)


def _remove(session: Session, owner: QWidget, client: Client, desk: Desk) -> None:
    def done(removed: Removed) -> None:
        session.shares_changed.emit()
        session.say(*_words(removed))

    session.tasks.run(lambda: desk.revoke_client(client.id), done, session.say_error, owner=owner)


def _words(removed: Removed) -> tuple[str, str]:
    """What waits for a relay is never called done."""
    if removed.waiting:
        words = QCoreApplication.translate(
            "SharesPage", "Links that still wait to be removed: {count}. The relay does not answer."
        )
        return words.format(count=removed.waiting), "warn"
    if not removed.done:
        return QCoreApplication.translate("SharesPage", "Nothing of this client could be opened."), "info"
    words = QCoreApplication.translate("SharesPage", "Links that stopped working: {count}")
    return words.format(count=removed.done), "good"
