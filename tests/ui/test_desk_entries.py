"""Clients and entries: adding, showing, revealing, copying, changing, the past, deleting, searching; all over the real vault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ops.sample import add_sample
from app.ui.clients import ClientsPage
from app.ui.state import Session
from app.ui.widgets.rows import MASK
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from app.vault.model import EntryKind
from tests.ui.conftest import NOW

PASSWORD = "Broa-de-milho.às7"

Settle = Callable[[], None]


@pytest.fixture
def page(shell: Shell, unlocked: Session, settled: Settle) -> ClientsPage:
    """The page over the sample data."""
    unlocked.change(lambda vault: add_sample(vault, NOW), owner=unlocked)
    settled()
    assert shell.desk is not None
    found = shell.desk.page("clients")
    assert isinstance(found, ClientsPage)
    return found


@pytest.fixture
def entry(page: ClientsPage, settled: Settle) -> Any:
    """The page of one login, open."""
    open_entry(page, settled, "Padaria Açor", "Loja online")
    return page.detail.page


def open_entry(page: ClientsPage, settled: Settle, client: str, title: str) -> None:
    rows = page.clients.view.model().rows  # type: ignore[attr-defined]
    page.open_client(next(row.client for row in rows if row.client and row.client.name == client))
    settled()
    view = page.entries.view
    view.pick(next(n for n, one in enumerate(view.model().rows) if one.title == title))  # type: ignore[attr-defined]
    settled()


def row(entry: Any, name: str) -> Any:
    field = next(field for field in entry.entry.fields if field.name == name)
    return entry.fields.rows[field.id]


def press(sheet: Sheet, text: str) -> None:
    next(button for button in sheet.findChildren(QPushButton) if button.text() == text).click()


def sheet_of(shell: Shell) -> Sheet:
    return next(sheet for sheet in shell.findChildren(Sheet) if sheet.isVisible())


def test_all_clients_are_listed_with_their_counts(page: ClientsPage, shell: Shell) -> None:
    rows = page.clients.view.model().rows  # type: ignore[attr-defined]
    assert rows[0].client is None
    assert rows[0].count == sum(row.count for row in rows[1:])
    assert len(rows) == 7


def test_a_client_is_added_and_opened(page: ClientsPage, shell: Shell, settled: Settle) -> None:
    page.clients.ask_name()
    sheet = sheet_of(shell)
    QTest.keyClicks(sheet.line, "  Casa  do  Mar ")  # type: ignore[attr-defined]
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    settled()
    assert page.entries.scope.client is not None
    assert page.entries.scope.client.name == "Casa do Mar"
    assert page.detail.nothing.button.text() == "New login"


def test_a_client_without_a_name_is_refused_in_place(page: ClientsPage, shell: Shell) -> None:
    page.clients.ask_name()
    sheet = sheet_of(shell)
    press(sheet, "Add client")
    assert sheet.isVisible()
    assert sheet.field.note.isVisible()  # type: ignore[attr-defined]


def test_a_protected_value_is_masked_until_it_is_asked_for(entry: Any, settled: Settle) -> None:
    password = row(entry, "password")
    assert password.value.text() == MASK
    password.eye.click()
    settled()
    assert password.value._secret == PASSWORD
    password.eye.click()
    assert password.value.text() == MASK


def test_shown_values_mask_themselves_with_the_page(entry: Any, page: ClientsPage, settled: Settle) -> None:
    password = row(entry, "password")
    password.eye.click()
    settled()
    entry.fields.hides.timeout.emit()
    assert not password.shown


def test_a_second_factor_shows_its_code_and_how_long_it_lasts(entry: Any, settled: Settle) -> None:
    totp = row(entry, "totp")
    totp.eye.click()
    settled()
    code = totp.value._secret
    assert len(code.replace(" ", "")) == 6
    assert code.replace(" ", "").isdigit()
    assert totp.left.isVisible()
    totp.eye.click()
    entry.fields.tick()
    assert totp.value.text() == MASK


def test_copying_a_password_counts_down(entry: Any, unlocked: Session, settled: Settle, shell: Shell) -> None:
    row(entry, "password").copy.click()
    settled()
    assert QGuiApplication.clipboard().text() == PASSWORD
    assert unlocked.clipboard.left == 30
    assert "30" in shell.toast.text()
    assert shell.desk is not None
    assert shell.desk.rail._clip.isVisible()


def test_copying_a_user_name_does_not(entry: Any, unlocked: Session, settled: Settle) -> None:
    row(entry, "username").copy.click()
    settled()
    assert QGuiApplication.clipboard().text() == "ana@padaria-acor.example"
    assert unlocked.clipboard.left == 0


def test_copying_a_second_factor_copies_the_code(entry: Any, settled: Settle) -> None:
    row(entry, "totp").copy.click()
    settled()
    assert len(QGuiApplication.clipboard().text()) == 6


def test_an_entry_is_changed_in_place_and_its_past_is_kept(
    entry: Any, page: ClientsPage, unlocked: Session, settled: Settle
) -> None:
    entry.head.edit.click()
    form = page.detail.form
    assert form is not None
    name = next(edit for edit in form.edits.standard if edit.spec.name == "username")
    name.edit.control.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(name.edit.control, "loja@padaria-acor.example")
    form.save.click()
    settled()
    assert page.detail.form is None
    assert row(entry, "username").value.text() == "loja@padaria-acor.example"
    assert entry.past.isVisible()
    entry.past.unfold()
    assert [one.value_row.value.text() for one in entry.past.rows] == ["ana@padaria-acor.example"]


def test_an_untouched_password_stays_as_it_is(
    entry: Any, page: ClientsPage, unlocked: Session, settled: Settle
) -> None:
    entry.head.edit.click()
    assert page.detail.form is not None
    page.detail.form.title.setText("Loja")
    page.detail.form.save.click()
    settled()
    password = row(entry, "password")
    password.eye.click()
    settled()
    assert password.value._secret == PASSWORD
    field = next(field for field in entry.entry.fields if field.name == "password")
    assert field.revision == 1


def test_a_changed_password_shows_its_old_value_in_the_past(entry: Any, page: ClientsPage, settled: Settle) -> None:
    entry.head.edit.click()
    assert page.detail.form is not None
    edit = next(edit for edit in page.detail.form.edits.standard if edit.spec.name == "password").edit
    QTest.keyClicks(edit.control.line, "novo-segredo")  # type: ignore[union-attr]
    page.detail.form.save.click()
    settled()
    entry.past.unfold()
    (past,) = entry.past.rows
    assert past.value_row.value.text() == MASK
    past.value_row.eye.click()
    settled()
    assert past.value_row.value._secret == PASSWORD


def test_leaving_a_changed_form_asks_first(entry: Any, page: ClientsPage, shell: Shell, settled: Settle) -> None:
    entry.head.edit.click()
    assert page.detail.form is not None
    QTest.keyClicks(page.detail.form.title, "x")
    page.detail.form.cancel.click()
    sheet = sheet_of(shell)
    assert page.detail.form is not None
    press(sheet, "Leave")
    settled()
    assert page.detail.form is None


def test_leaving_an_unchanged_form_does_not_ask(entry: Any, page: ClientsPage, shell: Shell) -> None:
    entry.head.edit.click()
    assert page.detail.form is not None
    page.detail.form.cancel.click()
    assert page.detail.form is None


def test_an_entry_of_every_kind_is_made(page: ClientsPage, settled: Settle) -> None:
    for kind in EntryKind:
        open_entry(page, settled, "Padaria Açor", "Loja online")
        make_entry(page, settled, kind)


def make_entry(page: ClientsPage, settled: Settle, kind: EntryKind) -> None:
    page.new_entry()
    form = page.detail.form
    assert form is not None
    form.kind.button(kind.value).click()
    form.title.setText("Nova")
    for edit in form.edits.standard:
        wanted = {"totp": "JBSWY3DPEHPK3PXP", "valid_from": "1/12/2026", "valid_until": "31/12/2026"}
        edit.edit.set_text(wanted.get(edit.spec.name, f"valor {edit.spec.name}"))
        edit.edit.kept = False
    form.submit()
    settled()
    assert page.detail.page is not None
    made = page.detail.page.entry
    assert made is not None
    assert (made.kind, made.title) == (kind, "Nova")
    assert {field.name for field in made.fields} == set(wanted_names(kind))


def wanted_names(kind: EntryKind) -> list[str]:
    from app.vault.model import KINDS

    return [spec.name for spec in KINDS[kind]]


def test_a_field_of_ones_own_is_kept_with_its_name(
    entry: Any, page: ClientsPage, unlocked: Session, settled: Settle
) -> None:
    entry.head.edit.click()
    form = page.detail.form
    assert form is not None
    form.edits.own.more.click()
    own = form.edits.own.edits[0]
    own.name.setText("Cofre")
    own.kind.setCurrentIndex(own.kind.findData("code"))
    assert own.protected.isChecked()
    own.edit.set_text("4471#")
    own.edit.kept = False
    form.submit()
    settled()
    field = next(field for field in entry.entry.fields if field.label == "Cofre")
    assert field.protected
    assert field.value is None


def test_a_wrong_second_factor_is_said_in_place_and_can_be_kept(page: ClientsPage, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    page.new_entry()
    form = page.detail.form
    assert form is not None
    form.title.setText("x")
    totp = next(edit for edit in form.edits.standard if edit.spec.name == "totp")
    totp.edit.set_text("not one 1890")
    totp.edit.look()
    assert "otpauth" in totp.edit.note.text()
    form.submit()
    settled()
    assert page.detail.form is None


def test_a_login_without_a_title_is_called_by_its_address(page: ClientsPage, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    page.new_entry()
    form = page.detail.form
    assert form is not None
    next(edit for edit in form.edits.standard if edit.spec.name == "url").edit.set_text("https://www.bolos.example/x")
    form.submit()
    settled()
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    assert page.detail.page.entry.title == "bolos.example"


def test_deleting_moves_to_the_trash_and_is_undone(
    entry: Any, page: ClientsPage, shell: Shell, settled: Settle
) -> None:
    gone, before = entry.entry.id, page.entries.count
    entry.do("delete")
    settled()
    assert page.entries.count == before - 1
    assert entry.entry is None or entry.entry.id != gone
    assert shell.toast.text() == "Moved to the trash"
    shell.toast.act.click()
    settled()
    assert page.entries.count == before


def test_forgetting_a_client_asks_and_forgets(page: ClientsPage, shell: Shell, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    entries = page.entries
    assert entries.scope.client is not None
    entries.acts.forget(entries.scope.client, entries.count, entries.left.emit)
    press(sheet_of(shell), "Delete client")
    settled()
    names = [row.client.name for row in page.clients.view.model().rows if row.client]  # type: ignore[attr-defined]
    assert "Padaria Açor" not in names
    assert len(names) == 5


def test_search_finds_across_clients_and_leaves_with_escape(
    page: ClientsPage, shell: Shell, qtbot: QtBot, settled: Settle
) -> None:
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.desk is not None
    search = shell.desk.rail.search
    search.setText("padaria")
    settled()
    clients = {one.client_name for one in page.entries.view.model().rows}  # type: ignore[attr-defined]
    assert "Padaria Açor" in clients
    qtbot.waitUntil(lambda: page.detail.page is not None and page.detail.page.entry is not None, timeout=30_000)
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    QTest.keyClick(search, Qt.Key.Key_Escape)
    settled()
    assert search.text() == ""
    assert page._list.currentWidget() is page.clients


def test_nothing_found_says_where_was_looked(page: ClientsPage, shell: Shell, settled: Settle) -> None:
    assert shell.desk is not None
    shell.desk.rail.search.setText("zzzz")
    settled()
    assert page.detail.nothing.title.text() == "Nothing found"


def test_the_keyboard_alone_reaches_an_entry(page: ClientsPage, shell: Shell, qtbot: QtBot, settled: Settle) -> None:
    view = page.clients.view
    view.setFocus()
    view.pick(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settled()
    assert page._list.currentWidget() is page.entries
    assert page.detail.page is not None
    first = page.detail.page.entry
    QTest.keyClick(page.entries.view, Qt.Key.Key_Down)
    settled()
    assert page.detail.page.entry != first
    QTest.keyClick(page.entries.view, Qt.Key.Key_Left)
    assert page._list.currentWidget() is page.clients


def test_going_to_an_entry_opens_its_client(page: ClientsPage, unlocked: Session, settled: Settle) -> None:
    assert unlocked.vault is not None
    wanted = next(one for one in unlocked.vault.entries() if one.client_name == "Oficina do Rui")
    unlocked.go("clients", entry_id=wanted.id)
    settled()
    assert page.detail.page is not None
    assert page.detail.page.entry is not None
    assert page.detail.page.entry.id == wanted.id
    assert page.entries.scope.client is not None
    assert page.entries.scope.client.name == "Oficina do Rui"


def test_the_words_of_an_entry_follow_the_language(entry: Any, unlocked: Session, qtbot: QtBot) -> None:
    unlocked.languages.choose("pt_PT")
    qtbot.waitUntil(lambda: row(entry, "password").label.text() == "Palavra-passe", timeout=30_000)
    assert row(entry, "password").eye.accessibleName() == "Mostrar Palavra-passe"
    assert entry.head.share.text() == "Partilhar"


def test_the_colours_of_an_entry_follow_the_theme(entry: Any, unlocked: Session, qtbot: QtBot) -> None:
    light = entry.grab().toImage().pixelColor(4, 4)
    unlocked.themes.choose("dark")
    dark = entry.grab().toImage().pixelColor(4, 4)
    unlocked.themes.choose("light")
    assert light.lightness() > 200
    assert dark.lightness() < 60


def test_shortcuts_edit_copy_and_make(entry: Any, page: ClientsPage, qtbot: QtBot, settled: Settle) -> None:
    page.window().activateWindow()
    page.entries.view.setFocus()
    qtbot.waitUntil(page.entries.view.hasFocus, timeout=30_000)
    QTest.keyClick(
        page.entries.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settled()
    assert QGuiApplication.clipboard().text() == PASSWORD
    QTest.keyClick(page.entries.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.form is not None
    QTest.keyClick(page.detail.form.title, Qt.Key.Key_Escape)
    assert page.detail.form is None
    QTest.keyClick(page.entries.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.form is not None
