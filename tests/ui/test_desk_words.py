"""One meaning, one word, in Portuguese too: what the window calls a thing, the introduction calls it as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.host.paths import resources

TRANSLATIONS = resources() / "translations"
INTRODUCTION = Path(__file__).resolve().parents[2] / "docs" / "LEIA-ME.md"
PORTUGUESE = [
    INTRODUCTION,
    *sorted(TRANSLATIONS.glob("*pt_PT.ts")),
    *sorted(TRANSLATIONS.glob("*pt_PT.json")),
    TRANSLATIONS / "sentences.json",
    TRANSLATIONS / "window.json",
    TRANSLATIONS / "messages.json",
]


@pytest.mark.parametrize("path", PORTUGUESE, ids=lambda path: path.name)
def test_the_relay_is_called_servidor_everywhere(path: Path) -> None:
    assert not re.search(r"(?i)\brelés?\b|\bretransmissor", path.read_text(encoding="utf-8"))


def test_the_introduction_calls_an_entry_as_the_window_does() -> None:
    assert not re.search(r"(?i)\bregistos?\b", INTRODUCTION.read_text(encoding="utf-8"))
