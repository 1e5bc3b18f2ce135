"""The Portuguese catalogue of sharing, importing and settings is whole, and keeps the places of what is filled in."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from app.host.paths import resources

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = resources() / "translations" / "sharing_pt_PT.ts"
BRAZILIAN = re.compile(r"\b(arquivo|senha|salvar|excluir|celular|tela|usuário|compartilh\w+|você)\b", re.IGNORECASE)


def messages(path: Path) -> dict[tuple[str, str], str]:
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") != "unfinished"
            text = (translation.text or "") if translation is not None and done else ""
            found[context.findtext("name", ""), message.findtext("source", "")] = text
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What the code asks for, read from it anew."""
    fresh = tmp_path_factory.mktemp("lupdate") / "fresh_pt_PT.ts"
    files = [path for name in ("sharing", "importing", "settings") for path in (ROOT / "app/ui" / name).glob("*.py")]
    files += (ROOT / "app/ui").glob("demo*.py")
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run([tool, *files, "-ts", fresh], check=True, capture_output=True)
    return messages(fresh)


def test_every_text_has_its_portuguese(sources: dict[tuple[str, str], str]) -> None:
    translated = messages(CATALOGUE)
    assert [key for key in sources if not translated.get(key)] == []


def test_no_translation_is_left_of_a_text_that_is_gone(sources: dict[tuple[str, str], str]) -> None:
    assert [key for key in messages(CATALOGUE) if key not in sources] == []


def test_what_is_filled_in_has_its_place_in_both_languages() -> None:
    places = re.compile(r"\{[^}]*\}")
    wrong = [
        source
        for (_, source), text in messages(CATALOGUE).items()
        if sorted(places.findall(source)) != sorted(places.findall(text))
    ]
    assert wrong == []


def test_the_portuguese_is_of_portugal() -> None:
    assert [text for text in messages(CATALOGUE).values() if BRAZILIAN.search(text)] == []
