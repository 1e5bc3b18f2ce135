"""What a loose label speaks of: the kind of its value and whether it is protected. Owns these guesses and no field.

In doubt a value is protected: a phone number that must be revealed costs a click, a card number on the screen costs more.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.vault.model import FieldKind

LABEL_CHARS = 200

# fmt: off
_KIND_WORDS: tuple[tuple[FieldKind, frozenset[str]], ...] = (
    (FieldKind.PASSWORD, frozenset({"password", "passphrase", "passe", "senha", "secret", "segredo"})),
    (FieldKind.PIN, frozenset({"pin"})),
    (FieldKind.CODE, frozenset({"code", "codigo", "puk", "cvv", "cvc"})),
    (FieldKind.IBAN, frozenset({"iban"})),
    (FieldKind.BIC, frozenset({"bic", "swift"})),
    (FieldKind.NIF, frozenset({"nif", "contribuinte"})),
    (FieldKind.NISS, frozenset({"niss"})),
    (FieldKind.EMAIL, frozenset({"email", "mail", "e-mail", "correio"})),
    (FieldKind.PHONE, frozenset({"phone", "telephone", "mobile", "fax", "telefone", "telemovel"})),
    (FieldKind.URL, frozenset({"url", "uri", "website", "site", "link"})),
    (FieldKind.DATE, frozenset({"date", "data", "birthday", "nascimento", "expiration", "expires", "validade"})),
    (FieldKind.ADDRESS, frozenset({"address", "morada", "endereco"})),
    (FieldKind.USERNAME, frozenset({"username", "user", "login", "utilizador"})),
)
_PLAIN_KINDS = frozenset({
    FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL, FieldKind.DATE, FieldKind.ADDRESS, FieldKind.USERNAME,
    FieldKind.IBAN, FieldKind.BIC, FieldKind.NIF, FieldKind.NISS, FieldKind.POSTAL,
})
_PLAIN_WORDS = frozenset({
    "name", "nome", "title", "titulo", "company", "empresa", "organization", "organisation", "bank", "banco", "brand",
    "marca", "type", "tipo", "city", "town", "cidade", "country", "pais", "county", "state", "distrito", "zip", "postal",
    "postcode", "port", "hostname", "host", "server", "servidor", "ssid", "database", "version", "publisher", "gender",
    "sex", "nationality", "nacionalidade", "timezone", "class", "language", "notetype", "alias", "connection", "authentication",
    "encryption", "licensee", "cardholder", "folder", "pasta", "category", "categoria", "department", "office", "agent",
})
_POSTAL = frozenset({"postal", "zip", "postcode"})
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
# fmt: on


def words_of(label: str) -> frozenset[str]:
    """The words of a label without case and accents; `cardholderName` has two."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label[:LABEL_CHARS])
    bare = "".join(c for c in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(c))
    return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)?", bare.lower()))


def guess_kind(label: str) -> FieldKind:
    words = words_of(label)
    if words & _POSTAL:
        return FieldKind.POSTAL  # a "postal code" opens no door
    return next((kind for kind, marks in _KIND_WORDS if words & marks), FieldKind.TEXT)


def guess_protected(label: str, kind: FieldKind) -> bool:
    """Names, places and ways to reach somebody may be seen and searched; numbers and whatever is unknown may not."""
    return kind not in _PLAIN_KINDS and not (kind is FieldKind.TEXT and words_of(label) & _PLAIN_WORDS)


def iso_date(value: str) -> str | None:
    """`2027-01-31` from that or from `January,31,2027`; None for anything else."""
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        pass
    parts = [part.strip().lower() for part in value.split(",")]
    if len(parts) != 3 or parts[0] not in _MONTHS:
        return None
    try:
        return date(int(parts[2]), _MONTHS.index(parts[0]) + 1, int(parts[1])).isoformat()
    except ValueError:
        return None
