"""The caps on files that strangers may have written, and the refusals that go with them. Owns numbers, reads nothing."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import UserError

MIB = 1024 * 1024
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Limits:
    """What an import reads at most. A cap is met before the memory it protects is asked for."""

    file_octets: int = 256 * MIB
    rows: int = 1_000_000
    field_chars: int = MIB
    record_chars: int = 4 * MIB  # one CSV record, however many lines it runs over
    item_octets: int = 4 * MIB  # one JSON item as it stands in the file, escapes included
    item_brackets: int = 50_000  # of one JSON item: each becomes an object
    columns: int = 256
    depth: int = 32
    clients: int = 2_000
    members: int = 20_000  # of a zip archive
    archive_octets: int = 16 * 1024 * MIB  # of a zip: its files pass through, and are never in memory
    member_octets: int = 64 * MIB  # of a member that is read into memory
    files_octets: int = 64 * MIB  # of all files in an archive together, beside so many times its own size:
    files_ratio: int = 20
    patient: bool = False  # whether the person agreed to a derivation that is beyond the plain bounds
    ratio: int = 200  # of a member that is read; text packs to a tenth, a bomb to a thousandth


LIMITS = Limits()


def refuse(code: str, **facts: str | int) -> UserError:
    """An error that ends the whole import. The code gets the prefix that its sentence has."""
    return UserError(f"import-{code}", **facts)
