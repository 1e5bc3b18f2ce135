"""By Tab one goes through a form as one reads it, however its fields came and went."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.widgets.tabbing import as_read
from tests.ui.test_desk_entries import page
from tests.ui.test_desk_values import edit_of, focus, form, own

assert page is not form  # the fixtures


def test_tab_leads_from_the_title_through_the_fields(form: Any, qtbot: QtBot) -> None:
    focus(form.title, qtbot)
    QTest.keyClick(form.title, Qt.Key.Key_Tab)
    assert form.window().focusWidget() is edit_of(form, "username").edit.control
    QTest.keyClick(form.window().focusWidget(), Qt.Key.Key_Backtab)
    assert form.window().focusWidget() is form.title


def test_fields_that_came_later_are_passed_where_they_stand(form: Any, qtbot: QtBot) -> None:
    url = edit_of(form, "url")
    url.edit.more.click()
    second = form.edits.standard[form.edits.standard.edits.index(url) + 1]
    mine = own(form, "um")
    mine.protected.click()  # which makes another editor for the value
    wanted = [
        form.cancel,
        form.save,
        form.title,
        url.edit.control,
        second.edit.control,
        edit_of(form, "notes").edit.control,
        form.edits.own.more,
        mine.name,
        mine.kind,
        mine.protected,
        mine.edit.control.line,
    ]
    qtbot.waitUntil(lambda: [one for one in as_read(form) if one in wanted] == wanted, timeout=30_000)


def test_after_the_last_field_tab_leaves_the_form(form: Any, qtbot: QtBot) -> None:
    last = as_read(form)[-1]
    focus(last, qtbot)
    QTest.keyClick(last, Qt.Key.Key_Tab)
    here = form.window().focusWidget()
    assert here is not None
    assert not form.isAncestorOf(here)
