"""What the ledger knows of a share reaches its card whole: acceptances beside their events, and what waits for the relay."""

from __future__ import annotations

from app.host.clock import instant
from app.ops.facts import Consent, Fact
from app.ops.share_ledger import ShareView
from app.ops.share_wishes import Wish
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.opsdesk import _card
from tests.ui.sharing_fakes import CARD, NOW

AT = instant(NOW)
AGREED = Fact(AT, "agreed", 1)


def card(*events: Fact, wanted: tuple[Wish, ...] = (), consents: tuple[Consent, ...] = ()) -> ShareCard:
    view = ShareView(
        id="1",
        label="Loja online",
        client_id=None,
        entry_id=None,
        relay="https://relay.example",
        created_at=NOW,
        expires_at=CARD.expires_at,
        views=3,
        state="live",
        views_left=2,
        tries_left=5,
        events=events,
        asked_at=NOW,
        has_link=True,
        wanted=wanted,
        consents=consents,
    )
    return _card(view, {})


def test_an_acceptance_stands_beside_the_event_of_its_own_claim() -> None:
    consents = (Consent(1, AT, valid=True, name="Ana Silva", said=AT), Consent(2, AT, valid=False))
    found = card(AGREED, Fact(AT, "agreed", 2), Fact(AT, "agreed", 3), consents=consents).receipts
    assert [(one.name, one.valid) for one in found] == [("Ana Silva", True), ("", False), ("", None)]


def test_where_from_and_which_file_reach_the_card() -> None:
    found = card(Fact(AT, "accepted", 1, "192.0.2.0/24 Firefox"), Fact(AT, "file", 1, "2")).receipts
    assert [one.detail for one in found] == ["192.0.2.0/24 Firefox", "2"]


def test_the_last_wish_about_the_pause_is_the_one_that_is_wanted() -> None:
    waits = card(wanted=(Wish(paused=True), Wish(views=4), Wish(paused=False)))
    assert (waits.changing, waits.removing, waits.pausing) == (True, False, False)
    assert card(wanted=(Wish(revoke=True),)).removing
    assert card().pausing is None
