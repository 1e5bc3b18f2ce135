"""What was generated is remembered for a while, sealed."""

from __future__ import annotations

from datetime import timedelta

from app.crypto.secret import Secret
from app.vault.vault import Vault

from .conftest import NOW, reopen


def test_the_latest_hundred_are_remembered_until_forgotten(vault: Vault) -> None:
    for number in range(105):
        vault.keep_generated(Secret(f"segredo {number}"), NOW + timedelta(seconds=number))
    vault.close()
    with reopen(vault.folder) as again:
        made = again.generated()
        assert len(made) == 100
        assert (made[0].value.text(), made[-1].value.text()) == ("segredo 104", "segredo 5")
        assert made[0].made_at == NOW + timedelta(seconds=104)
        assert again.check().ok
        again.forget_generated()
        assert again.generated() == []
