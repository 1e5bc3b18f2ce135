"""Shelves and acts: favourites, tags, archive, trash, moving; several at once; all of it undone again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.ui.clients import ClientsPage
from app.ui.entry_acts import EntryActs, counted_act
from app.ui.entry_doing import menu_words
from app.ui.move_sheet import MoveSheet
from app.ui.shelf_menu import ShelfMenu
from app.ui.shelves import Place, Shelf, empty_words, place_name
from app.ui.state import Session
from app.ui.tag_sheet import TagSheet
from app.ui.undo import Undo
from app.ui.widgets.menus import Menu
from app.ui.window import Shell
from app.vault.categories import Category
from tests.ui.test_desk_entries import open_entry, page, press, sheet_of

assert page  # the fixture
Settle = Callable[[], None]


def titles(page: ClientsPage) -> list[str]:
    return [entry.title for entry in page.entries.view.model().rows]  # type: ignore[attr-defined]


def ids(page: ClientsPage) -> list[str]:
    return [entry.id for entry in page.entries.view.model().rows]  # type: ignore[attr-defined]


@pytest.fixture
def bakery(page: ClientsPage, settled: Settle) -> ClientsPage:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    return page


def show(shell: Shell, settled: Settle, shelf: Shelf, value: str = "") -> None:
    assert shell.desk is not None
    shell.desk.show_shelf(Place(shelf, value))
    settled()


def test_every_shelf_has_a_name_and_teaches_when_it_is_empty(page: ClientsPage) -> None:
    for shelf in Shelf:
        value = {Shelf.TAG: "Natal", Shelf.CATEGORY: Category.FINANCIAL.value}.get(shelf, "")
        assert place_name(Place(shelf, value))
        assert all(empty_words(shelf))


def test_the_star_puts_an_entry_among_the_favourites(bakery: ClientsPage, shell: Shell, settled: Settle) -> None:
    assert bakery.detail.page is not None
    bakery.detail.page.head.star.click()
    settled()
    show(shell, settled, Shelf.FAVOURITES)
    assert titles(bakery) == ["Loja online"]
    assert shell.desk is not None
    assert shell.desk.rail.shelves[Place(Shelf.FAVOURITES)].isChecked()


def test_a_tag_becomes_a_shelf_of_the_rail_and_goes_with_its_last_entry(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    acts, two = EntryActs(unlocked), ids(bakery)[:2]
    acts.tag(two, ["Natal"])
    settled()
    assert shell.desk is not None
    assert Place(Shelf.TAG, "Natal") in shell.desk.rail.shelves
    show(shell, settled, Shelf.TAG, "Natal")
    assert len(titles(bakery)) == 2
    acts.tag(two, [], ["Natal"])
    settled()
    assert Place(Shelf.TAG, "Natal") not in shell.desk.rail.shelves


def test_the_trash_restores_and_erases(bakery: ClientsPage, shell: Shell, settled: Settle) -> None:
    bakery.detail.do("delete")
    settled()
    assert "Loja online" not in titles(bakery)
    show(shell, settled, Shelf.TRASH)
    assert titles(bakery) == ["Loja online"]
    entry = bakery.detail.page
    assert entry is not None
    assert not entry.head.edit.isVisible()
    assert not bakery.detail.can_do("edit")
    entry.standing.restore.click()
    settled()
    assert titles(bakery) == []
    assert bakery.detail.nothing.title.text() == "The trash is empty"


def test_erasing_asks_and_leaves_nothing(bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle) -> None:
    assert unlocked.vault is not None
    before = len(unlocked.vault.entries())
    bakery.detail.do("delete")
    settled()
    show(shell, settled, Shelf.TRASH)
    assert bakery.detail.page is not None
    bakery.detail.page.standing.purge.click()
    press(sheet_of(shell), "Erase for good")
    settled()
    assert unlocked.vault.trashed() == []
    assert len(unlocked.vault.entries()) == before - 1


def test_a_row_in_the_trash_is_erased_from_its_menu(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    assert unlocked.vault is not None
    assert not bakery.detail.can_do("purge")
    bakery.detail.do("delete")
    settled()
    show(shell, settled, Shelf.TRASH)
    assert bakery.detail.page is not None
    bakery.detail.page.open_menu(QPoint(10, 10))
    menu = bakery.detail.page.findChildren(Menu)[-1]
    offered = [one for one in menu.actions() if one.text().startswith("Erase for good")]
    menu.hide()
    offered[0].trigger()
    press(sheet_of(shell), "Erase for good")
    settled()
    assert unlocked.vault.trashed() == []


def test_the_whole_trash_is_emptied_after_a_question(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    EntryActs(unlocked).trash(ids(bakery))
    settled()
    show(shell, settled, Shelf.TRASH)
    assert bakery.entries.more.isVisible()
    bakery.entries.acts.empty_trash(bakery.entries.count)
    press(sheet_of(shell), "Erase for good")
    settled()
    assert titles(bakery) == []


def test_several_are_archived_at_once_and_brought_back_by_undo(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    count = bakery.entries.count
    bakery.entries.view.selectAll()
    assert bakery.entries.bulk.isVisible()
    bakery.entries.bulk.buttons["archive"].click()
    settled()
    assert bakery.entries.count == 0
    show(shell, settled, Shelf.ARCHIVE)
    assert bakery.entries.count == count
    unlocked.undo.undo_last()
    settled()
    assert bakery.entries.count == 0


def test_the_bar_of_several_is_there_for_more_than_one(bakery: ClientsPage) -> None:
    assert not bakery.entries.bulk.isVisible()
    bakery.entries.view.setFocus()
    QTest.keyClick(bakery.entries.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert bakery.entries.bulk.isVisible()
    assert len(bakery.entries.chosen()) == 2


def test_what_is_picked_while_ctrl_is_held_is_alone_selected(bakery: ClientsPage) -> None:
    QTest.keyPress(bakery.entries.view, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    rows = bakery.entries.view.model()
    bakery.entries.view.pick(next(n for n in range(rows.rowCount()) if n != bakery.entries.view.currentIndex().row()))
    assert len(bakery.entries.chosen()) == 1
    bakery.entries.view.show_rows(rows.rows, keep=lambda one: one.title == "Loja online")  # type: ignore[attr-defined]
    assert [one.title for one in bakery.entries.chosen()] == ["Loja online"]
    QTest.keyRelease(bakery.entries.view, Qt.Key.Key_F1)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


def test_entries_are_moved_to_another_client_and_back(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    bakery.detail.do("move-to")
    settled()
    sheet = sheet_of(shell)
    assert isinstance(sheet, MoveSheet)
    rows = sheet.view.model().rows  # type: ignore[attr-defined]
    place = next(n for n, row in enumerate(rows) if row.client.name == "Oficina do Rui")
    sheet.view.pick(place)
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    settled()
    assert "Loja online" not in titles(bakery)
    unlocked.undo.undo_last()
    settled()
    assert "Loja online" in titles(bakery)


def test_the_tags_of_several_are_ticked_half_ticked_and_typed(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    chosen = ids(bakery)[:2]
    EntryActs(unlocked).tag(chosen[:1], ["Natal"])
    EntryActs(unlocked).tag(chosen, ["loja"])
    settled()
    sheet = TagSheet(unlocked, chosen, shell)
    sheet.open()
    settled()
    assert sheet.boxes["Natal"].checkState() is Qt.CheckState.PartiallyChecked
    sheet.boxes["loja"].setChecked(False)
    sheet.line.setText("  nova ,  outra coisa ")
    sheet.accept()
    settled()
    assert unlocked.vault is not None
    assert unlocked.vault.entry(chosen[0]).tags == ("Natal", "nova", "outra coisa")
    assert unlocked.vault.entry(chosen[1]).tags == ("nova", "outra coisa")


def test_a_tag_that_is_too_long_is_said_in_place(bakery: ClientsPage, shell: Shell, unlocked: Session) -> None:
    sheet = TagSheet(unlocked, ids(bakery)[:1], shell)
    sheet.open()
    sheet.line.setText("x" * 51)
    sheet.accept()
    assert sheet.isVisible()
    assert "50" in sheet.field.note.text()


def test_a_corrected_category_is_kept_and_found(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    assert bakery.detail.page is not None
    entry = bakery.detail.page.entry
    assert entry is not None
    EntryActs(unlocked).categorise(entry.id, Category.FINANCIAL, None)
    settled()
    assert bakery.detail.page.standing.category.text() == "Financial"
    show(shell, settled, Shelf.CATEGORY, "financial")
    assert "Loja online" in titles(bakery)
    unlocked.undo.undo_last()
    settled()
    assert "Loja online" not in titles(bakery)


def test_what_was_copied_is_among_those_used_last(bakery: ClientsPage, shell: Shell, settled: Settle) -> None:
    bakery.detail.do("copy-password")
    settled()
    show(shell, settled, Shelf.RECENT)
    assert titles(bakery) == ["Loja online"]


def test_a_form_that_is_open_keeps_its_place_when_a_shelf_is_asked_for(
    bakery: ClientsPage, shell: Shell, settled: Settle
) -> None:
    bakery.new_entry()
    show(shell, settled, Shelf.TRASH)
    assert bakery.detail.form is not None
    assert bakery.entries.scope.client is not None


def test_undo_keeps_the_last_twenty_and_no_values() -> None:
    undo = Undo()
    for n in range(25):
        undo.offer(str(n), lambda _vault: None)
    assert [one.text for one in undo._stack] == [str(n) for n in range(5, 25)]


def test_one_is_said_without_a_number() -> None:
    assert counted_act("Archived", 1) == "Archived"
    assert "3" in counted_act("Archived", 3)


def test_every_button_of_the_bar_has_a_name(bakery: ClientsPage) -> None:
    buttons: list[Any] = bakery.entries.bulk.findChildren(QPushButton)
    assert all(button.accessibleName() for button in buttons)


def test_a_saved_change_and_a_new_entry_are_taken_back(bakery: ClientsPage, unlocked: Session, settled: Settle) -> None:
    page = bakery.detail.page
    assert page is not None
    assert page.entry is not None
    before = [(field.id, field.value) for field in page.entry.fields]
    bakery.detail.edit(page.entry)
    form = bakery.detail.form
    assert form is not None
    form.title.setText("Outra loja")
    form.edits.standard[0].edit.set_text("outra@padaria-acor.example")
    form.submit()
    settled()
    assert "Outra loja" in titles(bakery)
    unlocked.undo.undo_last()
    settled()
    assert "Outra loja" not in titles(bakery)
    assert [(field.id, field.value) for field in page.entry.fields] == before
    bakery.new_entry()
    form = bakery.detail.form
    assert form is not None
    form.title.setText("Nova")
    form.submit()
    settled()
    assert "Nova" in titles(bakery)
    unlocked.undo.undo_last()
    settled()
    assert "Nova" not in titles(bakery)


def test_a_tag_is_renamed_and_taken_off_from_its_menu(
    bakery: ClientsPage, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    EntryActs(unlocked).tag(ids(bakery)[:2], ["Natal"])
    settled()
    assert shell.desk is not None
    rail, menu = shell.desk.rail, ShelfMenu(unlocked, shell.desk.rail)
    menu.rename(Place(Shelf.TAG, "Natal"))
    sheet = sheet_of(shell)
    sheet.line.setText("Páscoa")  # type: ignore[attr-defined]
    press(sheet, "Rename")
    settled()
    settled()
    tags = [place.value for place in rail.shelves if place.shelf is Shelf.TAG]
    assert "Páscoa" in tags
    assert "Natal" not in tags
    rail._shelf_menu(Place(Shelf.TAG, "Páscoa"), rail.shelves[Place(Shelf.TAG, "Páscoa")], QPoint(1, 1))
    (shown,) = [one for one in rail.findChildren(Menu) if one.isVisible()]
    next(one for one in shown.actions() if one.text() == "Remove tag from all").trigger()
    shown.close()
    settled()
    settled()
    assert Place(Shelf.TAG, "Páscoa") not in rail.shelves
    unlocked.undo.undo_last()
    settled()
    assert Place(Shelf.TAG, "Páscoa") in rail.shelves


def test_clients_in_the_rail_leads_from_a_shelf_and_from_one_client_to_all_of_them(
    bakery: ClientsPage, shell: Shell, settled: Settle
) -> None:
    assert shell.desk is not None
    clients = shell.desk.rail.nav["clients"]
    clients.click()
    settled()
    assert bakery.clients.isVisible()
    show(shell, settled, Shelf.TRASH)
    assert not bakery.clients.isVisible()
    clients.click()
    settled()
    assert bakery.clients.isVisible()
    assert clients.isChecked()


def test_from_another_page_one_comes_back_to_the_client_that_was_open(
    bakery: ClientsPage, shell: Shell, settled: Settle
) -> None:
    assert shell.desk is not None
    shell.desk.show_page("settings")
    shell.desk.rail.nav["clients"].click()
    settled()
    assert bakery.entries.isVisible()
    show(shell, settled, Shelf.TRASH)
    shell.desk.show_page("settings")
    shell.desk.rail.nav["clients"].click()
    settled()
    assert bakery.clients.isVisible()


def test_the_menu_of_an_entry_says_what_its_switches_do_now(bakery: ClientsPage, settled: Settle) -> None:
    page = bakery.detail.page
    assert page is not None
    assert page.entry is not None
    said = menu_words(page.entry)
    assert said == {"favourite": "Add to the favourites", "archive": "Archive"}
    said = menu_words(replace(page.entry, favourite=True, archived=True))
    assert said == {"favourite": "No longer a favourite", "archive": "Take out of the archive"}
    page.head.more.click()
    menu = page.findChildren(Menu)[-1]
    assert any(act.text().startswith("Add to the favourites") for act in menu.actions())
    menu.close()
