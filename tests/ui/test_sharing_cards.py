"""From what the relay said to what a person sees: stages, badges, order, and news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.ui.sharing import words
from app.ui.sharing.cards import Receipt, ShareCard, Stage, State, in_order, news

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
CARD = ShareCard("1", "Loja online", "Padaria", State.LIVE, NOW, NOW + timedelta(days=1), 1, 1)


def with_receipts(*whats: str, **changes: object) -> ShareCard:
    receipts = tuple(Receipt(NOW + timedelta(seconds=n), what) for n, what in enumerate(whats))
    return replace(CARD, receipts=receipts, **changes)


@pytest.mark.parametrize(
    ("card", "stage"),
    [
        (CARD, Stage.WAITING),
        (with_receipts("delivered"), Stage.DELIVERED),
        (with_receipts("delivered", "wrong-passcode", tries_left=4), Stage.WRONG_TRIES),
        (with_receipts("delivered", "wrong-passcode", "accepted", views=3, views_left=2), Stage.ACCEPTED),
        (replace(CARD, state=State.OPENED), Stage.OPENED),
        (replace(CARD, state=State.LOCKED), Stage.LOCKED),
        (replace(CARD, state=State.PAUSED), Stage.PAUSED),
        (replace(CARD, state=State.UNKNOWN), Stage.UNKNOWN),
    ],
)
def test_the_stage_says_how_far_it_came(card: ShareCard, stage: Stage) -> None:
    assert card.stage(NOW) is stage


def test_a_share_expires_here_even_if_the_relay_is_silent() -> None:
    late = NOW + timedelta(days=1)
    assert CARD.stage(late) is Stage.EXPIRED
    assert CARD.ended(late)
    assert not CARD.ended(late - timedelta(seconds=1))


def test_a_revoked_share_stays_revoked_after_its_time() -> None:
    assert replace(CARD, state=State.REVOKED).stage(NOW + timedelta(days=3)) is Stage.REVOKED


def test_every_stage_has_an_icon_a_word_and_a_sentence() -> None:
    for stage in Stage:
        assert all(words.badge(stage))
    for state in State:
        assert words.stage_sentence(replace(CARD, state=state), NOW)


def test_the_sentence_of_wrong_tries_says_how_many_are_left() -> None:
    assert "Tries left: 3" in words.stage_sentence(with_receipts("wrong-passcode", tries_left=3), NOW)


def test_an_event_of_a_newer_relay_is_shown_as_unknown() -> None:
    assert words.receipt_words(Receipt(NOW, "teleported")).word


def test_live_shares_come_first_and_the_newest_of_each() -> None:
    old = replace(CARD, id="old", created_at=NOW - timedelta(days=2))
    dead = replace(CARD, id="dead", state=State.REVOKED, created_at=NOW + timedelta(seconds=1))
    assert [card.id for card in in_order([dead, old, CARD], NOW)] == ["1", "old", "dead"]


def test_news_are_the_receipts_not_seen_before() -> None:
    before = with_receipts("delivered")
    after = with_receipts("delivered", "accepted")
    assert [receipt.what for receipt in news(before, after)] == ["accepted"]
    assert news(None, before) == before.receipts
    assert news(after, after) == ()


def test_the_ticking_line_stops_when_it_has_ended() -> None:
    assert words.left_line(CARD, NOW) == "ends in 1 day"
    assert words.left_line(CARD, NOW + timedelta(days=2)) == ""


def test_terms_say_who_accepted_them_and_whether_that_holds() -> None:
    agreed = Receipt(NOW, "agreed", 1)
    assert words.receipt_words(agreed).word == "Terms accepted"
    ana = words.receipt_words(replace(agreed, name="Ana Silva", valid=True))
    assert (ana.role, ana.word) == ("good", "Terms accepted by Ana Silva — valid")
    false = words.receipt_words(replace(agreed, valid=False))
    assert (false.role, false.word) == ("bad", "Terms accepted — not valid")


def test_files_are_counted_from_one() -> None:
    assert words.receipt_words(Receipt(NOW, "file", 1, "1")).word == "File 2 downloaded"
    assert words.receipt_words(Receipt(NOW, "file", 1, "²")).word == "File downloaded"


@pytest.mark.parametrize("what", ["wrong-code", "renewed", "agreed", "file"])
def test_every_event_of_the_relay_has_words(what: str) -> None:
    assert words.receipt_words(Receipt(NOW, what)).icon != "question"


def test_from_where_is_said_only_of_what_is_traced() -> None:
    place = "192.0.2.0/24 Firefox"
    assert words.from_words(Receipt(NOW, "accepted", 1, place)) == f"from {place}"
    assert words.from_words(Receipt(NOW, "file", 1, "0")) == ""
    assert words.from_words(Receipt(NOW, "delivered")) == ""


def test_a_share_that_begins_later_counts_down_to_it_and_then_to_its_end() -> None:
    card = replace(CARD, starts_at=NOW + timedelta(hours=2))
    assert card.stage(NOW) is Stage.BEGINS
    assert words.left_line(card, NOW) == "begins in 2 h 00 min"
    assert card.stage(NOW + timedelta(hours=2)) is Stage.WAITING
    assert words.left_line(card, NOW + timedelta(hours=2)).startswith("ends in")


def test_a_removal_that_waits_is_not_called_done() -> None:
    waits = replace(CARD, removing=True, changing=True)
    assert waits.stage(NOW) is Stage.REMOVING
    assert not waits.ended(NOW)
    assert "can still be opened" in words.stage_sentence(waits, NOW)
    assert replace(waits, state=State.OPENED).stage(NOW) is Stage.OPENED
    assert waits.stage(NOW + timedelta(days=2)) is Stage.EXPIRED


def test_a_change_that_waits_is_said_beside_how_the_share_is() -> None:
    waits = replace(CARD, changing=True, pausing=True)
    assert words.stage_sentence(waits, NOW).endswith(
        "Your change waits, and is made as soon as the relay can be reached."
    )
    assert waits.stage(NOW) is Stage.WAITING
    assert waits.paused
    assert not replace(CARD, state=State.PAUSED, pausing=False).paused


def test_what_was_before_it_was_sent_again_no_longer_counts() -> None:
    card = with_receipts("delivered", "wrong-passcode", "locked", "renewed")
    assert card.stage(NOW) is Stage.WAITING
    assert card.wrong_tries == 0
