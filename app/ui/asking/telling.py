"""Tells what came for requests to who is elsewhere: a burst of answers as one notification. Says nothing of what was answered: a
notification is shown over whatever is on the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer

from app.ops.request_ledger import WAITING
from app.ops.request_watching import RequestNews
from app.ui.state import Session

_GATHER_MS = 250  # from the first of a burst; nobody misses so much at a notification


class Telling(QObject):
    """Gathers, and says it once."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._came: dict[str, dict[int, bool]] = {}  # by request, by number: whether it is an answer
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self._tell)

    def note(self, news: RequestNews) -> None:
        """These are new of it."""
        if not news.came:
            return
        states = {one.number: one.state for one in news.request.submissions}
        came = self._came.setdefault(news.request.id, {})
        came.update((number, states.get(number, WAITING) == WAITING) for number in news.came)
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        came, self._came = self._came, {}
        where = {"request_id": next(iter(came))} if len(came) == 1 else {}
        answers = {request_id: sum(numbers.values()) for request_id, numbers in came.items() if any(numbers.values())}
        if answers:
            self._session.tell(answered(sum(answers.values()), len(answers)), "good", "requests", **where)
        else:
            said = QCoreApplication.translate("RequestsPage", "What came for a request is no answer to it.")
            self._session.tell(said, "warn", "requests", **where)


def answered(answers: int, requests: int) -> str:
    """Whole sentences, one for each number: languages differ in more than the noun."""
    if answers == 1:
        return QCoreApplication.translate("RequestsPage", "A client has answered a request.")
    if requests == 1:
        said = QCoreApplication.translate("RequestsPage", "{count} answers came for one request.")
    elif answers == requests:
        said = QCoreApplication.translate("RequestsPage", "{requests} requests have been answered.")
    else:
        said = QCoreApplication.translate("RequestsPage", "{count} answers came for {requests} requests.")
    number = QLocale().toString
    return said.format(count=number(answers), requests=number(requests))
