"""What is left in the memory of the window after a lock: the real one, at which a person unlocked, revealed, copied, generated,
looked at an import, began a share and left a form half typed. Looked for octet by octet, as whoever stole a dump would.

SECURITY.md says what this cannot find out, and that what was read for an import is not among what must be gone.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.clock import now
from app.host.paths import vault_path
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.vault import Vault
from tests.e2e.memory_search import Holder, keys, text_forms

PASSPHRASE = "canário-memória-Qx91 frase"  # an accent is not out of the ordinary here
REVEALED, TYPED, IMPORTED = (
    "zqxwcanariorevelado",
    "zqxwcanariodigitado",
    "zqxwcanarioimportado",
)  # letters alone: shown whole
EXPORT = f"url,username,password,totp,extra,name,grouping,fav\nhttps://x.example,ana,{IMPORTED},,,Loja,,0\n"
LATER_S = 10


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "memory"
    data.mkdir()
    (data / "passphrase").write_text(PASSPHRASE + "\n")
    (data / "typed").write_text(TYPED)
    (data / "export.csv").write_text(EXPORT)
    with Vault.create(vault_path(data), Secret(PASSPHRASE), now=now(), cost=KdfCost(64 * 1024, 3)) as vault:
        client = vault.add_client("Padaria", now())
        fields = (FieldDraft("username", "ana"), FieldDraft("password", REVEALED))
        vault.add_entry(client.id, EntryDraft(EntryKind.LOGIN, "Banco central", fields), now())
    return data


@pytest.fixture
def window(data: Path) -> Iterator[Holder]:
    """Unlocked and used."""
    wanted = keys(vault_path(data), PASSPHRASE)
    for name, text in (("passphrase", PASSPHRASE), ("revealed", REVEALED), ("typed", TYPED)):
        wanted |= text_forms(name, text)
    own = {"QT_QPA_PLATFORM": "offscreen"}
    holder = Holder(
        data, wanted, str(data / "typed"), str(data / "export.csv"), module="tests.e2e.window_holder", **own
    )
    try:
        holder.wait_for("unlocked")
        yield holder
    finally:
        holder.close()


def test_no_key_no_passphrase_and_no_value_is_left_once_the_window_has_locked(window: Holder) -> None:
    unlocked = window.found()
    assert {"the key database", "revealed", "typed in UTF-16"} <= unlocked.keys(), (
        "the search would not find what is there"
    )
    assert not {name for name in unlocked if "vault key" in name or "passphrase" in name}
    window.go_on()
    window.wait_for("locked")
    assert window.found() == {}


@pytest.mark.slow
def test_nor_is_any_found_ten_seconds_later(window: Holder) -> None:
    """While the window goes on living: nothing brings one back."""
    window.go_on()
    window.wait_for("locked")
    end = time.monotonic() + LATER_S
    while (left := end - time.monotonic()) > 0:
        assert select.select([window.stdout], [], [], left)[0] == [], "it ended"
    assert window.found() == {}
