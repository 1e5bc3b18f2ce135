"""What happens to links is told to who is elsewhere: a burst of it as one notification, in either language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.ops.share_ledger import ShareView
from app.ops.share_watching import News
from app.ui.entry_shares import SharesSection
from app.ui.sharing.cards import Receipt, ShareCard
from app.ui.sharing.page import SharesPage
from app.ui.sharing.telling import of_one, of_several
from app.ui.state import Session
from tests.ui.sharing_fakes import CARD, NOW, MemoryDesk

NAMES = ("Loja", "Portal", "Banco", "Router")
CARDS = [replace(CARD, id=str(n), label=name) for n, name in enumerate(NAMES)]


def happened(card: ShareCard, *whats: str) -> tuple[ShareCard, list[Receipt]]:
    return card, [Receipt(NOW + timedelta(seconds=n), what, 1) for n, what in enumerate(whats)]


def view(card: ShareCard) -> ShareView:
    return ShareView(
        id=card.id, label=card.label, client_id=None, entry_id=None, relay="https://relay.example", created_at=NOW,
        expires_at=card.expires_at, views=1, state="live", views_left=1, tries_left=5, events=(), asked_at=NOW,
        has_link=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "two", "four", "mixed"),
    [
        (
            "en",
            "2 links were opened: Loja, Portal",
            "4 links expired: Loja, Portal, Banco…",
            "1 link was opened. Wrong passcodes at 2 links.",
        ),
        (
            "pt_PT",
            "Foram abertos 2 links: Loja, Portal",
            "Expiraram 4 links: Loja, Portal, Banco…",
            "Foi aberto 1 link. Códigos errados em 2 links.",
        ),
    ],
)
def test_several_links_are_counted_by_what_happened_to_them(
    session: Session, language: str, two: str, four: str, mixed: str
) -> None:
    session.languages.choose(language)
    assert of_several([happened(card, "accepted") for card in CARDS[:2]]) == two
    assert of_several([happened(card, "expired") for card in CARDS]) == four
    tried = [happened(CARDS[1], "wrong-passcode", "wrong-passcode"), happened(CARDS[2], "wrong-code")]
    assert of_several([happened(CARDS[0], "accepted"), *tried]) == mixed
    session.languages.choose("en")


def test_one_link_says_each_thing_once() -> None:
    card, receipts = happened(CARDS[0], "wrong-passcode", "wrong-passcode", "accepted")
    assert of_one(card, receipts) == "Loja: Wrong passcode, Passcode accepted"


def test_a_burst_at_the_line_is_one_notification_and_every_list_hears_of_it(qtbot: QtBot, session: Session) -> None:
    desk = MemoryDesk(*CARDS)
    page = SharesPage(session, desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: bool(desk.calls("refresh")) and not session.tasks.busy)
    said: list[tuple[str, str]] = []
    heard: list[None] = []
    session.said.connect(lambda text, tone: said.append((text, tone)))
    session.shares_heard.connect(lambda: heard.append(None))
    desk.known = [replace(card, receipts=(Receipt(NOW, "accepted", 1),)) for card in CARDS[:3]]
    for card in desk.known:
        page.hear(News(view(card), ()))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [("3 links were opened: Loja, Portal, Banco", "good")]
    assert len(heard) == 3


def test_the_list_of_an_entry_is_filled_anew_only_when_it_is_another(session: Session, qtbot: QtBot) -> None:
    section = SharesSection(session)
    qtbot.addWidget(section)
    one = view(CARDS[0])
    section._show([one])
    row = section.more[0]
    section._show([replace(one, asked_at=NOW + timedelta(seconds=2))])
    assert section.more == [row]
    section._show([replace(one, state="paused")])
    assert section.more != [row]
