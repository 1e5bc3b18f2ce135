"""What the tour of `screenshots` writes into the forms."""

from __future__ import annotations

from app.vault.kinds import EntryKind

FILLED = {
    EntryKind.IDENTITY: {
        "title": "Ana Sousa",
        "full_name": "Ana Maria Sousa",
        "nif": "123456788",
        "birth_date": "12/03/1984",
        "email": "ana@padaria-acor.example",
        "phone": "912345678",
        "postal_code": "9500-123",
    },
    EntryKind.CARD: {
        "title": "Cartão da padaria",
        "holder": "A M SOUSA",
        "number": "4111111111111111",
        "expires": "8/27",
    },
    EntryKind.BANK: {"title": "Conta da padaria", "bank": "Banco do Mar", "iban": "PT50000201231234567890154"},
    EntryKind.WIFI: {"title": "Wi-Fi da loja", "ssid": "Padaria Açor", "password": "broa-quente-7", "security": "WPA"},
}
