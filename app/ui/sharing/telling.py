"""Tells what happened to shares to who is elsewhere: one thing in its own words, a burst of them as one notification. Owns what
a person would want to be interrupted for.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer

from app.ui.sharing.cards import Receipt, ShareCard
from app.ui.sharing.words import receipt_words, share_name
from app.ui.state import Session

_GATHER_MS = 250  # from the first of a burst; nobody misses so much at a notification
_NAMED = 3
_TRIES = ("wrong-passcode", "wrong-code")
TELLING = (*_TRIES, "locked", "accepted", "agreed", "expired")
_TONES = ("bad", "warn", "good", "info")  # the first that occurs is that of the whole


class Telling(QObject):
    """Gathers, and says it once."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._happened: dict[str, tuple[ShareCard, list[Receipt]]] = {}
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self._tell)

    def note(self, card: ShareCard, fresh: tuple[Receipt, ...]) -> None:
        """These are new of it."""
        told = [receipt for receipt in fresh if receipt.what in TELLING]
        if not told:
            return
        _, before = self._happened.get(card.id, (card, []))
        self._happened[card.id] = (card, before + told)
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        happened, self._happened = list(self._happened.values()), {}
        tones = {receipt_words(receipt).role for _, receipts in happened for receipt in receipts}
        tone = next((one for one in _TONES if one in tones), "info")
        if len(happened) == 1:
            ((card, receipts),) = happened
            self._session.tell(of_one(card, receipts), tone, "shares", share_id=card.id)
        else:
            self._session.tell(of_several(happened), tone, "shares")


def of_one(card: ShareCard, receipts: list[Receipt]) -> str:
    """Each thing once, in the order in which it happened."""
    words = dict.fromkeys(receipt_words(receipt).word for receipt in receipts)
    return f"{share_name(card.label, card.created_at)}: {', '.join(words)}"


def of_several(happened: list[tuple[ShareCard, list[Receipt]]]) -> str:
    """How many links it happened to, by what it was; which, where it was one thing."""
    found: dict[str, list[ShareCard]] = {}
    for card, receipts in happened:
        for kind in dict.fromkeys("tries" if one.what in _TRIES else one.what for one in receipts):
            found.setdefault(kind, []).append(card)
    said = [_counted(kind, len(cards)) for kind, cards in found.items()]
    if len(found) > 1:
        return ". ".join(said) + "."
    (cards,) = found.values()
    names = [share_name(card.label, card.created_at) for card in cards[:_NAMED]]
    return f"{said[0]}: {', '.join(names)}{'…' if len(cards) > _NAMED else ''}"


def _counted(kind: str, count: int) -> str:
    """Whole sentences, one for each number: languages differ in more than the noun."""
    words = _one(kind) if count == 1 else _many(kind)
    return words.format(count=QLocale().toString(count))


def _one(kind: str) -> str:
    return {
        "accepted": QCoreApplication.translate("ShareNews", "1 link was opened"),
        "agreed": QCoreApplication.translate("ShareNews", "The terms of 1 link were accepted"),
        "tries": QCoreApplication.translate("ShareNews", "Wrong passcode at 1 link"),
        "locked": QCoreApplication.translate("ShareNews", "1 link was locked"),
        "expired": QCoreApplication.translate("ShareNews", "1 link expired"),
    }[kind]


def _many(kind: str) -> str:
    return {
        "accepted": QCoreApplication.translate("ShareNews", "{count} links were opened"),
        "agreed": QCoreApplication.translate("ShareNews", "The terms of {count} links were accepted"),
        "tries": QCoreApplication.translate("ShareNews", "Wrong passcodes at {count} links"),
        "locked": QCoreApplication.translate("ShareNews", "{count} links were locked"),
        "expired": QCoreApplication.translate("ShareNews", "{count} links expired"),
    }[kind]
