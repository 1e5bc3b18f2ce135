"""The past of an entry in the window: compared with now, put back, undone; protected values masked until asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.ui.clients import ClientsPage
from app.ui.differences import Piece, pieces
from app.ui.origins import origin_words
from app.ui.past_row import PastRow, marked
from app.ui.state import Session
from app.ui.widgets.rows import MASK
from app.vault.model import How, Revision
from tests.ui.conftest import NOW
from tests.ui.test_desk_entries import PASSWORD, entry, page

assert entry  # the fixtures
assert page
Settle = Callable[[], None]


def change(entry: Any, page: ClientsPage, settled: Settle, **values: str) -> None:
    page.detail.edit(entry.entry)
    assert page.detail.form is not None
    for edit in page.detail.form.edits.standard:
        if edit.spec.name in values:
            edit.edit.fill(values[edit.spec.name])
    page.detail.form.submit()
    settled()
    settled()
    entry.past.unfold()


def value(entry: Any, name: str) -> str | None:
    return next((field.value for field in entry.entry.fields if field.name == name), None)


def test_a_protected_value_is_compared_put_back_and_masked_again(
    entry: Any, page: ClientsPage, unlocked: Session, settled: Settle
) -> None:
    change(entry, page, settled, password=f"{PASSWORD}-2")
    (row,) = entry.past.rows
    assert row.value_row.value.text() == MASK
    assert not row.difference.isVisible()
    row.compare.click()
    settled()
    assert row.value_row.value._secret == PASSWORD
    assert "underline" in row.difference.text()
    assert "-2" in row.difference.text()
    entry.past.mask_all()
    assert row.value_row.value.text() == MASK
    assert row.difference.text() == row.difference.accessibleName() == ""
    row.back.click()
    settled()
    settled()
    field = next(field for field in entry.entry.fields if field.name == "password")
    assert unlocked.vault is not None
    assert unlocked.vault.reveal(entry.entry.id, field.id).text() == PASSWORD
    unlocked.undo.undo_last()
    settled()
    assert unlocked.vault.reveal(entry.entry.id, field.id).text() == f"{PASSWORD}-2"


def test_a_removed_field_comes_back_and_goes_again(
    entry: Any, page: ClientsPage, unlocked: Session, settled: Settle
) -> None:
    before = value(entry, "username")
    change(entry, page, settled, username="")
    assert value(entry, "username") is None
    (row,) = entry.past.rows
    assert "when it was removed" in row.lasted.text()
    assert not row.compare.isVisible()
    row.back.click()
    settled()
    settled()
    assert value(entry, "username") == before
    unlocked.undo.undo_last()
    settled()
    settled()
    assert value(entry, "username") is None


def test_the_title_has_a_past_as_well(entry: Any, page: ClientsPage, settled: Settle, qtbot: QtBot) -> None:
    page.detail.edit(entry.entry)
    assert page.detail.form is not None
    page.detail.form.title.setText("Loja nova")
    page.detail.form.submit()
    settled()
    settled()
    entry.past.unfold()
    (row,) = entry.past.rows
    assert row.value_row.label.text() == "Title"
    row.back.click()
    qtbot.waitUntil(lambda: entry.entry.title == "Loja online", timeout=30_000)


def test_each_says_who_wrote_it_how_and_who_ended_it(
    entry: Any, page: ClientsPage, unlocked: Session, settled: Settle
) -> None:
    assert unlocked.vault is not None
    unlocked.vault.settings_set("person", Secret("Rui"))
    change(entry, page, settled, password=f"{PASSWORD}-2")
    unlocked.vault.settings_set("person", Secret(""))
    change(entry, page, settled, password=f"{PASSWORD}-3")
    second, first = entry.past.rows
    assert second.origin.text() == "Rui · typed · just now"
    assert second.lasted.text().endswith("(typed)")
    assert first.lasted.text().endswith("(Rui · typed)")
    row = PastRow(second.revision, "Password", "", "", comparable=True)
    assert row.origin.isHidden()


def test_every_way_has_words_in_both_languages(session: Session) -> None:
    told = {}
    for language in ("en", "pt_PT"):
        session.languages.choose(language)
        one = Revision("f", 1, NOW, False, "x", False, source="Bitwarden")
        told[language] = [origin_words(replace(one, how=how, person="Ana")) for how in How]
    assert told["pt_PT"][2] == "Ana · importado do Bitwarden"
    assert told["en"][2] == "Ana · imported from Bitwarden"
    assert not set(told["en"]) & set(told["pt_PT"])
    assert origin_words(Revision("f", 1, NOW, False, "x", False)) == ""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("abc", "abc", [(Piece.SAME, "abc")]),
        ("casa 1", "casa 2", [(Piece.SAME, "casa "), (Piece.GONE, "1"), (Piece.NEW, "2")]),
        ("xyz", "1234", [(Piece.GONE, "xyz"), (Piece.NEW, "1234")]),
        ("", "a", [(Piece.NEW, "a")]),
    ],
)
def test_what_is_different_is_told_in_pieces(old: str, new: str, found: list[tuple[Piece, str]]) -> None:
    assert pieces(old, new) == found


@pytest.mark.parametrize("size", [10, 500, 200_000])
def test_the_pieces_make_both_texts(size: int) -> None:
    old = ("uma linha de notas\n" * (size // 19 + 1))[:size]
    new = old.replace("notas", "contas", 1) + "fim"
    found = pieces(old, new)
    assert "".join(text for kind, text in found if kind is not Piece.NEW) == old
    assert "".join(text for kind, text in found if kind is not Piece.GONE) == new


def test_a_value_is_never_read_as_markup() -> None:
    assert "<b>" not in marked("<b>x</b>", "<b>y</b>")
