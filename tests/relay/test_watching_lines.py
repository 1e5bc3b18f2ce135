"""What happens at relays is heard over real sockets, whatever becomes of the line: again after a cut, none twice, none lost;
and a relay that refuses to tell keeps nobody from hearing another.
"""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.kdf import KdfCost
from app.crypto.secret import Secret
from app.host.clock import moment
from app.ops import sharing
from app.ops.opening import Opening
from app.ops.passcodes import PasscodeChoice
from app.ops.share_options import ShareOptions
from app.ops.share_watching import News, Watching
from app.share.courier import Courier
from app.share.link import parse_link
from app.vault.policy import KdfPolicy
from app.vault.vault import Vault
from tests.relay.kit import NOON, Outside, outside
from tests.relay.tap import Tap

CHEAP = KdfPolicy(floor=KdfCost(8, 1), ceiling=KdfCost(1024, 4), work_kib=4096, default=KdfCost(8, 1))
AT = moment(NOON)
WAIT_S = 60
ALL = ["delivered", "accepted", "revealed", "acknowledged"]


@dataclass
class Place:
    """A relay behind a tap."""

    tap: Tap
    relay: Outside
    key: Secret

    def share(self, vault: Vault) -> str:
        """The link of a new one."""
        options = ShareOptions("", AT + timedelta(days=1), message=Secret("x"), passcode=PasscodeChoice.NONE)
        with Courier(self.relay.url, self.key) as straight:
            straight.origin = self.tap.origin
            return sharing.create_share(vault, straight, options, AT).url.text()

    def opening(self, url: str) -> Opening:
        """By another line than the watched one."""
        return Opening(parse_link(url), Courier(self.relay.url))


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    folder.mkdir()
    with Tap() as tap, outside(folder, relay=tap.origin, apart=False) as relay:
        tap.target = relay.port
        yield Place(tap, relay, Secret(relay.invite_key()))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", Secret("frase de teste"), now=AT, cost=KdfCost(8, 1), policy=CHEAP) as vault:
        yield vault


@contextmanager
def hearing(vault: Vault, at: Place) -> Iterator[queue.Queue[News | None]]:
    """What is heard; None for a sign of life, and at the end."""
    told: queue.Queue[News | None] = queue.Queue()
    watching = Watching(vault, at.tap.origin, clock=lambda: AT, pauses_s=(0.01,))

    def listen() -> None:
        for news in watching.news():
            told.put(news)
        told.put(None)

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield told
    finally:
        watching.stop()
        thread.join(WAIT_S)


def until(told: queue.Queue[News | None], count: int) -> list[tuple[str, str]]:
    """So many events, as they come: of which share, and what."""
    found: list[tuple[str, str]] = []
    while len(found) < count:
        news = told.get(timeout=WAIT_S)
        if news is not None:
            found += [(news.share.id, event.what) for event in news.events]
    return found


def kept(vault: Vault, share_id: str) -> list[str]:
    view = next(view for view in sharing.list_shares(vault, AT) if view.id == share_id)
    return [event.what for event in view.events]


def test_after_a_cut_what_happened_meanwhile_is_heard_once_and_what_happens_then(tmp_path: Path, vault: Vault) -> None:
    with place(tmp_path / "one") as at:
        url = at.share(vault)
        share_id = vault.shares()[0].id
        with hearing(vault, at) as told, at.opening(url) as opening:
            assert until(told, 1) == [(share_id, "delivered")]
            at.tap.cut(hold=True)
            opening.unlock()
            at.tap.mend()
            assert until(told, 1) == [(share_id, "accepted")]
            at.tap.cut()
            opening.acknowledge()
            assert until(told, 2) == [(share_id, what) for what in ALL[2:]]
        assert kept(vault, share_id) == ALL
        assert all(left is None for left in told.queue)


@pytest.mark.slow
def test_cut_after_any_octet_nothing_is_heard_twice_and_nothing_is_lost(tmp_path: Path, vault: Vault) -> None:
    chance = random.Random(5)
    with place(tmp_path / "one") as at:
        urls = [at.share(vault) for _ in range(6)]
        at.tap.budgets = iter([chance.randrange(1, 1200) for _ in range(60)])
        with hearing(vault, at) as told:
            for url in urls:
                with at.opening(url) as opening:
                    opening.unlock()
                    opening.acknowledge()
            heard = until(told, len(urls) * len(ALL))
        assert at.tap.cuts
        for url in urls:
            share_id = parse_link(url).id.hex()
            assert [what for of, what in heard if of == share_id] == ALL
            assert kept(vault, share_id) == ALL


def test_of_two_relays_one_refuses_to_tell_and_the_other_is_heard(tmp_path: Path, vault: Vault) -> None:
    with ExitStack() as stack:
        live, mute = (stack.enter_context(place(tmp_path / name)) for name in ("live", "mute"))
        mute.tap.refuses = b"/api/1/watch "
        urls = {at.tap.origin: at.share(vault) for at in (live, mute)}
        told = stack.enter_context(hearing(vault, live))
        silent = stack.enter_context(hearing(vault, mute))
        for at in (live, mute):
            with at.opening(urls[at.tap.origin]) as opening:
                opening.unlock()
                opening.acknowledge()
        heard = until(told, len(ALL))
        assert [what for _, what in heard] == ALL
        assert silent.empty()
        other = parse_link(urls[mute.tap.origin]).id.hex()
        assert kept(vault, other) == []
        sharing.refresh(vault, AT)  # what is not told has to be asked
        assert kept(vault, other) == ALL
        assert mute.tap.refused
