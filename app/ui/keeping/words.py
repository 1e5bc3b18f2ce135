"""The words of backups and of bringing them back. Decides nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from app.ui import when
from app.vault.comparing import Comparison, Difference, Standing
from app.vault.rotation import Reason

if TYPE_CHECKING:
    from app.vault.rotation import Backup


def reason_word(reason: Reason) -> str:
    return {
        Reason.DAILY: QCoreApplication.translate("Backups", "by itself"),
        Reason.IMPORT: QCoreApplication.translate("Backups", "before an import"),
        Reason.PASSPHRASE: QCoreApplication.translate("Backups", "before another passphrase"),
        Reason.MIGRATION: QCoreApplication.translate("Backups", "before a new version"),
        Reason.RESTORE: QCoreApplication.translate("Backups", "before a restore"),
        Reason.MANUAL: QCoreApplication.translate("Backups", "by you"),
    }[reason]


def backup_words(backup: Backup, now: datetime) -> tuple[str, str, str, str]:
    """When, why, how much is in it, how large."""
    size = QLocale().formattedDataSize(backup.octets, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    unread = QCoreApplication.translate("Backups", "cannot be read")
    count = QCoreApplication.translate("Backups", "{count} entries")
    held = unread if backup.entries is None else count.format(count=number(backup.entries))
    return when.exact(backup.stamp.made_at, now), reason_word(backup.stamp.reason), held, size


def number(value: int) -> str:
    return QLocale().toString(value)


def outcome(one: Difference, now: datetime) -> str:
    """What bringing it back does to this entry."""
    if one.standing is Standing.ONLY_THERE:
        return QCoreApplication.translate("Restoring", "comes back")
    if one.standing is Standing.ONLY_HERE:
        return QCoreApplication.translate("Restoring", "not in the backup")
    back = QCoreApplication.translate("Restoring", "goes back to what it was on {day}")
    return back.format(day=when.exact(one.there_at, now)) if one.there_at else ""


def summary(seen: Comparison) -> str:
    """What differs, in a line; what is the same is said as well, so that a short list is no riddle."""
    parts = [
        (seen.count(Standing.ONLY_THERE), QCoreApplication.translate("Restoring", "only in the backup: {count}")),
        (seen.count(Standing.DIFFERENT), QCoreApplication.translate("Restoring", "different: {count}")),
        (seen.count(Standing.ONLY_HERE), QCoreApplication.translate("Restoring", "only in the vault: {count}")),
        (seen.same, QCoreApplication.translate("Restoring", "the same: {count}")),
    ]
    said = " · ".join(words.format(count=number(count)) for count, words in parts if count)
    return said[:1].upper() + said[1:]


def whole_warning(seen: Comparison) -> str:
    """What a restore of everything would do, before it is done."""
    lost = seen.count(Standing.ONLY_HERE)
    kept = QCoreApplication.translate(
        "Restoring",
        "Everything becomes as it was in the backup. The vault as it is now is kept as a backup first. Passphrase and "
        "recovery kit stay those of today.",
    )
    if not lost:
        return kept
    gone = QCoreApplication.translate("Restoring", "Entries that are not in the backup go: {count}.")
    return f"{gone.format(count=number(lost))} {kept}"
