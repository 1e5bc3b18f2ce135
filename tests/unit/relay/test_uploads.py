"""Uploads and files on a relay in this process: what is kept, lent, refused and deleted."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.crypto.blind import blake2b_256
from app.relay import blobs, filing, lending, streams
from app.relay.keeping import purge, stats
from app.relay.lending import PIECE
from app.relay.sqlite import SqliteStore
from app.relay.uploading import SYNC_OCTETS
from app.share.wire.documents import FILES_LEAST, FILES_LIMIT
from app.share.wire.messages import Blob
from app.share.wire.transfers import PUT_LIMIT, SEALED_CHUNK, UPLOAD_S, Piece, Upload, encode_put_head
from tests.relay.askkit import Guest, asked
from tests.relay.filekit import Sent, Tab, fetch, keep, new_sent, opened, put, told, upload
from tests.relay.kit import HOUR, NOON, Clock, Inside, inside, new_share, whats

DAY = 86_400
LARGE = 3 * 1024 * 1024


def on_a_relay(folder: Path, test: Callable[[Inside], Awaitable[None]]) -> None:
    async def run() -> None:
        async with inside(folder) as relay:
            await test(relay)

    asyncio.run(run())


def files_in(folder: Path) -> list[int]:
    """How long the files are that the relay has on the disk."""
    return sorted(path.stat().st_size for path in (folder / "relay" / "files").iterdir())


def said(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.body)
    return found


async def deleted(relay: Inside) -> None:
    await asyncio.to_thread(relay.store.files.condemned.wait)


def test_files_go_their_whole_way(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent(LARGE)
        assert told(await relay.call("stage", sent.stage)) == 0
        for at in range(0, len(sent.octets), 1 << 20):
            end = min(at + (1 << 20), len(sent.octets))
            assert told(await put(relay, sent.put(at, end - at), chunk=100_000)) == end
        assert told(await relay.call("stage", sent.stage)) == len(sent.octets)
        assert (await relay.create(sent.share)).status == 200
        tab = await opened(relay, sent)
        whole = await fetch(relay, tab, 0, len(sent.octets))
        assert whole.body == sent.octets
        assert whole.headers["content-length"] == str(len(sent.octets))
        assert whole.headers["content-type"] == "application/octet-stream"
        for offset, length in ((0, 1), (PIECE - 1, 2), (len(sent.octets) - 1, 1), (12_345, 2 * PIECE + 7)):
            assert (await fetch(relay, tab, offset, length)).body == sent.octets[offset : offset + length]
        for stage, file in (("revealed", 0), ("file", 0), ("file", 0), ("done", 0)):
            assert (await relay.call("ack", tab.ack(stage, file))).status == 200  # type: ignore[arg-type]
        await deleted(relay)
        assert files_in(tmp_path) == []
        assert (await fetch(relay, tab, 0, 1)).error == "unknown"
        figures = (await relay.send("GET", "/metrics", peer="127.0.0.1")).body
        assert b"lacre_relay_file_octets 0\n" in figures
        assert b'answers{call="files",status="200"} 5' in figures

    on_a_relay(tmp_path, test)


def test_a_range_that_is_not_all_in_the_files_is_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = await keep(relay)
        tab, size = await opened(relay, sent), len(sent.octets)
        for offset, length in ((size, 1), (0, size + 1), (size - 1, 2), (2**32 - 1, 1), (0, PUT_LIMIT + 1), (0, 0)):
            assert (await fetch(relay, tab, offset, length)).error == "malformed"
        share = await relay.keep()
        other = Tab(share)
        await other.open(relay)
        assert (await fetch(relay, other, 0, 1)).error == "malformed"  # it has no files

    on_a_relay(tmp_path, test)


def test_a_wrong_ticket_id_or_closed_window_is_unknown_in_the_same_octets(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent, other = await keep(relay), await keep(relay)
        tab, stranger = await opened(relay, sent), Tab(sent.share)
        asked = [stranger.files(0, 1), msgspec.structs.replace(tab.files(0, 1), id=other.share.create.id)]
        answers = [await relay.call("files", message) for message in asked]
        relay.clock.go(2 * HOUR)
        answers.append(await fetch(relay, tab, 0, 1))
        assert {(answer.status, answer.body) for answer in answers} == {(404, b'{"error":"unknown"}')}

    on_a_relay(tmp_path, test)


def test_a_piece_is_kept_only_where_the_upload_ends(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        await relay.call("stage", sent.stage)
        assert told(await put(relay, sent.put(0, 1000))) == 1000
        for offset in (0, 999, 1001, 2**32 - 1):
            refused = await put(relay, encode_put_head(Piece(sent.token, offset)) + b"x")
            assert (refused.status, said(refused)) == (409, {"error": "offset", "have": 1000})
        assert (await put(relay, sent.put(1000) + b"x")).error == "malformed"  # more than the upload
        assert told(await put(relay, sent.put(1000))) == len(sent.octets)
        assert (await put(relay, encode_put_head(Piece(sent.token, len(sent.octets))) + b"x")).error == "malformed"
        assert files_in(tmp_path) == [len(sent.octets)]

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\0\0",
        b"\0\0\0\2{}",
        b"\xff\xff\xff\xff",
        b"\0\0\0\2{}x" + bytes(300),
        encode_put_head(Piece(bytes(32), 0)),
        encode_put_head(Piece(bytes(32), 0)).replace(b":0", b":00") + b"x",
        encode_put_head(Piece(bytes(32), 0))[:20],
    ],
)
def test_what_is_no_put_is_malformed(tmp_path: Path, body: bytes) -> None:
    async def test(relay: Inside) -> None:
        assert (await put(relay, body)).error == "malformed"

    on_a_relay(tmp_path, test)


def test_a_put_of_json_and_a_call_of_octets_are_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        assert (await relay.send("POST", "/api/1/put", sent.put(0))).error == "malformed"
        plain = {"content-type": "application/octet-stream"}
        assert (await relay.send("POST", "/api/1/hello", b"{}", plain)).error == "malformed"

    on_a_relay(tmp_path, test)


def test_a_put_longer_than_any_is_refused_before_it_is_read(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent(2 * PUT_LIMIT)
        await relay.call("stage", sent.stage)
        assert told(await put(relay, sent.put(0, PUT_LIMIT), chunk=1 << 20)) == PUT_LIMIT
        longest = sent.put(PUT_LIMIT, PUT_LIMIT)
        answer = await put(relay, longest + bytes(200))
        assert (answer.status, relay.pieces_read) == (413, 0)
        assert (await put(relay, sent.put(PUT_LIMIT, PUT_LIMIT + 1), chunk=1 << 20)).error == "malformed"
        assert (await put(relay, longest + bytes(1 << 20), chunk=1 << 20)).error == "too-large"
        assert told(await put(relay, longest, chunk=1 << 20)) == 2 * PUT_LIMIT

    on_a_relay(tmp_path, test)


def test_a_stranger_s_piece_is_refused_at_its_head(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent, others = new_sent(LARGE), new_sent(LARGE)
        await relay.call("stage", sent.stage)
        assert (await put(relay, others.put(0), chunk=1000)).error == "unknown"
        assert relay.pieces_read == 1
        assert (await put(relay, sent.put(5), chunk=1000)).error == "offset"
        assert relay.pieces_read == 1

    on_a_relay(tmp_path, test)


def test_a_line_cut_in_the_middle_of_a_piece_keeps_nothing_of_it(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent(LARGE)
        await relay.call("stage", sent.stage)
        body = sent.put(0)

        async def cut_after(octets: int) -> None:
            events = [{"type": "http.request", "body": body[:octets], "more_body": True}, {"type": "http.disconnect"}]

            async def receive() -> Any:
                return events.pop(0)

            async def send(_: Any) -> None:
                raise AssertionError("nobody is there to be answered")

            headers = [(b"content-type", b"application/octet-stream"), (b"content-length", b"%d" % len(body))]
            scope = {"type": "http", "method": "POST", "path": "/api/1/put", "headers": headers, "client": ("::1", 5)}
            await relay.app(scope, receive, send)

        for octets in (1, 50, 131, 132, 1000, len(body) - 1):
            await cut_after(octets)
        assert relay.app._streams._held == 0
        assert told(await relay.call("stage", sent.stage)) == 0
        assert files_in(tmp_path) == []
        await upload(relay, sent)

    on_a_relay(tmp_path, test)


def test_staging_needs_an_access_key_and_the_size_of_a_file(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        assert (await relay.call("stage", sent.stage, access=False)).error == "no-access"
        for size in (0, FILES_LEAST - 1, FILES_LIMIT + 1, 2**31 + 1 + 8193 * 40, 2**32):
            body = b'{"upload":"%s","size":%d}' % (b"A" * 43 + b"=", size)
            headers = {"authorization": "Bearer " + "A" * 43}
            assert (await relay.send("POST", "/api/1/stage", body, headers)).error == "no-access"
            assert (await relay.call("stage", Upload(sent.stage.upload, size))).error == "malformed"
        for at, size in enumerate((FILES_LEAST, FILES_LIMIT)):
            assert told(await relay.call("stage", Upload(bytes([at]) * 32, size))) == 0
        assert (await relay.call("stage", Upload(bytes(32), FILES_LEAST + 1))).error == "conflict"

    on_a_relay(tmp_path, test)


def test_a_create_takes_only_a_whole_upload_of_its_length_and_takes_it_once(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent, longer = new_sent(), new_sent(100_000)
        assert (await relay.create(sent.share)).error == "unknown"
        await relay.call("stage", sent.stage)
        assert (await relay.create(sent.share)).error == "conflict"
        await put(relay, sent.put(0, 4000))
        assert (await relay.create(sent.share)).error == "conflict"
        await put(relay, sent.put(4000))
        other_length = msgspec.structs.replace(longer.share.create, upload=sent.token)
        assert (await relay.call("create", other_length)).error == "conflict"
        assert not halves_hold(tmp_path, sent) and not halves_hold(tmp_path, longer)  # noqa: PT018
        second = msgspec.structs.replace(new_sent().share.create, upload=sent.token)
        first, late = await asyncio.gather(relay.create(sent.share), relay.call("create", second))
        assert (first.status, late.error) == (200, "unknown")
        assert (await relay.create(sent.share)).status == 200  # the same octets: answered as before
        assert (await relay.call("create", second)).error == "unknown"
        assert (await put(relay, encode_put_head(Piece(sent.token, len(sent.octets))) + b"x")).error == "unknown"
        assert (await relay.call("abandon", sent.abandon)).status == 200
        assert (await fetch(relay, await opened(relay, sent), 0, 10)).body == sent.octets[:10]

    on_a_relay(tmp_path, test)


def halves_hold(folder: Path, sent: Sent) -> bool:
    return sent.share.create.half in (folder / "relay.halves").read_bytes()


def test_a_header_and_an_upload_that_contradict_each_other_are_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        await upload(relay, sent)
        without = msgspec.structs.replace(sent.share.create, upload=b"")
        needless = msgspec.structs.replace(new_share().create, upload=sent.token)
        for message in (without, needless):
            assert (await relay.call("create", message)).error == "malformed"
        assert (await relay.create(sent.share)).status == 200

    on_a_relay(tmp_path, test)


def test_of_two_pieces_at_once_one_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        await relay.call("stage", sent.stage)
        answers = await asyncio.gather(*(put(relay, sent.put(0, 1000), chunk=600) for _ in range(4)))
        assert sorted(answer.status for answer in answers) == [200, 429, 429, 429]
        assert said(max(answers, key=lambda answer: answer.status)) == {"error": "busy", "retry_s": 1}
        assert told(await relay.call("stage", sent.stage)) == 1000

    on_a_relay(tmp_path, test)


def test_an_upload_given_up_while_a_piece_comes_leaves_no_file(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        for _ in range(10):
            await relay.call("stage", sent.stage)
            late, gone = await asyncio.gather(put(relay, sent.put(0)), relay.call("abandon", sent.abandon))
            assert gone.status == 200
            assert late.status in (200, 404)
            await deleted(relay)
            assert files_in(tmp_path) == []
        assert (await put(relay, sent.put(0))).error == "unknown"
        assert list(relay.store.files._growing) == []

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("request_it", [False, True], ids=["of a share", "of a request"])
def test_what_takes_an_upload_before_its_last_piece_is_answered_keeps_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, request_it: bool
) -> None:
    async def test(relay: Inside) -> None:
        """A line that was cut behind the last octet: its client learns by another that all is here, and takes it."""
        guest, sent = Guest(await asked(relay)), new_sent()
        files = relay.store.files
        sync = files._sync

        async def taken_before_it_is_told(growing: Any) -> None:
            await sync(growing)
            answer = await (relay.call("submit", guest.submit()) if request_it else relay.create(sent.share))
            assert answer.status == 200

        monkeypatch.setattr(files, "_sync", taken_before_it_is_told)
        if request_it:
            await guest.look(relay)
            await guest.upload(relay)
        else:
            await upload(relay, sent)
        await deleted(relay)
        assert files_in(tmp_path) == [len(guest.envelope if request_it else sent.octets)]
        assert list(files._growing) == []

    on_a_relay(tmp_path, test)


def test_pieces_that_are_not_synced_yet_are_remembered_until_the_end_of_the_process(tmp_path: Path) -> None:
    async def run() -> None:
        sent = new_sent(SYNC_OCTETS)
        async with inside(tmp_path) as relay:
            await relay.call("stage", sent.stage)
            assert told(await put(relay, sent.put(0, 5000))) == 5000
            assert relay.store.database.execute("SELECT have FROM blobs").fetchall() == [(0,)]
            relay.clock.go(filing.LATE_S)
            assert told(await put(relay, sent.put(5000, 5000))) == 10_000
            assert relay.store.database.execute("SELECT have FROM blobs").fetchall() == [(10_000,)]
            assert told(await put(relay, sent.put(10_000, 5000))) == 15_000
        async with inside(tmp_path) as relay:  # a clean end keeps all of it
            assert told(await relay.call("stage", sent.stage)) == 15_000
            await upload(relay, sent)
            assert (await relay.create(sent.share)).status == 200

    asyncio.run(run())


def test_an_upload_that_nobody_goes_on_with_is_deleted_after_two_days(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        old, used, kept = new_sent(), new_sent(), await keep(relay, expires_s=10 * DAY)
        for sent in (old, used):
            await relay.call("stage", sent.stage)
            await put(relay, sent.put(0, 4000))
        relay.clock.go(UPLOAD_S - 10)
        assert told(await put(relay, used.put(4000, 10))) == 4010
        relay.clock.go(100)
        await relay.store.sweep()
        await deleted(relay)
        assert files_in(tmp_path) == [4010, len(kept.octets)]
        assert (await put(relay, old.put(4000))).error == "unknown"
        assert told(await relay.call("stage", old.stage)) == 0

    on_a_relay(tmp_path, test)


def test_revoking_stops_a_download_and_deletes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "LONG_PIECE", PIECE)

    async def test(relay: Inside) -> None:
        sent = await keep(relay, LARGE, views=2)
        tab = await opened(relay, sent)
        came = list[bytes]()

        asked = [{"type": "http.request", "body": msgspec.json.encode(tab.files(0, len(sent.octets)))}]

        async def receive() -> Any:
            return asked.pop() if asked else await asyncio.get_running_loop().create_future()

        async def send(event: Any) -> None:
            came.append(event.get("body", b""))
            if len(came) == 3:
                assert (await relay.call("revoke", sent.share.owner.owned)).status == 200

        headers = [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/api/1/files", "headers": headers, "client": ("::1", 5)}
        await relay.app(scope, receive, send)
        # One part may have been on its way already, and been read before the file was deleted.
        assert b"".join(came) in (sent.octets[: 2 * PIECE], sent.octets[: 3 * PIECE])
        await deleted(relay)
        assert files_in(tmp_path) == []
        assert (await fetch(relay, tab, 0, 1)).error == "unknown"
        assert (await relay.status(sent.share)).state == "revoked"

    on_a_relay(tmp_path, test)


def test_files_go_with_the_end_of_the_last_window_and_not_before(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = await keep(relay, views=2)
        first = await opened(relay, sent)
        relay.clock.go(100)
        second = await opened(relay, sent)
        assert (await relay.status(sent.share)).state == "opened"
        await relay.call("ack", first.ack("done"))
        await relay.store.sweep()
        assert (await fetch(relay, second, 0, 10)).body == sent.octets[:10]
        relay.clock.go(900 + (len(sent.share.create.body) + len(sent.octets)) // 16_384 - 1)
        await relay.store.sweep()
        assert (await fetch(relay, second, 0, 10)).status == 200
        relay.clock.go(1)
        await relay.store.sweep()
        await deleted(relay)
        assert files_in(tmp_path) == []
        assert (await fetch(relay, second, 0, 10)).error == "unknown"

    on_a_relay(tmp_path, test)


def test_expiry_deletes_the_files_of_a_share_that_nobody_opened(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = await keep(relay)
        relay.clock.go(HOUR)
        await relay.store.sweep()
        await deleted(relay)
        assert files_in(tmp_path) == []
        assert (await relay.status(sent.share)).state == "expired"

    on_a_relay(tmp_path, test)


def test_the_window_of_large_files_is_longer(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        sent = await keep(relay, LARGE)
        tab = Tab(sent.share)
        answer = await relay.call("claim", tab.claim((await relay.call("hello", tab.hello)).body))
        assert said(answer)["files"] == len(sent.octets)
        assert said(answer)["window_s"] == 900 + (len(sent.share.create.body) + len(sent.octets)) // 16_384

    on_a_relay(tmp_path, test)


def test_when_the_disk_is_full_the_piece_is_refused_and_nothing_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(relay: Inside) -> None:
        sent, whole = new_sent(LARGE), await keep(relay)
        await relay.call("stage", sent.stage)
        await put(relay, sent.put(0, 1000))
        write, full = os.write, [True]

        def limited(descriptor: int, octets: Any) -> int:
            if full[0] and len(octets) > 100:
                return write(descriptor, octets[:100])
            if full[0]:
                raise OSError(errno.ENOSPC, "no space")
            return write(descriptor, octets)

        monkeypatch.setattr(blobs.os, "write", limited)
        for _ in range(2):
            refused = await put(relay, sent.put(told(await relay.call("stage", sent.stage)), 5050))
            assert (refused.status, said(refused)) == (507, {"error": "full"})
        assert (await fetch(relay, await opened(relay, whole), 0, 10)).body == whole.octets[:10]
        full[0] = False
        await upload(relay, sent)
        assert (await relay.create(sent.share)).status == 200
        tab = await opened(relay, sent)
        assert (await fetch(relay, tab, 0, len(sent.octets))).body == sent.octets

    on_a_relay(tmp_path, test)


def test_a_sync_that_fails_counts_nothing_of_what_it_was_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(relay: Inside) -> None:
        sent = new_sent()
        await relay.call("stage", sent.stage)
        await put(relay, sent.put(0, 1000))
        sync = relay.store.files.folder.sync

        def broken(name: bytes, *, named: bool) -> None:
            raise OSError(errno.EIO, "the disk fails")

        monkeypatch.setattr(relay.store.files.folder, "sync", broken)
        assert (await put(relay, sent.put(1000))).status == 503
        monkeypatch.setattr(relay.store.files.folder, "sync", sync)
        assert said(await put(relay, sent.put(1000))) == {"error": "offset", "have": 0}
        await upload(relay, sent)
        assert (await relay.create(sent.share)).status == 200

    on_a_relay(tmp_path, test)


def test_a_relay_takes_no_more_than_it_has_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        clock = Clock()
        async with inside(tmp_path, clock, room=10_000) as relay:
            kept = await keep(relay)
            assert told(await relay.call("stage", Upload(bytes(32), 10_000 - len(kept.octets)))) == 0
            refused = await relay.call("stage", Upload(b"x" * 32, FILES_LEAST))
            assert (refused.status, refused.error) == (507, "full")
            await relay.call("revoke", kept.share.owner.owned)
            assert told(await relay.call("stage", Upload(b"x" * 32, FILES_LEAST))) == 0
        async with inside(tmp_path, clock) as relay:
            monkeypatch.setattr(relay.store.files.folder, "free", lambda: 20_000)
            assert told(await relay.call("stage", Upload(b"y" * 32, 5000))) == 0
            assert (await relay.call("stage", Upload(b"z" * 32, 10_000))).error == "full"

    asyncio.run(run())


def test_only_so_many_octets_of_pieces_and_so_many_answers_are_held_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PUTS_HELD", 6000)
    monkeypatch.setattr(streams, "LENT_AT_ONCE", 2)

    async def test(relay: Inside) -> None:
        many = [new_sent() for _ in range(3)]
        for sent in many:
            await relay.call("stage", sent.stage)
        answers = await asyncio.gather(*(put(relay, sent.put(0), chunk=0) for sent in many))
        assert sorted(answer.status for answer in answers) == [200, 429, 429]
        assert said(answers[-1]) == {"error": "busy", "retry_s": streams.RETRY_S}
        kept = await keep(relay)
        tab = await opened(relay, kept)
        monkeypatch.setattr(relay.store.files.folder, "read_held", lambda *_: None)  # from the disk: they wait
        lent = await asyncio.gather(*(fetch(relay, tab, 0, 10) for _ in range(3)))
        assert sorted(answer.status for answer in lent) == [200, 200, 429]
        assert (relay.app._streams._held, relay.app._streams._lent) == (0, 0)

    on_a_relay(tmp_path, test)


def test_one_address_alone_does_not_hold_all_that_is_held_of_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PUTS_EACH", 6000)

    async def test(relay: Inside) -> None:
        many = [new_sent() for _ in range(4)]
        for sent in many:
            await relay.call("stage", sent.stage)

        async def from_peer(peer: str, sent: Sent) -> int:
            headers = {"content-type": "application/octet-stream"}
            return (await relay.send("POST", "/api/1/put", sent.put(0), headers, peer=peer)).status

        peers = ("203.0.113.5", "203.0.113.5", "203.0.113.5", "203.0.113.6")
        found = await asyncio.gather(*(from_peer(*one) for one in zip(peers, many, strict=True)))
        assert (sorted(found[:3]), found[3]) == ([200, 429, 429], 200)
        assert not relay.app._streams._held_by

    on_a_relay(tmp_path, test)


def test_a_share_without_its_file_is_gone_and_what_no_row_names_is_deleted(tmp_path: Path) -> None:
    async def run() -> None:
        async with inside(tmp_path) as relay:
            lost, cut, whole = [await keep(relay, size) for size in (5000, 9000, 20_000)]
            part = new_sent(40_000)
            await relay.call("stage", part.stage)
            await put(relay, part.put(0, 9000))
        folder = tmp_path / "relay" / "files"
        (folder / os.urandom(16).hex()).write_bytes(b"of nobody")
        for path in folder.iterdir():
            size = path.stat().st_size
            if size == len(lost.octets):
                path.unlink()
            elif size == len(cut.octets):
                os.truncate(path, size - 1)
            elif size == 9000:
                path.write_bytes(path.read_bytes() + b"what was not synced")
        async with inside(tmp_path) as relay:
            assert files_in(tmp_path) == [9000, len(whole.octets)]
            states = [(await relay.status(sent.share)).state for sent in (lost, cut, whole)]
            assert states == ["gone", "gone", "live"]
            assert not halves_hold(tmp_path, lost)
            assert told(await relay.call("stage", part.stage)) == 9000
            await upload(relay, part)
            assert (await relay.create(part.share)).status == 200
        for path in folder.iterdir():
            path.unlink()
        async with inside(tmp_path) as relay:
            assert (await relay.status(whole.share)).state == "gone"
            assert whats(await relay.status(part.share)) == []

    asyncio.run(run())


def test_an_upload_counts_for_no_more_than_its_file_has(tmp_path: Path) -> None:
    async def run() -> None:
        sent = new_sent(LARGE)
        async with inside(tmp_path) as relay:
            await relay.call("stage", sent.stage)
            await put(relay, sent.put(0, 4 * SEALED_CHUNK))
        (path,) = (tmp_path / "relay" / "files").iterdir()
        os.truncate(path, 2 * SEALED_CHUNK + 100)
        async with inside(tmp_path) as relay:
            assert told(await relay.call("stage", sent.stage)) == 2 * SEALED_CHUNK
            await upload(relay, sent)
            assert (await relay.create(sent.share)).status == 200
            tab = await opened(relay, sent)
            assert (await fetch(relay, tab, 0, len(sent.octets))).body == sent.octets

    asyncio.run(run())


def test_stats_count_files_and_purge_deletes_them(tmp_path: Path) -> None:
    async def run() -> tuple[int, int]:
        async with inside(tmp_path) as relay:
            kept, part = await keep(relay), new_sent()
            await relay.call("stage", part.stage)
            await put(relay, part.put(0, 100))
            return len(kept.octets), len(part.octets)

    kept, part = asyncio.run(run())
    counted = stats(tmp_path / "relay", NOON)
    assert (counted["uploads"], counted["file_octets"]) == (1, kept + part)
    purge(tmp_path / "relay", None, NOON, live_too=False)
    assert files_in(tmp_path) == [100, kept]
    purge(tmp_path / "relay", None, NOON, live_too=True)
    assert files_in(tmp_path) == []
    store = SqliteStore.open(tmp_path / "relay", Clock())
    store.shut()


def test_no_token_and_no_ticket_of_files_is_on_the_disk(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        part, sent = new_sent(), await keep(relay, views=2)
        await relay.call("stage", part.stage)
        await put(relay, part.put(0, 100))
        tab = await opened(relay, sent)
        assert (await relay.call("blob", Blob(sent.share.create.id, tab.ticket, 0))).status == 200
        for path in (tmp_path / "relay").rglob("*"):
            if path.is_file():
                octets = path.read_bytes()
                assert not any(secret in octets for secret in (part.token, sent.token, tab.ticket))
                if path.parent.name == "files":
                    assert blake2b_256(part.token).hex() not in path.name

    on_a_relay(tmp_path, test)
