"""A vault with security keys, from the first key to the last, over keys of software: two are at hand, and one gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError
from app.host.paths import vault_path
from app.ops import recovery, security_keys, vaults
from app.vault import policy
from app.vault.vault import Vault
from tests.security_person import Person, plug_in
from tests.software_key import SoftwareKey
from tests.unit.ops.conftest import CHEAP, NOW

PASSPHRASE = Secret("frase de teste")


@pytest.fixture
def desk(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a vault and a kit. The bounds are a default of the functions, so the lower ones of tests are too."""
    for function in (Vault.unlock, Vault.recover):
        monkeypatch.setitem(function.__func__.__kwdefaults__, "policy", CHEAP)  # type: ignore[attr-defined]
    home.mkdir()
    assert policy.POLICY != CHEAP
    with Vault.create(vault_path(home), PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        kit = recovery.prepare(vault, NOW)
        recovery.make(vault, PASSPHRASE, kit, kit.code)
        (home / "kit").write_text(kit.code.text())
    return home


def add(home: Path, name: str, person: Person, *, verified: bool = False) -> None:
    with vaults.open_vault(home, PASSPHRASE, person) as vault:
        security_keys.add(vault, PASSPHRASE, name, person, NOW, verified=verified)


def test_a_first_key_is_required_from_then_on(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, SoftwareKey())
    assert not security_keys.needed(desk)
    person = Person()
    add(desk, "Porta-chaves", person)
    assert person.asked == ["touch"] * 3
    assert security_keys.needed(desk)
    with pytest.raises(UserError, match="security-key-needed"):
        vaults.open_vault(desk, PASSPHRASE)
    person = Person()
    with vaults.open_vault(desk, PASSPHRASE, person) as vault:
        assert [key.name for key in security_keys.listed(vault)] == ["Porta-chaves"]
    assert person.asked == ["touch"]


def test_without_a_kit_the_first_key_is_refused_unless_somebody_insists(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plug_in(monkeypatch, SoftwareKey())
    person = Person()
    with vaults.open_vault(desk, PASSPHRASE) as vault:
        recovery.revoke(vault)
        with pytest.raises(UserError, match="recovery-kit-first"):
            security_keys.add(vault, PASSPHRASE, "Porta-chaves", person, NOW)
        assert person.asked == []
        security_keys.add(vault, PASSPHRASE, "Porta-chaves", person, NOW, without_kit=True)


def test_a_second_key_a_lost_first_one_and_the_way_back(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = SoftwareKey(), SoftwareKey(pin="2468")
    plugged = plug_in(monkeypatch, first)
    add(desk, "Porta-chaves", Person())
    person = Person("2468")
    person.on_insert = lambda: plugged.append(second)
    add(desk, "Gaveta", person, verified=True)
    assert person.asked == ["touch", "touch", "insert", "pin", "touch", "touch", "touch"]

    plugged[:] = [second]  # the first is lost
    person = Person("1111", "2468", "2468")
    with vaults.open_vault(desk, PASSPHRASE, person) as vault:
        lost = security_keys.find(vault, "Porta-chaves")
        assert not security_keys.remove(vault, PASSPHRASE, lost.id, person)
    assert person.asked == ["pin", "pin 7", "touch", "pin", "touch"]

    person = Person("2468", "2468")
    with vaults.open_vault(desk, PASSPHRASE, person) as vault:
        assert security_keys.remove(vault, PASSPHRASE, security_keys.find(vault, "Gaveta").id, person)
    assert not security_keys.needed(desk)
    vaults.open_vault(desk, PASSPHRASE).close()


def test_what_asks_for_the_passphrase_again_asks_for_the_key_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, SoftwareKey())
    add(desk, "Porta-chaves", Person())
    person, new = Person(), Secret("uma frase nova")
    with vaults.open_vault(desk, PASSPHRASE, person) as vault:
        vault.require_passphrase(PASSPHRASE)
        vault.change_passphrase(PASSPHRASE, new)
        assert person.asked == ["touch"] * 3
        security_keys.attach(vault, None)
        with pytest.raises(UserError, match="security-key-needed"):
            vault.require_passphrase(new)
    vaults.open_vault(desk, new, Person()).close()


def test_with_every_key_lost_the_kit_opens(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugged = plug_in(monkeypatch, SoftwareKey())
    add(desk, "Porta-chaves", Person())
    plugged.clear()
    person = Person()
    person.on_insert = person.cancelled.set
    with pytest.raises(UserError, match="cancelled"):
        vaults.open_vault(desk, PASSPHRASE, person)
    recovery.use(desk, Secret((desk / "kit").read_text()), Secret("uma frase nova")).close()
    assert not security_keys.needed(desk)
    vaults.open_vault(desk, Secret("uma frase nova")).close()


def test_a_key_is_found_by_its_name_or_its_id(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, SoftwareKey())
    add(desk, "Porta-chaves", Person())
    with vaults.open_vault(desk, PASSPHRASE, Person()) as vault:
        (key,) = security_keys.listed(vault)
        assert security_keys.find(vault, key.id) == key
        with pytest.raises(UserError, match="no-security-key-of-that-name"):
            security_keys.find(vault, "Gaveta")
