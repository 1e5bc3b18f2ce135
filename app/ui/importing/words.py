"""The words of importing: formats, kinds, counts, and how to make an export. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from app.vault.importers.mapping import Target
from app.vault.model import EntryKind


def format_name(name: str) -> str:
    names = {
        "lastpass": "LastPass (CSV)",
        "bitwarden": "Bitwarden (JSON)",
        "bitwarden-csv": "Bitwarden (CSV)",
        "bitwarden-zip": "Bitwarden (ZIP)",
        "1password": "1Password (1PUX)",
        "1password-csv": "1Password (CSV)",
        "keepass": "KeePass (KDBX)",
        "keepassxc-csv": "KeePassXC (CSV)",
        "chrome": QCoreApplication.translate("Importing", "Chrome, Edge or another browser (CSV)"),
        "firefox": "Firefox (CSV)",
        "proton": "Proton Pass (JSON)",
        "proton-zip": "Proton Pass (ZIP)",
        "proton-csv": "Proton Pass (CSV)",
        "dashlane": "Dashlane (ZIP)",
        "csv": QCoreApplication.translate("Importing", "Table (CSV)"),
    }
    return names.get(name, name)


def target_name(target: Target) -> str:
    """What a column becomes."""
    names = {
        Target.TITLE: QCoreApplication.translate("Importing", "Title"),
        Target.CLIENT: QCoreApplication.translate("Importing", "Client"),
        Target.USERNAME: QCoreApplication.translate("Importing", "User name"),
        Target.PASSWORD: QCoreApplication.translate("Importing", "Password"),
        Target.URL: QCoreApplication.translate("Importing", "Website"),
        Target.TOTP: QCoreApplication.translate("Importing", "2FA key"),
        Target.NOTES: QCoreApplication.translate("Importing", "Notes"),
        Target.FIELD: QCoreApplication.translate("Importing", "Field of its own"),
        Target.PROTECTED: QCoreApplication.translate("Importing", "Protected field of its own"),
        Target.LEAVE: QCoreApplication.translate("Importing", "Leave out"),
    }
    return names[target]


def client_column() -> str:
    return QCoreApplication.translate("Importing", "Client")


def entries_column() -> str:
    return QCoreApplication.translate("Importing", "Entries")


def outcome_columns() -> tuple[str, str, str]:
    return (
        QCoreApplication.translate("Importing", "New"),
        QCoreApplication.translate("Importing", "Joined"),
        QCoreApplication.translate("Importing", "Already here"),
    )


def outcome(new: int, merged: int, joined: int = 0, files: int = 0, octets: int = 0) -> str:
    """What pressing the button will do."""
    if not new and not joined:
        return QCoreApplication.translate("Importing", "Nothing new: all of it is in the vault already, word for word.")
    said = [
        (new, QCoreApplication.translate("Importing", "To be added: {new}.").format(new=number(new))),
        (
            joined,
            QCoreApplication.translate(
                "Importing", "To be joined with entries that are about the same, nothing of either lost: {joined}."
            ).format(joined=number(joined)),
        ),
        (
            merged,
            QCoreApplication.translate("Importing", "Already in the vault, word for word: {merged}.").format(
                merged=number(merged)
            ),
        ),
        (files, files_line(files, octets)),
    ]
    return " ".join(words for count, words in said if count)


def files_line(files: int, octets: int) -> str:
    return QCoreApplication.translate("Importing", "Files: {count} ({size}).").format(
        count=number(files), size=size(octets)
    )


def kind_count(kind: EntryKind, count: int) -> str:
    one = {
        EntryKind.LOGIN: QCoreApplication.translate("Importing", "1 login"),
        EntryKind.DOOR: QCoreApplication.translate("Importing", "1 door code"),
        EntryKind.NOTE: QCoreApplication.translate("Importing", "1 note"),
        EntryKind.IDENTITY: QCoreApplication.translate("Importing", "1 identity"),
        EntryKind.CARD: QCoreApplication.translate("Importing", "1 card"),
        EntryKind.BANK: QCoreApplication.translate("Importing", "1 bank account"),
        EntryKind.API: QCoreApplication.translate("Importing", "1 API key"),
        EntryKind.WIFI: QCoreApplication.translate("Importing", "1 Wi-Fi network"),
        EntryKind.LICENCE: QCoreApplication.translate("Importing", "1 licence"),
        EntryKind.DOCUMENTS: QCoreApplication.translate("Importing", "1 document set"),
        EntryKind.CUSTOM: QCoreApplication.translate("Importing", "1 other"),
    }
    many = {
        EntryKind.LOGIN: QCoreApplication.translate("Importing", "{count} logins"),
        EntryKind.DOOR: QCoreApplication.translate("Importing", "{count} door codes"),
        EntryKind.NOTE: QCoreApplication.translate("Importing", "{count} notes"),
        EntryKind.IDENTITY: QCoreApplication.translate("Importing", "{count} identities"),
        EntryKind.CARD: QCoreApplication.translate("Importing", "{count} cards"),
        EntryKind.BANK: QCoreApplication.translate("Importing", "{count} bank accounts"),
        EntryKind.API: QCoreApplication.translate("Importing", "{count} API keys"),
        EntryKind.WIFI: QCoreApplication.translate("Importing", "{count} Wi-Fi networks"),
        EntryKind.LICENCE: QCoreApplication.translate("Importing", "{count} licences"),
        EntryKind.DOCUMENTS: QCoreApplication.translate("Importing", "{count} document sets"),
        EntryKind.CUSTOM: QCoreApplication.translate("Importing", "{count} others"),
    }
    return one[kind] if count == 1 else many[kind].format(count=number(count))


def kinds_line(kinds: Mapping[EntryKind, int]) -> str:
    """`1,204 logins · 3 notes`, in the order of the kinds."""
    said = [kind_count(kind, kinds[kind]) for kind in EntryKind if kinds.get(kind)]
    return " · ".join(said) or QCoreApplication.translate("Importing", "no entries")


def clients_count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Importing", "1 client")
    return QCoreApplication.translate("Importing", "{count} clients").format(count=number(count))


def clients_line(count: int, new: int) -> str:
    said = clients_count(count)
    if not new:
        return said
    return QCoreApplication.translate("Importing", "{clients} ({new} new)").format(clients=said, new=number(new))


def rows_count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Importing", "1 row is left out")
    return QCoreApplication.translate("Importing", "{count} rows are left out").format(count=number(count))


def number(value: int) -> str:
    return QLocale().toString(value)


def size(octets: int) -> str:
    return QLocale().formattedDataSize(octets, 1)
