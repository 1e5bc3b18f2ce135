"""What a share is called by its sender."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from app.ops.share_names import name_of_share

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def test_a_share_is_called_by_its_label() -> None:
    assert name_of_share("PIN do portão", AT, "en") == "PIN do portão"


def test_a_text_without_a_label_is_told_by_its_time() -> None:
    assert name_of_share("", AT, "en", UTC) == "Text, 22 Nov, 23:30"
    assert name_of_share("", AT, "pt_PT", timezone(timedelta(hours=1))) == "Texto, 23 nov., 00:30"
