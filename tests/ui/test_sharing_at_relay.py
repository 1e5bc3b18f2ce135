"""The desk behind the screens of sharing at a real relay: what ended unopened is sent again, all access of a client goes, and
whether it sends mail. Without a window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn, cast

import pytest

from app.errors import PeerError, UserError, WorldError
from app.host.settings import Settings
from app.ops.halting import Halt
from app.ops.opening import Opening
from app.ops.passcodes import PasscodeChoice
from app.ops.relays import EmbeddedRelay
from app.share.courier import Courier
from app.share.link import parse_link
from app.ui.sharing.cards import ShareCard, State
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import Made, Unsent
from app.ui.sharing.opsdesk import OpsDesk
from app.ui.state import Session
from app.vault.model import EntryDraft, EntryKind
from app.vault.vault import Vault
from tests.ui.cheap import PASSPHRASE, CheapOpener

DAY = timedelta(days=1)
PLAIN = Draft(text="olá", passcode=PasscodeChoice.NONE)


@dataclass
class Person:
    """What the desk needs of a session."""

    home: Path
    vault: Vault
    settings: Settings = field(default_factory=Settings)
    language: str = "en"

    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    home = tmp_path_factory.mktemp("sharing") / "home"
    home.mkdir(mode=0o700)
    with EmbeddedRelay.start(home), CheapOpener().create(home, PASSPHRASE, datetime.now(UTC)) as vault:
        yield Person(home, vault)


@pytest.fixture
def desk(person: Person) -> OpsDesk:
    return OpsDesk(cast(Session, person))


def card(desk: OpsDesk, made: Made) -> ShareCard:
    return next(one for one in desk.refresh() if one.id == made.id)


def opened(url: str) -> str:
    link = parse_link(url)
    with Opening(link, Courier(link.origin)) as opening:
        return opening.unlock(None).message


def test_a_link_that_is_over_here_and_not_at_the_relay_is_sent_again_as_a_new_one(
    person: Person, desk: OpsDesk
) -> None:
    made = desk.create(None, "Loja", PLAIN)
    person.vault.update_share(made.id, now=person.now(), state="expired")
    again = desk.renew(made.id, person.now() + DAY, Halt(), _unheard)
    assert not again.same_link
    assert again.made.url != made.url
    assert opened(again.made.url) == "olá"


def _unheard(_far: Unsent) -> None:
    raise AssertionError("it has no files")


def sent_with_files(person: Person, desk: OpsDesk, folder: Path) -> Made:
    """A share of two files that nobody opened and that is over."""
    for name, octets in (("a.bin", bytes(5 << 20)), ("b.txt", b"abc")):
        (folder / name).write_bytes(octets)
    draft = replace(PLAIN, files=(folder / "a.bin", folder / "b.txt"), count=2, octets=(5 << 20) + 3)
    begun = desk.begin(None, "Contrato", draft)
    made = desk.send(begun.id, Halt(), lambda _done, _total: None)
    person.vault.update_share(made.id, now=person.now(), state="expired")
    return made


def test_files_that_are_sent_again_are_told_as_they_go(person: Person, desk: OpsDesk, tmp_path: Path) -> None:
    made = sent_with_files(person, desk, tmp_path)
    told: list[Unsent] = []
    again = desk.renew(made.id, person.now() + DAY, Halt(), told.append)
    assert {one.sizes for one in told} == {(5 << 20, 3)}
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].done == told[-1].total > 5 << 20
    link = parse_link(again.made.url)
    with Opening(link, Courier(link.origin)) as opening:
        assert [file.name for file in opening.unlock(None).files] == ["a.bin", "b.txt"]


def test_who_stops_sending_again_leaves_nothing_with_the_relay(person: Person, desk: OpsDesk, tmp_path: Path) -> None:
    made = sent_with_files(person, desk, tmp_path)
    halt = Halt()
    with pytest.raises((UserError, WorldError)):
        desk.renew(made.id, person.now() + DAY, halt, lambda _far: halt.say())
    assert person.vault.share(made.id).state == "expired"
    assert not [one for one in desk.unsent() if one.id == made.id]
    again = desk.renew(made.id, person.now() + DAY, Halt(), lambda _far: None)  # and it can be begun anew
    assert again.made.label == "Contrato"


class Impatient(Halt):
    """Is said in the first pause."""

    def pause(self, seconds: float) -> None:
        self.say()
        super().pause(seconds)


def test_who_stops_while_it_waits_for_the_line_does_not_wait_on(
    person: Person, desk: OpsDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_asked: object) -> NoReturn:
        raise WorldError("unreachable")

    made, halt = sent_with_files(person, desk, tmp_path), Impatient()
    monkeypatch.setattr(Courier, "stage", silent)
    with pytest.raises(UserError, match="cancelled"):
        desk.renew(made.id, person.now() + DAY, halt, lambda _far: None)
    assert halt.said


def test_all_access_of_a_client_goes_and_that_of_others_stays(person: Person, desk: OpsDesk) -> None:
    ids = []
    for name in ("Padaria", "Clínica"):
        client = person.vault.add_client(name, person.now())
        entry = person.vault.add_entry(client.id, EntryDraft(EntryKind.NOTE, name, ()), person.now())
        ids.append((client.id, desk.create(entry.id, name, PLAIN)))
    (bakery, gone), (_, stays) = ids
    assert desk.revoke_client(bakery).done == 1
    assert card(desk, gone).state is State.REVOKED
    assert card(desk, stays).state is State.LIVE
    with pytest.raises(PeerError):
        opened(gone.url)
    assert opened(stays.url) == "olá"


def test_a_relay_without_a_post_office_checks_no_e_mail(desk: OpsDesk) -> None:
    assert not desk.sends_mail()
