"""What is left in the memory of the window after a lock: the real one, at which a person unlocked by passphrase or by PIN,
revealed, copied, generated, looked at an import, began a share and left a form half typed. Looked for octet by octet, as whoever
stole a dump would.

SECURITY.md says what this cannot find out, and that what was read for an import is not among what must be gone.
"""

from __future__ import annotations

import contextlib
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost, argon2id
from app.crypto.secret import Secret
from app.host.clock import now
from app.host.paths import vault_path
from app.ops.quick_unlock import _read_item
from app.vault import quick
from app.vault.header import normalise
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.quick_steps import read
from app.vault.vault import Vault
from tests.e2e.keyring_session import bus, keyring
from tests.e2e.lacre_command import ROOT, Lacre
from tests.e2e.memory_search import Holder, forms, keys, text_forms

PASSPHRASE = "canário-memória-Qx91 frase"  # an accent is not out of the ordinary here
REVEALED, TYPED, IMPORTED = (
    "zqxwcanariorevelado",
    "zqxwcanariodigitado",
    "zqxwcanarioimportado",
)  # letters alone: shown whole
EXPORT = f"url,username,password,totp,extra,name,grouping,fav\nhttps://x.example,ana,{IMPORTED},,,Loja,,0\n"
PIN = "açor-PIN-Qx92 zqxw"
LATER_S = 10
ITEM = """import sys
from app.host.keychain import session_keychain, system_keychain
from app.ops.quick_unlock import SERVICE
print((session_keychain if sys.argv[2] else system_keychain)(SERVICE).read(sys.argv[1]))"""


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


@contextlib.contextmanager
def used(data: Path, wanted: Mapping[str, bytes], pin: str = "", **variables: str) -> Iterator[Holder]:
    """The window, unlocked and used."""
    wanted = {**keys(vault_path(data), PASSPHRASE), **wanted}
    for name, text in (("passphrase", PASSPHRASE), ("revealed", REVEALED), ("typed", TYPED)):
        wanted |= text_forms(name, text)
    words = [str(data / "typed"), str(data / "export.csv"), *filter(None, [pin])]
    own = {"QT_QPA_PLATFORM": "offscreen"}
    holder = Holder(data, wanted, *words, module="tests.e2e.window_holder", **own, **variables)
    try:
        holder.wait_for("unlocked")
        yield holder
    finally:
        holder.close()


@pytest.fixture
def window(data: Path) -> Iterator[Holder]:
    with used(data, {}) as holder:
        yield holder


@pytest.fixture(params=["login", "session"])
def by_pin(request: pytest.FixtureRequest, data: Path, tmp_path: Path) -> Iterator[Holder]:
    """Unlocked by the PIN and a key in the real GNOME Keyring: in the one of the login, or in the one that ends with it."""
    until_reboot = ["--until-reboot"] if request.param == "session" else []
    (data / "pin").write_text(PIN + "\n")
    with bus() as address, keyring(tmp_path / "session", address) as variables:
        lacre = Lacre(data, data / "passphrase", variables)
        lacre.json("vault", "quick", "on", "--pin-stdin", *until_reboot, stdin=PIN + "\n")
        wanted = quick_keys(lacre, session=bool(until_reboot))
        with used(data, wanted, str(data / "pin"), **variables) as holder:
            yield holder


def quick_keys(lacre: Lacre, *, session: bool) -> dict[str, bytes]:
    """The PIN, what is made of it, and the keychain's own key, worked out here and not there."""
    file = read(vault_path(lacre.home))
    assert file is not None
    words = [sys.executable, "-c", ITEM, file.account, "session" if session else ""]
    item = subprocess.run(words, capture_output=True, check=True, timeout=60, cwd=ROOT, env=lacre.environment).stdout
    key, _ = _read_item(item.decode().strip())  # type: ignore[misc]
    pin = normalise(Secret(PIN))
    pin_key = quick._pin_key(file, key, pin)
    place = file.bound_part()
    wrapping = quick._opened(pin_key, file.wrapping, quick._DOMAIN + b"quick-wrap\x00" + place)
    assert wrapping is not None
    found = text_forms("PIN", PIN) | forms("the keychain's key", key.reveal())
    found |= forms("what the PIN gives", argon2id(pin, file.salt, file.cost).reveal()) | forms(
        "PIN key", pin_key.reveal()
    )
    return found | forms("wrapping", wrapping.reveal())


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


@pytest.mark.slow
def test_nor_after_an_unlock_by_a_pin_and_the_keychain(by_pin: Holder) -> None:
    unlocked = by_pin.found()
    assert {"the key database", "revealed"} <= unlocked.keys(), "the search would not find what is there"
    assert not {
        name for name in unlocked if any(part in name for part in ("vault key", "passphrase", "PIN", "wrapping"))
    }
    by_pin.go_on()
    by_pin.wait_for("locked")
    assert by_pin.found() == {}
