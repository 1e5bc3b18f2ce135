"""The desk behind the screens of requests at a real relay: what is asked, what clients answer there, what becomes of it in the
vault, and what is left on the relay. Without a window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, UserError
from app.host.paths import relay_data
from app.host.settings import Settings
from app.ops.relays import EmbeddedRelay
from app.ops.request_options import RequestKind
from app.share.asking import calls
from app.share.courier import Courier
from app.ui.asking.cards import Fate, RequestCard, Stage
from app.ui.asking.desk import MadeRequest
from app.ui.asking.draft import RequestDraft, Takes
from app.ui.asking.opsdesk import OpsAskingDesk
from app.ui.asking.values import MASK
from app.ui.sharing.desk import Channel
from app.ui.state import Session
from app.vault.model import EntryDraft, EntryKind, FieldDraft
from app.vault.vault import Vault
from tests.ui.cheap import PASSPHRASE, CheapOpener
from tests.unit.ops.request_line import Giving

LOGIN = ["https://loja.example", "ana", "s3gr3do-X!", ""]
PHOTO = bytes(range(256)) * 40


@dataclass
class Person:
    """What the desk needs of a session: a vault, a clock that can be put forward, a language."""

    home: Path
    vault: Vault
    settings: Settings = field(default_factory=lambda: Settings(sender_name="Ana Assistente"))
    language: str = "en"
    later: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.later


@dataclass
class At:
    """The desk, the person at it, and a client with the link."""

    desk: OpsAskingDesk
    person: Person
    client_id: str
    relay: EmbeddedRelay

    def ask(self, **choices: Any) -> MadeRequest:
        return self.desk.create(RequestDraft(client_id=self.client_id, language="pt_PT", **choices))

    def give(
        self, made: MadeRequest, *values: list[str], page: Giving | None = None, **choices: Any
    ) -> tuple[str, ...]:
        """Somebody fills it in; the words that their page shows."""
        answers = [(0, one) for one in values]
        with Courier(self.relay.url, Secret(bytes(32))) as courier:
            giver, envelope = (page or Giving(made.url)).sealed(
                courier, *answers, passcode=made.passcode or None, at=int(self.person.now().timestamp()), **choices
            )
            calls.submit(courier, giver.submit(files=bool(choices.get("files"))))
        return giver.words(envelope, "pt-PT")

    def card(self, made: MadeRequest, *, asked: bool = True) -> RequestCard:
        cards = self.desk.refresh() if asked else self.desk.cards()
        return next(one for one in cards if one.id == made.id)

    def accept(self, made: MadeRequest, number: int, into: str | None = None) -> list[str]:
        return self.desk.accept(made.id, number, into, lambda _done, _all: None)

    def values(self, entry_id: str) -> dict[str, str]:
        vault = self.person.vault
        fields = vault.entry(entry_id).fields
        return {one.name: one.value or vault.reveal(entry_id, one.id).text() for one in fields}

    def left_on_relay(self) -> int:
        """Octets of what clients gave."""
        files = relay_data(self.person.home) / "files"
        return sum(path.stat().st_size for path in files.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, EmbeddedRelay]]:
    home = tmp_path_factory.mktemp("asking") / "home"
    home.mkdir(mode=0o700)
    with EmbeddedRelay.start(home) as running:
        yield home, running


@pytest.fixture(scope="module")
def vault(relay: tuple[Path, EmbeddedRelay]) -> Iterator[Vault]:
    with CheapOpener().create(relay[0], PASSPHRASE, datetime.now(UTC)) as made:
        yield made


@pytest.fixture
def at(relay: tuple[Path, EmbeddedRelay], vault: Vault) -> At:
    person = Person(relay[0], vault)
    client = vault.add_client(f"Padaria {len(vault.clients())}", person.now())
    return At(OpsAskingDesk(cast(Session, person)), person, client.id, relay[1])


def test_an_answer_is_looked_at_and_kept_as_new_and_the_relay_and_the_keys_keep_nothing(at: At) -> None:
    made = at.ask(label="Loja online", files=True)
    assert at.card(made).stage in (Stage.WAITING, Stage.VISITED)
    words = at.give(made, LOGIN, message="Até já", files={"cartão.heic": PHOTO})
    card = at.card(made)
    assert (card.stage, card.new, card.unanswered, card.left) == (Stage.ARRIVED, 1, False, 0)
    found = at.desk.review(made.id, 1)
    assert (found.words, found.message, found.files) == (words, "Até já", (("cartão.heic", len(PHOTO)),))
    (group,) = found.groups
    assert [(one.text, one.protected) for one in group.values] == [
        (LOGIN[0], False),
        (LOGIN[1], False),
        (LOGIN[2], True),
    ]
    assert found.matches == ()
    assert at.left_on_relay() > len(PHOTO)

    (entry_id,) = at.accept(made, 1)
    assert at.person.vault.entry(entry_id).client_id == at.client_id
    assert at.values(entry_id)["password"] == LOGIN[2]
    (file,) = at.person.vault.attachments(entry_id)
    assert b"".join(at.person.vault.open_attachment(file.id)) == PHOTO
    assert at.left_on_relay() == 0
    assert at.person.vault.request(made.id).secrets is None
    over = at.card(made, asked=False)
    assert (over.stage, over.ended, over.has_link, over.new) == (Stage.FILLED, True, False, 0)
    with pytest.raises(UserError, match="submission-decided"):
        at.desk.review(made.id, 1)
    at.desk.forget(made.id)
    assert made.id not in [one.id for one in at.desk.cards()]


def test_an_answer_about_an_entry_that_is_there_shows_what_changes_and_goes_into_it(at: At) -> None:
    fields = (
        FieldDraft("username", "ana"),
        FieldDraft("password", "antiga"),
        FieldDraft("url", "https://loja.example/"),
    )
    draft = EntryDraft(EntryKind.LOGIN, "A loja", fields)
    there = at.person.vault.add_entry(at.client_id, draft, at.person.now())
    made = at.ask()
    at.give(made, LOGIN)
    at.card(made)
    (match,) = at.desk.review(made.id, 1).matches
    assert (match.entry_id, match.title) == (there.id, "A loja")
    assert ("Password", MASK, MASK) in match.changes
    assert at.accept(made, 1, there.id) == [there.id]
    assert (at.values(there.id)["password"], len(at.person.vault.entries(at.client_id))) == (LOGIN[2], 1)
    assert at.left_on_relay() == 0


def test_what_was_rejected_is_nowhere(at: At) -> None:
    made = at.ask(files=True)
    at.give(made, LOGIN, files={"foto.jpg": PHOTO})
    at.card(made)
    at.desk.reject(made.id, 1)
    assert at.left_on_relay() == 0
    assert at.person.vault.entries(at.client_id) == []
    assert [one.fate for one in at.card(made).answers] == [Fate.REJECTED]
    assert at.person.vault.request(made.id).secrets is None


def test_a_reminder_is_the_same_link_says_since_when_and_is_remembered(at: At) -> None:
    made = at.ask(label="Loja online")
    assert at.card(made).reminded_at is None
    at.person.later = timedelta(days=2)
    again = at.desk.made(made.id)
    assert (again.url, again.passcode, again.language) == (made.url, made.passcode, "pt_PT")
    plain, reminder = (write(again, "pt_PT", Channel.MAIL) for write in (at.desk.link_message, at.desk.reminder))
    assert made.url in plain
    assert made.url in reminder
    assert plain != reminder
    assert "Ana Assistente" in reminder
    assert at.desk.link_subject("pt_PT")
    assert at.card(made, asked=False).reminded_at is not None


def test_while_it_is_paused_nothing_can_be_given_and_another_end_holds_at_the_relay(at: At) -> None:
    made = at.ask(kind=RequestKind.TEXT)
    at.desk.change(made.id, paused=True)
    card = at.card(made)
    assert (card.stage, card.paused, card.has_link) == (Stage.PAUSED, True, True)
    with pytest.raises(PeerError, match="paused"):
        at.give(made, ["cedo de mais"])
    until = at.person.now().replace(microsecond=0) + timedelta(days=90)
    at.desk.change(made.id, until=until)
    at.desk.change(made.id, paused=False)
    card = at.card(made)
    assert (card.paused, card.expires_at) == (False, until)
    at.give(made, ["agora sim"])
    assert at.card(made).new == 1


def test_codes_come_one_after_the_other_and_one_that_is_of_no_use_any_more_is_kept_nowhere(at: At) -> None:
    made = at.ask(kind=RequestKind.CODE)
    page = Giving(made.url)
    words = [at.give(made, [code], page=page) for code in ("114072", "482913")]
    card = at.card(made)
    assert [(one.code, one.words, one.fate) for one in card.answers] == [
        ("114072", words[0], Fate.NEW),
        ("482913", words[1], Fate.NEW),
    ]
    assert not card.ended
    at.person.later = timedelta(minutes=11)
    card = at.card(made, asked=False)
    assert [(one.code, one.fate) for one in card.answers] == [("", Fate.PAST)] * 2
    assert at.person.vault.entries(at.client_id) == []
    assert (at.left_on_relay(), card.new) == (0, 0)


def test_a_letter_box_takes_answer_after_answer_until_it_is_taken_down(at: At) -> None:
    made = at.ask(kind=RequestKind.TEXT, takes=Takes.STANDING)
    assert made.expires_at is None
    for note in ("um", "dois", "três"):
        at.give(made, [note])
    assert at.card(made).new == 3
    (kept,) = at.accept(made, 2)
    assert "dois" in at.values(kept).values()
    at.desk.reject(made.id, 1)
    card = at.card(made)
    assert [one.fate for one in card.answers] == [Fate.REJECTED, Fate.ACCEPTED, Fate.NEW]
    assert (card.ended, card.has_link, card.expires_at) == (False, True, None)
    with pytest.raises(UserError, match="request-alive"):
        at.desk.forget(made.id)

    at.desk.revoke(made.id)
    card = at.card(made)
    assert (card.ended, card.has_link, card.new) == (True, False, 1)
    with pytest.raises(PeerError):
        at.give(made, ["tarde de mais"])
    assert at.person.vault.request(made.id).secrets is not None  # what waits is still to be opened
    at.accept(made, 3)
    assert at.person.vault.request(made.id).secrets is None
    assert at.left_on_relay() == 0
