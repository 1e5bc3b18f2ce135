"""The relay is asked often while somebody looks, rarely when nobody does, and gently when it is down."""

from __future__ import annotations

from app.ui.sharing.pace import FAILING_S, LIVE_S, SIGN_S, UNWATCHED_S, WATCHED_S, Lines, Pace


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


def test_who_is_told_of_everything_asks_rarely_and_no_longer_once_the_line_is_silent() -> None:
    pace = Pace(watched=True)
    pace.live(100.0)
    assert pace.next_s(101.0) == LIVE_S
    assert pace.next_s(200.0) == WATCHED_S[0]


def test_what_is_new_is_asked_for_until_the_lines_say_that_they_tell_of_it_too() -> None:
    pace = Pace(watched=True)
    pace.live(100.0)
    pace.changed()
    assert pace.next_s(101.0) == WATCHED_S[0]
    pace.live(102.0)
    assert pace.next_s(103.0) == LIVE_S


def test_a_relay_whose_line_is_alive_does_not_speak_for_one_that_refuses() -> None:
    lines = Lines()
    lines.heard("https://one.example", 100.0)
    assert lines.alive(["https://one.example"], 101.0)
    assert not lines.alive(["https://one.example", "https://two.example"], 101.0)
    lines.heard("https://two.example", 100.0 + SIGN_S)
    assert lines.alive(["https://one.example", "https://two.example"], 100.0 + SIGN_S)
    assert not lines.alive(["https://one.example", "https://two.example"], 101.0 + SIGN_S)
    assert lines.alive(["https://two.example"], 101.0 + SIGN_S)
