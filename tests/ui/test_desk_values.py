"""Typed values in forms and pages: shown in groups, stored plain, doubted in words, reordered and protected at will."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui import values
from app.ui.clients import ClientsPage
from app.ui.field_edits import OFFERED
from app.vault.kinds import EntryKind, FieldKind
from tests.ui.test_desk_entries import open_entry, page

assert page  # the fixture
Settle = Callable[[], None]
IBAN = "PT50000201231234567890154"


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "shown"),
    [
        (FieldKind.IBAN, "pt50 0002 0123 1234 5678 9015 4", IBAN, "PT50 0002 0123 1234 5678 9015 4"),
        (FieldKind.DATE, "31/12/2026", "2026-12-31", "31/12/2026"),
        (FieldKind.MONTH, "8/27", "2027-08", "08/2027"),
        (FieldKind.PHONE, "912345678", "+351912345678", "+351 912 345 678"),
        (FieldKind.POSTAL, "1000001", "1000-001", "1000-001"),
        (FieldKind.TEXT, "as it is", "as it is", "as it is"),
        (FieldKind.PASSWORD, " with a space ", " with a space ", " with a space "),
        (FieldKind.DATE, "soon", "soon", "soon"),
    ],
)
def test_a_value_is_stored_plain_and_shown_in_groups(kind: FieldKind, typed: str, stored: str, shown: str) -> None:
    assert values.stored(kind, typed) == stored
    assert values.shown(kind, stored) == shown
    assert values.stored(kind, shown) == stored


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.NIF, "123456788"),
        (FieldKind.IBAN, "PT51000201231234567890154"),
        (FieldKind.DATE, "31/02/2026"),
        (FieldKind.CARD, "4111111111111112"),
        (FieldKind.EMAIL, "ana.example.pt"),
    ],
)
def test_what_looks_wrong_is_said(kind: FieldKind, text: str) -> None:
    assert values.doubt(kind, text)
    assert not values.doubt(kind, "")


@pytest.fixture
def form(page: ClientsPage, settled: Settle) -> Any:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    page.new_entry()
    assert page.detail.form is not None
    page.detail.form.title.setText("Nova")
    return page.detail.form


def focus(widget: Any, qtbot: QtBot) -> None:
    """Keys between widgets work in an active window only."""
    widget.window().activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=30_000)


def edit_of(form: Any, name: str) -> Any:
    return next(edit for edit in form.edits.standard if edit.spec.name == name)


def choose(form: Any, kind: EntryKind) -> None:
    form.kind.button(kind.value).click()


def test_a_wrong_nif_is_said_beside_the_field_and_stored_all_the_same(
    form: Any, page: ClientsPage, settled: Settle, qtbot: QtBot
) -> None:
    choose(form, EntryKind.IDENTITY)
    nif = edit_of(form, "nif")
    qtbot.waitUntil(nif.isVisible, timeout=30_000)
    QTest.keyClicks(nif.edit.control, "123456788")
    nif.edit.look()
    assert nif.edit.note.isVisibleTo(form)
    assert nif.edit.control.accessibleDescription() == nif.edit.note.text()
    form.submit()
    settled()
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    field = next(field for field in page.detail.page.entry.fields if field.name == "nif")
    assert field.value == "123456788"
    assert page.detail.page.fields.rows[field.id].value.text() == "123 456 788"


def test_a_finding_waits_until_the_typing_rests(form: Any, qtbot: QtBot) -> None:
    choose(form, EntryKind.BANK)
    iban = edit_of(form, "iban")
    QTest.keyClicks(iban.edit.control, "PT50")
    assert not iban.edit.note.isVisibleTo(form)
    qtbot.waitUntil(lambda: iban.edit.note.isVisibleTo(form), timeout=30_000)


def test_every_kind_is_offered_with_its_icon_and_the_arrows_move_the_choice(form: Any, qtbot: QtBot) -> None:
    for kind in EntryKind:
        button = form.kind.button(kind.value)
        assert button.text()
        assert not button.icon().isNull()
    focus(form.kind.button("login"), qtbot)
    QTest.keyClick(form.kind.button("login"), Qt.Key.Key_Right)
    assert form.kind.value == "identity"


def test_any_standard_field_can_be_protected(form: Any, page: ClientsPage, settled: Settle) -> None:
    choose(form, EntryKind.IDENTITY)
    nif = edit_of(form, "nif")
    nif.edit.set_text("123456789")
    nif.lock.click()
    assert nif.edit.text() == "123456789"
    form.submit()
    settled()
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    field = next(field for field in page.detail.page.entry.fields if field.name == "nif")
    assert field.protected
    assert field.value is None


def own(form: Any, name: str) -> Any:
    edit = form.edits.own.add(None)
    edit.name.setText(name)
    edit.edit.set_text(f"valor {name}")
    return edit


def names(form: Any) -> list[str]:
    return [edit.name.text() for edit in form.edits.own]


def test_own_fields_are_moved_by_key_and_by_grip(form: Any, page: ClientsPage, settled: Settle, qtbot: QtBot) -> None:
    for name in ("um", "dois", "três"):
        own(form, name)
    last = form.edits.own.edits[2]
    settled()
    focus(last.name, qtbot)
    QTest.keyClick(last.name, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(form) == ["um", "três", "dois"]
    QTest.keyClick(last.grip, Qt.Key.Key_Up)
    assert names(form) == ["três", "um", "dois"]
    QTest.keyClick(last.grip, Qt.Key.Key_Up)
    assert names(form) == ["três", "um", "dois"]
    form.submit()
    settled()
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    labels = [field.label for field in page.detail.page.entry.fields if field.label]
    assert labels == ["três", "um", "dois"]


def test_a_grip_dragged_past_a_neighbour_changes_places(form: Any) -> None:
    first, second = own(form, "um"), own(form, "dois")
    form.resize(600, 1600)
    below = second.mapToGlobal(second.rect().bottomLeft()).y()
    first.grip.dragged.emit(below)
    assert names(form) == ["dois", "um"]


def test_of_several_addresses_the_first_is_a_persons_choice(form: Any) -> None:
    url = edit_of(form, "url")
    url.edit.set_text("https://um.example")
    url.edit.more.click()
    second = [edit for edit in form.edits.standard if edit.spec.name == "url"][1]
    second.edit.set_text("https://dois.example")
    second.step.emit(-1)
    assert form.edits.url() == "https://dois.example"
    second.step.emit(-1)  # above it is another field
    assert [edit.spec.name for edit in form.edits.standard].index("url") == 2


def test_every_kind_of_field_can_be_chosen_for_a_field_of_ones_own(form: Any) -> None:
    edit = own(form, "x")
    for kind in OFFERED:
        edit.kind.setCurrentIndex(edit.kind.findData(kind))
        assert edit.edit.kind is kind
        assert edit.kind.currentText()
    assert set(OFFERED) == set(FieldKind)


def test_a_secret_kind_is_protected_at_once(form: Any) -> None:
    edit = own(form, "x")
    edit.kind.setCurrentIndex(edit.kind.findData(FieldKind.PIN))
    assert edit.protected.isChecked()
    assert edit.edit.text() == "valor x"


def test_a_kind_without_fields_of_its_own_begins_with_one_that_goes_again_while_it_is_empty(form: Any) -> None:
    form.kind.button(EntryKind.CUSTOM.value).click()
    assert len(form.edits.own.edits) == 1
    assert not form.dirty
    form.kind.button(EntryKind.NOTE.value).click()
    assert not form.edits.own.edits
    form.kind.button(EntryKind.CUSTOM.value).click()
    form.edits.own.edits[0].name.setText("Combinação")
    form.kind.button(EntryKind.NOTE.value).click()
    assert names(form) == ["Combinação"]


def test_an_iban_is_grouped_while_it_is_typed_and_words_are_left_alone(form: Any) -> None:
    form.kind.button(EntryKind.BANK.value).click()
    line = edit_of(form, "iban").edit.control
    QTest.keyClicks(line, "PT500002012312")
    assert line.text() == "PT50 0002 0123 12"
    line.clear()
    QTest.keyClicks(line, "pede-se a Ana")
    assert line.text() == "pede-se a Ana"
