"""What a share is called where its sender sees it, at the command line and in the window. Nothing of this is stored or sent."""

from __future__ import annotations

from datetime import datetime, tzinfo

_TEXT = {"pt_PT": "Texto", "en": "Text"}
_MONTHS = {
    "pt_PT": ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def name_of_share(label: str, created_at: datetime, language: str, zone: tzinfo | None = None) -> str:
    """Its label. A text that got none is told from others by when it was shared: its own words are secret."""
    local = created_at.astimezone(zone)
    return label or f"{_TEXT[language]}, {local.day} {_MONTHS[language][local.month - 1]}, {local:%H:%M}"
