"""The calls of the protocol on a relay in this process: what is answered, counted and told to whom."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from app.crypto.blind import blake2b_256
from app.relay import ending, senders
from app.relay.ending import AMENDMENTS
from app.relay.senders import fingerprint
from app.relay.store import Proof, Refused
from app.share.sender import amend
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import Conditions, encode_conditions
from app.share.wire.messages import Ack, Blob, Claim, Granted, Hello, Nothing, Owned, Status, Statuses, Welcome
from tests.relay.kit import HOUR, NOON, ORIGIN, Clock, Inside, Share, inside, new_share, whats, wrong

DAY = 86_400


def on_a_relay(folder: Path, test: Callable[[Inside], Awaitable[None]]) -> None:
    async def run() -> None:
        async with inside(folder) as relay:
            await test(relay)

    asyncio.run(run())


def test_a_share_goes_its_whole_way(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(text="a palavra-passe")
        recipient = await relay.greet(share)
        assert (await relay.claim(recipient)).status == 200
        assert (await relay.open(recipient)).message == "a palavra-passe"
        for stage in ("revealed", "revealed", "done"):
            assert (await relay.call("ack", recipient.ack(stage))).status == 200
        status = await relay.status(share)
        assert (status.state, status.views_left, status.tries_left) == ("opened", 0, 5)
        assert whats(status) == ["delivered", "accepted", "revealed", "acknowledged"]
        assert [event.claim for event in status.events] == [0, 1, 1, 1]
        assert (await relay.call("blob", recipient.blob)).error == "unknown"
        assert (await relay.call("hello", recipient.hello)).error == "opened"

    on_a_relay(tmp_path, test)


def test_creating_needs_an_access_key_and_is_refused_before_the_body_is_read(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        body = encode(new_share().create)
        for headers in (
            {},
            {"authorization": "Bearer"},
            {"authorization": "Bearer " + "A" * 43},
            {"authorization": "x"},
        ):
            answer = await relay.send("POST", "/api/1/create", body, headers, chunk=100)
            assert (answer.status, answer.error) == (401, "no-access")
            assert relay.pieces_read == 0
        assert (await relay.call("whoami", Nothing(), access=False)).error == "no-access"
        assert json.loads((await relay.call("whoami", Nothing())).body) == {
            "origin": ORIGIN,
            "now": NOON,
            "mail": False,
        }

    on_a_relay(tmp_path, test)


def test_the_same_create_is_answered_again_and_another_with_its_id_is_a_conflict(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        assert (await relay.create(share)).status == 200
        other = msgspec.structs.replace(new_share().create, id=share.create.id)
        assert (await relay.call("create", other)).error == "conflict"
        recipient = await relay.greet(share)
        assert (await relay.claim(recipient)).status == 200
        assert (await relay.create(share)).status == 200  # its first answer may only now be known to be lost
        assert (await relay.call("hello", recipient.hello)).error == "opened"

    on_a_relay(tmp_path, test)


def test_the_same_create_twice_at_once_keeps_one_half(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = new_share()
        answers = await asyncio.gather(*(relay.create(share) for _ in range(20)))
        assert {answer.status for answer in answers} == {200}
        assert (tmp_path / "relay.halves").read_bytes().count(share.create.half) == 1

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("seconds", [-601, 601])
def test_a_sender_with_a_wrong_clock_is_told_the_time(tmp_path: Path, seconds: int) -> None:
    async def test(relay: Inside) -> None:
        share = new_share(NOON + seconds, expires_s=DAY)
        answer = await relay.create(share)
        assert (answer.status, json.loads(answer.body)) == (400, {"error": "clock", "now": NOON})

    on_a_relay(tmp_path, test)


def test_a_create_that_contradicts_itself_is_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        create = new_share().create
        bad = [
            msgspec.structs.replace(create, body=create.body + b"x"),
            msgspec.structs.replace(create, header=create.header[:-1]),
            new_share(relay="https://other.example").create,
        ]
        for n, starts, expires, views, paused in (
            (1, NOON, NOON + HOUR, 1, False),
            (0, NOON + 1, NOON + HOUR, 1, False),
            (0, NOON, NOON + 5, 1, False),
            (0, NOON, NOON + HOUR, 2, False),
            (0, NOON, NOON + HOUR, 1, True),
        ):
            conditions = encode_conditions(Conditions(n, starts, expires, views, paused))
            bad.append(msgspec.structs.replace(create, conditions=conditions))
        for message in bad:
            assert (await relay.call("create", message)).error == "malformed"
        assert (await relay.call("hello", Hello(create.id, bytes(32)))).error == "unknown"

    on_a_relay(tmp_path, test)


def test_every_way_of_not_knowing_gives_the_same_octets(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        ids, proof = (share.create.id, bytes(16)), bytes(32)
        answers = []
        for id in ids:
            answers.append(await relay.call("hello", Hello(id, proof)))
            answers.append(await relay.call("claim", Claim(id, proof, bytes(32), bytes(32), "", b"", bytes(64))))
            answers.append(await relay.call("blob", Blob(id, proof, 0)))
            answers.append(await relay.call("ack", Ack(id, proof, "done")))
            answers.append(await relay.call("revoke", Owned(id, proof)))
            status = await relay.call("status", Status((Owned(id, proof),)))
            assert parse(Statuses, status.body).shares == (None,)
        told = {(answer.status, answer.body, tuple(sorted(answer.headers.items()))) for answer in answers}
        assert len(told) == 1
        assert (answers[0].status, answers[0].body) == (404, b'{"error":"unknown"}')

    on_a_relay(tmp_path, test)


def test_a_wrong_passcode_costs_one_try_and_the_fifth_locks(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        recipient = await relay.greet(share)
        claim = recipient.claim()
        for left in (4, 3, 2, 1, 0):
            answer = await relay.call("claim", wrong(claim, left))
            assert (answer.status, json.loads(answer.body)) == (403, {"error": "wrong-passcode", "tries_left": left})
        assert (await relay.call("claim", wrong(claim, 5))).error == "locked"
        assert (await relay.call("claim", claim)).error == "locked"
        status = await relay.status(share)
        assert (status.state, status.tries_left, status.views_left) == ("locked", 0, 1)
        assert whats(status) == ["delivered", *["wrong-passcode"] * 5, "locked"]
        assert share.create.half not in (tmp_path / "relay.halves").read_bytes()

    on_a_relay(tmp_path, test)


def test_a_right_passcode_after_four_wrong_ones_opens(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        recipient = await relay.greet(await relay.keep())
        for guess in range(4):
            await relay.call("claim", wrong(recipient.claim(), guess))
        assert (await relay.claim(recipient)).status == 200

    on_a_relay(tmp_path, test)


def test_a_repeated_wrong_claim_is_answered_as_before_and_costs_no_second_try(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        claim = (await relay.greet(share)).claim()
        first = await relay.call("claim", wrong(claim, 0))
        for guess in range(1, 5):
            await relay.call("claim", wrong(claim, guess))
            assert (await relay.call("claim", wrong(claim, 0))).body == first.body
        last = await relay.call("claim", wrong(claim, 4))
        assert json.loads(last.body) == {"error": "wrong-passcode", "tries_left": 0}
        assert whats(await relay.status(share)) == ["delivered", *["wrong-passcode"] * 5, "locked"]
        other = await relay.keep()
        claim = (await relay.greet(other)).claim()
        await relay.call("claim", wrong(claim))
        await relay.call("revoke", other.owner.owned)
        assert (await relay.call("claim", wrong(claim))).error == "revoked"

    on_a_relay(tmp_path, test)


def test_wrong_claims_are_forgotten_with_their_share(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        await relay.call("claim", wrong((await relay.greet(share)).claim()))
        await relay.call("revoke", share.owner.owned)
        relay.clock.go(31 * DAY)
        await relay.store.sweep()
        assert relay.store.database.execute("SELECT count(*) FROM tries").fetchall() == [(0,)]

    on_a_relay(tmp_path, test)


def test_a_right_claim_that_comes_again_after_its_recipient_is_done_takes_no_other_view(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(views=2)
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        assert (await relay.call("ack", recipient.ack("done"))).status == 200
        for seconds in (0, 899, 1, 1, 900):
            relay.clock.go(seconds)
            await relay.store.sweep()
            assert (await relay.call("claim", recipient.claim())).error in ("unknown", "stale")
            assert (await relay.call("blob", recipient.blob)).error == "unknown"
        assert (await relay.status(share)).views_left == 1
        assert (await relay.claim(await relay.greet(share))).status == 200

    on_a_relay(tmp_path, test)


def test_a_claim_repeated_at_the_end_of_its_window_takes_no_other_view(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(views=2)
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        relay.clock.go(900)
        assert (await relay.call("claim", recipient.claim())).error == "stale"
        assert (await relay.status(share)).views_left == 1

    on_a_relay(tmp_path, test)


def test_a_repeated_claim_gives_the_same_octets_and_takes_no_view(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(views=2)
        recipient = await relay.greet(share)
        first = await relay.claim(recipient)
        relay.clock.go(899)
        assert {(await relay.call("claim", recipient.claim())).body for _ in range(3)} == {first.body}
        assert (await relay.call("claim", wrong(recipient.claim()))).body == first.body  # it is sealed to the same key
        assert (await relay.status(share)).views_left == 1

    on_a_relay(tmp_path, test)


def test_each_view_is_a_claim_and_the_last_ends_it(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(views=3)
        for left in (2, 1, 0):
            recipient = await relay.greet(share)
            granted = parse(Granted, (await relay.claim(recipient)).body)
            assert (granted.views_left, granted.window_s) == (left, 900)
            assert (share.create.half in (tmp_path / "relay.halves").read_bytes()) == (left > 0)
        assert (await relay.call("hello", share.recipient.hello)).error == "opened"

    on_a_relay(tmp_path, test)


def test_a_claim_needs_a_fresh_challenge_made_for_this_share(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share, other = await relay.keep(), await relay.keep()
        recipient = await relay.greet(share)
        foreign = (await relay.greet(other)).claim().challenge
        for challenge in (bytes(32), foreign, bytes(8) + recipient.claim().challenge[8:]):
            claim = msgspec.structs.replace(recipient.claim(), challenge=challenge)
            assert (await relay.call("claim", claim)).error == "stale"
        relay.clock.go(901)
        assert (await relay.claim(recipient)).error == "stale"
        answer = await relay.call("hello", recipient.hello)
        recipient.welcome(parse(Welcome, answer.body))
        assert (await relay.call("claim", recipient.claim_again())).status == 200

    on_a_relay(tmp_path, test)


def test_a_key_that_nothing_can_be_sealed_to_is_malformed_and_costs_nothing(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        claim = (await relay.greet(share)).claim()
        assert (await relay.call("claim", msgspec.structs.replace(claim, key=bytes(32)))).error == "malformed"
        status = await relay.status(share)
        assert (status.views_left, status.tries_left) == (1, 5)

    on_a_relay(tmp_path, test)


def test_expiry_holds_on_every_read_without_the_sweeper(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(expires_s=60)
        recipient = await relay.greet(share)
        relay.clock.go(59)
        assert (await relay.call("hello", recipient.hello)).status == 200
        relay.clock.go(1)
        assert (await relay.call("hello", recipient.hello)).error == "expired"
        assert (await relay.claim(recipient)).error == "expired"
        status = await relay.status(share)
        assert status.state == "expired"
        assert (status.events[-1].what, status.events[-1].at) == ("expired", NOON + 60)

    on_a_relay(tmp_path, test)


def test_a_window_outlives_the_expiry_and_ends_by_itself(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(expires_s=60, views=2)
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        relay.clock.go(61)
        await relay.store.sweep()
        assert (await relay.open(recipient)).message == "olá"
        relay.clock.go(900 - 61)
        assert (await relay.call("ack", recipient.ack("revealed"))).error == "unknown"
        await relay.store.sweep()
        assert (await relay.call("blob", recipient.blob)).error == "unknown"

    on_a_relay(tmp_path, test)


async def lock(relay: Inside, share: Share) -> None:
    claim = (await relay.greet(share)).claim()
    told = [(await relay.call("claim", wrong(claim, guess))).error for guess in range(6)]
    assert told == ["wrong-passcode"] * 5 + ["locked"]


async def expire(relay: Inside, share: Share) -> None:
    relay.clock.go(600)  # the window is 900 s
    await relay.store.sweep()


@pytest.mark.parametrize(("end", "state"), [(lock, "locked"), (expire, "expired")])
def test_an_open_window_survives_a_lock_and_an_expiry_but_no_revocation(
    tmp_path: Path, end: Callable[[Inside, Share], Awaitable[None]], state: str
) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(views=2, expires_s=600)
        recipient = await relay.greet(share)
        claim = recipient.claim()
        granted = await relay.call("claim", claim)
        recipient.granted(parse(Granted, granted.body))
        await end(relay, share)
        await relay.store.sweep()
        assert (await relay.status(share)).state == state
        assert share.create.half not in (tmp_path / "relay.halves").read_bytes()
        assert (await relay.call("hello", recipient.hello)).error == state
        assert (await relay.call("claim", claim)).body == granted.body
        assert (await relay.open(recipient)).message == "olá"
        assert (await relay.call("ack", recipient.ack("revealed"))).status == 200
        assert (await relay.call("revoke", share.owner.owned)).status == 200
        assert (await relay.status(share)).state == state
        assert whats(await relay.status(share))[-1] == "revoked"
        for name, message in (("blob", recipient.blob), ("ack", recipient.ack("done"))):
            assert (await relay.call(name, message)).error == "unknown"
        assert (await relay.call("claim", claim)).error == state

    on_a_relay(tmp_path, test)


def test_revoking_ends_the_share_and_every_open_window(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(views=2)
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        for _ in range(2):
            assert (await relay.call("revoke", share.owner.owned)).body == b"{}"
        assert (await relay.call("blob", recipient.blob)).error == "unknown"
        assert (await relay.call("claim", recipient.claim())).error == "revoked"
        assert whats(await relay.status(share)) == ["delivered", "accepted", "revoked"]
        assert share.create.half not in (tmp_path / "relay.halves").read_bytes()

    on_a_relay(tmp_path, test)


def test_revoking_an_opened_share_cuts_the_window_that_is_left(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        await relay.call("revoke", share.owner.owned)
        assert (await relay.call("blob", recipient.blob)).error == "unknown"
        assert (await relay.call("claim", recipient.claim())).error == "opened"
        assert (await relay.status(share)).state == "opened"

    on_a_relay(tmp_path, test)


def test_a_blob_starts_at_its_offset(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        recipient = await relay.greet(share)
        await relay.claim(recipient)
        whole, size = share.create.body, len(share.create.body)
        for offset in (0, 1, 4000, size - 1, size):
            answer = await relay.call("blob", msgspec.structs.replace(recipient.blob, offset=offset))
            assert (answer.status, answer.body) == (200, whole[offset:])
            assert answer.headers["content-type"] == "application/octet-stream"
        beyond = msgspec.structs.replace(recipient.blob, offset=size + 1)
        assert (await relay.call("blob", beyond)).error == "malformed"

    on_a_relay(tmp_path, test)


def test_amending_extends_grants_pauses_and_shortens(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep(expires_s=60)
        message, share.owner = amend(share.owner, expires=NOON + DAY, views=3)
        assert (await relay.call("amend", message)).body == b"{}"
        assert (await relay.call("amend", message)).body == b"{}"  # its answer was lost
        relay.clock.go(HOUR)
        recipient = await relay.greet(share)
        assert recipient.conditions.views == 3
        message, share.owner = amend(share.owner, paused=True)
        assert (await relay.call("amend", message)).body == b"{}"
        assert (await relay.status(share)).state == "paused"
        assert (await relay.call("hello", recipient.hello)).status == 200
        assert ((await relay.claim(recipient)).status, (await relay.claim(recipient)).error) == (423, "paused")
        message, share.owner = amend(share.owner, paused=False)
        await relay.call("amend", message)
        granted = parse(Granted, (await relay.claim(recipient)).body)
        assert granted.views_left == 2
        message, share.owner = amend(share.owner, views=1)
        await relay.call("amend", message)
        assert (await relay.status(share)).state == "opened"
        assert share.create.half not in (tmp_path / "relay.halves").read_bytes()
        message, _ = amend(share.owner, views=5)
        assert (await relay.call("amend", message)).error == "opened"

    on_a_relay(tmp_path, test)


def test_conditions_must_be_the_next_and_be_allowed(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        first, owner = amend(share.owner, views=2)
        second, owner = amend(owner, views=3)
        assert (await relay.call("amend", second)).error == "conflict"
        assert (await relay.call("amend", first)).status == 200
        other, _ = amend(share.owner, views=9)
        assert (await relay.call("amend", other)).error == "conflict"
        late = encode_conditions(Conditions(2, NOON, NOON + 34_560_001, 2, paused=False))
        assert (await relay.call("amend", msgspec.structs.replace(second, conditions=late))).error == "malformed"
        assert (await relay.status(share)).views_left == 2

    on_a_relay(tmp_path, test)


def test_an_expiry_moved_into_the_past_ends_the_share_at_once(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        share = await relay.keep()
        relay.clock.go(600)
        message, _ = amend(share.owner, expires=NOON + 60)
        assert (await relay.call("amend", message)).status == 200
        assert whats(await relay.status(share)) == ["amended", "expired"]
        assert share.create.half not in (tmp_path / "relay.halves").read_bytes()

    on_a_relay(tmp_path, test)


def test_status_answers_many_in_the_order_asked(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        one, two = await relay.keep(views=1), await relay.keep(views=7)
        asked = Status((two.owner.owned, Owned(bytes(16), bytes(32)), one.owner.owned))
        found = parse(Statuses, (await relay.call("status", asked)).body)
        assert [share and share.views_left for share in found.shares] == [7, None, 1]
        assert found.now == NOON

    on_a_relay(tmp_path, test)


def test_a_share_is_asked_for_once_in_a_status(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        owned = (await relay.keep()).owner.owned
        assert (await relay.call("status", Status((owned, owned)))).error == "malformed"

    on_a_relay(tmp_path, test)


def test_a_share_is_amended_a_thousand_times_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AMENDMENTS == 1000
    monkeypatch.setattr(ending, "AMENDMENTS", 3)

    async def test(relay: Inside) -> None:
        share = await relay.keep()
        told: list[str | None] = []
        for views in range(2, 6):
            message, share.owner = amend(share.owner, views=views)
            told.append((await relay.call("amend", message)).error)
        assert told == [None, None, None, "conflict"]
        assert (await relay.status(share)).views_left == 4

    on_a_relay(tmp_path, test)


def test_a_status_tells_the_latest_events_of_each_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senders, "EVENTS_TOLD", 4)

    async def test(relay: Inside) -> None:
        one, two = await relay.keep(), await relay.keep()
        for share in (one, two):
            claim = (await relay.greet(share)).claim()
            for guess in range(5):
                await relay.call("claim", wrong(claim, guess))
        answer = await relay.call("status", Status((one.owner.owned, two.owner.owned)))
        found = parse(Statuses, answer.body).shares
        assert [whats(share) for share in found if share] == [["wrong-passcode", "locked"]] * 2
        assert len((await relay.status(one)).events) == 4

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("chunk", [0, 1000])
def test_a_body_beyond_its_cap_is_refused_and_not_gathered(tmp_path: Path, chunk: int) -> None:
    async def test(relay: Inside) -> None:
        answer = await relay.send("POST", "/api/1/hello", b"x" * 1_000_000, chunk=chunk)
        assert (answer.status, answer.error) == (413, "too-large")
        assert relay.pieces_read <= 6

    on_a_relay(tmp_path, test)


def test_what_is_no_call_is_malformed_or_unknown(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        hello = encode(Hello(bytes(16), bytes(32)))
        for method, headers in (("GET", {}), ("POST", {"content-type": "text/plain"}), ("PUT", {})):
            assert (await relay.send(method, "/api/1/hello", hello, headers)).error == "malformed"
        for body in (b"", b"{}", b"[]", hello + b" ", hello.replace(b":", b": "), b"\xff", b"[" * 4000):
            assert (await relay.send("POST", "/api/1/hello", body)).error == "malformed"
        assert (await relay.send("POST", "/api/1/nothing", hello)).error == "unknown"

    on_a_relay(tmp_path, test)


def test_every_answer_carries_the_security_headers(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        for method, path in (("POST", "/api/1/hello"), ("GET", "/healthz"), ("GET", "/metrics"), ("GET", "/nothing")):
            headers = (await relay.send(method, path)).headers
            assert headers["cache-control"] == "no-store"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["x-frame-options"] == "DENY"
            assert "default-src 'none'" in headers["content-security-policy"]

    on_a_relay(tmp_path, test)


def test_metrics_count_and_name_nobody(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        await relay.keep()
        text = (await relay.send("GET", "/metrics", peer="127.0.0.1")).body.decode()
        assert "lacre_relay_shares_live 1" in text
        assert 'lacre_relay_answers{call="create",status="200"} 1' in text

    on_a_relay(tmp_path, test)


def test_metrics_are_told_on_this_computer_alone(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        assert (await relay.send("GET", "/metrics")).status == 404
        assert (await relay.send("POST", "/metrics", peer="127.0.0.1")).status == 404
        for headers in (
            {"x-forwarded-for": "203.0.113.7"},
            {"forwarded": "for=203.0.113.7"},
            {"via": "1.1 proxy"},
            {"x-real-ip": "203.0.113.7"},
            {"host": "rebound.example"},
        ):
            assert (await relay.send("GET", "/metrics", headers=headers, peer="127.0.0.1")).status == 404
        for peer in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
            assert (await relay.send("HEAD", "/metrics", peer=peer)).status == 200

    on_a_relay(tmp_path, test)


def test_metrics_count_the_shares_rarely_and_are_limited(tmp_path: Path) -> None:
    async def run() -> None:
        ticks = [0.0]
        async with inside(tmp_path, Clock(), rate_per_s=1.0, burst=2.0, clock=lambda: ticks[0]) as relay:
            asked = itertools.count(1)
            relay.store.figures = lambda: {"asked": next(asked)}  # type: ignore[method-assign]
            answers = [await relay.send("GET", "/metrics", peer="127.0.0.1") for _ in range(3)]
            assert [answer.status for answer in answers] == [200, 200, 429]
            assert b"lacre_relay_asked 1" in answers[1].body
            ticks[0] = 15.0
            assert b"lacre_relay_asked 2" in (await relay.send("GET", "/metrics", peer="127.0.0.1")).body

    asyncio.run(run())


def test_a_call_under_a_name_that_is_not_the_relays_is_misdirected(tmp_path: Path) -> None:
    async def test(relay: Inside) -> None:
        hello = encode(Hello(bytes(16), bytes(32)))
        for host in ("rebound.example", "rebound.example:443", "relay.example.rebound.example", "1.2.3.4.example"):
            answer = await relay.send("POST", "/api/1/hello", hello, {"host": host})
            assert (answer.status, answer.error) == (421, "misdirected")
        for host in ("relay.example", "RELAY.example:443", "127.0.0.1:8750", "[::1]:8750", "localhost", "relay:8750"):
            assert (await relay.send("POST", "/api/1/hello", hello, {"host": host})).error == "unknown"

    on_a_relay(tmp_path, test)


def test_a_withdrawn_key_is_refused_soon_also_when_the_clock_was_set_back(tmp_path: Path) -> None:
    async def run() -> None:
        ticks = [0.0]
        async with inside(tmp_path, Clock(), clock=lambda: ticks[0]) as relay:
            assert (await relay.call("whoami", Nothing())).status == 200
            relay.store.database.execute("DELETE FROM access")
            relay.clock.go(-HOUR)
            ticks[0] = 6.0
            assert (await relay.call("whoami", Nothing())).error == "no-access"

    asyncio.run(run())


def test_a_caller_who_asks_too_often_is_told_to_wait(tmp_path: Path) -> None:
    async def run() -> None:
        ticks = [0.0]
        async with inside(tmp_path, Clock(), rate_per_s=1.0, burst=2.0, clock=lambda: ticks[0]) as relay:
            message = Hello(bytes(16), bytes(32))
            answers = [await relay.call("hello", message) for _ in range(3)]
            assert [answer.error for answer in answers] == ["unknown", "unknown", "busy"]
            assert json.loads(answers[2].body) == {"error": "busy", "retry_s": 1}
            ticks[0] = 1.0
            assert (await relay.call("hello", message)).error == "unknown"
            assert (await relay.send("GET", "/s/anything")).status == 200  # pages are not calls

    asyncio.run(run())


def test_a_claim_repeated_while_the_first_erases_the_half_gets_its_answer(tmp_path: Path) -> None:
    """The second looked at the share before the first had taken it, and for the half after it was gone."""

    async def test(relay: Inside) -> None:
        share = await relay.keep()
        recipient = await relay.greet(share)
        claim = recipient.claim()
        row = await relay.store.find(blake2b_256(share.create.id))
        assert row is not None
        first = await relay.call("claim", claim)
        late = Proof(claim.key, fingerprint(encode(claim)), True, None, bytes(32), 900)
        assert await relay.store.claim(row, lambda half: late) == first.body
        other = msgspec.structs.replace(claim, key=bytes(31) + b"\x09")
        lost = Proof(other.key, fingerprint(encode(other)), True, None, bytes(32), 900)
        assert await relay.store.claim(row, lambda half: lost) == Refused("opened")

    on_a_relay(tmp_path, test)
