"""What a share is called where its sender sees it, at the command line and in the window. Nothing of this is stored or sent."""

from __future__ import annotations

from datetime import datetime, tzinfo

_TEXT = {"pt_PT": "Texto", "en": "Text"}


def name_of_share(label: str, created_at: datetime, language: str, zone: tzinfo | None = None) -> str:
    """Its label. A text that got none is told from others by when it was shared: its own words are secret."""
    return label or f"{_TEXT[language]}, {created_at.astimezone(zone):%Y-%m-%d %H:%M}"
