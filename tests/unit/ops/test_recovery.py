"""The steps of the kit: nothing is written before its code was read back, and what was read back is tried."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.errors import UserError
from app.ops import recovery
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
PASSPHRASE = Secret("cavalo bateria agrafo")


@pytest.fixture
def vault(home: Path) -> Vault:
    home.mkdir()
    return Vault.create(home / "vault.lacre", PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP)


def test_a_kit_prepared_is_not_yet_a_kit(vault: Vault) -> None:
    with vault:
        kit = recovery.prepare(vault, NOW)
        assert recovery.made_at(vault) is None
        with pytest.raises(UserError, match="no-recovery-kit"):
            recovery.prove(vault, kit.code)
        recovery.make(vault, PASSPHRASE, kit, Secret(kit.code.text().replace("-", " ").lower()))
        recovery.prove(vault, kit.code)
        assert recovery.made_at(vault) == NOW
        assert recovery.revoke(vault)
        assert not recovery.revoke(vault)


def test_another_code_typed_back_makes_no_kit(vault: Vault) -> None:
    with vault:
        kit, other = recovery.prepare(vault, NOW), recovery.prepare(vault, NOW)
        assert kit.vault_id == other.vault_id
        for typed, code in ((other.code, "recovery-code-differs"), (Secret("x"), "recovery-code-length")):
            with pytest.raises(UserError, match=code):
                recovery.make(vault, PASSPHRASE, kit, typed)
        assert recovery.made_at(vault) is None


def test_a_short_new_passphrase_is_refused_before_the_vault_is_touched(vault: Vault, home: Path) -> None:
    kit = recovery.prepare(vault, NOW)
    vault.close()
    with pytest.raises(UserError, match="passphrase-too-short"):
        recovery.use(home, kit.code, Secret("curta"))
    with pytest.raises(UserError, match="recovery-code-mistyped"):
        recovery.use(home, Secret("!"), Secret("uma frase nova"))


def test_some_groups_read_back_from_the_paper_make_the_kit(vault: Vault) -> None:
    with vault:
        kit = recovery.prepare(vault, NOW)
        groups = recovery.groups_of(kit)
        assert len(groups) == recovery.GROUPS
        typed = {index: Secret(f" {groups[index].lower()} ") for index in recovery.asked_groups()}
        recovery.make_by_groups(vault, PASSPHRASE, kit, typed)
        recovery.prove(vault, kit.code)


def test_a_group_that_differs_is_named_and_no_kit_is_made(vault: Vault) -> None:
    with vault:
        kit = recovery.prepare(vault, NOW)
        groups = recovery.groups_of(kit)
        wrong = {0: Secret(groups[0]), 4: Secret("0" if groups[4] != "0000" else "1"), 9: Secret(groups[9])}
        with pytest.raises(UserError) as refused:
            recovery.make_by_groups(vault, PASSPHRASE, kit, wrong)
        assert (refused.value.code, refused.value.facts["number"]) == ("recovery-group-differs", 5)
        with pytest.raises(UserError, match="recovery-group-differs"):
            recovery.make_by_groups(vault, PASSPHRASE, kit, {0: Secret(groups[0])})
        assert recovery.made_at(vault) is None


def test_the_groups_that_are_asked_for_are_different_ones_of_the_code() -> None:
    seen = [tuple(recovery.asked_groups()) for _ in range(30)]
    assert all(len(set(one)) == recovery.ASKED and list(one) == sorted(one) for one in seen)
    assert all(0 <= index < recovery.GROUPS for one in seen for index in one)
    assert len(set(seen)) > 1
