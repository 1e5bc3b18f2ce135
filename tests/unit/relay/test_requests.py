"""What the relay does with requests and what is submitted to them (REQUESTS, R7 and R8)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from app.relay.keeping import backup
from app.relay.schema import database_path
from app.relay.uploading import STILL_S
from app.share.wire.canonical import parse
from app.share.wire.messages import Claim, Hello, Receipt, Refusal, Status, Statuses
from app.share.wire.requests import DAY_S, ENVELOPE_LEAST, UPLOADS, Submitted
from app.share.wire.transfers import UPLOAD_S, Abandon, Upload
from tests.relay.askkit import FILES, Guest, Request, asked, collected, good, new_request, put, said, some_files, state
from tests.relay.kit import HOUR, NOON, Answer, Clock, Inside, inside, new_share, whats


def on_a_relay(folder: Path, test: Callable[[Inside], Awaitable[None]], time: Clock | None = None) -> None:
    async def run() -> None:
        async with inside(folder, time) as relay:
            await test(relay)

    asyncio.run(run())


def code_of(answer: Answer) -> str | None:
    return None if answer.status == 200 else msgspec.json.decode(answer.body, type=Refusal).error


def kept_files(relay: Inside) -> list[Path]:
    relay.store.files.condemned.wait()
    return list((relay.data / "files").iterdir())


def test_what_a_client_submits_is_collected_as_it_was_and_once_dropped_no_octet_is_left(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        guest = Guest(made, files=some_files())
        assert (await guest.send(relay)).number == 1
        assert await collected(relay, made) == (guest.envelope, guest.files)
        half = (await good(relay, "fetch", made.fetch("files", 1000, 17))).body
        assert half == guest.files[1000:1017]
        await good(relay, "drop", made.number())
        await good(relay, "drop", made.number())
        assert code_of(await said(relay, "collect", made.number())) == "unknown"
        assert code_of(await said(relay, "fetch", made.fetch("envelope", 0, 1))) == "unknown"
        assert kept_files(relay) == []
        for path in [one for one in tmp_path.rglob("*") if one.is_file()]:
            octets = path.read_bytes()
            for piece in (
                guest.envelope[:16],
                guest.envelope[-16:],
                guest.files[:16],
                *guest.tokens,
                made.proof,
                made.owner,
            ):
                assert piece not in octets, path

    on_a_relay(tmp_path, test)


def test_a_filled_request_says_so_to_the_next_and_to_the_same_as_before(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        first, second = Guest(made), Guest(made)
        await second.look(relay)
        await second.upload(relay)
        taken = await first.send(relay)
        relay.clock.go(5)
        assert parse(Submitted, (await good(relay, "submit", first.submit())).body) == taken
        assert code_of(await said(relay, "submit", second.submit())) == "filled"
        assert code_of(await said(relay, "look", made.look)) == "filled"
        assert code_of(await said(relay, "offer", second.offer())) == "filled"
        assert len(kept_files(relay)) == 1
        assert (await collected(relay, made))[0] == first.envelope
        found = await state(relay, made)
        assert (found.state, found.views_left, whats(found)) == ("filled", 0, ["delivered", "submitted"])
        await good(relay, "drop", made.number())
        assert parse(Submitted, (await good(relay, "submit", first.submit())).body) == taken

    on_a_relay(tmp_path, test)


def test_a_request_may_take_several_each_with_its_number(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay, takes=3)
        guests = [Guest(made) for _ in range(3)]
        assert [(await guest.send(relay)).number for guest in guests] == [1, 2, 3]
        assert [(await collected(relay, made, i))[0] for i in (1, 2, 3)] == [guest.envelope for guest in guests]
        events = (await state(relay, made)).events
        assert [(event.what, event.claim) for event in events][1:] == [
            ("submitted", 1),
            ("submitted", 2),
            ("submitted", 3),
        ]

    on_a_relay(tmp_path, test)


def test_a_wrong_passcode_costs_a_try_once_for_the_same_octets_and_five_lock(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        guest = Guest(made)
        await guest.look(relay)
        assert (await good(relay, "offer", guest.offer())).body == b'{"have":0}'
        told: list[tuple[str, int | None]] = []
        for salt in (1, 1, 2, 3, 4):
            answer = await said(relay, "offer", guest.offer(signed=False, salt=salt))
            refused = msgspec.json.decode(answer.body, type=Refusal)
            told.append((refused.error, refused.tries_left))
        assert told == [("wrong-passcode", left) for left in (4, 4, 3, 2, 1)]
        await guest.upload(relay)
        last = await said(relay, "submit", guest.submit(signed=False, salt=9))
        assert msgspec.json.decode(last.body, type=Refusal).tries_left == 0
        assert code_of(await said(relay, "submit", guest.submit())) == "locked"
        assert code_of(await said(relay, "offer", guest.offer(signed=False, salt=4))) == "wrong-passcode"
        assert whats(await state(relay, made)) == ["delivered", *["wrong-passcode"] * 5, "locked"]
        assert kept_files(relay) == []

    on_a_relay(tmp_path, test)


def test_nothing_is_told_of_a_passcode_where_something_else_is_in_the_way(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        guest = Guest(made)
        await guest.look(relay)
        both = [True, False]
        assert {code_of(await said(relay, "submit", guest.submit(signed=right))) for right in both} == {"unknown"}
        much = [guest.offer(2_000_000_000, bytes(32), signed=right) for right in both]
        assert {code_of(await said(relay, "offer", one)) for one in much} == {"too-large"}
        await good(relay, "amend", made.amended(paused=True))
        assert {code_of(await said(relay, "offer", guest.offer(signed=right))) for right in both} == {"paused"}
        assert (await state(relay, made)).tries_left == 5

    on_a_relay(tmp_path, test)


def test_an_upload_must_be_whole_of_this_request_and_of_a_size_that_fits(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made, other = await asked(relay, takes=2), await asked(relay)
        guest, stranger = Guest(made), Guest(other)
        await stranger.look(relay)
        await stranger.upload(relay)
        await guest.look(relay)
        guest.tokens = (stranger.tokens[0], guest.tokens[1])
        assert code_of(await said(relay, "submit", guest.submit())) == "unknown"
        guest.tokens = (bytes(31) + b"1", guest.tokens[1])
        await good(relay, "offer", guest.offer(ENVELOPE_LEAST, guest.tokens[0]))
        assert (await put(relay, guest.tokens[0], 0, guest.envelope[:100])).status == 200
        assert code_of(await said(relay, "submit", guest.submit())) == "conflict"
        assert code_of(await said(relay, "offer", guest.offer(ENVELOPE_LEAST + 1, guest.tokens[0]))) == "conflict"
        assert (await put(relay, guest.tokens[0], 100, guest.envelope[100:])).status == 200
        guest.files = b"the same again"
        guest.tokens = (guest.tokens[0], guest.tokens[0])
        assert code_of(await said(relay, "submit", guest.submit())) == "conflict"
        guest.files = b""
        assert parse(Submitted, (await good(relay, "submit", guest.submit())).body).number == 1
        small = Guest(made, envelope=bytes(ENVELOPE_LEAST - 1))
        await small.look(relay)
        await small.upload(relay)
        assert code_of(await said(relay, "submit", small.submit())) == "conflict"
        assert code_of(await said(relay, "offer", small.offer(17, bytes(32)))) == "malformed"

    on_a_relay(tmp_path, test)


def test_an_upload_that_is_revoked_under_way_is_refused_and_its_octets_are_gone(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        guest = Guest(made, files=some_files())
        await guest.look(relay)
        token, octets = guest.uploads[1]
        await good(relay, "offer", guest.offer(len(octets), token))
        assert (await put(relay, token, 0, octets[:2000])).status == 200
        await good(relay, "revoke", made.owned)
        assert code_of(await put(relay, token, 2000, octets[2000:])) == "unknown"
        assert code_of(await said(relay, "look", made.look)) == "revoked"
        assert kept_files(relay) == []

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_what_was_taken_waits_for_thirty_days_after_the_end_and_then_nothing_is_left(tmp_path: Path, end: str) -> None:
    time = Clock()

    async def test(relay: Inside) -> None:
        made = await asked(relay, takes=2)
        guest, late = Guest(made), Guest(made)
        await guest.send(relay)
        await late.look(relay)
        await late.upload(relay)
        if end == "revoked":
            await good(relay, "revoke", made.owned)
        for _ in range(2 * 24):
            time.go(HOUR)
            await relay.store.sweep()
        assert (await state(relay, made)).state == end
        assert (await collected(relay, made))[0] == guest.envelope
        assert len(kept_files(relay)) == 1
        for _ in range(30 * 24):
            time.go(HOUR)
            await relay.store.sweep()
        assert parse(Statuses, (await good(relay, "status", Status((made.owned,)))).body).shares == (None,)
        assert kept_files(relay) == []

    on_a_relay(tmp_path, test, time)


def test_no_more_than_its_rate_is_taken_in_a_day(tmp_path: Path) -> None:
    time = Clock()

    async def test(relay: Inside) -> None:
        made = await asked(relay, takes=1000, rate=2, expires_s=10 * DAY_S)
        for _ in range(2):
            await Guest(made).send(relay)
            time.go(60)
        third = Guest(made)
        await third.look(relay)
        await third.upload(relay)
        answer = await said(relay, "submit", third.submit())
        refused = msgspec.json.decode(answer.body, type=Refusal)
        assert (refused.error, refused.retry_s) == ("busy", DAY_S - 120)
        time.go(DAY_S - 120)
        await third.look(relay)
        assert parse(Submitted, (await good(relay, "submit", third.submit())).body).number == 3

    on_a_relay(tmp_path, test, time)


def test_uploads_begun_to_be_in_the_way_give_way_when_they_are_still(tmp_path: Path) -> None:
    time = Clock()

    async def test(relay: Inside) -> None:
        made = await asked(relay)
        guest = Guest(made)
        await guest.look(relay)
        for i in range(UPLOADS):
            await good(relay, "offer", guest.offer(ENVELOPE_LEAST, bytes([i + 1]) * 32))
            time.go(1)
        ninth = guest.offer(ENVELOPE_LEAST, bytes(31) + b"9")
        assert msgspec.json.decode((await said(relay, "offer", ninth)).body, type=Refusal).retry_s == STILL_S - UPLOADS
        time.go(STILL_S - UPLOADS)
        await guest.look(relay)
        await good(relay, "offer", guest.offer(ENVELOPE_LEAST, bytes(31) + b"9"))
        assert code_of(await put(relay, bytes([1]) * 32, 0, b"x")) == "unknown"
        assert (await put(relay, bytes([2]) * 32, 0, b"x")).status == 200

    on_a_relay(tmp_path, test, time)


def test_a_request_is_unknown_to_the_calls_of_shares_and_a_share_to_those_of_requests(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        share = await relay.keep()
        id, owner = made.ask.id, made.owner
        key = new_request().signing.public
        claim = Claim(id, made.proof, bytes(32), key, "", b"", bytes(64))
        for name, message in (("hello", Hello(id, made.proof)), ("claim", claim), ("receipt", Receipt(id, owner, 1))):
            assert code_of(await said(relay, name, message)) == "unknown", name
        proof = share.recipient.hello.proof
        owned = share.owner.owned
        wrong = Request(msgspec.structs.replace(made.ask, id=owned.id), owned.owner, proof, made.signing)
        guest = Guest(wrong)
        for name, other in (
            ("look", wrong.look), ("offer", guest.offer()), ("submit", guest.submit()), ("collect", wrong.number()),
            ("drop", wrong.number()), ("fetch", wrong.fetch("files", 0, 1)),
        ):  # fmt: skip
            assert code_of(await said(relay, name, other)) == "unknown", name

    on_a_relay(tmp_path, test)


def test_what_a_relay_cannot_read_in_a_request_it_does_not_keep(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = new_request()
        for change, code in (
            ({"conditions": made.ask.conditions.replace(b'"views":1', b'"views":2')}, "malformed"),
            ({"conditions": made.ask.conditions.replace(b'"starts":1800000000', b'"starts":1800000001')}, "malformed"),
            ({"header": made.ask.header.replace(b"relay.example", b"other.example")}, "malformed"),
            ({"header": made.ask.header.replace(b'"rate":1000', b'"rate":0')}, "malformed"),
        ):
            assert code_of(await said(relay, "ask", msgspec.structs.replace(made.ask, **change))) == code, change
        old = new_request(NOON - 601)
        assert code_of(await said(relay, "ask", old.ask)) == "clock"
        assert code_of(await relay.call("ask", made.ask, access=False)) == "no-access"
        await good(relay, "ask", made.ask)
        await good(relay, "ask", made.ask)
        assert code_of(await said(relay, "ask", msgspec.structs.replace(made.ask, header_mac=bytes(32)))) == "conflict"
        assert code_of(await relay.create(new_share())) is None

    on_a_relay(tmp_path, test)


def test_more_are_granted_and_taken_back_by_the_asker(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay, takes=2)
        await Guest(made).send(relay)
        await good(relay, "amend", made.amended(1, views=5, expires=NOON + 3650 * DAY_S))
        assert (await state(relay, made)).views_left == 4
        await good(relay, "amend", made.amended(2, views=1))
        assert (await state(relay, made)).state == "filled"

    on_a_relay(tmp_path, test)


def test_uploads_of_clients_are_swept_and_given_up_like_those_of_senders(tmp_path: Path) -> None:
    time = Clock()

    async def test(relay: Inside) -> None:
        made = await asked(relay, takes=2, expires_s=10 * DAY_S)
        sent, left, given_up = Guest(made), Guest(made), Guest(made)
        await sent.send(relay)
        for guest in (left, given_up):
            await guest.look(relay)
            await guest.upload(relay)
        await good(relay, "abandon", Abandon(given_up.tokens[0]))
        assert len(kept_files(relay)) == 2
        for _ in range(UPLOAD_S // HOUR + 2):
            time.go(HOUR)
            await relay.store.sweep()
        assert len(kept_files(relay)) == 1
        assert (await collected(relay, made))[0] == sent.envelope

    on_a_relay(tmp_path, test, time)


def test_a_sender_does_not_take_a_clients_upload_for_a_share(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        made = await asked(relay)
        guest = Guest(made, files=some_files())
        await guest.look(relay)
        await guest.upload(relay)
        token = guest.tokens[1]
        assert code_of(await said(relay, "stage", Upload(guest.offer(FILES, token).upload, FILES))) == "conflict"

    on_a_relay(tmp_path, test)


def test_a_copy_of_the_database_put_back_takes_no_second_submission_and_holds_nothing_of_the_first(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy.db"
    made = new_request()
    first = Guest(made)

    async def before(relay: Inside) -> None:
        await good(relay, "ask", made.ask)
        backup(relay.data, copy)
        await first.send(relay)

    on_a_relay(tmp_path, before)
    path = database_path(tmp_path / "relay")
    for leftover in path.parent.glob("relay.db*"):
        leftover.unlink()
    copy.rename(path)

    async def after(relay: Inside) -> None:
        assert code_of(await said(relay, "look", made.look)) == "gone"
        assert kept_files(relay) == []

    on_a_relay(tmp_path, after)


def test_a_submission_whose_file_was_lost_is_as_if_it_had_been_dropped(tmp_path: Path) -> None:
    made = new_request(takes=2)

    async def before(relay: Inside) -> None:
        await good(relay, "ask", made.ask)
        await Guest(made).send(relay)
        await Guest(made).send(relay)

    on_a_relay(tmp_path, before)
    next((tmp_path / "relay" / "files").iterdir()).unlink()

    async def after(relay: Inside) -> None:
        codes = [code_of(await said(relay, "collect", made.number(i))) for i in (1, 2)]
        assert sorted(codes, key=str) == [None, "unknown"]
        assert (await state(relay, made)).state == "filled"

    on_a_relay(tmp_path, after)


def test_of_a_submission_whose_envelope_was_lost_no_files_are_left(tmp_path: Path) -> None:
    made = new_request(takes=2)
    whole = Guest(made, files=some_files())

    async def before(relay: Inside) -> None:
        await good(relay, "ask", made.ask)
        await Guest(made, files=some_files()).send(relay)
        await whole.send(relay)

    on_a_relay(tmp_path, before)
    envelopes = [path for path in (tmp_path / "relay" / "files").iterdir() if path.stat().st_size == ENVELOPE_LEAST]
    next(path for path in envelopes if path.read_bytes() != whole.envelope).unlink()

    async def after(relay: Inside) -> None:
        assert code_of(await said(relay, "collect", made.number(1))) == "unknown"
        assert len(kept_files(relay)) == 2
        assert await collected(relay, made, 2) == (whole.envelope, whole.files)

    on_a_relay(tmp_path, after)


def test_an_upload_that_was_deleted_begins_from_nothing_under_the_same_token(tmp_path: Path) -> None:
    time = Clock()

    async def test(relay: Inside) -> None:
        made = await asked(relay, expires_s=10 * DAY_S)
        guest = Guest(made)
        await guest.look(relay)
        await good(relay, "offer", guest.offer(ENVELOPE_LEAST, guest.tokens[0]))
        assert (await put(relay, guest.tokens[0], 0, guest.envelope[:1000])).status == 200
        for _ in range(UPLOAD_S // HOUR + 2):
            time.go(HOUR)
            await relay.store.sweep()
        assert (await guest.send(relay)).number == 1
        assert (await collected(relay, made))[0] == guest.envelope

    on_a_relay(tmp_path, test, time)
