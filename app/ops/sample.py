"""Sample data: six invented clients with entries of every kind, to look at the program before anything real is in it.

Owns how they get into a vault; who they are is in resources/sample.json. Addresses end in `.example`, which nobody owns; numbers
are those that are made for examples or given to nobody. One NIF is wrong on purpose: that is said, and kept all the same.
"""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.host.paths import resources
from app.vault.model import CUSTOM, EntryDraft, EntryKind, FieldDraft, FieldKind, spec_of

if TYPE_CHECKING:
    from app.vault.vault import Vault


def add_sample(vault: Vault, now: datetime) -> int:
    """Add the clients and their entries, all or nothing; how many entries it were."""
    count = 0
    with vault.bulk():
        for client in json.loads((resources() / "sample.json").read_bytes()):
            made = vault.add_client(client["client"], now)
            for entry in client["entries"]:
                _mark(vault, vault.add_entry(made.id, _draft(entry), now).id, entry, now)
                count += 1
    return count


def _mark(vault: Vault, entry_id: str, entry: dict[str, Any], now: datetime) -> None:
    """What stands beside the fields."""
    if "tags" in entry:
        vault.tag(entry_id, entry["tags"])
    if "purge_after" in entry:
        vault.purge_after(entry_id, entry["purge_after"])
    for file in entry.get("files", ()):
        vault.add_attachment(entry_id, file["name"], io.BytesIO(file["text"].encode()), now)


def _draft(entry: dict[str, Any]) -> EntryDraft:
    kind = EntryKind(entry["kind"])
    standard = [
        _standard(kind, name, value)
        for name, given in entry["fields"].items()
        for value in (given if isinstance(given, list) else [given])
        if value
    ]
    own = [
        FieldDraft(CUSTOM, field["value"], field["label"], FieldKind(field["kind"]), field["protected"])
        for field in entry["custom"]
    ]
    return EntryDraft(kind, entry["title"], (*standard, *own))


def _standard(kind: EntryKind, name: str, value: str) -> FieldDraft:
    spec = spec_of(kind, name)
    if spec is None:
        raise KeyError(name)
    return FieldDraft(name, value, kind=spec.kind, protected=spec.protected)
