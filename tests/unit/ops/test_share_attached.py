"""Files that are kept with an entry go into a share from where they lie sealed; and which file is being sent."""

from __future__ import annotations

import io
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.errors import UserError, WorldError
from app.ops import sharing
from app.ops.passcodes import PasscodeChoice
from app.ops.share_attached import sources_of, which_file
from app.ops.share_options import ShareOptions, parse_parcel
from app.ops.share_sending import begin, send, sizes_of, unfinished
from app.share.sources import Text
from app.share.uploading import SETBACKS
from app.share.wire.transfers import CHUNK, PUT_LIMIT, SEALED_CHUNK
from app.vault.model import EntryDraft, EntryKind
from app.vault.vault import Vault
from tests.unit.ops.relay_in_memory import MemoryRelay

BIG = PUT_LIMIT + 1000


@pytest.fixture
def relay(now: datetime) -> MemoryRelay:
    return MemoryRelay(int(now.timestamp()))


@pytest.fixture
def entry(vault: Vault, now: datetime) -> str:
    client = vault.add_client("Padaria Açor", now)
    return vault.add_entry(client.id, EntryDraft(EntryKind.DOCUMENTS, "Contrato", ()), now).id


def keep(vault: Vault, entry: str, name: str, octets: bytes, now: datetime) -> str:
    return vault.add_attachment(entry, name, io.BytesIO(octets), now).id


def options(now: datetime, entry: str, *attachments: str, files: tuple[Path, ...] = ()) -> ShareOptions:
    return ShareOptions(
        "Contrato",
        now + timedelta(days=1),
        entry_id=entry,
        field_ids=(),
        attachments=attachments,
        files=files,
        passcode=PasscodeChoice.NONE,
    )


def test_attachments_and_files_of_the_disk_are_sent_together_as_they_are(
    vault: Vault, relay: MemoryRelay, now: datetime, entry: str, tmp_path: Path
) -> None:
    kept, disk = os.urandom(BIG), os.urandom(300)
    (tmp_path / "foto.png").write_bytes(disk)
    chosen = options(now, entry, keep(vault, entry, "contrato.pdf", kept, now), files=(tmp_path / "foto.png",))
    with relay.courier() as courier:
        share_id = begin(vault, courier, chosen, now)
    parcel = vault.parcel(share_id)
    assert parcel is not None
    files = parse_parcel(parcel.secrets).files
    assert [(file.name, file.type) for file in files] == [
        ("contrato.pdf", "application/pdf"),
        ("foto.png", "image/png"),
    ]
    read = bytearray(len(kept) + len(disk))
    with Text(sources_of(vault, files)) as text:
        text.fill(memoryview(read))
    assert read == kept + disk


def test_an_upload_of_an_attachment_goes_on_in_the_middle_of_it(
    vault: Vault, relay: MemoryRelay, now: datetime, entry: str
) -> None:
    attachment = keep(vault, entry, "contrato.pdf", os.urandom(BIG), now)
    with relay.courier() as courier:
        share_id = begin(vault, courier, options(now, entry, attachment), now)
    assert sizes_of(vault, share_id) == [BIG]
    relay.fail_next("pass", "pass", *["before"] * 4 * (2 * SETBACKS + 4))
    with relay.courier() as courier, pytest.raises(WorldError, match="unreachable"):
        send(vault, courier, share_id, clock=lambda: now, sleep=lambda _: None)
    relay.failures.clear()
    with relay.courier() as courier:
        send(vault, courier, share_id, clock=lambda: now)
    assert unfinished(vault) == []


def test_an_attachment_that_was_removed_meanwhile_ends_the_upload(
    vault: Vault, relay: MemoryRelay, now: datetime, entry: str
) -> None:
    attachment = keep(vault, entry, "contrato.pdf", b"x" * 10, now)
    with relay.courier() as courier:
        share_id = begin(vault, courier, options(now, entry, attachment), now)
        vault.remove_attachment(attachment)
        with pytest.raises(UserError, match="file-changed"):
            send(vault, courier, share_id, clock=lambda: now)
    assert (sharing.list_shares(vault, now), relay.uploads) == ([], {})


def test_an_attachment_of_another_entry_is_refused(vault: Vault, relay: MemoryRelay, now: datetime, entry: str) -> None:
    client = vault.add_client("Clínica", now)
    other = vault.add_entry(client.id, EntryDraft(EntryKind.DOCUMENTS, "Outro", ()), now).id
    attachment = keep(vault, other, "segredo.pdf", b"x", now)
    with relay.courier() as courier, pytest.raises(UserError, match="no-attachment"):
        begin(vault, courier, options(now, entry, attachment), now)


@pytest.mark.parametrize(
    ("chunks", "number"), [(0, 1), (1, 3), (2, 4), (99, 4)], ids=["none", "the second is empty", "more", "padding"]
)
def test_which_file_is_on_its_way_follows_from_what_has_come(chunks: int, number: int) -> None:
    assert which_file([CHUNK, 0, CHUNK - 5, 2 * CHUNK], chunks * SEALED_CHUNK) == number


def test_a_share_without_sizes_is_at_its_first_file() -> None:
    assert which_file([], 7) == 1
