"""What somebody met who was new to Lacre: nothing without a name, nothing that moves, nothing that did not happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ops.contents import label_of
from app.ui.create import CreateForm
from app.ui.names import field_name, typed_name
from app.ui.sharing.acts import ShareActs
from app.ui.sharing.cards import Receipt, ShareCard, State
from app.ui.sharing.detail import ShareDetail
from app.ui.sharing.model import SharesModel
from app.ui.sharing.more import MorePart
from app.ui.sharing.words import openings_words, share_name
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from app.vault.model import Field, FieldKind
from tests.ui.sharing_fakes import CARD, NOW, MemoryDesk, seen

REVOKED = replace(CARD, state=State.REVOKED, receipts=(Receipt(NOW + timedelta(minutes=3), "revoked"),))
LATER = NOW + timedelta(minutes=5)


def texts(detail: ShareDetail) -> list[str]:
    return [label.text() for label in detail.findChildren(QLabel) if label.isVisibleTo(detail) and label.text()]


def shown(qtbot: QtBot, card: ShareCard) -> ShareDetail:
    detail = ShareDetail()
    qtbot.addWidget(detail)
    detail.retranslate()
    detail.show_card(card, LATER)
    return detail


@pytest.mark.parametrize(("language", "word"), [("en", "Text"), ("pt_PT", "Texto")])
def test_a_text_without_a_label_is_called_by_its_time(
    session: Session, qtbot: QtBot, shell: Shell, language: str, word: str
) -> None:
    session.languages.choose(language)
    card = replace(CARD, label="", client="")
    name = share_name(card.label, card.created_at)
    assert name.startswith(f"{word}, 22 ")
    model = SharesModel()
    model.set_cards([card], NOW)
    assert model.index(0).data() == name
    assert texts(shown(qtbot, card))[0] == name
    ShareActs(session, MemoryDesk(card), shell).revoke(card)
    question = shell.findChild(Sheet)
    assert name in question.accessibleName()


def test_a_revoked_share_tells_what_happened_and_nothing_that_did_not(session: Session, qtbot: QtBot) -> None:
    told = texts(shown(qtbot, REVOKED))
    assert "Ended on" in told
    assert told.count("none") == 2  # openings, wrong passcodes
    assert not {"not yet", "can be opened once", "Ends"} & set(told)


def test_of_a_share_that_ended_the_openings_are_counted(session: Session) -> None:
    opened = replace(seen("delivered", "accepted", "revealed"), state=State.REVOKED, views=3, views_left=2)
    assert openings_words(opened, LATER) == "1 of 3"
    assert openings_words(REVOKED, LATER) == "none"
    assert openings_words(CARD, LATER) == "can be opened once"
    assert openings_words(replace(CARD, state=State.OPENED, views_left=0), LATER) == "1 of 1"


def test_a_share_ended_when_it_was_revoked_or_opened_or_ran_out() -> None:
    assert CARD.ended_at(NOW) is None
    assert REVOKED.ended_at(LATER) == NOW + timedelta(minutes=3)
    assert CARD.ended_at(CARD.expires_at + timedelta(days=1)) == CARD.expires_at
    assert replace(seen("delivered", "accepted"), state=State.OPENED).ended_at(LATER) == NOW + timedelta(seconds=2)


def test_where_nobody_said_when_a_share_ended_no_time_is_made_up(session: Session, qtbot: QtBot) -> None:
    gone = replace(CARD, state=State.GONE)
    assert gone.ended_at(LATER) is None
    assert "Ended on" not in texts(shown(qtbot, gone))


def test_a_share_that_lives_still_says_what_has_not_happened_yet(session: Session, qtbot: QtBot) -> None:
    told = texts(shown(qtbot, CARD))
    assert told.count("not yet") == 4
    assert "Ends" in told


def test_the_strength_of_a_passphrase_moves_nothing_below_it(session: Session, qtbot: QtBot, shell: Shell) -> None:
    form = shell.unlock_page.form
    assert isinstance(form, CreateForm)
    places = set()
    for typed in ("", "a", "mesa", "mesa lacre sete", "mesa lacre sete vento pedra navio"):
        form.passphrase.set_text(typed)
        qtbot.wait(0)
        places.add(form.second.y())
    assert len(places) == 1
    form.passphrase.set_text("")
    assert "words" in form.strength.words.text()


def test_the_number_of_openings_keeps_off_the_border(qtbot: QtBot) -> None:
    more = MorePart("", "en", lambda: NOW)
    qtbot.addWidget(more)
    assert more._views.lineEdit().textMargins().left() == 8


@pytest.mark.parametrize("language", ["en", "pt_PT"])
def test_a_field_has_one_name_in_the_entry_and_in_its_share(session: Session, language: str) -> None:
    session.languages.choose(language)
    for name, kind in (("url", FieldKind.URL), ("totp", FieldKind.TOTP)):
        field = Field("f", name, "", kind, protected=False, value="", revision=1, updated_at=NOW)
        assert typed_name(name) == label_of(field, language)


def test_where_the_key_of_a_second_factor_is_pasted_it_is_not_called_a_code(session: Session) -> None:
    assert typed_name("totp") == "2FA key"
    assert field_name("totp") == "2FA code"
