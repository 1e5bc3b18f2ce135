"""What is known of shares is read in several threads, and may come in any order: the newest stays on the screen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ui.sharing.cards import ShareCard
from app.ui.sharing.feed import ShareFeed
from app.ui.state import Session
from app.ui.tasks import Task
from tests.ui.sharing_fakes import CARD, MemoryDesk, seen


def test_an_older_answer_hides_nothing_that_was_heard(qtbot: QtBot, session: Session) -> None:
    feed = ShareFeed(session, MemoryDesk(CARD), session)
    newer, older = seen("delivered", "accepted", "revealed"), seen("delivered")
    shown: list[ShareCard] = []
    feed.known.connect(lambda cards: shown.append(cards[0]))
    feed._heard_of(newer)
    feed._heard_of(older)
    feed._answered([older])
    feed._loaded([older])
    assert shown == [newer] * 4
    assert feed.cards[CARD.id] == newer


def test_what_was_heard_of_later_is_read_later(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = ShareFeed(session, MemoryDesk(CARD), session)
    run, lanes = session.tasks.run, list[str]()

    def noted(*work: Any, **how: Any) -> Task:
        lanes.append(how.get("lane", "wide"))
        return run(*work, **how)

    monkeypatch.setattr(session.tasks, "run", noted)
    feed.hear(SimpleNamespace(share=None))  # type: ignore[arg-type]
    assert lanes == ["vault"]
    qtbot.waitUntil(lambda: not session.tasks.busy)
