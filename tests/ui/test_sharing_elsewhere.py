"""What can be done with a share from an entry and from the tray: the same as on the Shares page, and of the same shares."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.host.clock import moment
from app.ops.share_ledger import ShareView
from app.ui.entry_shares import SharesSection
from app.ui.sharing.acts import ShareActs
from app.ui.sharing.cards import ShareCard
from app.ui.sharing.of_one import share_acts, shown
from app.ui.state import Session
from app.vault.model import EntryDraft, EntryKind, ShareRow
from tests.ui.sharing_fakes import CARD, NOW

VIEW = ShareView(
    id="1", label="Loja", client_id=None, entry_id="e", relay="https://relay.example", created_at=NOW,
    expires_at=NOW + timedelta(days=1), views=1, state="live", views_left=1, tries_left=5, events=(), asked_at=None,
    has_link=True,
)  # fmt: skip


class Acts:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> object:
        return lambda *_what: self.asked.append(name)


def asked_by(view: ShareView, acts: Acts, card: ShareCard = CARD) -> list[str]:
    for _icon, _words, act, _raised in share_acts(view):
        act(acts, card)  # type: ignore[arg-type]
    return acts.asked


@pytest.mark.parametrize("state", ["live", "paused"])
def test_what_can_be_opened_is_shown_changed_paused_and_removed(state: str) -> None:
    assert asked_by(replace(VIEW, state=state), Acts()) == ["show_link", "change", "pause", "revoke"]


def test_what_ended_unopened_is_sent_again_and_nothing_else() -> None:
    assert asked_by(replace(VIEW, state="expired", renewable=True), Acts()) == ["again"]


def test_every_act_is_one_of_the_shares_page() -> None:
    assert {"show_link", "change", "pause", "revoke", "again"} <= set(dir(ShareActs))


def row(share_id: str, entry_id: str | None, **changes: object) -> ShareRow:
    made = ShareRow(
        id=share_id, label="Loja", client_id=None, entry_id=entry_id, relay="https://relay.example", created_at=NOW,
        expires_at=moment(int((NOW + timedelta(days=1)).timestamp())), views=1, state="live", secrets=None, facts=b"",
        updated_at=NOW,
    )  # fmt: skip
    return replace(made, **changes)


def test_an_entry_lists_its_own_shares_alone_each_with_what_can_be_done(qtbot: QtBot, unlocked: Session) -> None:
    vault = unlocked.vault
    assert vault is not None
    client = vault.add_client("Padaria", NOW)
    entry = vault.add_entry(client.id, EntryDraft(EntryKind.NOTE, "Loja", ()), NOW)
    with vault.ledger_turn():
        vault.save_share(row("a" * 32, entry.id))
        vault.save_share(row("b" * 32, None))
        vault.save_share(row("c" * 32, entry.id, state="revoked"))
    assert [one.id[0] for one in shown(vault, NOW, entry.id)] == ["a"]
    assert sorted(one.id[0] for one in shown(vault, NOW)) == ["a", "b"]
    section = SharesSection(unlocked)
    qtbot.addWidget(section)
    section.load(entry)
    qtbot.waitUntil(lambda: len(section.more) == 1)
