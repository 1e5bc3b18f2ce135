"""The words of exporting: formats, who opens them, what they leave out. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.ops.exporting import BITWARDEN, BITWARDEN_ZIP, CSV, KDBX, ExportReport


def format_name(format: str) -> str:
    return {
        KDBX: "KeePass",
        BITWARDEN: "Bitwarden",
        BITWARDEN_ZIP: QCoreApplication.translate("Exporting", "Bitwarden with files"),
        CSV: QCoreApplication.translate("Exporting", "Table"),
    }[format]


def about(format: str) -> str:
    """Who opens such a file, and what becomes of the kinds it does not know."""
    return {
        KDBX: QCoreApplication.translate(
            "Exporting", "For KeePass and KeePassXC (KDBX 4), locked with a password of its own. Files go along."
        ),
        BITWARDEN: QCoreApplication.translate(
            "Exporting",
            "For Bitwarden and many others (JSON). Kinds that it does not know become notes with fields. Files stay here.",
        ),
        BITWARDEN_ZIP: QCoreApplication.translate(
            "Exporting", "For Bitwarden (ZIP): as the JSON, with the files of the entries beside it."
        ),
        CSV: QCoreApplication.translate(
            "Exporting",
            "For spreadsheets, and back into Lacre unchanged (CSV). Made so that no cell runs as a formula. Files stay here.",
        ),
    }[format]


def stays_behind() -> str:
    """What no format of others has a place for."""
    return QCoreApplication.translate(
        "Exporting", "Histories, shares and the trash are in no export: they are in a backup."
    )


def warning(*, plain: bool) -> str:
    if plain:
        return QCoreApplication.translate(
            "Exporting",
            "Whoever gets this file can read every password in it. Use it at once, do not send it, and delete it here when it "
            "is done.",
        )
    return QCoreApplication.translate(
        "Exporting",
        "The file is as safe as its password: choose one that nobody guesses, and do not send it together with the file.",
    )


def report_lines(report: ExportReport) -> str:
    """What was written, and what had no place."""
    lines = [
        QCoreApplication.translate("Exporting", "Entries: {entries}, of clients: {clients}.").format(
            entries=number(report.entries), clients=number(report.clients)
        )
    ]
    if report.files:
        lines.append(
            QCoreApplication.translate("Exporting", "Files taken along: {count}.").format(count=number(report.files))
        )
    if report.files_left:
        left = QCoreApplication.translate(
            "Exporting", "Files that stayed here, as the format has no place for them: {count}."
        )
        lines.append(left.format(count=number(report.files_left)))
    if report.replaced:
        replaced = QCoreApplication.translate(
            "Exporting", "Signs that the format cannot hold, and were replaced: {count}."
        )
        lines.append(replaced.format(count=number(report.replaced)))
    return "\n".join([*lines, stays_behind()])


def number(value: int) -> str:
    return QLocale().toString(value)
