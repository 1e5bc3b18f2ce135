"""Keys, menus, palette and cheat sheet: all made from one table, which is whole, free of clashes and in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui import icons
from app.ui.commanding.actions import ACTIONS, Place
from app.ui.commanding.cheatsheet import CheatSheet
from app.ui.commanding.keycaps import KeyCaps
from app.ui.commanding.palette import Palette, spoken_hit
from app.ui.commanding.words import action_text, key_caps, place_title
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.ui.widgets.sheet import Sheet
from app.ui.window import Shell
from tests.ui.test_desk_entries import open_entry, page, sheet_of

assert page  # the fixture: a window over the sample data
Settle = Callable[[], None]


def test_every_action_has_words_and_an_icon_and_a_name_of_its_own(qtbot: QtBot) -> None:
    assert len({one.name for one in ACTIONS}) == len(ACTIONS)
    for one in ACTIONS:
        assert action_text(one.name)
        assert not icons.outline(one.icon).isEmpty()
        for keys in one.keys:
            assert not QKeySequence(keys).isEmpty(), keys
    assert all(place_title(place) for place in Place)


def test_no_key_means_two_things_in_one_place() -> None:
    reach = {Place.EVERYWHERE: set(Place), Place.ENTRY: {Place.ENTRY, Place.LIST}}
    for one in ACTIONS:
        for other in ACTIONS:
            if one is not other and other.place in reach.get(one.place, {one.place}):
                assert not set(one.keys) & set(other.keys), (one.name, other.name)


def test_keys_are_written_as_caps() -> None:
    assert key_caps("Ctrl+Shift+C")[-1] == "C"
    assert key_caps("Alt+Up")[-1] == "↑"


def test_every_window_wide_key_is_listened_to_once(page: Any, shell: Shell) -> None:
    heard = Counter(one.key().toString() for one in shell.findChildren(QShortcut))
    wanted = [QKeySequence(keys).toString() for one in ACTIONS if not one.own for keys in one.keys]
    assert heard == Counter(wanted)


def test_the_cheat_sheet_shows_every_key(page: Any, shell: Shell) -> None:
    assert shell.commands is not None
    shell.commands.run("cheat-sheet")
    sheet = sheet_of(shell)
    assert isinstance(sheet, CheatSheet)
    assert len(sheet.findChildren(KeyCaps)) == sum(len(one.keys) for one in ACTIONS)


def open_palette(shell: Shell) -> Palette:
    assert shell.commands is not None
    shell.commands.run("palette")
    return next(sheet for sheet in shell.findChildren(Palette) if sheet.isVisible())


def hits(palette: Palette) -> list[str]:
    return [spoken_hit(hit) for hit in palette.view.model().rows]  # type: ignore[attr-defined]


def test_the_palette_finds_entries_clients_and_actions(page: Any, shell: Shell, settled: Settle) -> None:
    palette = open_palette(shell)
    settled()
    palette.line.setText("padaria")
    settled()
    assert "Padaria Açor" in hits(palette)
    palette.line.setText("correio")
    settled()
    assert hits(palette)[0].startswith("Correio")
    palette.line.setText("lock")
    settled()
    assert "Lock the vault" in hits(palette)


def test_the_palette_goes_to_an_entry_by_keyboard_alone(page: Any, shell: Shell, settled: Settle) -> None:
    palette = open_palette(shell)
    palette.line.setText("loja online")
    settled()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    settled()
    assert page.detail.page.entry.title == "Loja online"
    assert page.entries.scope.client.name == "Padaria Açor"


def test_arrows_in_the_palettes_field_move_the_choice(page: Any, shell: Shell) -> None:
    palette = open_palette(shell)
    first = palette.view.current_item()
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.view.current_item() != first
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.view.current_item() == first


def test_an_action_of_the_palette_is_done_after_it_closed(page: Any, shell: Shell, settled: Settle) -> None:
    palette = open_palette(shell)
    palette.line.setText("go to settings")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    settled()
    assert shell.desk is not None
    assert shell.desk.current == "settings"
    assert not shell.sheet_open()


def test_actions_of_an_entry_are_offered_only_where_one_is_shown(page: Any, shell: Shell, settled: Settle) -> None:
    assert shell.commands is not None
    assert not shell.commands.can("edit")
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert shell.commands.can("edit")
    assert shell.commands.can("copy-totp")
    assert shell.desk is not None
    shell.desk.show_page("settings")
    assert not shell.commands.can("edit")


def test_an_action_without_its_field_is_not_offered(page: Any, shell: Shell, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Alarme da fábrica")
    assert shell.commands is not None
    assert not shell.commands.can("copy-password")
    assert shell.commands.can("reveal")


def test_the_two_factor_code_is_copied_by_key(page: Any, shell: Shell, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    assert shell.commands is not None
    shell.commands.run("copy-totp")
    settled()
    copied = QGuiApplication.clipboard().text()
    assert len(copied) == 6
    assert copied.isdigit()


def test_one_key_shows_and_hides_all_that_is_protected(page: Any, shell: Shell, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Alarme da fábrica")
    rows = [row for row in page.detail.page.fields.rows.values() if row.protected]
    page.detail.do("reveal")
    settled()
    assert all(row.shown for row in rows)
    page.detail.do("reveal")
    assert not any(row.shown for row in rows)


def test_with_a_question_open_only_locking_and_leaving_work(page: Any, shell: Shell) -> None:
    page.clients.ask_name()
    assert shell.commands is not None
    assert [one.name for one in ACTIONS if shell.commands.can(one.name)] == ["lock", "quit"]


def test_the_row_under_the_mouse_has_the_entrys_menu(page: Any, shell: Shell, settled: Settle) -> None:
    open_entry(page, settled, "Padaria Açor", "Loja online")
    page.entries._ask_menu(QPoint(20, 20))
    settled()
    menu = next(one for one in page.findChildren(Menu) if one.isVisible())
    texts = [line.text().split("\t")[0] for line in menu.actions() if line.text()]
    assert action_text("copy-password") in texts
    assert texts[-1] == action_text("delete")
    menu.close()


def test_nothing_of_it_is_left_after_the_lock(page: Any, shell: Shell, unlocked: Session, settled: Settle) -> None:
    open_palette(shell)
    unlocked.undo.offer("x", lambda _vault: None)
    unlocked.lock()
    settled()
    assert shell.commands is None
    assert not unlocked.undo.possible
    assert not any(sheet.isVisible() for sheet in shell.findChildren(Sheet))


def test_undo_takes_back_the_latest_first_and_says_so(
    page: Any, shell: Shell, unlocked: Session, settled: Settle
) -> None:
    back: list[str] = []
    unlocked.undo.offer("first", lambda _vault: back.append("first"))
    unlocked.undo.offer("second", lambda _vault: back.append("second"))
    assert shell.toast.text() == "second"
    assert shell.toast.act.isVisibleTo(shell.toast)
    shell.toast.act.click()
    assert shell.commands is not None
    shell.commands.run("undo")
    settled()
    assert back == ["second", "first"]
    assert not shell.commands.can("undo")


RARE = {
    "recent",
    "archived",
    "export",
    "recovery-kit",
    "passphrase",
    "restore-backup",
}  # from the palette: no keys to keep in mind


def test_everything_that_works_everywhere_is_bound(page: Any, shell: Shell) -> None:
    assert shell.commands is not None
    everywhere = [one for one in ACTIONS if one.place is Place.EVERYWHERE and not one.own]
    assert everywhere
    assert [one.name for one in everywhere if one.name not in shell.commands._do] == []
    assert [one.name for one in everywhere if not (one.keys or one.name in RARE)] == []
