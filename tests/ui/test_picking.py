"""Days and months chosen from a calendar, and cards as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.i18n import locale
from app.ui.picking.pages import DaysPage, MonthsPage, moved_months
from app.ui.picking.popup import CalendarPopup
from app.vault.kinds import EntryKind, FieldKind
from tests.ui.test_desk_entries import entry, page
from tests.ui.test_desk_values import choose, edit_of, form

assert entry  # the fixtures
assert form
assert page
TODAY = date(2026, 11, 22)
Key = Qt.Key


def opened() -> CalendarPopup:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, CalendarPopup) and one.isVisible())


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Key.Key_Left, date(2026, 11, 21)),
        (Key.Key_Down, date(2026, 11, 29)),
        (Key.Key_Home, date(2026, 11, 16)),  # Monday
        (Key.Key_End, date(2026, 11, 22)),
        (Key.Key_PageUp, date(2026, 10, 22)),
        (Key.Key_PageDown, date(2026, 12, 22)),
    ],
)
def test_keys_move_among_the_days(qtbot: QtBot, key: Qt.Key, day: date) -> None:
    days = DaysPage(TODAY, TODAY, None)
    qtbot.addWidget(days)
    QTest.keyClick(days, key)
    assert days.current == day
    assert str(day.year) in days.accessibleName()


def test_the_weeks_begin_on_monday(qtbot: QtBot) -> None:
    days = DaysPage(TODAY, TODAY, None)
    qtbot.addWidget(days)
    first = days.cells()[0]
    assert (first[1].weekday(), first[0].left()) == (0, 0)


def test_a_month_keeps_to_its_last_day() -> None:
    assert moved_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert moved_months(date(2024, 12, 31), -1) == date(2024, 11, 30)
    assert moved_months(date(2023, 12, 31), 2) == date(2024, 2, 29)


def test_a_year_of_months_is_left_for_the_next(qtbot: QtBot) -> None:
    months = MonthsPage(TODAY, TODAY, None)
    qtbot.addWidget(months)
    QTest.keyClick(months, Key.Key_Down)
    assert months.current == date(2027, 2, 1)
    assert next(text for _rect, _day, text, _own in months.cells()) == QLocale().standaloneMonthName(
        1, QLocale.FormatType.ShortFormat
    )


def test_a_day_is_chosen_with_the_keyboard_alone(form: Any, qtbot: QtBot) -> None:
    choose(form, EntryKind.IDENTITY)
    birth = edit_of(form, "birth_date")
    birth.edit.set_text("12/03/1984")
    birth.edit.helps.calendar.click()
    popup = opened()
    assert popup.title.text() == "March 1984"
    assert {button.accessibleName() or button.text() for button in popup.findChildren(QPushButton)} == {
        "The month before",
        "The month after",
        "Today",
        "Empty",
    }
    QTest.keyClick(popup.page, Key.Key_Right)
    QTest.keyClick(popup.page, Key.Key_Return)
    assert birth.edit.text() == "13/03/1984"
    assert birth.edit.value() == "1984-03-13"
    birth.edit.helps.calendar.click()
    opened().none.click()
    assert birth.edit.text() == ""


def test_a_month_is_chosen_for_a_card(form: Any) -> None:
    choose(form, EntryKind.CARD)
    expires = edit_of(form, "expires")
    expires.edit.set_text("08/2027")
    expires.edit.helps.calendar.click()
    popup = opened()
    QTest.keyClick(popup.page, Key.Key_Left)
    QTest.keyClick(popup.page, Key.Key_Return)
    assert expires.edit.text() == "07/2027"
    assert expires.edit.value() == "2027-07"


def test_a_card_is_grouped_as_it_is_typed_and_its_brand_told(form: Any) -> None:
    choose(form, EntryKind.CARD)
    number = edit_of(form, "number")
    line = number.edit.control.line
    QTest.keyClicks(line, "411111")
    assert line.text() == "4111 11"
    assert line.cursorPosition() == 7
    assert number.edit.note.text() == "Visa"
    QTest.keyClicks(line, "1111111111")
    assert line.text() == "4111 1111 1111 1111"
    line.setCursorPosition(2)
    QTest.keyClick(line, Key.Key_Backspace)
    assert line.text() == "4111 1111 1111 111"
    assert line.cursorPosition() == 1
    assert number.edit.value() == "411111111111111"
    assert line.echoMode() is line.EchoMode.Password


def test_every_field_of_a_form_is_as_wide_as_the_next(form: Any, settled: Callable[[], None], qtbot: QtBot) -> None:
    for kind in (EntryKind.LOGIN, EntryKind.IDENTITY, EntryKind.CARD, EntryKind.DOOR):
        choose(form, kind)
        form.resize(700, 900)
        fields = [edit.edit.inside.parentWidget() for edit in form.edits.standard]
        qtbot.waitUntil(lambda fields=fields: len({one.width() for one in (form.title, *fields)}) == 1, timeout=30_000)  # type: ignore[misc]


def test_an_identity_has_as_many_phones_as_wanted(form: Any) -> None:
    choose(form, EntryKind.IDENTITY)

    def phones() -> list[Any]:
        return [edit for edit in form.edits.standard if edit.spec.name == "phone"]

    for number in ("912345678", "213456789", "223456789"):
        phones()[-1].edit.set_text(number)
        phones()[-1].edit.more.click()
    assert [edit.edit.more.isHidden() for edit in phones()] == [True, True, True, False]
    values = [edit.draft().value for edit in phones() if edit.draft() is not None]
    assert values == ["+351912345678", "+351213456789", "+351223456789"]


def test_notes_can_be_protected_too(form: Any) -> None:
    notes = edit_of(form, "notes")
    notes.edit.set_text("o alarme desliga-se com o 4")
    notes.lock.click()
    draft = notes.draft()
    assert draft is not None
    assert draft.protected
    assert notes.edit.text() == "o alarme desliga-se com o 4"
    assert notes.edit.kind is FieldKind.NOTE


def test_portuguese_days_have_portuguese_names(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(locale("pt_PT"))
    try:
        days = DaysPage(TODAY, TODAY, None)
        qtbot.addWidget(days)
        assert days.spoken() == "domingo, 22 de novembro de 2026"
    finally:
        QLocale.setDefault(before)
