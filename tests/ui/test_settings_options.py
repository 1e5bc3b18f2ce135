"""The table of settings: complete in words, and forgiving of values that are not offered."""

from __future__ import annotations

import pytest

from app.ui.settings import words
from app.ui.settings.options import TABLE, Option, Section, looks_like_invite, nearest


def test_every_option_is_in_the_table_once_and_has_words() -> None:
    assert sorted(row.option for row in TABLE) == sorted(Option)
    for row in TABLE:
        assert words.label(row.option)
        assert all(words.value_word(row.option, value) for value in row.values)
    assert all(words.section_title(section) for section in Section)


@pytest.mark.parametrize(
    ("value", "shown"), [("10", "10"), ("7", "5"), ("999", "60"), ("0", "0"), ("", "1"), ("x", "1")]
)
def test_a_number_that_is_not_offered_is_shown_as_the_nearest(value: str, shown: str) -> None:
    assert nearest(("1", "5", "10", "15", "30", "60", "0"), value) == shown


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("lacre-invite-1.aHR0.a2V5.abc123", True),
        (" lacre-invite-1.aHR0.\n a2V5.abc123 ", True),
        ("lacre-invite-1.aHR0.a2V5", False),
        ("https://relay.example", False),
        ("", False),
    ],
)
def test_only_what_may_be_an_invite_can_be_sent(text: str, so: bool) -> None:
    assert looks_like_invite(text) is so
