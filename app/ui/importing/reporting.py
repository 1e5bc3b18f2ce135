"""The report of an import in words: what was added, what was there already, what was left out and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ops.importing import ImportReport
from app.ops.sentences import skip_reason
from app.ui.importing import words

SHOWN_LINES = 12


def headline(report: ImportReport) -> str:
    if not report.added and report.joined:
        joined = QCoreApplication.translate("Importing", "Joined with entries that are about the same: {count}.")
        return joined.format(count=words.number(report.joined))
    if not report.added:
        return QCoreApplication.translate("Importing", "Nothing was added: everything in the file was here already.")
    return QCoreApplication.translate("Importing", "Added: {kinds}, for {clients}.").format(
        kinds=words.kinds_line(report.kinds), clients=words.clients_count(len(report.clients))
    )


def details(report: ImportReport) -> str:
    """One line for each thing that is not what a person might expect; nothing when all went in."""
    lines = []
    if report.merged and report.added:
        lines.append(
            QCoreApplication.translate("Importing", "Already here, word for word: {count}.").format(
                count=words.number(report.merged)
            )
        )
    if report.joined and report.added:
        joined = QCoreApplication.translate("Importing", "Joined with entries that are about the same: {count}.")
        lines.append(joined.format(count=words.number(report.joined)))
    if report.differing:
        names = ", ".join(name for name, _ in report.differing[:SHOWN_LINES])
        lines.append(
            QCoreApplication.translate("Importing", "Differed, and both are kept: {names}.").format(names=names)
        )
    if report.files:
        lines.append(words.files_line(report.files, report.file_octets))
    if report.own_fields:
        names = ", ".join(name for name, _ in report.own_fields[:SHOWN_LINES])
        lines.append(
            QCoreApplication.translate("Importing", "Kept as fields of their own: {names}.").format(names=names)
        )
    if report.cleaned:
        names = ", ".join(name for name, _ in report.cleaned[:SHOWN_LINES])
        cleaned = QCoreApplication.translate(
            "Importing", "Signs that nobody sees were taken out of these names: {names}."
        )
        lines.append(cleaned.format(names=names))
    if report.leftovers:
        names = ", ".join(name for name, _ in report.leftovers)
        lines.append(QCoreApplication.translate("Importing", "Not kept by this version: {names}.").format(names=names))
    return "\n".join(lines)


def file_words(report: ImportReport, name: str) -> str:
    """Why the file should go, and what to look at before."""
    clear = QCoreApplication.translate(
        "Importing",
        "{name} still holds every password in clear. Delete it once you have seen that all is here, and empty the bin if it was "
        "ever in it.",
    ).format(name=name)
    if not report.skipped_count and not report.leftovers:
        return clear
    first = QCoreApplication.translate("Importing", "Not all of it was brought in: look at what is named above first.")
    return f"{first} {clear}"


def skipped_lines(report: ImportReport, language: str) -> str:
    """The rows that were left out, by their line in the file, so that they can be looked at there."""
    if not report.skipped_count:
        return ""
    lines = [words.rows_count(report.skipped_count) + ":"]
    lines += [
        QCoreApplication.translate("Importing", "Line {line}: {reason}").format(
            line=row.line, reason=skip_reason(row.reason, language)
        )
        for row in report.skipped[:SHOWN_LINES]
    ]
    rest = report.skipped_count - SHOWN_LINES
    if rest > 0:
        lines.append(QCoreApplication.translate("Importing", "and {count} more").format(count=words.number(rest)))
    return "\n".join(lines)
