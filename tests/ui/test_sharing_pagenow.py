"""The page that links lead to is compared when somebody asks for it, and the result stands beside the button."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.errors import OurError
from app.ops.page_days import Compared
from app.ui.settings.pagenow import PageNow
from app.ui.state import Session

OURS, THEIRS, SILENT = "https://relay.example", "https://other.example", "https://far.example"


def asked(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, found: Compared | Exception) -> PageNow:
    def answer(*_asked: object) -> Compared:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr("app.ui.settings.pagenow.compared", answer)
    part = PageNow(session)
    qtbot.addWidget(part)
    part.show_origin(OURS)
    assert part.result.isHidden()
    part.button.click()
    assert (part.result.text(), part.button.isEnabled()) == ("Comparing…", False)
    qtbot.waitUntil(part.button.isEnabled)
    return part


def test_inside_lacre_there_is_nothing_to_compare(qtbot: QtBot, session: Session) -> None:
    part = PageNow(session)
    qtbot.addWidget(part)
    assert part.isHidden()


@pytest.mark.parametrize(
    ("found", "role", "said"),
    [
        (Compared((OURS,), (), ()), "good", "The page at relay.example is the one that Lacre brings."),
        (Compared((), (), (OURS,)), "warn", "relay.example did not answer: nothing new is known of its page."),
        (Compared((OURS,), (THEIRS,), ()), "bad", "The page at other.example is not the one that Lacre brings."),
        (OurError("naive-datetime"), "bad", ""),
    ],
)
def test_the_result_is_said_in_the_place(
    qtbot: QtBot, unlocked: Session, monkeypatch: pytest.MonkeyPatch, found: Compared | Exception, role: str, said: str
) -> None:
    part = asked(qtbot, unlocked, monkeypatch, found)
    assert part.result.text().startswith(said)
    assert part.result.text() != ""
    assert part.result.property("role") == role


def test_who_was_strange_and_is_silent_now_stays_an_alarm(
    qtbot: QtBot, unlocked: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked.set_strange_pages((THEIRS, SILENT))
    asked(qtbot, unlocked, monkeypatch, Compared((OURS, THEIRS), (), (SILENT,)))
    assert unlocked.strange_pages == (SILENT,)
