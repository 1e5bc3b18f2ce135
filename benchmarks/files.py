"""Files through the relay: sealed while they are uploaded, beside the same octets in clear to the same relay,
and what memory the relay takes for that.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from app.crypto.aead import seal
from app.crypto.hashing import blake2b_256
from app.crypto.secret import Secret
from app.relay.access import letters
from app.share.body import sealed_files
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import PATH, Message
from app.share.wire.transfers import CHUNK, PUT_LIMIT, Abandon, Have, Piece, Upload, encode_put_head
from benchmarks.relay import relay
from benchmarks.table import Row

GIB = 1 << 30
ROUNDS = 3
PIECE = PUT_LIMIT // (CHUNK + 40) * CHUNK
MEMORY_MIB = 64
CLEAR_RATIO = 0.6
Made = Iterator[bytes]


def run() -> list[Row]:
    """In clear and sealed in turns, so that both stand beside the other's moment."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lacre-bench-")))
        process, port, key = stack.enter_context(relay(folder))
        source = folder / "source"
        _fill(source)
        line = Line(port, key)
        before = peaks(process)
        clear, sealed = [], []
        for _ in range(ROUNDS):
            clear.append(uploaded(line, in_clear(source)))
            sealed.append(uploaded(line, in_seal(source)))
        after = peaks(process)
    ratios = [one.per_s / other.per_s for one, other in zip(sealed, clear, strict=True)]
    return [
        Row("1 GiB in clear to the relay, durable", median(one.per_s for one in clear), "MB/s"),
        Row("1 GiB sealed and uploaded", median(one.per_s for one in sealed), "MB/s"),
        Row("sealed ÷ in clear", median(ratios), "×", CLEAR_RATIO, at_least=True),
        Row(
            "growth of the relay's memory by six times 1 GiB, at its peak", after - before, "MiB", MEMORY_MIB,
            note="both processes",
        ),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Took:
    seconds: float

    @property
    def per_s(self) -> float:
        return GIB / self.seconds / 1e6


class Line:
    """One connection, kept alive."""

    def __init__(self, port: int, key: bytes) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)
        self._access = f"Bearer {letters(key)}"

    def call(self, name: str, message: Message) -> bytes:
        return self._post(name, encode(message), "application/json")

    def put(self, body: bytes) -> int:
        return parse(Have, self._post("put", body, "application/octet-stream")).have

    def _post(self, name: str, body: bytes, form: str) -> bytes:
        self._connection.request("POST", PATH + name, body, {"content-type": form, "authorization": self._access})
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {said[:80]!r}")
        return said


def uploaded(line: Line, make: Callable[[], Made]) -> Took:
    """One upload, from the first octet read until all of it is on the relay's disk."""
    token, have = os.urandom(32), 0
    line.call("stage", Upload(blake2b_256(token), sealed_files(GIB)))
    start = time.monotonic()
    for octets in ahead(make()):
        have = line.put(encode_put_head(Piece(token, have)) + octets)
    took = Took(time.monotonic() - start)
    if have != sealed_files(GIB):
        raise RuntimeError("the upload is not whole")
    line.call("abandon", Abandon(token))
    return took


def in_clear(source: Path) -> Callable[[], Made]:
    """The octets as they are; zeros for what sealing adds to them."""

    def make() -> Made:
        with source.open("rb") as file:
            while octets := file.read(PIECE):
                yield octets + bytes(40 * -(-len(octets) // CHUNK))

    return make


def in_seal(source: Path) -> Callable[[], Made]:
    """Sealed by chunks (PROTOCOL section 7.2)."""
    key, last = Secret(os.urandom(32)), GIB // CHUNK - 1

    def make() -> Made:
        i = 0
        with source.open("rb") as file:
            while octets := memoryview(file.read(PIECE)):
                chunks = []
                for at in range(0, len(octets), CHUNK):
                    ad = b"lacre/1/file\0" + i.to_bytes(4) + bytes([i == last])
                    chunks.append(seal(key, octets[at : at + CHUNK], ad))
                    i += 1
                yield b"".join(chunks)

    return make


def ahead(made: Made) -> Made:
    """The same pieces, one made in another thread while the one before it is sent."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, made, b"")
        while octets := coming.result():
            coming = maker.submit(next, made, b"")
            yield octets


def peaks(process: subprocess.Popen[str]) -> float:
    """The most memory that the relay's two processes ever had, in MiB, one beside the other."""
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    pids = {str(process.pid)} | {child for task in tasks for child in task.read_text().split()}
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _fill(source: Path) -> None:
    octets = os.urandom(1 << 20)
    with source.open("wb") as file:
        for _ in range(GIB // len(octets)):
            file.write(octets)
