"""Values of every kind on the screen: how they are shown, edited, stored and doubted. The rules are the vault's types.

What is copied and shared is always the stored value; grouping is for eyes only.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from app.ui import when
from app.vault.kinds import FieldKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_GROUPED = frozenset(
    {
        FieldKind.IBAN,
        FieldKind.BIC,
        FieldKind.NIF,
        FieldKind.NISS,
        FieldKind.CARD,
        FieldKind.MONTH,
        FieldKind.PHONE,
        FieldKind.POSTAL,
    }
)
_TYPED_IN_GROUPS = frozenset({FieldKind.CARD, FieldKind.NIF, FieldKind.NISS})
MONOSPACED = frozenset({FieldKind.IBAN, FieldKind.BIC, FieldKind.NIF, FieldKind.NISS, FieldKind.CARD, FieldKind.POSTAL})


def shown(kind: FieldKind, value: str) -> str:
    """A stored value for eyes, also while it is edited: `PT50 0002 …`, `31/12/2026`."""
    if kind is FieldKind.DATE:
        return when.written_day(value)
    if kind not in _GROUPED:
        return value
    from app.vault.types import registry  # late: the first list needs none of it

    return registry.shown(kind, value)


def stored(kind: FieldKind, text: str) -> str:
    """What is kept of what was typed. Nothing is refused: what is not understood is kept as it stands."""
    from app.vault.types import registry

    if kind is FieldKind.DATE and (iso := when.read_day(text)) is not None:
        return iso
    return registry.tidy(kind, text)


def doubt(kind: FieldKind, text: str) -> str:
    """What looks wrong with a value, as a sentence; empty where nothing does. Help, never a wall."""
    from app.ops.findings import finding_sentence
    from app.vault.types import registry

    finding = registry.check(kind, text)
    if finding is None or (kind is FieldKind.DATE and when.read_day(text) is not None):
        return ""
    return finding_sentence(finding, "pt_PT" if QLocale().language() == QLocale.Language.Portuguese else "en")


def recognised(kind: FieldKind, text: str) -> str:
    """What a value is seen to be, also half typed: the brand of a card."""
    if kind is not FieldKind.CARD or not text:
        return ""
    from app.vault.types.card import brand

    return brand(text)


def regroup(kind: FieldKind, line: QLineEdit) -> None:
    """What is typed is grouped as it grows, as on the card; the cursor stays behind the same sign."""
    text = line.text()
    if not _grows_in_groups(kind, text):
        return
    grouped = shown(kind, text)
    if grouped == text:
        return
    before = sum(sign.isalnum() for sign in text[: line.cursorPosition()])
    line.setText(grouped)
    line.setCursorPosition(_behind(grouped, before))


def _grows_in_groups(kind: FieldKind, text: str) -> bool:
    """Not where somebody writes words instead, such as “ask Ana”."""
    if kind is FieldKind.IBAN:
        compact = text.replace(" ", "")
        return compact.isascii() and compact.isalnum() and compact[:2].isalpha() and compact[2:4].isdigit()
    return kind in _TYPED_IN_GROUPS and all(sign.isdigit() or sign in " -" for sign in text)


def _behind(text: str, signs: int) -> int:
    """Where the cursor stands with so many letters and digits before it."""
    seen = 0
    for at, sign in enumerate(text):
        if seen == signs:
            return at
        seen += sign.isalnum()
    return len(text)


def day_of(kind: FieldKind, text: str) -> date | None:
    """The day that a field tells, or the first of its month; None where it tells none."""
    from app.vault.types import month

    if kind is FieldKind.MONTH:
        found = month.parse_month(text) if text.strip() else None
        return None if found is None else date(*found, 1)
    iso = when.read_day(text)
    return None if iso is None else date.fromisoformat(iso)


def example(kind: FieldKind) -> str:
    """What a value of this kind looks like, for an empty field."""
    return {
        FieldKind.DATE: QCoreApplication.translate("Values", "dd/mm/yyyy"),
        FieldKind.MONTH: QCoreApplication.translate("Values", "mm/yyyy"),
        FieldKind.IBAN: "PT50 0000 0000 0000 0000 0000 0",
        FieldKind.POSTAL: "1000-001",
        FieldKind.PHONE: "+351 912 345 678",
        FieldKind.EMAIL: QCoreApplication.translate("Values", "ana@example.pt"),
        FieldKind.URL: "https://",
        FieldKind.TOTP: QCoreApplication.translate("Values", "The key the site shows, or otpauth…"),
    }.get(kind, "")
