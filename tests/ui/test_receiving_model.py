"""Opening a link, as questions in their order: with a door that answers from memory."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.crypto.secret import Secret
from app.errors import PeerError, UserError, WorldError
from app.ops.opening import OpenedShare
from app.share.documents import Cover
from app.share.link import Kind
from app.share.passcode import generate
from app.ui.receiving.model import Receiving, Step

NOW = 1_000


@dataclass
class MemoryDoor:
    kind: Kind = Kind.GENERATED
    starts: int = 0
    paused: bool = False
    terms: str = ""
    needs_code: bool = False
    cover: Cover = field(default_factory=lambda: Cover("Ana", "", "symbols"))

    @property
    def needs_passcode(self) -> bool:
        return self.kind is not Kind.NONE


def test_before_the_relay_was_asked_there_is_the_link_alone() -> None:
    assert Receiving().step(NOW) is Step.LINK


def test_terms_then_address_then_code_then_passcode() -> None:
    one = Receiving(MemoryDoor(terms="Confidencial", needs_code=True))
    assert one.step(NOW) is Step.TERMS
    one.name = "Rui"
    assert one.step(NOW) is Step.ADDRESS
    one.asked_code = True
    assert one.step(NOW) is Step.CODE
    one.code = "12345678"
    assert one.step(NOW) is Step.PASSCODE


def test_a_link_without_conditions_waits_for_one_act_of_the_person() -> None:
    assert Receiving(MemoryDoor(Kind.NONE)).step(NOW) is Step.ACT


def test_too_early_waits_and_lets_on_when_the_time_comes() -> None:
    one = Receiving(MemoryDoor(starts=NOW + 1))
    assert (one.step(NOW), one.step(NOW + 1)) == (Step.LATER, Step.PASSCODE)
    early = one.why_later(NOW)
    assert early is not None
    assert early.code == "early"
    assert one.why_later(NOW + 1) is None


def test_a_paused_link_is_said_to_be_so_before_a_passcode_is_asked_for() -> None:
    one = Receiving(MemoryDoor(paused=True))
    assert one.step(NOW) is Step.LATER
    paused = one.why_later(NOW)
    assert paused is not None
    assert paused.code == "paused"


def test_a_typing_slip_is_found_here() -> None:
    one = Receiving(MemoryDoor())
    with pytest.raises(UserError):
        one.require_form(Secret("ABCDE-FGHJK-!"))
    one.require_form(generate())


def test_a_wrong_passcode_asks_again_and_keeps_the_code_that_came_by_mail() -> None:
    one = Receiving(MemoryDoor(needs_code=True), asked_code=True, code="12345678")
    assert not one.refused(PeerError("wrong-passcode", tries_left=2))
    assert (one.step(NOW), one.code) == (Step.PASSCODE, "12345678")


def test_the_last_wrong_passcode_ends() -> None:
    one = Receiving(MemoryDoor())
    one.refused(PeerError("wrong-passcode", tries_left=0))
    assert one.step(NOW) is Step.ENDED


@pytest.mark.parametrize("code", ["expired", "opened", "revoked", "gone", "locked", "unknown", "damaged"])
def test_what_can_never_open_is_an_end(code: str) -> None:
    one = Receiving(MemoryDoor())
    one.refused(PeerError(code))
    assert one.step(NOW) is Step.ENDED


@pytest.mark.parametrize("code", ["paused", "early"])
def test_what_may_open_later_has_the_relay_asked_anew(code: str) -> None:
    one = Receiving(MemoryDoor())
    assert one.refused(PeerError(code))
    assert not one.ended


@pytest.mark.parametrize("error", [WorldError("unreachable"), UserError("locked"), PeerError("busy")])
def test_a_line_that_failed_changes_nothing(error: WorldError | UserError | PeerError) -> None:
    one = Receiving(MemoryDoor())
    assert not one.refused(error)
    assert one.step(NOW) is Step.PASSCODE


def test_a_wrong_code_asks_for_the_code_again() -> None:
    one = Receiving(MemoryDoor(needs_code=True), asked_code=True, code="1")
    one.refused(PeerError("wrong-code"))
    assert one.step(NOW) is Step.CODE


def test_nothing_is_left_after_forgetting() -> None:
    one = Receiving(MemoryDoor(), name="Rui", code="1")
    one.took(OpenedShare("secret", (), (), 0))
    one.forget()
    assert one == Receiving()
