"""What came for requests, told to who is elsewhere: once for a burst, and truly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.ops.request_ledger import RequestView, SubmissionView
from app.ops.request_options import RequestKind
from app.ops.request_watching import RequestNews
from app.ui.asking.telling import Telling
from app.ui.state import Session
from tests.ui.sharing_fakes import NOW

VIEW = RequestView(
    id="r1", kind=RequestKind.LOGIN, label="IRS", client_id=None, relay="https://relay.example", created_at=NOW, expires_at=NOW,
    takes=20, state="live", takes_left=18, tries_left=5, language="pt_PT", asked_at=None, looked_at=None, reminded_at=None,
    submissions=(), has_link=True,
)  # fmt: skip


def news(request_id: str, *numbers: int, state: str = "waiting") -> RequestNews:
    came = tuple(SubmissionView(request_id, number, NOW, state, 0) for number in numbers)
    return RequestNews(replace(VIEW, id=request_id, submissions=came), numbers)


@pytest.mark.parametrize(
    ("heard", "said", "where"),
    [
        ([news("r1", 1)], ("A client has answered a request.", "good"), {"request_id": "r1"}),
        ([news("r1", 1), news("r1", 2, 3)], ("3 answers came for one request.", "good"), {"request_id": "r1"}),
        ([news("r1", 1), news("r2", 1)], ("2 requests have been answered.", "good"), {}),
        ([news("r1", 1, 2), news("r2", 1)], ("3 answers came for 2 requests.", "good"), {}),
        (
            [news("r1", 1, state="forged"), news("r1", 2, state="lost")],
            ("What came for a request is no answer to it.", "warn"),
            {"request_id": "r1"},
        ),
        ([news("r1", 1, state="forged"), news("r2", 7)], ("A client has answered a request.", "good"), {}),
    ],
)
def test_a_burst_is_one_notification(
    qtbot: QtBot, session: Session, heard: list[RequestNews], said: tuple[str, str], where: dict[str, str]
) -> None:
    told = list[tuple[str, str]]()
    session.said.connect(lambda text, tone: told.append((text, tone)))
    telling = Telling(session, session)
    telling._soon.setInterval(0)
    telling.note(news("r9"))  # its end, say: no answer
    assert not telling._soon.isActive()
    for one in heard:
        telling.note(one)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [said]
    assert session.leads == ("requests", where)
