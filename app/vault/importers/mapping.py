"""Which column of a table becomes which part of an entry: guessed from headings in Portuguese and English, or chosen.

Pure: headings in, targets out. What the values become is `mapped`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.vault.importers.labels import words_of
from app.vault.importers.limits import refuse


class Target(StrEnum):
    """Where the values of a column go."""

    TITLE = "title"
    CLIENT = "client"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 - the name of a part, not a value
    URL = "url"
    TOTP = "totp"
    NOTES = "notes"
    FIELD = "field"
    PROTECTED = "protected"
    LEAVE = "leave"
    QUIET = "-"  # of known formats: bookkeeping, not even named
    QUIET_TYPE = "-type"  # of known formats: what the row is
    QUIET_TAGS = "-tags"  # of known formats, as the two below: marks of an entry
    QUIET_FAVOURITE = "-favourite"
    QUIET_ARCHIVED = "-archived"
    SPECIAL = "-special"  # of known formats: what only their hook understands


CHOICES = (
    Target.TITLE,
    Target.CLIENT,
    Target.USERNAME,
    Target.PASSWORD,
    Target.URL,
    Target.TOTP,
    Target.NOTES,
    Target.FIELD,
    Target.PROTECTED,
    Target.LEAVE,
)
"""What a person can choose for a column."""

Columns = Mapping[str, Target]
"""Column headings in lower case, and where each goes. A column that is not named becomes a field of its own."""

SINGLE = frozenset({Target.TITLE, Target.CLIENT, Target.USERNAME, Target.PASSWORD, Target.TOTP})

# In this order: "user name" is a user before it is a name, and a "login url" is an address before it is a login.
_WORDS: tuple[tuple[Target, frozenset[str]], ...] = (
    (Target.TOTP, frozenset({"totp", "otp", "otpauth", "otpsecret", "otpurl", "authenticator", "autenticador"})),
    (Target.URL, frozenset({"url", "uri", "website", "site", "link", "web", "address", "endereco", "pagina"})),
    (Target.PASSWORD, frozenset({"password", "passwd", "passe", "palavra-passe", "senha", "passphrase", "pass"})),
    (
        Target.USERNAME,
        frozenset(
            {"username", "user", "login", "utilizador", "usuario", "email", "e-mail", "correio", "conta", "account"}
        ),
    ),
    (Target.NOTES, frozenset({"notes", "note", "notas", "nota", "comments", "comment", "observacoes", "obs", "extra"})),
    (
        Target.CLIENT,
        frozenset({"client", "cliente", "customer", "folder", "pasta", "group", "grupo", "grouping", "vault", "cofre"}),
    ),
    (Target.TITLE, frozenset({"title", "titulo", "name", "nome", "service", "servico", "designacao"})),
)


def guess(headings: Iterable[str]) -> dict[str, Target]:
    """A target for every heading; what nothing speaks for becomes a field, what is taken already as well."""
    taken: set[Target] = set()
    guessed: dict[str, Target] = {}
    for heading in headings:
        words = words_of(heading)
        target = next((target for target, marks in _WORDS if words & marks), Target.FIELD)
        if target in taken and target in SINGLE:
            target = Target.FIELD
        taken.add(target)
        guessed[heading] = target
    return guessed


def chosen(headings: Iterable[str], choices: Iterable[str]) -> dict[str, Target]:
    """The guess, corrected by choices of the form `heading=target`."""
    mapping = guess(headings)
    for choice in choices:
        heading, sign, target = choice.rpartition("=")
        heading = heading.strip().lower()
        if not sign or heading not in mapping:
            raise refuse("no-such-column", column=heading[:60] or "=")
        if target.strip() not in CHOICES:
            raise refuse("no-such-target", target=target.strip()[:60], targets=", ".join(CHOICES))
        mapping[heading] = Target(target.strip())
    return mapping


def holds_entries(columns: Columns) -> bool:
    """Whether entries can come of it: something has to say more than a name."""
    return any(target not in (Target.LEAVE, Target.CLIENT) for target in columns.values())
