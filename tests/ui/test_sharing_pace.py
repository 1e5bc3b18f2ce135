"""The relay is asked often while somebody looks, rarely when nobody does, and gently when it is down."""

from __future__ import annotations

from app.ui.sharing.pace import FAILING_S, UNWATCHED_S, WATCHED_S, Pace


def test_a_watched_page_asks_every_two_seconds() -> None:
    pace = Pace(watched=True)
    assert pace.next_s() == 2.0
    pace.answered(changed=False)
    assert pace.next_s() == 2.0


def test_silence_slows_it_down_and_news_speed_it_up() -> None:
    pace = Pace(watched=True)
    for _ in range(40):
        pace.answered(changed=False)
    assert pace.next_s() == WATCHED_S[-1]
    pace.answered(changed=True)
    assert pace.next_s() == WATCHED_S[0]


def test_nobody_looking_is_asked_rarely() -> None:
    assert Pace().next_s() == UNWATCHED_S


def test_a_relay_that_is_down_is_asked_ever_more_rarely() -> None:
    pace = Pace(watched=True)
    waits = []
    for _ in range(10):
        pace.failed()
        waits.append(pace.next_s())
    assert waits == sorted(waits)
    assert waits[0] == FAILING_S[0]
    assert waits[-1] == FAILING_S[-1]
    pace.answered(changed=False)
    assert pace.next_s() == WATCHED_S[1]


def test_beginning_to_look_asks_at_once_and_only_then() -> None:
    pace = Pace()
    assert pace.look(True)
    assert not pace.look(True)
    assert not pace.look(False)
    assert pace.look(True)
