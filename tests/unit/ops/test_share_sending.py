"""Files of a share on their way: what is kept of them, that they go on, and what ends them."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.errors import UserError, WorldError
from app.ops import sharing
from app.ops.passcodes import PasscodeChoice
from app.ops.share_options import ShareOptions, parse_parcel
from app.ops.share_sending import begin, gather, send, unfinished
from app.share.uploading import SETBACKS
from app.share.wire.transfers import PUT_LIMIT
from app.vault.vault import Vault
from tests.unit.ops.relay_in_memory import MemoryRelay

BIG = PUT_LIMIT + 1000


@pytest.fixture
def relay(now: datetime) -> MemoryRelay:
    return MemoryRelay(int(now.timestamp()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "contrato.bin"
    path.write_bytes(os.urandom(BIG))
    return path


def options(now: datetime, *files: Path) -> ShareOptions:
    return ShareOptions("", now + timedelta(days=1), passcode=PasscodeChoice.NONE, files=files)


def begun(vault: Vault, relay: MemoryRelay, now: datetime, file: Path) -> str:
    with relay.courier() as courier:
        return begin(vault, courier, options(now, file), now)


def test_an_upload_that_broke_goes_on_where_it_was_and_its_keys_are_erased_then(
    vault: Vault, relay: MemoryRelay, now: datetime, file: Path
) -> None:
    share_id = begun(vault, relay, now, file)
    relay.fail_next("pass", "pass", *["before"] * 4 * (2 * SETBACKS + 4))  # stage, one put, and then nothing more
    with relay.courier() as courier, pytest.raises(WorldError, match="unreachable"):
        send(vault, courier, share_id, clock=lambda: now, sleep=lambda _: None)
    (view,) = sharing.list_shares(vault, now)
    assert (view.state, unfinished(vault)) == ("uploading", [share_id])
    relay.failures.clear()
    relay.requests.clear()
    with relay.courier() as courier:
        created = send(vault, courier, share_id, clock=lambda: now)
    assert [name for name, _ in relay.requests] == ["stage", "put", "create"]
    assert unfinished(vault) == []
    kept = vault.parcel(created.id)
    assert kept is not None
    assert parse_parcel(kept.secrets).staged is None
    assert relay.shares[bytes.fromhex(created.id)].create.upload != b""


def test_a_file_that_changed_ends_the_upload_and_nothing_of_it_stays(
    vault: Vault, relay: MemoryRelay, now: datetime, file: Path
) -> None:
    share_id = begun(vault, relay, now, file)
    file.write_bytes(os.urandom(BIG + 1))
    with relay.courier() as courier, pytest.raises(UserError, match="file-changed"):
        send(vault, courier, share_id, clock=lambda: now)
    assert (sharing.list_shares(vault, now), vault.parcel(share_id), relay.uploads) == ([], None, {})


def test_an_upload_is_given_up_by_revoking_it(vault: Vault, relay: MemoryRelay, now: datetime, file: Path) -> None:
    share_id = begun(vault, relay, now, file)
    with pytest.raises(UserError, match="share-sending"):
        sharing.change(vault, share_id, now, views=2, carry=relay.courier)
    assert sharing.revoke(vault, share_id, now, carry=relay.courier).state == "revoked"
    assert sharing.list_shares(vault, now) == []


def test_what_would_be_refused_at_the_end_is_refused_before_anything_is_sent(
    vault: Vault, relay: MemoryRelay, now: datetime, file: Path
) -> None:
    with relay.courier() as courier, pytest.raises(UserError, match="bad-expiry"):
        begin(vault, courier, ShareOptions("", now, files=(file,), passcode=PasscodeChoice.NONE), now)
    assert (sharing.list_shares(vault, now), relay.requests) == ([], [])


def test_a_folder_is_taken_with_its_folders_and_without_what_links_point_to(tmp_path: Path) -> None:
    (tmp_path / "docs" / "b").mkdir(parents=True)
    for name in ("docs/z", "docs/a", "docs/b/c"):
        (tmp_path / name).write_text("x")
    (tmp_path / "docs" / "link").symlink_to(tmp_path / "docs" / "a")
    assert [file.name for file in gather([tmp_path / "docs", tmp_path / "docs" / "a"])] == [
        "docs/a", "docs/z", "docs/b/c", "a",
    ]  # fmt: skip
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="nothing-to-share"):
        gather([tmp_path / "empty"])
    with pytest.raises(WorldError, match="cannot-read"):
        gather([tmp_path / "nowhere"])
