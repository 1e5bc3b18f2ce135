"""A vault whose key derivation is cheap by parameter: never mocked, never lowered by a file or the environment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.vault.model import Client, EntryDraft, EntryKind, FieldDraft
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
NOW = datetime(2026, 11, 22, 10, 30, 0, 123456, tzinfo=UTC)
PASSPHRASE = Secret("cavalo bateria agrafo")


def login(title: str, username: str = "", password: str = "", **more: str) -> EntryDraft:
    """A login with what is given."""
    values = {"username": username, "password": password, **more}
    return EntryDraft(EntryKind.LOGIN, title, tuple(FieldDraft(name, value) for name, value in values.items()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault.lacre"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    with Vault.create(folder, PASSPHRASE, now=NOW, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        yield vault


@pytest.fixture
def client(vault: Vault) -> Client:
    return vault.add_client("Padaria Açores", NOW)


def reopen(folder: Path, passphrase: Secret = PASSPHRASE) -> Vault:
    """The vault of a test, unlocked again."""
    return Vault.unlock(folder, passphrase, policy=CHEAP)
