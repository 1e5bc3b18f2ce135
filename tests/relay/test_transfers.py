"""Whole transfers of files, sender to recipient, over a line that cuts, delays, duplicates and reorders: each complete or cleanly
refused, none counted twice.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, WorldError
from app.relay.schema import database_path, open_database
from app.share.carrier import Patience
from app.share.courier import Courier
from app.share.documents import Cover
from app.share.downloading import Download
from app.share.link import Kind
from app.share.manifest import Manifest, ManifestFile
from app.share.recipient import Recipient
from app.share.sender import OwnerSecrets, Terms, prepare
from app.share.sources import Pieces
from app.share.uploading import KeptFile, Staged, Uploader
from app.share.wire.messages import ShareStatus, Status
from tests.relay.kit import HOUR, NOON, Outside, outside
from tests.relay.proxy import FAULTS, Proxy, in_a_thread

T = TypeVar("T")
PATIENCE = Patience(pauses_s=(0.0,) * 6)
TRIES = 12
AT_ONCE = 4
MIB = 1 << 20
Contents = Callable[[random.Random], Iterator[bytes]]


@dataclass
class Transfer:
    """One share and what became of it."""

    number: int
    owner: OwnerSecrets | None = None
    files: int = 0
    error: str = ""


def at_once(_: float) -> None:
    """Nobody waits: the line is as bad after a pause."""


def again(call: Callable[[], T]) -> T:
    """What a person does when the program says that the relay cannot be reached."""
    for _ in range(TRIES):
        try:
            return call()
        except WorldError as error:
            last = error
    raise last


class Person:
    """Sends and receives over the bad line."""

    def __init__(self, origin: str, key: Secret, folder: Path, contents: Contents) -> None:
        self._origin = origin
        self._key = key
        self._folder = folder
        self._contents = contents

    def transfer(self, number: int) -> Transfer:
        made = Transfer(number)
        contents = list(self._contents(random.Random(number)))
        made.files = len(contents)
        try:
            with Courier(self._origin, self._key, patience=PATIENCE, sleep=at_once) as courier:
                made.owner = self._give(courier, contents)
            with Courier(self._origin, patience=PATIENCE, sleep=at_once) as courier:
                self._take(courier, made.owner, contents, self._folder / str(number))
        except LacreError as error:
            made.error = error.code
        return made

    def _give(self, courier: Courier, contents: list[bytes]) -> OwnerSecrets:
        staged = Staged.new([KeptFile("", f"{i}.bin", "", len(octets), 0, 0) for i, octets in enumerate(contents)])
        sources = [_source(file, octets) for file, octets in zip(staged.manifest, contents, strict=True)]
        uploader = Uploader(courier, staged, sources, sleep=at_once)
        again(uploader.send)
        manifest = Manifest(1, "", (), staged.manifest, staged.key.reveal())
        terms = Terms(self._origin, NOON + HOUR, 1, Kind.NONE, None, Cover("Ana", "", "none"))
        create, owner = prepare(manifest, terms, NOON, upload=staged.token)
        again(lambda: courier.create(create))
        return owner

    def _take(self, courier: Courier, owner: OwnerSecrets, contents: list[bytes], folder: Path) -> None:
        recipient = Recipient(owner.link)
        recipient.welcome(again(lambda: courier.hello(recipient.hello)))
        claim = recipient.claim()
        recipient.granted(again(lambda: courier.claim(claim)))
        while recipient.missing:
            again(lambda: [recipient.receive(octets) for octets in courier.blob(recipient.blob, recipient.missing)])
        manifest = recipient.open()
        folder.mkdir()
        found = again(lambda: Download(courier, recipient, manifest, sleep=at_once).save(folder))
        assert [path.read_bytes() for path in found] == contents
        self._say_done(courier, recipient)

    def _say_done(self, courier: Courier, recipient: Recipient) -> None:
        """Once it was heard the ticket is no longer known: so that is an answer too, if the first one was lost."""
        try:
            again(lambda: courier.ack(recipient.ack("done")))
        except PeerError as error:
            if error.code != "unknown":
                raise


def _source(file: ManifestFile, octets: bytes) -> Pieces:
    return Pieces(file, lambda: iter([octets]))


def _contents(chance: random.Random) -> Iterator[bytes]:
    """One to three files, some empty, of up to nine chunks in all."""
    for _ in range(chance.randint(1, 3)):
        yield chance.randbytes(chance.choice((0, 1, 5000, 262_144, chance.randrange(700_000))))


def _large_contents(chance: random.Random) -> Iterator[bytes]:
    """Of up to 21 MiB: pieces that lie in rooms, are answered before the disk has them, and end anywhere in a block."""
    yield chance.randbytes(chance.randrange(MIB, 20 * MIB))
    yield chance.randbytes(chance.randrange(MIB))


def transferred(
    folder: Path, count: int, seed: int, faults: tuple[str, ...], contents: Contents = _contents, at_once: int = AT_ONCE
) -> tuple[list[Transfer], Counter[str]]:
    """So many transfers, some at once; what became of them, and what the proxy did. What holds for all is checked here."""
    proxy = Proxy(seed, faults=faults)
    with in_a_thread(proxy):
        origin = f"http://127.0.0.1:{proxy.port}"
        with outside(folder, relay=origin) as relay:
            proxy.target = relay.port
            person = Person(origin, Secret(relay.invite_key()), folder, contents)
            with ThreadPoolExecutor(at_once) as many:
                made = list(many.map(person.transfer, range(seed * count, (seed + 1) * count)))
            examine(relay, made)
    return made, proxy.done


def examine(relay: Outside, made: list[Transfer]) -> None:
    """Straight at the relay: what was counted, and what is left."""
    states: Counter[str] = Counter()
    with Courier(relay.url) as courier:
        for one in made:
            if one.owner is None:
                continue
            try:
                status = courier.status(Status((one.owner.owned,))).shares[0]
            except PeerError:
                raise AssertionError(one) from None
            assert status is not None
            none_twice(one, status)
            states[status.state] += 1
    assert relay.process.poll() is None
    db = open_database(database_path(relay.data))
    try:
        rows = db.execute(
            "SELECT count(*) FROM blobs WHERE have > size OR (share IS NOT NULL AND have < size)"
        ).fetchall()
        assert rows == [(0,)]
    finally:
        db.close()


def none_twice(one: Transfer, status: ShareStatus) -> None:
    whats = Counter((event.what, event.detail) for event in status.events)
    assert max(whats.values(), default=0) <= 1, (one, whats)
    assert status.tries_left == 5
    assert status.views_left == (0 if whats["accepted", ""] else 1)
    if not one.error:
        assert status.state == "opened"
        assert whats["acknowledged", ""] == 1
        assert sum(count for (what, _), count in whats.items() if what == "file") <= one.files


HONEST = tuple(fault for fault in FAULTS if fault != "swap")


def test_transfers_over_a_bad_line_are_complete_and_none_is_counted_twice(tmp_path: Path) -> None:
    made, done = transferred(tmp_path, 25, 0, HONEST)
    assert Counter(one.error for one in made) == {"": 25}
    assert all(done[fault] for fault in HONEST), done


@pytest.mark.slow
def test_five_hundred_transfers_are_complete_or_cleanly_refused_and_none_is_counted_twice(tmp_path: Path) -> None:
    made, done = transferred(tmp_path, 500, 1, FAULTS)
    ended = Counter(one.error for one in made)
    assert set(ended) <= {"", "damaged"}, ended  # chunks that changed places on the line are found out
    assert ended[""] > 400
    assert all(done[fault] for fault in FAULTS), done


@pytest.mark.slow
def test_large_transfers_at_once_over_a_bad_line_arrive_octet_for_octet(tmp_path: Path) -> None:
    """More than there are rooms for pieces of, all through one relay."""
    made, done = transferred(tmp_path, 40, 2, HONEST, _large_contents, at_once=16)
    assert Counter(one.error for one in made) == {"": 40}
    assert all(done[fault] for fault in HONEST), done
