"""Words for instants: when a share ends, how long is left. Owns no clock and no widget; `now` and the zone are given.

An end is said exactly and with its time zone, because the recipient may sit in another one.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

MINUTE, HOUR, DAY = 60, 3600, 86400


def exact(instant: datetime, locale: QLocale, zone: tzinfo | None = None) -> str:
    """`23 Nov 2026, 14:02 (WET, UTC+0)`."""
    local = instant.astimezone(zone)
    day = locale.toString(_date(local), "d MMM yyyy")
    return f"{day}, {_clock(local, locale)} ({zone_name(local)})"


def ends_line(ends_at: datetime, now: datetime, locale: QLocale, zone: tzinfo | None = None) -> str:
    """The one line under the choice of an end: relative day first, then everything that makes it unmistakable."""
    day = near_day(ends_at, now, zone)
    when = exact(ends_at, locale, zone)
    return f"{day}, {when}" if day else when


def near_day(instant: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    days = (instant.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 0:
        return QCoreApplication.translate("Sharing", "today")
    if days == 1:
        return QCoreApplication.translate("Sharing", "tomorrow")
    if days == -1:
        return QCoreApplication.translate("Sharing", "yesterday")
    return ""


def moment(instant: datetime, now: datetime, locale: QLocale, zone: tzinfo | None = None) -> str:
    """Short, for rows and timelines: `today, 14:02` or `23 Nov, 14:02`; the year only where it is another one."""
    local = instant.astimezone(zone)
    day = near_day(instant, now, zone)
    if not day:
        same_year = local.year == now.astimezone(zone).year
        day = locale.toString(_date(local), "d MMM" if same_year else "d MMM yyyy")
    return f"{day}, {_clock(local, locale)}"


def time_of_day(instant: datetime, locale: QLocale, zone: tzinfo | None = None) -> str:
    """With seconds: receipts come seconds apart, and their order is evidence."""
    local = instant.astimezone(zone)
    return locale.toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")


def left(ends_at: datetime, now: datetime) -> str:
    """`3 days 4 h`, `3 days`, `5 h 12 min`, `4 min 09 s`. Rounded down: nobody is promised a minute that is not there."""
    seconds = int((ends_at - now).total_seconds())
    if seconds <= 0:
        return QCoreApplication.translate("Sharing", "no time left")
    if seconds >= DAY:
        return _days(seconds // DAY, seconds % DAY // HOUR)
    if seconds >= HOUR:
        return QCoreApplication.translate("Sharing", "{hours} h {minutes:02} min").format(
            hours=seconds // HOUR, minutes=seconds % HOUR // MINUTE
        )
    return QCoreApplication.translate("Sharing", "{minutes} min {seconds:02} s").format(
        minutes=seconds // MINUTE, seconds=seconds % MINUTE
    )


def _days(days: int, hours: int) -> str:
    """No hours where there are none to say."""
    if days == 1 and not hours:
        return QCoreApplication.translate("Sharing", "1 day")
    if days == 1:
        return QCoreApplication.translate("Sharing", "1 day {hours} h").format(hours=hours)
    if not hours:
        return QCoreApplication.translate("Sharing", "{days} days").format(days=days)
    return QCoreApplication.translate("Sharing", "{days} days {hours} h").format(days=days, hours=hours)


def zone_name(local: datetime) -> str:
    """`WET, UTC+0`; the offset alone where the system's name is only digits, as in `-03`."""
    offset = offset_name(local.utcoffset() or timedelta())
    name = local.tzname() or ""
    spoken = name.strip("+-0123456789: ") and not name.startswith("UTC")
    return f"{name}, {offset}" if spoken else offset


def offset_name(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC+0"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _date(local: datetime) -> QDate:
    return QDate(local.year, local.month, local.day)


def _clock(local: datetime, locale: QLocale) -> str:
    return locale.toString(QTime(local.hour, local.minute), "HH:mm")
