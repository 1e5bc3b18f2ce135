"""What happens at a relay reaches the window as it happens: shares and requests, without being asked for; nothing listens after
the lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.crypto.secret import Secret
from app.host.clock import instant
from app.ops import sharing
from app.ops.opening import Opening
from app.ops.passcodes import PasscodeChoice
from app.ops.relays import EmbeddedRelay
from app.ops.request_options import RequestKind
from app.ops.share_options import ShareOptions
from app.ops.share_watching import News, Watching
from app.share.asking import calls
from app.share.courier import Courier
from app.share.link import parse_link
from app.ui import hearing
from app.ui.asking.desk import desk_of as asking_desk_of
from app.ui.asking.draft import RequestDraft
from app.ui.asking.page import RequestsPage
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import desk_of
from app.ui.sharing.page import SharesPage
from app.ui.sharing.poller import Poller
from app.ui.state import Session
from app.ui.window import Shell
from tests.relay.tap import Tap
from tests.ui.cheap import PASSPHRASE, CheapOpener
from tests.unit.ops.relay_in_memory import MemoryRelay
from tests.unit.ops.request_line import Giving

DEADLINE_MS = 60_000


@pytest.fixture
def session(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(hearing, "_FIRST_MS", 1)
    monkeypatch.setattr(Poller, "_wait", lambda _self: None)  # nobody asks by the clock: what comes was told
    made = Session(home, opener=CheapOpener())
    made.languages.choose("en")
    relay = EmbeddedRelay.start(home)
    yield made
    made.close()
    relay.stop()
    assert listening() == []


@pytest.fixture
def shell(qtbot: QtBot, session: Session) -> Iterator[Shell]:
    made = Shell(session)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(session.unlocked, timeout=DEADLINE_MS):
        session.unlock(PASSPHRASE, pytest.fail, create=True)
    yield made
    made.hide()


def listening() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("lacre-hearing")]


def wait(qtbot: QtBot, until: Callable[[], bool]) -> None:
    qtbot.waitUntil(until, timeout=DEADLINE_MS)


def test_an_opening_and_an_answer_are_told_as_they_happen_and_the_lock_ends_it(
    qtbot: QtBot, session: Session, shell: Shell
) -> None:
    said: list[str] = []
    session.said.connect(lambda text, _tone: said.append(text))
    wait(qtbot, lambda: shell.desk is not None and not session.tasks.busy)
    assert shell.desk is not None
    share = desk_of(session).create(None, "", Draft(text="olá", passcode=PasscodeChoice.NONE))
    session.shares_changed.emit()
    page = shell.desk.page("shares")
    assert isinstance(page, SharesPage)
    wait(qtbot, lambda: page.model.total() == 1 and "lacre-hearing-shares" in listening())
    link = parse_link(share.url)
    with Opening(link, Courier(link.origin)) as opening:
        assert opening.unlock(None).message == "olá"
    wait(qtbot, lambda: any("Passcode accepted" in one or "Opened" in one for one in said))
    session.follow()
    assert shell.desk.current == "shares"

    client = session.vault.add_client("Rita", session.now()) if session.vault else None
    assert client is not None
    asked = asking_desk_of(session).create(RequestDraft(client_id=client.id, kind=RequestKind.TEXT))
    session.requests_changed.emit()
    wait(qtbot, lambda: "lacre-hearing-requests" in listening())
    origin = parse_link(share.url).origin
    with Courier(origin, Secret(bytes(32))) as courier:
        giver, _ = Giving(asked.url).sealed(courier, (0, ["Chave debaixo do vaso"]))
        calls.submit(courier, giver.submit(files=False))
    wait(qtbot, lambda: "A client has answered a request." in said)
    requests = shell.desk.page("requests")
    assert isinstance(requests, RequestsPage)
    wait(qtbot, lambda: requests.model.waiting() == 1)

    with qtbot.waitSignal(session.put_away, timeout=DEADLINE_MS):
        session.lock()
    assert listening() == []


@pytest.mark.slow
def test_a_page_is_asked_for_nothing_only_while_the_lines_to_all_its_relays_are_alive(
    qtbot: QtBot, session: Session, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[News] = []
    lives: list[None] = []
    monkeypatch.setattr(SharesPage, "hear", lambda _self, news: heard.append(news))
    monkeypatch.setattr(SharesPage, "live", lambda _self: lives.append(None))
    monkeypatch.setattr(hearing, "_listening", lambda vault, _kind, relay: Watching(vault, relay, pauses_s=(0.05,)))
    wait(qtbot, lambda: shell.desk is not None and not session.tasks.busy)
    vault = session.vault
    assert vault is not None
    with Tap() as mute:
        mute.refuses = b"/api/1/watch "
        until = session.now() + timedelta(days=1)
        options = ShareOptions("", until, message=Secret("x"), passcode=PasscodeChoice.NONE)
        with MemoryRelay(instant(session.now())).courier(mute.origin) as courier:
            other = sharing.create_share(vault, courier, options, session.now())
        share = desk_of(session).create(None, "", Draft(text="olá", passcode=PasscodeChoice.NONE))
        session.shares_changed.emit()
        wait(qtbot, lambda: mute.refused > 1)
        link = parse_link(share.url)
        with Opening(link, Courier(link.origin)) as opening:
            wait(qtbot, lambda: [event.what for news in heard for event in news.events] == ["delivered"])
            assert lives == []  # one line is alive, and does not speak for the other
            vault.remove_share(other.id)
            session.shares_changed.emit()
            wait(qtbot, lambda: listening() == ["lacre-hearing-shares"])
            opening.unlock()
            wait(qtbot, lambda: bool(lives))
        with qtbot.waitSignal(session.put_away, timeout=DEADLINE_MS):
            session.lock()
