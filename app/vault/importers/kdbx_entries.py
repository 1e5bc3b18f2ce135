"""One KeePass entry as one of ours. Owns what the names of its strings mean; knows no file and no process."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from app.vault.importers.drafts import DraftBuilder, host_of
from app.vault.importers.imported import ImportedFile, Parsed, Readable, SkippedRow
from app.vault.importers.kdbx_lines import Said
from app.vault.importers.limits import Limits
from app.vault.model import EntryKind, FieldKind

_TITLE, _NOTES = "Title", "Notes"
_STANDARD = {"UserName": "username", "Password": "password", "URL": "url"}
_TOTP = ("otp", "TimeOtp-Secret-Base32")
FAVOURITE, ARCHIVED = (
    ("favorite", "favourite"),
    "archived",
)  # KeePass has no such marks: its kin use tags of these names
_SEPARATORS = re.compile("[;,]")
_MORE_ADDRESSES = re.compile(r"KP2A_URL(?:_\d+)?")


Opener = Callable[[int], AbstractContextManager[Readable]]
"""The octets of an entry's file, by its number among them."""


def entry_of(number: int, said: Said, opener: Opener, limits: Limits) -> Parsed:
    """The entry, or the row it is skipped as."""
    if any(len(value) > limits.field_chars for _, value, _ in said.strings):
        return SkippedRow(number, "too-long")
    if any("\0" in name or "\0" in value for name, value, _ in said.strings):
        return SkippedRow(number, "control-characters")
    builder = _built(said)
    for place, (name, size) in enumerate(said.files):
        builder.file(ImportedFile(name, size, partial(opener, place)))
    folder = " / ".join(part.strip() for part in said.place if part.strip())
    return builder.imported(number, folder, said.leftovers)


def _built(said: Said) -> DraftBuilder:
    values = {name: value for name, value, _ in reversed(said.strings)}
    is_login = any(values.get(name) for name in (*_STANDARD, *_TOTP))
    title, url = values.get(_TITLE, ""), values.get("URL", "")
    names = (title,) if title else ("", host_of(url), url, values.get("UserName", ""))
    builder = DraftBuilder(EntryKind.LOGIN if is_login else EntryKind.NOTE, *names)
    # KeePassXC writes them in the order of their names; the entry's own address is its first all the same.
    for name, value, protected in sorted(said.strings, key=lambda one: one[0].startswith("KP2A_URL")):
        _string(builder, name, value, protected)
    tags = _SEPARATORS.split(said.tags) if said.tags else []
    builder.favourite = any(tag.strip().lower() in FAVOURITE for tag in tags)
    builder.archived = any(tag.strip().lower() == ARCHIVED for tag in tags)
    builder.tag(tag for tag in tags if tag.strip().lower() not in (*FAVOURITE, ARCHIVED))
    builder.custom("Expires", said.expires, kind=FieldKind.DATE, protected=False)
    builder.files([(name, "") for name in said.missing])
    history = "\n".join(f"{day} {password}".strip() for day, password in said.old)
    builder.custom("Password history", history, kind=FieldKind.NOTE, protected=True)
    return builder


def _string(builder: DraftBuilder, name: str, value: str, protected: bool) -> None:
    login = builder.kind is EntryKind.LOGIN
    if name == _TITLE:
        return
    if name == _NOTES:
        builder.notes(value)
    elif name in _STANDARD and login:
        builder.standard(_STANDARD[name], value, name)
    elif name in _TOTP and login:
        builder.standard("totp", value, name)
    elif _MORE_ADDRESSES.fullmatch(name) and login and not protected:
        builder.standard("url", value)
    else:
        # What its owner protected stays so; what was left plain is shown unless its name speaks of a secret.
        builder.custom(name, value, protected=True if protected else None)
