"""A vault whose key derivation is cheap by parameter; and requests at a real relay in a thread of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.clock import moment
from app.ops import requesting
from app.ops.requesting import CreatedRequest, RequestKind, RequestOptions
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault
from tests.relay.kit import NOON, Clock

from .request_line import Line

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


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with Line(Clock()).running(tmp_path / "server") as line:
        yield line


@pytest.fixture
def at() -> datetime:
    return moment(NOON)


@pytest.fixture
def client_id(vault: Vault, at: datetime) -> str:
    return vault.add_client("Rui Sá", at).id


@pytest.fixture
def ask(vault: Vault, line: Line, at: datetime, client_id: str) -> Callable[..., CreatedRequest]:
    def make(kind: RequestKind = RequestKind.LOGIN, **choices: object) -> CreatedRequest:
        options = replace(RequestOptions(kind, "Portal", client_id, "Ana", "Para o IRS"), **choices)  # type: ignore[arg-type]
        with line.courier() as courier:
            return requesting.create_request(vault, courier, options, at)

    return make
