"""Values of every kind on the screen: how they are shown, edited, stored and doubted. The rules are the vault's types.

What is copied and shared is always the stored value; grouping is for eyes only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.ui import when
from app.vault.kinds import FieldKind

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


def example(kind: FieldKind) -> str:
    """What a value of this kind looks like, for an empty field."""
    return {
        FieldKind.DATE: QCoreApplication.translate("Values", "31/12/2026"),
        FieldKind.MONTH: "08/2027",
        FieldKind.IBAN: "PT50 0000 0000 0000 0000 0000 0",
        FieldKind.POSTAL: "1000-001",
        FieldKind.PHONE: "+351 912 345 678",
        FieldKind.EMAIL: QCoreApplication.translate("Values", "ana@example.pt"),
        FieldKind.URL: "https://",
        FieldKind.TOTP: QCoreApplication.translate("Values", "The key the site shows, or otpauth…"),
    }.get(kind, "")
