"""What is left in the memory of a process whose vault was locked: looked for octet by octet, as whoever stole a dump would.

It finds nothing for what Lacre itself holds. SECURITY.md says what it cannot find out: other programs' memory, swap, the
copies that a window made, a passphrase with letters beyond ASCII.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.clock import now
from app.host.paths import vault_path
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.vault import Vault
from tests.e2e.keyring_session import bus, keyring
from tests.e2e.lacre_command import Lacre
from tests.e2e.memory_search import Holder, keys, text_forms

PASSPHRASE, REVEALED, UNTOUCHED = (
    "canario-memoria-Qx81 frase",
    "canario-revelado-Qx82 valor",
    "canario-fechado-Qx83 valor",
)
MANY = 60  # what was freed is written over by chance: of many values some would be left
PIN = "canario-pin-Qx84 comprido"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """With a vault of one entry that is looked at, and many that only the check opens."""
    data = tmp_path / "memory"
    data.mkdir()
    (data / "passphrase").write_text(PASSPHRASE + "\n")
    with Vault.create(vault_path(data), Secret(PASSPHRASE), now=now(), cost=KdfCost(64 * 1024, 3)) as vault:
        client = vault.add_client("Padaria", now())
        others = [(f"Outro {i}", UNTOUCHED + "." * i) for i in range(MANY)]
        for title, password in (("Banco central", REVEALED), *others):
            fields = (FieldDraft("username", "ana"), FieldDraft("password", password))
            vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, title, fields), now())
    return data


@pytest.fixture
def wanted(data: Path) -> dict[str, bytes]:
    """All that must not be found."""
    found = keys(vault_path(data), PASSPHRASE)
    for name, text in (("passphrase", PASSPHRASE), ("revealed", REVEALED), ("untouched", UNTOUCHED), ("PIN", PIN)):
        found |= text_forms(name, text)
    return found


def test_after_the_lock_no_key_no_passphrase_and_no_value_is_left_in_memory(
    data: Path, wanted: dict[str, bytes]
) -> None:
    _require_nothing_left(Holder(data, wanted))


def test_nor_is_the_pin_after_a_quick_unlock(data: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "pin").write_text(PIN + "\n")
    with bus() as address, keyring(tmp_path / "session", address) as variables:
        lacre = Lacre(data, data / "passphrase", variables)
        lacre.json("vault", "quick", "on", "--pin-stdin", stdin=PIN + "\n")
        _require_nothing_left(Holder(data, wanted, str(tmp_path / "pin"), **variables))


def _require_nothing_left(holder: Holder) -> None:
    try:
        holder.wait_for("unlocked")
        unlocked = holder.found()
        assert {"the key database", "a client's key"} <= unlocked.keys(), "the search would not find what is there"
        never = ("vault key", "passphrase", "PIN", "untouched")
        assert not {name for name in unlocked if any(part in name for part in never)}
        holder.go_on()
        holder.wait_for("locked")
        assert holder.found() == {}
    finally:
        holder.close()
