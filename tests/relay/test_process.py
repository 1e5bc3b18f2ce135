"""The relay as a process: how it starts and ends, what it says, what it never says, whom it refuses."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.share.wire.messages import Claim, Hello
from tests.relay.kit import (
    DEADLINE_S,
    NOON,
    ROOT,
    Line,
    Outside,
    Share,
    fake_page,
    greeted,
    holding,
    kept,
    lines_to,
    new_share,
    outside,
    secrets_of,
    spellings,
    status_of,
    wrong,
)

both = pytest.mark.parametrize("apart", [True, False], ids=["apart", "inside"])


@both
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(tmp_path: Path, number: signal.Signals, apart: bool) -> None:
    with outside(tmp_path, apart=apart, fresh=True) as relay:
        relay.process.send_signal(number)
        assert relay.process.wait(DEADLINE_S) == 0


@both
def test_an_answer_that_is_being_made_is_given_before_the_end(tmp_path: Path, apart: bool) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 0) as (line, _):
            share = await kept(line, relay)
            claim = (await greeted(line, share)).claim()
            asked = asyncio.create_task(line.call("claim", claim))
            await asyncio.sleep(0)
            relay.process.terminate()
            answer = await asked
            assert answer is None or answer.status == 200

    with outside(tmp_path, apart=apart) as relay:
        asyncio.run(test(relay))
        assert relay.process.wait(DEADLINE_S) == 0


@both
def test_live_shares_survive_a_restart(tmp_path: Path, apart: bool) -> None:
    async def keep(relay: Outside) -> Share:
        async with lines_to(relay, 0) as (line, _):
            return await kept(line, relay)

    async def look(relay: Outside, share: Share) -> None:
        async with lines_to(relay, 0) as (line, _):
            status = await status_of(line, share)
            assert status is not None
            assert status.state == "live"

    with outside(tmp_path, apart=apart) as relay:
        port = relay.port
        share = asyncio.run(keep(relay))
        assert relay.stop() == 0
    with outside(tmp_path, port=port, apart=apart) as relay:
        asyncio.run(look(relay, share))


@both
def test_it_sweeps_by_itself(tmp_path: Path, apart: bool) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 0) as (line, _):
            share = await kept(line, relay, expires_s=60)
            relay.set_clock(NOON + 60)
            async with asyncio.timeout(DEADLINE_S):
                while share.create.half in (tmp_path / "relay.halves").read_bytes():
                    await asyncio.sleep(0.02)

    with outside(tmp_path, apart=apart) as relay:
        asyncio.run(test(relay))


@both
def test_what_it_is_told_is_in_no_log_and_no_file(tmp_path: Path, apart: bool) -> None:
    shares: list[Share] = []
    told: list[bytes] = []

    async def test(relay: Outside) -> None:
        async with lines_to(relay, 0) as (line, _):
            share = await kept(line, relay)
            shares.append(share)
            told.extend(secrets_of(share, line.key or b""))
            recipient = await greeted(line, share)
            claim = recipient.claim()
            await line.call("claim", wrong((await greeted(line, share)).claim()))
            await line.call("claim", claim)
            await line.call("hello", Hello(share.create.id, bytes(32)))
            await line.call("claim", Claim(share.create.id, claim.proof, bytes(32), bytes(32), "", b"", bytes(64)))
            path = f"/s/{share.owner.link.id.hex()}"
            for request in (
                f"GET {path} HTTP/1.1\r\nhost: relay\r\n\r\n",
                f"GET {path}?x={share.owner.owner.reveal().hex()} HTTP/1.1\r\nhost: relay\r\n\r\n",
                f"POST /api/1/{share.owner.link.id.hex()} HTTP/1.1\r\nhost: relay\r\ncontent-length: 0\r\n\r\n",
                f"NONSENSE {path}\r\n\r\n",
            ):
                one = Line(relay.port)
                await one.exchange(request.encode())
                await one.close()
            await line.call("revoke", share.owner.owned)

    with outside(tmp_path, apart=apart) as relay:
        asyncio.run(test(relay))
        assert relay.stop() == 0
        said = relay.stdout + relay.stderr_path.read_bytes()
    assert relay.stdout == f"listening on {relay.url}\n".encode()
    told.append(shares[0].create.half)
    assert not [secret for secret in told for spelling in spellings(secret) if spelling in said]
    assert holding([tmp_path], told) == []


@both
def test_when_the_disk_fails_who_asked_is_told_and_it_ends(tmp_path: Path, apart: bool) -> None:
    async def test(relay: Outside) -> None:
        async with lines_to(relay, 3) as (line, others):
            for other in others:
                other.key = line.key
            await kept(line, relay)
            relay.arm()
            asked = [one.call("create", new_share(relay=relay.url).create) for one in (line, *others)]
            answers = await asyncio.gather(*asked)
            assert {answer and answer.status for answer in answers} == {503}

    with outside(tmp_path, kill_at="create:committed?", apart=apart) as relay:
        asyncio.run(test(relay))
        assert relay.process.wait(DEADLINE_S) == 3
        assert b"the store failed" in relay.stderr_path.read_bytes()
        assert b"the front has ended" not in relay.stderr_path.read_bytes()


@both
def test_nobody_who_hears_that_it_listens_is_an_end_and_no_hang(tmp_path: Path, apart: bool) -> None:
    fake_page(tmp_path / "page")
    (tmp_path / "clock").write_text(str(NOON))
    heard, said = os.pipe()
    os.close(heard)
    words = [*(str(tmp_path / name) for name in ("relay", "page", "clock")), "0", "", "", "" if apart else "inside"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.relay.harness", *words], cwd=ROOT, stdout=said, stderr=subprocess.PIPE,
        timeout=DEADLINE_S, check=False,
    )  # fmt: skip
    os.close(said)
    assert done.returncode == 1  # the harness knows no sentences: what comes out of `serve` is the error itself
    assert b"BrokenPipeError" in done.stderr
    assert b"the front has ended" not in done.stderr
    with open(os.devnull) as deaf:
        by_command = subprocess.run(
            serving(tmp_path), cwd=ROOT, stdout=deaf, stderr=subprocess.PIPE, timeout=DEADLINE_S, check=False
        )
    assert by_command.returncode == 3
    assert b"Traceback" not in by_command.stderr


@both
def test_without_uvloop_it_serves_with_pythons_own_loop(
    tmp_path: Path, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "uvloop.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "without"))

    async def test(relay: Outside) -> None:
        async with lines_to(relay, 0) as (line, _):
            share = await kept(line, relay)
            recipient = await greeted(line, share)
            answer = await line.call("claim", recipient.claim())
            assert answer is not None
            assert answer.status == 200

    with outside(tmp_path, apart=apart, fresh=True) as relay:
        loaded = Path(f"/proc/{relay.process.pid}/maps").read_bytes() if os.geteuid() == 0 else b""
        assert b"/uvloop/loop" not in loaded
        asyncio.run(test(relay))
        assert relay.stop() == 0
        assert relay.stderr_path.read_bytes() == b""


def test_without_a_standard_input_it_ends_at_once_if_it_shall_end_with_it(tmp_path: Path) -> None:
    shell = ["sh", "-c", 'exec "$@" <&-', "sh", *serving(tmp_path, "--stop-with-stdin")]
    done = subprocess.run(shell, cwd=ROOT, capture_output=True, timeout=DEADLINE_S, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_it_ends_when_its_standard_input_does(tmp_path: Path) -> None:
    process = started(tmp_path, "--stop-with-stdin")
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(DEADLINE_S) == 0
    close(process)


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    command = [sys.executable, "-c", program, *serving(tmp_path, "--stop-with-stdin")]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    again = started(tmp_path)  # the folder is free again as soon as the child is gone
    again.terminate()
    assert again.wait(DEADLINE_S) == 0
    close(again)
    # Readable when it has ended; that its number is free again depends on when the system's first process looks.
    assert select.select([child], [], [], DEADLINE_S)[0]
    os.close(child)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--workers", "2"], "one-worker"),
        (["--host", "0.0.0.0"], "no-public-url"),
        (["--public-url", "http://relay.example"], "bad-public-url"),
        (["--public-url", "https://relay.example/"], "bad-public-url"),
        (["--trusted-proxy", "everybody"], "bad-network"),
        (["--room", "50 GB"], "bad-room"),
    ],
)
def test_what_cannot_be_served_is_refused_in_a_sentence(tmp_path: Path, options: list[str], code: str) -> None:
    done = subprocess.run(
        serving(tmp_path, "--json", *options), cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE_S, check=False
    )
    assert done.returncode == 2
    assert f'"error": "{code}"' in done.stdout


def serving(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "app", "relay", "serve", "--data", str(folder / "relay"), "--port", "0", *options]


def started(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """A relay by the command line. While another still ends, its folder is in use: then once more."""
    for _ in range(100):
        process = subprocess.Popen(
            serving(folder, *options),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        if process.stdout.readline().startswith(b"listening on http://127.0.0.1:"):
            return process
        process.wait()
        close(process)
    raise AssertionError("the relay did not start")


def close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
