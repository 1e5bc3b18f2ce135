"""Instants and durations as words, in the language in use. Owns no clock: `now` is always given."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

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


def read_day(text: str) -> str | None:
    """A day as people write it (`31/12/2026`, `31.12.2026`, `2026-12-31`) as ISO; None where it is none."""
    for pattern in ("yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"):
        read = QDate.fromString(text.strip(), pattern)
        if read.isValid() and read.year() >= 1900:
            return read.toString(Qt.DateFormat.ISODate)
    return None


def written_day(iso: str) -> str:
    """An ISO day as it is written here; anything else as it stands."""
    read = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return read.toString("dd/MM/yyyy") if read.isValid() else iso


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
