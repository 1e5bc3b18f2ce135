"""kill -9 while an answer with files is accepted: entry, files and decision are there at one moment, or it still waits."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.ops import requesting
from app.ops.request_ledger import secrets_of
from app.ops.requesting import CreatedRequest, RequestKind
from app.share.asking import calls
from app.share.wire.requests import Fetch
from app.share.wire.transfers import PUT_LIMIT
from app.vault.vault import Vault

from .accepting_process import PASSPHRASE, accept_until
from .conftest import CHEAP
from .request_line import Line, client, states

FILES = {"cartão.heic": b"\x01" * 900_000, "contrato.pdf": b"\x02" * 3_500_000}
BEFORE = [
    pytest.param("fetch 1", marks=pytest.mark.slow),
    "fetch 2",  # the first file is sealed and on the disk
    "written",  # all is, and in the transaction; only its end is missing
]


def sealed_at_the_relay(vault: Vault, line: Line, made: CreatedRequest) -> bytes:
    size = vault.submission(made.id, 1).files
    owner = secrets_of(vault.request(made.id)).owner.reveal()
    with line.courier() as courier:
        pieces = [
            octets
            for at in range(0, size, PUT_LIMIT)
            for octets in calls.fetch(
                courier, Fetch(bytes.fromhex(made.id), owner, 1, "files", at, min(PUT_LIMIT, size - at))
            )
        ]
    return b"".join(pieces)


def killed_at(point: str, folder: Path, sealed: Path, request_id: str, now: datetime) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=accept_until, args=(point, folder, sealed, request_id, now, theirs))
    process.start()
    theirs.close()
    assert ours.recv() == point
    process.kill()
    process.join()
    ours.close()


@pytest.fixture
def given(
    vault: Vault, line: Line, at: datetime, ask: Callable[..., CreatedRequest], tmp_path: Path
) -> tuple[str, Path]:
    """A request that was answered with files, and what the relay has of them; the vault is left to who accepts it."""
    made = ask(RequestKind.FILE)
    client(made, line).give((0, ["Tudo aqui"]), files=FILES)
    assert states(vault, made, line, at) == ["waiting"]
    sealed = tmp_path / "sealed"
    sealed.write_bytes(sealed_at_the_relay(vault, line, made))
    vault.close()
    return made.id, sealed


def files_in(vault: Vault) -> dict[str, bytes]:
    return {
        found.name: b"".join(vault.open_attachment(found.id))
        for entry in vault.entries()
        for found in vault.attachments(entry.id)
    }


@pytest.mark.parametrize("point", BEFORE)
def test_killed_before_the_end_nothing_of_it_is_there_and_the_answer_waits(
    point: str, tmp_path: Path, line: Line, given: tuple[str, Path], at: datetime
) -> None:
    folder, (request_id, sealed) = tmp_path / "vault.lacre", given
    killed_at(point, folder, sealed, request_id, at)
    assert os.listdir(folder / "files") or point == "fetch 1"
    with Vault.unlock(folder, Secret(PASSPHRASE), policy=CHEAP) as vault:
        assert (vault.entries(), vault.submission(request_id, 1).state) == ([], "waiting")
        assert os.listdir(folder / "files") == []
        assert requesting.accept(vault, request_id, 1, at, language="en", carry=line.courier)
        assert files_in(vault) == FILES
        assert vault.check().ok


@pytest.mark.slow
def test_killed_after_the_end_all_of_it_is_there_and_the_relay_is_told_later(
    tmp_path: Path, line: Line, given: tuple[str, Path], at: datetime
) -> None:
    folder, (request_id, sealed) = tmp_path / "vault.lacre", given
    killed_at("drop", folder, sealed, request_id, at)
    with Vault.unlock(folder, Secret(PASSPHRASE), policy=CHEAP) as vault:
        assert vault.submission(request_id, 1).state == "accepted"
        assert files_in(vault) == FILES
        requesting.refresh(vault, at, carry=line.courier)
        assert vault.request(request_id).secrets is None
