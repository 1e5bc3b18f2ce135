"""The password tables of known programs: which columns tell them, what each column means, and what only they write.

LastPass and Chrome, which were here first, have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.vault.importers.drafts import DraftBuilder
from app.vault.importers.imported import Parsed, Progress
from app.vault.importers.limits import LIMITS, Limits
from app.vault.importers.mapped import Hook, Parts, addresses, kind_of, read_mapped
from app.vault.importers.mapping import Columns, Target
from app.vault.importers.text import inspect
from app.vault.model import EntryKind, FieldKind

T = Target


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """A table of one program. `required` headings tell it from all others; `notes` are the values of `type` that mean a note."""

    required: frozenset[str]
    columns: Columns
    hook: Hook | None = None
    notes: frozenset[str] = field(default_factory=frozenset)


def parse_table(
    path: Path | bytes, format: CsvFormat, *, limits: Limits = LIMITS, progress: Progress | None = None
) -> Iterator[Parsed]:
    """The table's entries, one by one."""

    def kind(parts: Parts) -> EntryKind:
        said = parts.first(T.QUIET_TYPE).lower()
        return EntryKind.NOTE if said in format.notes else EntryKind.LOGIN if said == "login" else kind_of(parts)

    source = inspect(path, limits)
    return read_mapped(source, format.columns, limits=limits, progress=progress, kind=kind, hook=format.hook)


def _split_addresses(parts: Parts) -> None:
    parts.by_target[T.URL] = [(heading, one) for heading, cell in parts.of(T.URL) for one in addresses(cell)]


def _bitwarden(parts: Parts, builder: DraftBuilder) -> None:
    """`fields` is one cell of `name: value` lines; a line without a colon belongs to the value above it."""
    _split_addresses(parts)
    cell = next((value for heading, value in parts.of(T.SPECIAL) if heading == "fields"), "")
    pairs: list[tuple[str, list[str]]] = []
    for line in cell.replace("\r\n", "\n").split("\n"):
        name, colon, value = line.partition(": ")
        if colon or not pairs:
            pairs.append((name if colon else "", [value if colon else line]))
        else:
            pairs[-1][1].append(line)
    for name, lines in pairs:
        builder.custom(name, "\n".join(lines))


def _repeats(value: str, addresses: list[str]) -> bool:
    """Whether a structured list of addresses says no more than the addresses that are known."""
    return bool(addresses) and all(one in value for one in addresses) and value.count("://") <= len(addresses)


def _proton(parts: Parts, builder: DraftBuilder) -> None:
    """A login's user name may be absent, and its e-mail address the name; the structured addresses repeat those of `url`."""
    _split_addresses(parts)
    for heading, value in parts.of(T.SPECIAL):
        if heading == "email" and builder.kind is EntryKind.LOGIN and not parts.of(T.USERNAME):
            parts.by_target[T.USERNAME] = [(heading, value)]
        elif heading == "email":
            builder.custom("Email", value, kind=FieldKind.EMAIL, protected=False)
        elif not _repeats(value, [one for _, one in parts.of(T.URL)]):
            builder.custom(heading, value, kind=FieldKind.TEXT, protected=False)
    kind = parts.first(T.QUIET_TYPE)
    if kind not in ("login", "note"):
        builder.custom("type", kind, kind=FieldKind.TEXT, protected=False)


def _keepassxc(parts: Parts, _builder: DraftBuilder) -> None:
    """Every group starts with the name of the root group, which is the database's and no folder."""
    group = parts.first(T.CLIENT)
    parts.by_target[T.CLIENT] = [("group", group.partition("/")[2])]


def _firefox(parts: Parts, builder: DraftBuilder) -> None:
    """Where a form is sent to is mostly the same site; it is kept where it is not."""
    for heading, value in parts.of(T.SPECIAL):
        if value not in (url for _, url in parts.of(T.URL)):
            builder.custom(heading, value, kind=FieldKind.URL if "://" in value else FieldKind.TEXT, protected=False)


_LOGIN = {"username": T.USERNAME, "password": T.PASSWORD, "url": T.URL}

BITWARDEN_CSV = CsvFormat(
    frozenset({"type", "name", "login_uri", "login_username", "login_password"}),
    {
        **{"folder": T.CLIENT, "collections": T.CLIENT, "name": T.TITLE, "notes": T.NOTES, "fields": T.SPECIAL},
        **{"login_uri": T.URL, "login_username": T.USERNAME, "login_password": T.PASSWORD, "login_totp": T.TOTP},
        **{"type": T.QUIET_TYPE, "favorite": T.QUIET_FAVOURITE, "reprompt": T.LEAVE, "archiveddate": T.QUIET_ARCHIVED},
    },
    _bitwarden,
    frozenset({"note"}),
)
ONEPASSWORD_CSV = CsvFormat(
    frozenset({"title", "username", "password", "otpauth", "favorite", "archived", "tags"}),
    {
        **_LOGIN,
        **{"title": T.TITLE, "website": T.URL, "otpauth": T.TOTP, "notes": T.NOTES, "tags": T.QUIET_TAGS},
        **{"favorite": T.QUIET_FAVOURITE, "archived": T.QUIET_ARCHIVED},
    },
)
KEEPASSXC_CSV = CsvFormat(
    frozenset({"group", "title", "username", "password", "url", "notes"}),
    {
        **_LOGIN,
        **{"group": T.CLIENT, "title": T.TITLE, "notes": T.NOTES, "totp": T.TOTP},
        **{"icon": T.QUIET, "last modified": T.QUIET, "created": T.QUIET},
    },
    _keepassxc,
)
FIREFOX_CSV = CsvFormat(
    frozenset({"url", "username", "password", "httprealm", "formactionorigin"}),
    {
        **_LOGIN,
        **{"httprealm": T.SPECIAL, "formactionorigin": T.SPECIAL, "guid": T.QUIET},
        **{"timecreated": T.QUIET, "timelastused": T.QUIET, "timepasswordchanged": T.QUIET},
    },
    _firefox,
)
PROTON_CSV = CsvFormat(
    frozenset({"type", "name", "url", "username", "password", "note", "totp", "createtime", "modifytime", "vault"}),
    {
        **_LOGIN,
        **{"vault": T.CLIENT, "name": T.TITLE, "note": T.NOTES, "totp": T.TOTP, "email": T.SPECIAL},
        **{"autofillurls": T.SPECIAL, "type": T.QUIET_TYPE, "createtime": T.QUIET, "modifytime": T.QUIET},
    },
    _proton,
    frozenset({"note", "alias", "creditcard", "identity", "custom", "wifi", "sshkey"}),
)

TABLES: Mapping[str, CsvFormat] = {
    "bitwarden-csv": BITWARDEN_CSV,
    "1password-csv": ONEPASSWORD_CSV,
    "keepassxc-csv": KEEPASSXC_CSV,
    "firefox": FIREFOX_CSV,
    "proton-csv": PROTON_CSV,
}
