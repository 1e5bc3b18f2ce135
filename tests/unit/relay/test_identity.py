"""The identity check: codes, their limits, and that nobody learns which address the sender gave."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import msgspec
import pytest

from app.relay.codes import A_DAY, CODE_S, CODE_TRIES, DAY_S, GAP_S
from app.share.wire.messages import Nothing
from tests.relay.kit import NOON, ORIGIN, Inside, inside
from tests.relay.strict import ANA, EVE, Letters, Strict, events, kept, on_a_relay, opening, status, strict_share

DAYS = 20 * DAY_S


def other(code: str, by: int = 1) -> str:
    """A code that is wrong, for each `by` another."""
    return f"{(int(code) + by) % 10**8:08d}"


def test_a_code_that_was_e_mailed_opens_and_is_used_up_with_that(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA, views=3)
        made = await opening(relay, share)
        answer = await relay.call("code", made.ask(" ANA.Silva@Clinica.example\u200b", "fr"))
        assert (answer.status, answer.body) == (200, b"{}")
        (letter,) = letters.sent
        assert letter is not None
        assert (letter.address, letter.language) == (ANA, "fr")
        assert re.fullmatch("[0-9]{8}", letter.code)
        first = await relay.call("claim", made.claim(letter.code))
        assert made.half_in(first) == share.create.half
        again = await relay.call("claim", made.claim(letter.code))  # its answer may be lost
        assert (again.status, again.body) == (200, first.body)
        relay.clock.go(2000)  # its window is over
        made.welcome(await relay.call("hello", made.hello))
        await relay.store.sweep()
        assert (await relay.call("claim", made.claim(letter.code))).error == "wrong-code"
        assert (await status(relay, share)).views_left == 2
        assert await events(relay, share) == ["delivered", "accepted"]

    on_a_relay(tmp_path, test)


def test_for_another_address_the_answer_the_rows_and_the_limits_are_the_same_and_nothing_is_sent(
    tmp_path: Path,
) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        told = {}
        for address in (ANA, EVE):
            share = await kept(relay, address=ANA)
            made = await opening(relay, share)
            answers = []
            for _ in range(A_DAY + 1):
                answers.append(await relay.call("code", made.ask(address)))
                answers.append(await relay.call("code", made.ask(address)))
                relay.clock.go(GAP_S)
            rows = relay.store.database.execute("SELECT length(key), length(code), length(wrong) FROM codes").fetchall()
            relay.store.database.execute("DELETE FROM codes")
            told[address] = ([(a.status, a.body, a.headers) for a in answers], rows, await events(relay, share))
        assert told[ANA] == told[EVE]
        assert [letter is not None for letter in letters.sent] == [True] * A_DAY + [False] * A_DAY

    on_a_relay(tmp_path, test)


def test_one_code_a_minute_and_ten_a_day_whoever_asks(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA, expires_s=DAYS)
        waits = []
        for i in range(A_DAY + 1):
            made = await opening(relay, share)  # another opening has no minute of its own
            answer = await relay.call("code", made.ask(EVE if i % 2 else ANA))
            assert answer.status == (200 if i < A_DAY else 429)
            refused = await relay.call("code", made.ask())
            waits.append(json.loads(refused.body)["retry_s"])
            assert json.loads(refused.body)["error"] == "busy"
            relay.clock.go(GAP_S)
        assert waits == [GAP_S] * (A_DAY - 1) + [DAY_S - (A_DAY - 1) * GAP_S, DAY_S - A_DAY * GAP_S]
        relay.clock.go(DAY_S - (A_DAY + 1) * GAP_S)
        assert (await relay.call("code", made.ask())).status == 200
        assert (await relay.call("code", made.ask())).error == "busy"
        assert len(letters.sent) == A_DAY + 1

    on_a_relay(tmp_path, test)


def test_a_share_has_limits_of_its_own_and_two_at_once_do_not_meet(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        shares = [await kept(relay, address=ANA) for _ in range(2)]
        made = [await opening(relay, share) for share in shares]
        answers = await asyncio.gather(*(relay.call("code", one.ask()) for one in made))
        assert [answer.status for answer in answers] == [200, 200]
        codes = [letter.code for letter in letters.sent if letter is not None]
        assert (await relay.call("claim", made[0].claim(other(codes[0])))).error == "wrong-code"
        if codes[0] != codes[1]:
            assert (await relay.call("claim", made[0].claim(codes[1]))).error == "wrong-code"
        for one, code in zip(made, codes, strict=True):
            assert one.half_in(await relay.call("claim", one.claim(code))) == one.share.create.half

    on_a_relay(tmp_path, test)


def test_five_wrong_codes_end_the_code_and_take_no_try_of_the_passcode(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        await relay.call("code", made.ask())
        code = letters.code
        for by in range(1, CODE_TRIES + 1):
            answer = await relay.call("claim", made.claim(other(code, by), signed=by % 2 == 0))
            assert (answer.status, json.loads(answer.body)) == (403, {"error": "wrong-code"})
        assert (await relay.call("claim", made.claim(code))).error == "wrong-code"
        found = await status(relay, share)
        assert (found.views_left, found.tries_left) == (1, 5)
        assert {event.what for event in found.events} == {"delivered", "wrong-code"}
        relay.clock.go(GAP_S)
        await relay.call("code", made.ask())
        assert made.half_in(await relay.call("claim", made.claim(letters.code))) == share.create.half

    on_a_relay(tmp_path, test)


def test_a_wrong_code_sent_again_costs_its_try_once_and_is_noted_once(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        await relay.call("code", made.ask())
        code = letters.code
        for by in [1, 2, 3, 4] * 3:  # late, twice, and in another order
            assert (await relay.call("claim", made.claim(other(code, by)))).error == "wrong-code"
        assert await events(relay, share) == ["delivered"] + ["wrong-code"] * 4
        assert made.half_in(await relay.call("claim", made.claim(code))) == share.create.half

    on_a_relay(tmp_path, test)


def test_with_the_right_code_a_wrong_passcode_takes_its_try_and_the_code_stays(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        await relay.call("code", made.ask())
        wrong = await relay.call("claim", made.claim(letters.code, signed=False))
        assert json.loads(wrong.body) == {"error": "wrong-passcode", "tries_left": 4}
        assert made.half_in(await relay.call("claim", made.claim(letters.code))) == share.create.half

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("seconds", [CODE_S - 1, CODE_S])
def test_a_code_lives_ten_minutes(tmp_path: Path, seconds: int) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        await relay.call("code", made.ask())
        relay.clock.go(seconds)
        answer = await relay.call("claim", made.claim(letters.code))
        assert answer.error == (None if seconds < CODE_S else "wrong-code")
        assert (await status(relay, share)).tries_left == 5

    on_a_relay(tmp_path, test)


def test_another_code_takes_the_place_of_the_first_and_one_of_another_opening_is_none(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made, stranger = await opening(relay, share), await opening(relay, share)
        assert (await relay.call("claim", made.claim("12345678"))).error == "wrong-code"  # never asked for
        await relay.call("code", made.ask())
        first = letters.code
        relay.clock.go(GAP_S)
        await relay.call("code", made.ask())
        second = letters.code
        assert (await relay.call("claim", stranger.claim(second))).error == "wrong-code"
        if first != second:
            assert (await relay.call("claim", made.claim(first))).error == "wrong-code"
        assert made.half_in(await relay.call("claim", made.claim(second))) == share.create.half

    on_a_relay(tmp_path, test)


@pytest.mark.parametrize("same", [True, False])
def test_one_code_and_thirty_two_claimants_take_one_view(tmp_path: Path, same: bool) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA, views=40)
        made = await opening(relay, share)
        others = [made if same else await opening(relay, share) for _ in range(31)]
        await relay.call("code", made.ask())
        claims = [one.claim(letters.code) for one in (made, *others)]
        answers = await asyncio.gather(*(relay.call("claim", claim) for claim in claims))
        if same:
            assert {(answer.status, answer.body) for answer in answers} == {(200, answers[0].body)}
        else:
            assert [answer.error for answer in answers] == [None] + ["wrong-code"] * 31
        assert (await status(relay, share)).views_left == 39
        assert (await status(relay, share)).tries_left == 5

    on_a_relay(tmp_path, test)


def test_thirty_two_wrong_codes_at_once_take_five_tries(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        await relay.call("code", made.ask())
        claims = [made.claim(other(letters.code, by)) for by in range(1, 33)]
        answers = await asyncio.gather(*(relay.call("claim", claim) for claim in claims))
        assert {answer.error for answer in answers} == {"wrong-code"}
        assert (await events(relay, share)).count("wrong-code") == CODE_TRIES
        assert (await relay.call("claim", made.claim(letters.code))).error == "wrong-code"

    on_a_relay(tmp_path, test)


def test_a_full_queue_is_said_to_everybody_and_counts_nothing(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA)
        made = await opening(relay, share)
        letters.has_room = False
        assert {(await relay.call("code", made.ask(address))).body for address in (ANA, EVE)} == {
            b'{"error":"busy","retry_s":30}'
        }
        letters.has_room = True
        assert (await relay.call("code", made.ask())).status == 200

    on_a_relay(tmp_path, test)


def test_a_share_without_the_check_and_an_address_that_is_none_are_malformed(tmp_path: Path) -> None:
    async def test(relay: Inside, letters: Letters) -> None:
        plain, strict = await kept(relay), await kept(relay, address=ANA)
        assert (await relay.call("code", (await opening(relay, plain)).ask())).error == "malformed"
        for address in ("ana", "ana@", f"{ANA}\r\nBcc: eve", "a@b.pt,c@d.pt", "x" * 300 + "@b.pt"):
            answer = await relay.call("code", (await opening(relay, strict)).ask(address))
            assert answer.error == "malformed"
        assert letters.sent == []

    on_a_relay(tmp_path, test)


def test_a_relay_without_a_mail_server_says_so_to_who_creates_and_to_who_asks(tmp_path: Path) -> None:
    async def run() -> None:
        share: Strict = strict_share(address=ANA)
        async with inside(tmp_path) as relay:
            assert (await relay.call("create", share.create)).error == "no-mail"
            assert json.loads((await relay.call("whoami", Nothing())).body) == {
                "origin": ORIGIN,
                "now": NOON,
                "mail": False,
            }
        async with inside(tmp_path, mailer=Letters()) as relay:
            assert json.loads((await relay.call("whoami", Nothing())).body)["mail"] is True
            assert (await relay.call("create", share.create)).status == 200
        async with inside(tmp_path) as relay:
            assert (await relay.call("code", (await opening(relay, share)).ask())).error == "no-mail"

    asyncio.run(run())


def test_codes_limits_and_tries_outlive_the_process_and_end_with_the_share(tmp_path: Path) -> None:
    async def run() -> None:
        letters = Letters()
        async with inside(tmp_path, mailer=letters) as relay:
            share = await kept(relay, address=ANA, views=2)
            made = await opening(relay, share)
            await relay.call("code", made.ask())
            for by in range(1, 5):
                await relay.call("claim", made.claim(other(letters.code, by)))
        async with inside(tmp_path, mailer=letters) as relay:
            made.welcome(await relay.call("hello", made.hello))
            assert (await relay.call("code", made.ask())).error == "busy"
            assert (await relay.call("claim", made.claim(other(letters.code, 5)))).error == "wrong-code"
            assert (await relay.call("claim", made.claim(letters.code))).error == "wrong-code"
            assert relay.store.database.execute("SELECT count(*) FROM codes").fetchall() == [(1,)]
            assert (await relay.call("revoke", share.owned)).status == 200
            found = relay.store.database.execute(
                "SELECT (SELECT count(*) FROM codes), identity_hash FROM shares LIMIT 1"
            )
            assert found.fetchall()[0][0] == 0

    asyncio.run(run())


def test_neither_address_nor_code_comes_to_the_disk_or_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)

    async def test(relay: Inside, letters: Letters) -> None:
        share = await kept(relay, address=ANA, views=2)
        made = await opening(relay, share)
        for address in (ANA, EVE):
            await relay.call("code", made.ask(address))
            relay.clock.go(GAP_S)
        await relay.call("claim", made.claim(other(letters.code)))
        await relay.call("claim", made.claim(letters.code))
        await relay.call("code", msgspec.structs.replace(made.ask(), address="no address"))
        octets = b"".join(path.read_bytes() for path in tmp_path.rglob("relay*") if path.is_file())
        octets += b"".join(path.read_bytes() for path in relay.data.iterdir() if path.is_file())
        for secret in (ANA, EVE, "clinica", letters.code):
            assert secret.encode() not in octets
            assert secret not in caplog.text

    on_a_relay(tmp_path, test)
