"""The language of people who have no window to choose one in."""

from __future__ import annotations

import pytest

from app.ops.languages import choose_language


@pytest.mark.parametrize(
    ("setting", "environment", "language"),
    [
        ("auto", {"LANG": "pt_PT.UTF-8"}, "pt_PT"),
        ("auto", {"LANG": "pt_BR.UTF-8"}, "pt_PT"),
        ("auto", {"LANG": "en_GB.UTF-8"}, "en"),
        ("auto", {"LANG": "C"}, "en"),
        ("auto", {"LANG": "pt_PT", "LC_ALL": "de_DE"}, "en"),
        ("auto", {"LANG": "en_GB", "LC_MESSAGES": "pt_PT"}, "pt_PT"),
        ("en", {"LANG": "pt_PT"}, "en"),
        ("pt_PT", {"LANG": "en"}, "pt_PT"),
        ("en", {"LACRE_LANGUAGE": "pt"}, "pt_PT"),
        ("en", {"LACRE_LANGUAGE": "auto", "LANG": "pt_PT"}, "en"),
    ],
)
def test_a_wish_beats_the_setting_and_the_setting_beats_the_system(
    setting: str, environment: dict[str, str], language: str
) -> None:
    assert choose_language(setting, environment) == language


def test_without_any_variable_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("Portuguese_Portugal", "1252"))
    assert choose_language("auto", {}) == "pt_PT"
