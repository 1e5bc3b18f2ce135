"""Identities and cards as other programs write them, in many small parts. Owns how parts become our fields; none is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.vault.importers.drafts import DraftBuilder
from app.vault.importers.labels import iso_date
from app.vault.model import FieldKind

# The year first, or the month first; six digits without a sign between are the one of the two that can be.
_MONTHS = (
    re.compile(r"(?P<year>(?:19|20|21)\d\d)[-/. ]?(?P<month>0?[1-9]|1[0-2])"),
    re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/. ]*(?P<year>(?:19|20|21)?\d\d)"),
)


def full_name(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def postal_address(lines: tuple[str, ...], postal_code: str, city: str, *rest: str) -> str:
    """The lines of an address as one writes them on an envelope."""
    place = " ".join(part for part in (postal_code.strip(), city.strip()) if part)
    return "\n".join(line.strip() for line in (*lines, place, *rest) if line.strip())


def month_of(text: str) -> str | None:
    """`2027-10` from that, from 10/2027, 10/27, 202710 or 102027; None for anything else."""
    match = next((found for form in _MONTHS if (found := form.fullmatch(text.strip()))), None)
    if match is None:
        return None
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return f"{year}-{int(match['month']):02}"


def put_month(builder: DraftBuilder, name: str, value: str, label: str) -> None:
    """A month in its field, or the text as it stands in a field of its own."""
    if month := month_of(value):
        builder.standard(name, month)
    else:
        builder.custom(label, value, kind=FieldKind.TEXT, protected=False)


def put_date(builder: DraftBuilder, name: str, value: str, label: str) -> None:
    """A date in its field, or the text as it stands in a field of its own."""
    if date := iso_date(value):
        builder.standard(name, date)
    else:
        builder.custom(label, value, kind=FieldKind.TEXT, protected=False)


def put_all(builder: DraftBuilder, parts: Mapping[str, str]) -> None:
    """Parts that have no field of ours, each under its own label."""
    for label, value in parts.items():
        builder.custom(label, value)
