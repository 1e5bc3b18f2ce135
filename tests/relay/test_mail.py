"""The identity check on a real relay process with a real mail server: what goes out, what is never said, and what a kill at any
step of a code's use leaves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Status, Statuses, Watch, Watched
from tests.relay.kit import NOON, ORIGIN, Answer, Line, Outside, lines_to, outside, request
from tests.relay.mailbox import PASSWORD, USER, Mailbox, certificate, mail_server
from tests.relay.strict import ANA, EVE, Opening, Strict, strict_share

WAIT_S = 30.0


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that demands STARTTLS and a login, and a relay's settings for it."""
    ca, context = certificate(tmp_path, "127.0.0.1")
    with mail_server(context) as made:
        path = tmp_path / "smtp.toml"
        path.write_text(
            f'host = "127.0.0.1"\nport = {made.port}\nfrom = "codes@relay.example"\nuser = "{USER}"\nca = "{ca}"\n'
        )
        path.chmod(0o600)
        monkeypatch.setenv("LACRE_SMTP_FILE", str(path))
        monkeypatch.setenv("LACRE_SMTP_PASSWORD", PASSWORD)
        yield made


async def say(line: Line, name: str, message: object) -> Answer:
    answer = await line.call(name, message)  # type: ignore[arg-type]
    assert answer is not None
    return answer


async def greeted(line: Line, share: Strict) -> Opening:
    made = Opening(share)
    made.welcome(await say(line, "hello", made.hello))
    return made


def test_codes_go_out_by_e_mail_and_neither_they_nor_addresses_are_said_or_kept(tmp_path: Path, box: Mailbox) -> None:
    async def run(relay: Outside) -> None:
        async with lines_to(relay, 2) as (sender, others):
            shares = [strict_share(address=ANA), strict_share(address=EVE)]
            for share in shares:
                assert (await say(sender, "create", share.create)).status == 200
            made = [await greeted(line, share) for line, share in zip(others, shares, strict=True)]
            wrong = await say(others[1], "code", made[1].ask(ANA, "en"))  # the address of the other share
            first, second = await asyncio.gather(
                others[0].call("code", made[0].ask(ANA, "pt-BR")), others[1].call("code", made[1].ask(EVE, "es"))
            )
            assert first is not None
            assert second is not None
            assert (first.status, first.body, first.headers.keys()) == (200, wrong.body, wrong.headers.keys())
            assert second.error == "busy"
            relay.set_clock(NOON + 60)
            await say(others[1], "code", made[1].ask(EVE, "es"))
            await asyncio.to_thread(box.wait_mails, 2)
            assert sorted(mail.to[0] for mail in box.mails) == sorted([ANA, EVE])
            for line, one, address in zip(others, made, (ANA, EVE), strict=True):
                mail = box.last_to(address)
                assert (mail.secured, mail.sender) == (True, "codes@relay.example")
                answer = await say(line, "claim", one.claim(mail.code))
                assert one.half_in(answer) == one.share.create.half

    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(run(relay))
        assert relay.stop() == 0
    said = relay.stderr_path.read_text() + relay.stdout.decode()
    files = [path for path in (*relay.data.rglob("*"), relay.data.with_name("relay.halves")) if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)
    for secret in (ANA, EVE, PASSWORD, *(mail.code for mail in box.mails)):
        assert secret not in said
        assert secret.encode() not in kept


@pytest.mark.parametrize(
    "phase", ["committed", *(pytest.param(one, marks=pytest.mark.slow) for one in ("taken", "decided", "told"))]
)
@pytest.mark.parametrize("right", [True, False])
def test_killed_at_any_step_of_a_codes_use_it_has_opened_once_or_not_at_all(
    tmp_path: Path, box: Mailbox, phase: str, right: bool
) -> None:
    share = strict_share(address=ANA, views=2)
    made = Opening(share)

    async def before(relay: Outside) -> str:
        async with lines_to(relay, 1) as (sender, (line,)):
            await say(sender, "create", share.create)
            made.welcome(await say(line, "hello", made.hello))
            await say(line, "code", made.ask())
            await asyncio.to_thread(box.wait_mails, 1)
            code = box.mails[0].code
            said = code if right else f"{(int(code) + 1) % 10**8:08d}"
            relay.arm()
            await line.call("claim", made.claim(said))
            await asyncio.to_thread(relay.wait_killed)
            relay.disarm()
            return code

    async def after(relay: Outside, code: str) -> None:
        async with lines_to(relay, 1) as (sender, (line,)):
            for _ in range(2):
                made.welcome(await say(line, "hello", made.hello))
                answer = await say(line, "claim", made.claim(code))  # a wrong code that was charged leaves four tries
                assert made.half_in(answer) == share.create.half
            found = parse(Statuses, (await say(sender, "status", Status((share.owned,)))).body).shares[0]
            assert found is not None
            assert (found.views_left, found.tries_left) == (1, 5)
            whats = [event.what for event in found.events]
            assert whats.count("accepted") == 1
            assert whats.count("wrong-code") == int(not right and phase in ("committed", "told"))

    with outside(tmp_path, relay=ORIGIN, kill_at=f"claim:{phase}") as relay:
        code = asyncio.run(before(relay))
    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(after(relay, code))


def test_a_stream_of_events_comes_through_both_processes_and_ends_with_the_relay(tmp_path: Path, box: Mailbox) -> None:
    share = strict_share()

    async def run(relay: Outside) -> None:
        async with lines_to(relay, 1) as (sender, (line,)):
            await say(sender, "create", share.create)
            reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
            writer.write(request("watch", encode(Watch((Watched(share.link.id, share.owner, 0),)))))
            async with asyncio.timeout(WAIT_S):
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                assert b"200 ok" in head
                assert b"text/event-stream" in head
                assert b"transfer-encoding: chunked" in head
                for what in ("delivered", "accepted"):
                    if what == "delivered":
                        made = Opening(share)
                        made.welcome(await say(line, "hello", made.hello))
                    else:
                        await say(line, "claim", made.claim())
                    told = json.loads((await reader.readuntil(b"}\n\n")).rpartition(b"data: ")[2])
                    assert [event["what"] for event in told["share"]["events"]] == [what]
                relay.process.terminate()
                assert (await reader.read()).endswith(b"0\r\n\r\n")
            writer.close()

    with outside(tmp_path, relay=ORIGIN) as relay:
        asyncio.run(run(relay))
        assert relay.stop() == 0
