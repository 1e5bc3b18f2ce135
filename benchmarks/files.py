"""Files through the relay: sealed while they are uploaded, beside the same octets in clear to the same relay; taken from it again
and opened; and what memory relay and program take for that.
"""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from app.crypto.hashing import blake2b_256
from app.crypto.secret import Secret
from app.relay.access import letters
from app.share.courier import Courier
from app.share.documents import Cover
from app.share.downloading import Download
from app.share.files import Layout
from app.share.link import Kind
from app.share.manifest import Manifest
from app.share.recipient import Recipient
from app.share.sender import OwnerSecrets, Terms, prepare
from app.share.sources import DiskFile
from app.share.uploading import KeptFile, Staged, Uploader
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import PATH, Message
from app.share.wire.transfers import CHUNK, PUT_LIMIT, SEALED_CHUNK, Abandon, Have, Piece, Upload, encode_put_head
from benchmarks.relay import relay
from benchmarks.table import Row

GIB = 1 << 30
SEALED = Layout(GIB).sealed
ROUNDS = 3
PIECE = PUT_LIMIT // SEALED_CHUNK * CHUNK
RELAY_MIB = 64
PROGRAM_MIB = 200
CLEAR_RATIO = 0.6


def run() -> list[Row]:
    """In clear and sealed in turns, so that both stand beside the other's moment, and before both the same memory is free."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lacre-bench-")))
        process, port, key = stack.enter_context(relay(folder))
        source = folder / "source"
        fill(source)
        clear, sealed, opened = [], [], []
        origin = f"http://127.0.0.1:{port}"
        before, ours = peaks(process), our_peak()
        for number in range(ROUNDS):
            _free(folder)
            took, owner = sent(origin, key, source)
            sealed.append(took)
            opened.append(taken(origin, owner, folder / str(number)))
            _free(folder)
            clear.append(uploaded(Line(port, key), source))  # a new one: the relay ends those that rest
        after, ours_after = peaks(process), our_peak()
    ratios = [one / other for one, other in zip(clear, sealed, strict=True)]
    return [
        Row("1 GiB in clear to the relay, durable", per_s(clear), "MB/s"),
        Row("1 GiB sealed and uploaded by the program", per_s(sealed), "MB/s"),
        Row("sealed ÷ in clear", median(ratios), "×", CLEAR_RATIO, at_least=True),
        Row("1 GiB taken, opened and written by the program", per_s(opened), "MB/s"),
        Row(
            "growth of the relay's memory by all that, at its peak", after - before, "MiB", RELAY_MIB,
            note="both processes",
        ),
        Row("growth of the program's memory by all that, at its peak", ours_after - ours, "MiB", PROGRAM_MIB),
    ]  # fmt: skip


def per_s(seconds: list[float]) -> float:
    return GIB / median(seconds) / 1e6


def sent(origin: str, key: bytes, source: Path) -> tuple[float, OwnerSecrets]:
    """A share of it, as the program makes one; how long the upload took."""
    file = DiskFile.of(source)
    staged = Staged.new([KeptFile.of(file)])
    with Courier(origin, Secret(key)) as courier:
        start = time.monotonic()
        Uploader(courier, staged, [file]).send()
        took = time.monotonic() - start
        now = int(time.time())
        terms = Terms(origin, now + 86_400, 1, Kind.NONE, None, Cover("Ana", "", "none"))
        manifest = Manifest(1, "", (), staged.manifest, staged.key.reveal())
        create, owner = prepare(manifest, terms, now, upload=staged.token)
        courier.create(create)
    return took, owner


def taken(origin: str, owner: OwnerSecrets, folder: Path) -> float:
    """Opened by a recipient who saves it; how long the files took."""
    folder.mkdir()
    with Courier(origin) as courier:
        recipient = Recipient(owner.link)
        recipient.welcome(courier.hello(recipient.hello))
        recipient.granted(courier.claim(recipient.claim()))
        for octets in courier.blob(recipient.blob, recipient.missing):
            recipient.receive(octets)
        manifest = recipient.open()
        start = time.monotonic()
        (found,) = Download(courier, recipient, manifest).save(folder)
        took = time.monotonic() - start
        courier.ack(recipient.ack("done"))
    found.unlink()
    return took


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


def uploaded(line: Line, source: Path) -> float:
    """The same octets as they are, with zeros for what sealing adds: until all of them are on the relay's disk."""
    token, have = os.urandom(32), 0
    line.call("stage", Upload(blake2b_256(token), SEALED))
    start = time.monotonic()
    for octets in ahead(in_clear(source)):
        have = line.put(encode_put_head(Piece(token, have)) + octets)
    took = time.monotonic() - start
    if have != SEALED:
        raise RuntimeError("the upload is not whole")
    line.call("abandon", Abandon(token))
    return took


def in_clear(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while octets := file.read(PIECE):
            yield octets + bytes((SEALED_CHUNK - CHUNK) * -(-len(octets) // CHUNK))


def ahead(made: Iterator[bytes]) -> Iterator[bytes]:
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


def our_peak() -> float:
    """The most memory that this process ever had, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1024)


def _free(folder: Path) -> None:
    """Write a file as long and take it away: the first who writes so much after a while waits for memory that a machine of its
    own host's has to be given back, which took half of one turn's time and none of the next one's (measured)."""
    place = folder / "free"
    fill(place)
    place.unlink()


def fill(source: Path) -> None:
    """A file of that length."""
    octets = os.urandom(1 << 20)
    with source.open("wb") as file:
        for _ in range(GIB // len(octets)):
            file.write(octets)
