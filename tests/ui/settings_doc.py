"""What the page of settings says, as lines of a table: what docs/SETTINGS.md must say too, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from app.host.settings import Settings
from app.ui.guards import Guarding
from app.ui.settings import words
from app.ui.settings.options import GUARDS, TABLE, Row, Section


def lines_of() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Section by section: each option, and how its line of the table begins, in the language in use."""
    for section in Section:
        rows = [row for row in TABLE if row.section is section]
        yield words.section_title(section), [(row.option.value, _begins(row)) for row in rows]


def _begins(row: Row) -> str:
    values = " · ".join(words.value_word(row.option, value) for value in row.values)
    text = values or f"≤ {row.characters}"
    default = _default(row)
    return f"| {words.label(row.option)} | {text} | {words.value_word(row.option, default) if row.values else '–'} |"


def _default(row: Row) -> str:
    if row.option in GUARDS:
        return str(getattr(Guarding(), GUARDS[row.option]))
    if not row.values:
        return ""
    return str(getattr(Settings(), row.option.value))
