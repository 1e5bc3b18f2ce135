"""A KeePass database (KDBX 4, Argon2id) that KeePassXC opens with every field. Clients are groups. Owns what each field becomes.

pykeepass writes the file; the entries are put together here, as its own way of adding them looks each one up among all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote

from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.exporters.rows import ExportedEntry, ExportedField, label_of
from app.vault.kinds import EntryKind, FieldKind

MEMORY_KIB, PASSES, LANES = 64 * 1024, 10, 2
MOST_FILES_OCTETS = 256 * 2**20  # the format wants the whole database in memory, there and here, several times over

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ARGON2ID = b"\x9e)\x8b\x19V\xdbGs\xb2=\xfc>\xc6\xf0\xa1\xe6"
_BASE32 = re.compile(r"[A-Z2-7]{8,256}=*", re.ASCII)
_RESERVED = frozenset({"Title", "UserName", "Password", "URL", "Notes", "otp"})
_HAS_OTP = "\0otp"

# What of a kind goes into KeePass' own five fields; everything else is a field beside them.
_USERNAME = {EntryKind.API: "key_id", EntryKind.WIFI: "ssid", EntryKind.CARD: "holder"}
_PASSWORD = {EntryKind.API: "secret", EntryKind.DOOR: "code", EntryKind.LICENCE: "key"}

Strings = list[tuple[str, str, bool]]


def write_kdbx(
    file: BinaryIO,
    name: str,
    password: Secret,
    entries: Iterable[ExportedEntry],
    words: dict[str, str],
    cost: Any = None,
) -> int:
    """The whole database; it is in memory until it is written, as its XML is one document. How many signs no XML can hold."""
    from pykeepass.pykeepass import (  # type: ignore[import-untyped]  # it has no types
        BLANK_DATABASE_LOCATION,
        BLANK_DATABASE_PASSWORD,
        PyKeePass,
    )

    database = PyKeePass(BLANK_DATABASE_LOCATION, BLANK_DATABASE_PASSWORD)
    database.password = password.text()
    database.database_name = name
    _set_cost(database, *(cost or (MEMORY_KIB, PASSES, LANES)))
    groups: dict[str, Any] = {}
    dropped, room = 0, MOST_FILES_OCTETS
    for entry in entries:
        if entry.client not in groups:
            groups[entry.client] = database.add_group(database.root_group, _clean(entry.client)[0])
        strings, lost = strings_of(entry, words)
        dropped += lost
        room -= sum(one.size for one in entry.files)
        if room < 0:
            raise UserError("export-files-too-large", limit_mib=MOST_FILES_OCTETS // 2**20)
        groups[entry.client].append(_element(database, entry, strings))
    held = io.BytesIO()
    database.save(held)
    file.write(held.getbuffer())
    return dropped


def strings_of(entry: ExportedEntry, words: dict[str, str]) -> tuple[Strings, int]:
    """KeePass' (name, value, protected) of an entry, no name twice; and how many signs had to be replaced."""
    own = {
        "UserName": _USERNAME.get(entry.kind, "username"),
        "Password": _PASSWORD.get(entry.kind, "password"),
        "URL": "url",
        "Notes": "text" if entry.kind is EntryKind.NOTE else "notes",
    }
    strings: Strings = [("Title", entry.title, False)]
    strings += [(key, entry.first(name), key == "Password") for key, name in own.items()]
    names, placed = set(_RESERVED), set(own.values())
    for one in entry.fields:
        if one.name in placed:
            placed.remove(one.name)
            continue
        strings.append(_string(entry, one, names, words))
    cleaned = [(*_clean(name), *_clean(value), protected) for name, value, protected in strings]
    kept = [(name, value, protected) for name, _, value, _, protected in cleaned]
    return kept, sum(lost_name + lost for _, lost_name, _, lost, _ in cleaned)


def _string(entry: ExportedEntry, one: ExportedField, names: set[str], words: dict[str, str]) -> tuple[str, str, bool]:
    """A field beside the five: its first one-time password is `otp`, its further addresses are what KeePassXC fills in too."""
    if one.kind is FieldKind.TOTP and _HAS_OTP not in names:
        names.add(_HAS_OTP)
        return "otp", _otp(entry, one.value), one.protected
    name = "KP2A_URL" if one.name == "url" else label_of(one, words) or one.kind.value
    name = _clean(name)[0]
    found, number = name, 1
    while found in names:
        number += 1
        found = f"{name}_{number - 1}" if one.name == "url" else f"{name} {number}"
    names.add(found)
    return found, one.value, one.protected


def _otp(entry: ExportedEntry, value: str) -> str:
    """KeePassXC reads an otpauth address; of a bare key one is made."""
    bare = "".join(value.split()).replace("-", "").upper()
    if value.lower().startswith("otpauth://") or not _BASE32.fullmatch(bare):
        return value
    issuer, account = quote(entry.title, safe=""), quote(entry.first("username") or entry.title, safe="")
    return f"otpauth://totp/{issuer}:{account}?secret={bare.rstrip('=')}&issuer={issuer}"


def _clean(text: str) -> tuple[str, int]:
    return _NOT_XML.subn("\ufffd", text)


def _element(database: Any, entry: ExportedEntry, strings: Strings) -> Any:
    from lxml.builder import E  # type: ignore[import-untyped]  # it has no types
    from pykeepass.entry import Entry  # type: ignore[import-untyped]  # nor this

    made = Entry(kp=database, tags=_tags(entry) or None)
    element = made._element
    for old in element.findall("String"):
        element.remove(old)
    for name, value, protected in strings:
        shown = E.Value(value, Protected="True") if protected else E.Value(value)
        element.append(E.String(E.Key(name), shown))
    for one in entry.files:
        made.add_attachment(database.add_binary(b"".join(one.chunks())), one.name)
    made.ctime, made.mtime = _utc(entry.created_at), _utc(entry.updated_at)
    return made


def _tags(entry: ExportedEntry) -> list[str]:
    """Its tags, and for its marks the tags that KeePass' kin use in their place."""
    marks = [tag for tag, is_marked in (("Favorite", entry.favourite), ("Archived", entry.archived)) if is_marked]
    return [*(_clean(tag)[0].replace(";", ",") for tag in entry.tags), *marks]


def _utc(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _set_cost(database: Any, memory_kib: int, passes: int, lanes: int) -> None:
    """Argon2id, in the place of what the empty database came with."""
    parameters = database.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    parameters["$UUID"].value = _ARGON2ID
    for name, value in (("M", memory_kib * 1024), ("I", passes), ("P", lanes)):
        parameters[name].value = value
