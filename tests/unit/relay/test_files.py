"""The relay's files in folders that others may write to or read."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from app.errors import UserError, WorldError
from app.relay.keeping import backup
from app.relay.schema import open_database
from app.relay.slots import SlotFile
from tests.relay.kit import inside


@pytest.fixture
def careless() -> Iterator[None]:
    """A process that keeps nothing private by itself."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("careless")
def test_a_backup_is_private_from_its_first_octet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async with inside(tmp_path):
            pass

    asyncio.run(run())
    target = tmp_path / "copy.db"
    modes: list[int] = []
    connection = apsw.Connection

    def watched(path: str, *rest: Any, **choices: Any) -> apsw.Connection:
        opened = connection(path, *rest, **choices)
        if path == str(target):
            modes.append(mode(target))
        return opened

    monkeypatch.setattr(apsw, "Connection", watched)
    backup(tmp_path / "relay", target)
    assert modes == [0o600]
    assert mode(target) == 0o600
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(UserError, match="backup-exists"):
        backup(tmp_path / "relay", link)
    assert not (tmp_path / "elsewhere.db").exists()


@pytest.mark.usefixtures("careless")
def test_the_database_and_its_log_are_private_from_their_first_octet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "relay.db"
    modes: list[int] = []
    connection = apsw.Connection

    def watched(*given: Any, **choices: Any) -> apsw.Connection:
        modes.append(mode(path))
        return connection(*given, **choices)

    monkeypatch.setattr(apsw, "Connection", watched)
    db = open_database(path)
    assert modes == [0o600]
    assert {mode(one) for one in tmp_path.iterdir()} == {0o600}
    db.close()


def test_the_folder_of_the_halves_stays_as_it_is(tmp_path: Path) -> None:
    for name in ("beside", "asked/for"):
        path = tmp_path / name / "relay.halves"
        path.parent.mkdir(parents=True)
        path.parent.chmod(0o755)
        SlotFile(path).close()
        assert mode(path.parent) == 0o755
        assert mode(path) == 0o600
    SlotFile(tmp_path / "new" / "relay.halves").close()


def test_a_file_of_halves_that_others_laid_there_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "relay.halves"

    def refused() -> None:
        with pytest.raises(WorldError, match="cannot-write"):
            SlotFile(path)

    (tmp_path / "read-by-them").touch()
    path.hardlink_to(tmp_path / "read-by-them")
    refused()
    path.unlink()
    os.mkfifo(path)
    refused()
    path.unlink()
    path.touch()
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
        refused()
    path.chmod(0o666)
    SlotFile(path).close()
    assert mode(path) == 0o600
