"""The user's guide: its pictures are there, none is without a place, and the two languages tell the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ui import screenshots
from tests.ui.guide_pictures import FOLDER, LANGUAGES, PICTURES, make

DOCS = FOLDER.parent
GUIDES = {"en": DOCS / "USER-GUIDE.md", "pt_PT": DOCS / "USER-GUIDE.pt-PT.md"}
MOST_OCTETS = 1_500_000
_PICTURE = re.compile(r"!\[([^\]]*)\]\(pictures/([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)(?:#[^)]*)?\)")


def text(language: str) -> str:
    return GUIDES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_table_is_in_the_guide_and_said_in_words(language: str) -> None:
    shown = {name: words for words, name in _PICTURE.findall(text(language))}
    assert set(shown) == {f"{name}.{language}.png" for name in PICTURES}
    assert all(len(words) > 10 for words in shown.values())


def test_all_pictures_are_there_and_together_they_are_small() -> None:
    found = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert set(found) == {f"{name}.{language}.png" for name in PICTURES for language in LANGUAGES}
    assert sum(found.values()) <= MOST_OCTETS


def test_both_languages_have_the_same_chapters_and_steps() -> None:
    marks = [
        [line.split(" ", 1)[0] for line in text(one).splitlines() if re.match(r"#+ |\d+\. ", line)] for one in GUIDES
    ]
    assert marks[0] == marks[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_guide_leads_somewhere(language: str) -> None:
    places = [place for place in _LINK.findall(text(language)) if "://" not in place]
    assert places
    assert [place for place in places if not (DOCS / place).exists()] == []


def test_pictures_are_made_of_what_the_tour_took(tmp_path: Path) -> None:
    taken = FOLDER / "create.en.png"
    (tmp_path / "01-create.en.light.png").write_bytes(taken.read_bytes())
    assert make(tmp_path, tmp_path / "small") == 1
    assert (tmp_path / "small" / "create.en.png").stat().st_size <= 2 * taken.stat().st_size
    assert screenshots.OUT != "docs"
