"""What a person types to search, taken apart: words to find, words to leave out, filters. Owns the language; knows no SQL.

    padaria -antigo "cartão de cidadão" cliente:"Dra. São" tipo:login etiqueta:irs tem:ficheiro é:favorito -é:arquivado

Nothing is ever wrong: what is no filter is a word, and a filter still being typed (`is:`, `is:fav`) does what it can already.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.vault.categories import Category
from app.vault.fold import fold
from app.vault.kinds import EntryKind

MOST_CHARACTERS = 1000
MOST_WORDS = 8
MOST_FILTERS = 16

_PART = re.compile(r'(-?)(?:([^\W\d_]+):)?(?:"([^"]*)(?:"|$)|(\S+))?')


class Key(StrEnum):
    """What a filter looks at."""

    CLIENT = "client"
    KIND = "kind"
    TAG = "tag"
    CATEGORY = "category"
    HAS = "has"
    IS = "is"


class Has(StrEnum):
    TOTP = "totp"
    FILE = "file"
    TAG = "tag"
    URL = "url"


class Is(StrEnum):
    FAVOURITE = "favourite"
    ARCHIVED = "archived"
    TRASH = "trash"
    EXPIRING = "expiring"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: any of the values fits."""

    key: Key
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart. Words are folded."""

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def wants_day(self) -> bool:
        """Whether it depends on what day it is."""
        return any({Is.EXPIRING, Is.EXPIRED} & set(each.values) for each in self.filters if each.key is Key.IS)

    def asks_for(self, state: Is) -> bool:
        """Whether it wants entries of this state, which are left out otherwise."""
        return any(state in each.values and not each.negated for each in self.filters if each.key is Key.IS)


_KEYS = {
    **{key.value: key for key in Key},
    **{
        "cliente": Key.CLIENT,
        "tipo": Key.KIND,
        "etiqueta": Key.TAG,
        "categoria": Key.CATEGORY,
        "tem": Key.HAS,
        "e": Key.IS,
    },
}
_VALUES: dict[Key, dict[str, str]] = {
    Key.KIND: {
        **{kind.value: kind.value for kind in EntryKind},
        **{"entrada": "login", "acesso": "login", "identidade": "identity", "cartao": "card", "banco": "bank"},
        **{"conta": "bank", "porta": "door", "alarme": "door", "alarm": "door", "chave": "api", "key": "api"},
        **{"wi-fi": "wifi", "licenca": "licence", "license": "licence", "documentos": "documents"},
        **{"ficheiros": "documents", "nota": "note", "outro": "custom", "other": "custom"},
    },
    Key.CATEGORY: {
        **{category.value: category.value for category in Category},
        **{"pessoal": "personal", "pessoais": "personal", "profissional": "personal", "professional": "personal"},
        **{"palavras-passe": "passwords", "terceiros": "third-parties", "third": "third-parties"},
        **{"financeiro": "financial", "financeira": "financial", "financeiros": "financial"},
    },
    Key.HAS: {
        **{each.value: each.value for each in Has},
        **{
            "2fa": "totp",
            "ficheiro": "file",
            "anexo": "file",
            "attachment": "file",
            "etiqueta": "tag",
            "endereco": "url",
        },
    },
    Key.IS: {
        **{each.value: each.value for each in Is},
        **{"favorite": "favourite", "favorito": "favourite", "favorita": "favourite", "arquivado": "archived"},
        **{"arquivada": "archived", "archive": "archived", "arquivo": "archived", "lixo": "trash", "removido": "trash"},
        **{"a-expirar": "expiring", "expira": "expiring", "expirado": "expired", "expirada": "expired"},
    },
}


def parse_query(text: str) -> Query:
    """The query that a text says. Never fails."""
    words: list[str] = []
    without: list[str] = []
    filters: list[Filter] = []
    for minus, name, quoted, bare in _PART.findall(unicodedata.normalize("NFC", text[:MOST_CHARACTERS])):
        key = _KEYS.get(fold(name)) if name else None
        value = fold(quoted or bare)
        meant = () if key is None else _meant(key, value)
        if key is not None and meant:
            filters.append(Filter(key, meant, bool(minus)))
        elif key is None or value:
            written = fold(f"{name}:{quoted or bare}") if name else value
            (without if minus else words).extend([written] if quoted and written else written.split())
    return Query(tuple(words[:MOST_WORDS]), tuple(without[:MOST_WORDS]), tuple(filters[:MOST_FILTERS]))


def _meant(key: Key, value: str) -> tuple[str, ...]:
    """What of the key's values is meant: the whole name, or all that begin so. Clients and tags are looked up elsewhere."""
    if not value:
        return ()
    known = _VALUES.get(key)
    if known is None:
        return (value,)
    if value in known:
        return (known[value],)
    return tuple(dict.fromkeys(meant for name, meant in known.items() if name.startswith(value)))
