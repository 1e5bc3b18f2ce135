"""Instants and durations as words, in the language in use. Owns no clock: `now` is always given."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def exact(instant: datetime, now: datetime | None = None) -> str:
    """`23 Nov 2026, 14:02`; without the year when it is this one."""
    local = instant.astimezone()
    shown = QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second)
    same_year = now is not None and now.astimezone().year == local.year
    return QLocale().toString(shown, "d MMM, HH:mm" if same_year else "d MMM yyyy, HH:mm")


def day(instant: datetime) -> str:
    """`23 November 2026`."""
    local = instant.astimezone()
    return QLocale().toString(
        QDateTime(local.year, local.month, local.day, 0, 0, 0).date(), QLocale.FormatType.LongFormat
    )


def ago(instant: datetime, now: datetime) -> str:
    """`just now`, `3 minutes ago`, `yesterday`, `12 days ago`, and after a month the date."""
    seconds = max(0, int((now - instant).total_seconds()))
    if seconds < _MINUTE:
        return QCoreApplication.translate("When", "just now")
    if seconds < _HOUR:
        return _some(
            seconds // _MINUTE,
            QCoreApplication.translate("When", "1 minute ago"),
            QCoreApplication.translate("When", "{n} minutes ago"),
        )
    if seconds < _DAY:
        return _some(
            seconds // _HOUR,
            QCoreApplication.translate("When", "1 hour ago"),
            QCoreApplication.translate("When", "{n} hours ago"),
        )
    if seconds < 30 * _DAY:
        return _some(
            seconds // _DAY,
            QCoreApplication.translate("When", "yesterday"),
            QCoreApplication.translate("When", "{n} days ago"),
        )
    local = instant.astimezone()
    return QLocale().toString(QDateTime(local.year, local.month, local.day, 0, 0, 0), "d MMM yyyy")


def _some(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(n=QLocale().toString(count))
