"""Renewal of a share with files: the link lives again with the files that were sent anew, and the old ones are gone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from app.share.wire.messages import Owned, Renew
from tests.relay.filekit import SMALL, Sent, fetch, keep, new_sent, opened, upload
from tests.relay.kit import NOON, Inside, Share, inside


def renewal(first: Sent, second: Sent) -> tuple[Renew, Sent]:
    """The message, and what a recipient of the same link then finds."""
    new = second.share.create
    same = {name: getattr(new, name) for name in Renew.__struct_fields__ if name not in ("id", "owner")}
    owned = first.share.owner.owned
    create = msgspec.structs.replace(new, id=owned.id)
    return Renew(id=owned.id, owner=owned.owner, **same), Sent(Share(create, first.share.owner), second.octets)


async def revoked(relay: Inside) -> Sent:
    first = await keep(relay)
    owned = first.share.owner.owned
    assert (await relay.call("revoke", Owned(owned.id, owned.owner))).status == 200
    return first


def names(relay: Inside) -> int:
    """How many files of shares and uploads there are."""
    return len(relay.store.database.execute("SELECT name FROM blobs").fetchall())


def test_a_renewed_share_gives_the_files_that_were_sent_anew_and_no_others(tmp_path: Path) -> None:
    async def run() -> None:
        async with inside(tmp_path) as relay:
            first = await revoked(relay)
            assert names(relay) == 0
            second = new_sent(SMALL * 3)
            message, again = renewal(first, second)
            assert (await relay.call("renew", message)).error == "unknown"  # its files are not here yet
            await upload(relay, second)
            for _ in range(2):  # the first answer may be lost
                assert (await relay.call("renew", message)).status == 200
            assert names(relay) == 1
            tab = await opened(relay, again)
            found = await fetch(relay, tab, 0, len(second.octets))
            assert (found.status, found.body) == (200, second.octets)
            assert found.body[: len(first.octets)] != first.octets

    asyncio.run(run())


def test_an_upload_that_is_not_whole_or_belongs_to_a_share_renews_nothing(tmp_path: Path) -> None:
    async def run() -> None:
        async with inside(tmp_path) as relay:
            first, other = await revoked(relay), await keep(relay)
            half = new_sent()
            await relay.call("stage", half.stage)
            assert (await relay.call("renew", renewal(first, half)[0])).error == "conflict"
            taken = renewal(first, other)[0]
            assert (await relay.call("renew", taken)).error in ("conflict", "unknown")
            tab = await opened(relay, other)
            assert (await fetch(relay, tab, 0, len(other.octets))).body == other.octets
            await upload(relay, half)
            assert (await relay.call("renew", renewal(first, half)[0])).status == 200

    asyncio.run(run())


def test_files_of_a_renewed_share_go_with_its_next_end(tmp_path: Path) -> None:
    async def run() -> None:
        async with inside(tmp_path) as relay:
            first = await revoked(relay)
            second = new_sent(now=NOON)
            await upload(relay, second)
            assert (await relay.call("renew", renewal(first, second)[0])).status == 200
            owned = first.share.owner.owned
            assert (await relay.call("revoke", Owned(owned.id, owned.owner))).status == 200
            assert names(relay) == 0

    asyncio.run(run())
