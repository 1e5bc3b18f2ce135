"""Sender and recipient with their own courier against a relay as a process: files, terms, watching and renewing, end to end."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

from app.crypto.secret import Secret
from app.share.accepting import open_acceptance
from app.share.courier import Courier
from app.share.documents import Cover
from app.share.downloading import Download
from app.share.link import Kind
from app.share.manifest import Manifest
from app.share.recipient import Accepted, Recipient
from app.share.sender import OwnerSecrets, Terms, prepare, renew
from app.share.sources import DiskFile
from app.share.uploading import KeptFile, Staged, Uploader
from app.share.wire.messages import Change, Receipt, Watch
from app.share.wire.transfers import CHUNK
from tests.relay.kit import HOUR, NOON, Outside, outside

CONTENT = random.Random(9).randbytes(17 * CHUNK + 5)


def terms(relay: Outside, **changes: object) -> Terms:
    plain = Terms(relay.url, NOON + HOUR, 1, Kind.NONE, None, Cover("Ana", "", "none"))
    return replace(plain, **changes)  # type: ignore[arg-type]


def opened(courier: Courier, owner: OwnerSecrets, accepted: Accepted | None = None) -> tuple[Recipient, Manifest]:
    """A recipient that has the body."""
    recipient = Recipient(owner.link)
    recipient.welcome(courier.hello(recipient.hello))
    recipient.granted(courier.claim(recipient.claim(accepted=accepted)))
    for piece in courier.blob(recipient.blob, recipient.missing):
        recipient.receive(piece)
    return recipient, recipient.open()


def told(courier: Courier, owner: OwnerSecrets, share_id: bytes, seen: int = 0) -> Change:
    """The first that is told of it."""
    changes = courier.watch(Watch((owner.watched_as(share_id, seen),)))
    return next(change for change in changes if change is not None)


def test_files_with_terms_go_from_disk_to_disk(tmp_path: Path) -> None:
    (tmp_path / "relay-folder").mkdir()
    (tmp_path / "in").mkdir()
    for name, content in (("a.bin", CONTENT), ("b.txt", b"ola")):
        (tmp_path / name).write_bytes(content)
    sources = [DiskFile.of(tmp_path / "a.bin"), DiskFile.of(tmp_path / "b.txt", "pasta/b.txt")]
    with outside(tmp_path / "relay-folder") as relay, Courier(relay.url, Secret(relay.invite_key())) as sender:
        staged = Staged.new([KeptFile.of(source) for source in sources])
        Uploader(sender, staged, sources).send()
        manifest = Manifest(1, "", (), staged.manifest, staged.key.reveal())
        create, owner = prepare(manifest, terms(relay, accept="Confidencial."), NOON, upload=staged.token)
        sender.create(create)
        with Courier(relay.url) as courier:
            recipient, found = opened(courier, owner, Accepted("Rui", NOON))
            assert found == manifest
            Download(courier, recipient, found).save(tmp_path / "in")
            courier.ack(recipient.ack("done"))
        change = told(sender, owner, create.id)
        assert change.share is not None
        whats = [event.what for event in change.share.events]
        assert whats == ["delivered", "agreed", "accepted", "file", "file", "acknowledged"]
        assert [event.detail for event in change.share.events if event.what == "file"] == ["0", "1"]
        receipt = sender.receipt(Receipt(create.id, owner.owner.reveal(), 1))
        assert owner.accepting is not None
        assert open_acceptance(owner.accepting, receipt.acceptance).name == "Rui"
    assert (tmp_path / "in" / "a.bin").read_bytes() == CONTENT
    assert (tmp_path / "in" / "pasta" / "b.txt").read_bytes() == b"ola"
    assert sorted(os.listdir(tmp_path / "in")) == ["a.bin", "pasta"]


def test_a_link_that_nobody_opened_is_armed_again(tmp_path: Path) -> None:
    with outside(tmp_path) as relay, Courier(relay.url, Secret(relay.invite_key())) as sender:
        create, owner = prepare(Manifest(1, "antes", ()), terms(relay), NOON)
        sender.create(create)
        sender.revoke(owner.owned)
        message, again = renew(owner, Manifest(1, "depois", ()), terms(relay, views=2), NOON)
        sender.renew(message)
        assert again.link == owner.link
        with Courier(relay.url) as courier:
            assert opened(courier, again)[1].message == "depois"
        change = told(sender, again, create.id)
        assert change.share is not None
        assert [event.what for event in change.share.events] == ["revoked", "renewed", "delivered", "accepted"]
