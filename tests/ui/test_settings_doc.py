"""docs/SETTINGS.md says of every setting what the page says, in both languages; and what the settings file holds."""

from __future__ import annotations

import dataclasses

import pytest

from app.host.paths import resources
from app.host.settings import Settings
from app.ui.state import Session
from tests.ui.settings_doc import lines_of

PAGE = (resources().parent / "docs" / "SETTINGS.md").read_text(encoding="utf-8")
ENGLISH, PORTUGUESE = PAGE.split("## Português")


@pytest.mark.parametrize(("language", "part"), [("en", ENGLISH), ("pt_PT", PORTUGUESE)])
def test_every_setting_is_documented_as_the_page_shows_it(session: Session, language: str, part: str) -> None:
    session.languages.choose(language)
    lines = part.splitlines()
    for title, rows in lines_of():
        assert f"**{title}**" in lines
        for option, begins in rows:
            (found,) = [line for line in lines if line.startswith(begins)]
            meaning = found.removeprefix(begins).strip(" |")
            assert len(meaning) > 20, option


def test_every_name_in_the_settings_file_is_documented() -> None:
    missing = {field.name for field in dataclasses.fields(Settings) if f"`{field.name}`" not in ENGLISH}
    assert missing == set()
