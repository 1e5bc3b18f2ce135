"""What the process that opens KeePass files is asked, and what it says. Owns these forms; both sides check them strictly."""

from __future__ import annotations

import msgspec


class Request(msgspec.Struct, forbid_unknown_fields=True):
    """What to open with, and the limits. The file's octets follow it."""

    password: str | None
    key_file: str
    memory_octets: int
    cpu_seconds: int
    plain_octets: int
    item_octets: int
    aes_seed: str = ""
    aes_rounds: int | None = None


class Said(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One line: an entry, a row to skip, or an error that ends the import. `strings` are (name, value, protected).

    After the line of an entry come the octets of its `files`, one file after the other, as many as it says of each.
    """

    error: str = ""
    skip: str = ""
    place: list[str] = []
    strings: list[tuple[str, str, bool]] = []
    files: list[tuple[str, int]] = []
    missing: list[str] = []
    old: list[tuple[str, str]] = []
    tags: str = ""
    expires: str = ""
    leftovers: list[str] = []
