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
        "url": QCoreApplication.translate("Fields", "Website"),
        "totp": QCoreApplication.translate("Fields", "2FA code"),
        "notes": QCoreApplication.translate("Fields", "Notes"),
        "place": QCoreApplication.translate("Fields", "Place"),
        "code": QCoreApplication.translate("Fields", "Code"),
        "instructions": QCoreApplication.translate("Fields", "Instructions"),
        "valid_from": QCoreApplication.translate("Fields", "Valid from"),
        "valid_until": QCoreApplication.translate("Fields", "Valid until"),
        "text": QCoreApplication.translate("Fields", "Text"),
        "full_name": QCoreApplication.translate("Fields", "Full name"),
        "nif": QCoreApplication.translate("Fields", "NIF (tax number)"),
        "niss": QCoreApplication.translate("Fields", "NISS (social security)"),
        "birth_date": QCoreApplication.translate("Fields", "Date of birth"),
        "id_number": QCoreApplication.translate("Fields", "ID document number"),
        "email": QCoreApplication.translate("Fields", "E-mail"),
        "phone": QCoreApplication.translate("Fields", "Phone"),
        "address": QCoreApplication.translate("Fields", "Postal address"),
        "postal_code": QCoreApplication.translate("Fields", "Postal code"),
        "holder": QCoreApplication.translate("Fields", "Holder"),
        "number": QCoreApplication.translate("Fields", "Card number"),
        "expires": QCoreApplication.translate("Fields", "Expires"),
        "security_code": QCoreApplication.translate("Fields", "Security code"),
        "pin": QCoreApplication.translate("Fields", "PIN"),
        "bank": QCoreApplication.translate("Fields", "Bank"),
        "iban": QCoreApplication.translate("Fields", "IBAN"),
        "bic": QCoreApplication.translate("Fields", "BIC/SWIFT"),
        "account": QCoreApplication.translate("Fields", "Account number"),
        "service": QCoreApplication.translate("Fields", "Service"),
        "key_id": QCoreApplication.translate("Fields", "Key ID"),
        "secret": QCoreApplication.translate("Fields", "Secret key"),
        "ssid": QCoreApplication.translate("Fields", "Network name"),
        "security": QCoreApplication.translate("Fields", "Security"),
        "product": QCoreApplication.translate("Fields", "Product"),
        "key": QCoreApplication.translate("Fields", "Licence key"),
        "registered_to": QCoreApplication.translate("Fields", "Registered to"),
        "purchased": QCoreApplication.translate("Fields", "Date of purchase"),
        "reference": QCoreApplication.translate("Fields", "Reference"),
        "date": QCoreApplication.translate("Fields", "Date"),
        "title": QCoreApplication.translate("Fields", "Title"),
        CUSTOM: QCoreApplication.translate("Fields", "Field"),
    }
    return known.get(name, name)


def typed_name(name: str) -> str:
    """The words for a field where it is typed: what is pasted there is the key, of which the codes come."""
    return kind_words(FieldKind.TOTP) if name == "totp" else field_name(name)


def kind_words(kind: FieldKind) -> str:
    """The words for what a value is, where a person chooses it."""
    return {
        FieldKind.TEXT: QCoreApplication.translate("Fields", "Text"),
        FieldKind.USERNAME: QCoreApplication.translate("Fields", "User name"),
        FieldKind.PASSWORD: QCoreApplication.translate("Fields", "Password"),
        FieldKind.URL: QCoreApplication.translate("Fields", "Website"),
        FieldKind.TOTP: QCoreApplication.translate("Fields", "2FA key"),
        FieldKind.EMAIL: QCoreApplication.translate("Fields", "E-mail"),
        FieldKind.PHONE: QCoreApplication.translate("Fields", "Phone"),
        FieldKind.CODE: QCoreApplication.translate("Fields", "Code"),
        FieldKind.DATE: QCoreApplication.translate("Fields", "Date"),
        FieldKind.ADDRESS: QCoreApplication.translate("Fields", "Postal address"),
        FieldKind.NOTE: QCoreApplication.translate("Fields", "Long text"),
        FieldKind.IBAN: QCoreApplication.translate("Fields", "IBAN"),
        FieldKind.BIC: QCoreApplication.translate("Fields", "BIC/SWIFT"),
        FieldKind.NIF: QCoreApplication.translate("Fields", "NIF (tax number)"),
        FieldKind.NISS: QCoreApplication.translate("Fields", "NISS (social security)"),
        FieldKind.CARD: QCoreApplication.translate("Fields", "Card number"),
        FieldKind.MONTH: QCoreApplication.translate("Fields", "Month"),
        FieldKind.POSTAL: QCoreApplication.translate("Fields", "Postal code"),
        FieldKind.PIN: QCoreApplication.translate("Fields", "PIN"),
        FieldKind.SECRET: QCoreApplication.translate("Fields", "Secret key"),
    }[kind]
