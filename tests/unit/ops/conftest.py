"""A vault whose key derivation is cheap by parameter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    folder, passphrase = tmp_path / "vault.lacre", Secret("frase de teste")
    with Vault.create(folder, passphrase, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        yield vault


@pytest.fixture
def now() -> datetime:
    return NOW
