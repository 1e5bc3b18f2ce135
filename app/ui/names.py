"""What standard fields and kinds of fields are called. The vault names them; here they get words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.vault.model import CUSTOM, FieldKind


def field_name(name: str, label: str = "") -> str:
    """The words for a field: its own label where it has one."""
    if label:
        return label
    known = {
        "username": QCoreApplication.translate("Fields", "User name"),
        "password": QCoreApplication.translate("Fields", "Password"),
        "url": QCoreApplication.translate("Fields", "Address"),
        "totp": QCoreApplication.translate("Fields", "2FA code"),
        "notes": QCoreApplication.translate("Fields", "Notes"),
        "place": QCoreApplication.translate("Fields", "Place"),
        "code": QCoreApplication.translate("Fields", "Code"),
        "instructions": QCoreApplication.translate("Fields", "Instructions"),
        "valid_from": QCoreApplication.translate("Fields", "Valid from"),
        "valid_until": QCoreApplication.translate("Fields", "Valid until"),
        "text": QCoreApplication.translate("Fields", "Text"),
        "title": QCoreApplication.translate("Fields", "Title"),
        CUSTOM: QCoreApplication.translate("Fields", "Field"),
    }
    return known.get(name, name)


def kind_words(kind: FieldKind) -> str:
    """The words for what a value is, where a person chooses it."""
    return {
        FieldKind.TEXT: QCoreApplication.translate("Fields", "Text"),
        FieldKind.USERNAME: QCoreApplication.translate("Fields", "User name"),
        FieldKind.PASSWORD: QCoreApplication.translate("Fields", "Password"),
        FieldKind.URL: QCoreApplication.translate("Fields", "Address"),
        FieldKind.TOTP: QCoreApplication.translate("Fields", "2FA secret"),
        FieldKind.EMAIL: QCoreApplication.translate("Fields", "E-mail"),
        FieldKind.PHONE: QCoreApplication.translate("Fields", "Phone"),
        FieldKind.CODE: QCoreApplication.translate("Fields", "Code"),
        FieldKind.DATE: QCoreApplication.translate("Fields", "Date"),
        FieldKind.ADDRESS: QCoreApplication.translate("Fields", "Postal address"),
        FieldKind.NOTE: QCoreApplication.translate("Fields", "Long text"),
    }[kind]
