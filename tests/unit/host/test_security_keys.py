"""Security keys, against a key of software: what it is asked, what a person is asked, and every way in which it can go wrong."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Sequence

import pytest
from fido2.ctap import CtapDevice, CtapError

from app.errors import LacreError, UserError, WorldError
from app.host import security_keys as keys
from app.host.security_key_devices import Credential
from tests.security_person import Person, plug_in
from tests.software_key import SoftwareKey

SALT = bytes(range(32))


class Text(Person):
    """A person as `host` knows one: a PIN is text."""

    def pin(self, again: bool, left: int | None) -> str | None:  # type: ignore[override]
        typed = super().pin(again, left)
        return None if typed is None else typed.text()


def refused(asking: Text, known: Sequence[Credential], *, wait_s: float = 5.0) -> LacreError:
    with pytest.raises(LacreError) as caught:
        keys.answer(known, asking, wait_s=wait_s)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None  # what the library raised may have seen the PIN
    return caught.value


@pytest.fixture
def key() -> SoftwareKey:
    return SoftwareKey()


@pytest.fixture
def plugged(key: SoftwareKey, monkeypatch: pytest.MonkeyPatch) -> list[CtapDevice]:
    return plug_in(monkeypatch, key)


@pytest.mark.usefixtures("plugged")
def test_a_credential_answers_alike_for_ever_and_differently_to_another_salt(key: SoftwareKey) -> None:
    made, first = keys.make([], SALT, Text(), verified=False)
    assert (made.salt, made.verified, len(made.id), len(first)) == (SALT, False, 64, 32)
    assert keys.answer([made], Text()) == (made, first)
    other = Credential(made.id, bytes(32), verified=False)
    assert keys.answer([other], Text())[1] != first
    secret = key._credentials[made.id].secrets[False]
    assert first == hmac.digest(secret, hashlib.sha256(b"WebAuthn PRF\0" + SALT).digest(), "sha256")


@pytest.mark.usefixtures("plugged")
def test_making_takes_three_touches_and_answering_one(key: SoftwareKey) -> None:
    person = Text()
    made, _ = keys.make([], SALT, person, verified=False)
    assert person.asked == ["touch"] * 3
    person = Text()
    keys.answer([made], person)
    assert person.asked == ["touch"]
    assert key.touches == 4
    assert key.closed >= 2


@pytest.mark.parametrize("protocols", [(2, 1), (1,), (2,)])
def test_both_pin_protocols_give_the_same_answer(
    protocols: tuple[int, ...], key: SoftwareKey, plugged: list[CtapDevice]
) -> None:
    made, first = keys.make([], SALT, Text(), verified=False)
    key.protocols = protocols
    assert plugged == [key]
    assert keys.answer([made], Text()) == (made, first)


def test_a_key_with_a_pin_asks_for_it_where_it_is_to_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, SoftwareKey(pin="2468"))
    person = Text("1111", "2468")
    made, first = keys.make([], SALT, person, verified=True)
    assert made.verified
    assert person.asked == ["pin", "pin 7", "touch", "touch", "touch"]  # typed once, though it is needed three times
    assert keys.answer([made], Text("2468")) == (made, first)


def test_a_key_with_a_pin_that_only_makes_with_it_answers_without(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, SoftwareKey(pin="2468"))
    person = Text("2468")
    made, first = keys.make([], SALT, person, verified=False)
    assert not made.verified
    assert person.asked == ["pin", "touch", "touch", "touch"]
    assert keys.answer([made], Text()) == (made, first)


def test_a_key_that_checks_always_is_known_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    key = SoftwareKey(pin="2468", always_checks=True)
    plug_in(monkeypatch, key)
    made, first = keys.make([], SALT, Text("2468"), verified=False)
    assert made.verified
    assert keys.answer([made], Text("2468")) == (made, first)
    unchecked = Credential(made.id, SALT, verified=False)
    assert refused(Text("2468"), [unchecked]).code == "security-key-mode"


def test_nobody_is_hurried_while_they_type_a_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, SoftwareKey(pin="2468"))
    passed = [0.0]
    monkeypatch.setattr(keys.time, "monotonic", lambda: passed[0])

    class Slow(Text):
        def pin(self, again: bool, left: int | None) -> str | None:  # type: ignore[override]
            passed[0] += 1000
            return super().pin(again, left)

    made, _ = keys.make([], SALT, Slow("2468"), verified=True, wait_s=60)
    assert made.verified


def test_a_wrong_pin_is_asked_for_again_with_the_tries_left_until_the_key_wants_to_be_pulled_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = SoftwareKey(pin="2468")
    plug_in(monkeypatch, key)
    made, first = keys.make([], SALT, Text("2468"), verified=True)
    person = Text("1111", "2222", "2468")
    assert keys.answer([made], person) == (made, first)
    assert person.asked == ["pin", "pin 7", "pin 6", "touch"]
    assert refused(Text(*["1111"] * 3), [made]).code == "security-key-pin-unplug"
    assert refused(Text("2468"), [made]).code == "security-key-pin-unplug"
    key.unplug()
    assert refused(Text(*["1111"] * 3), [made]).code == "security-key-pin-unplug"
    key.unplug()
    assert refused(Text(*["1111"] * 3), [made]).code == "security-key-pin-blocked"


def test_no_pin_typed_and_no_pin_set_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    key = SoftwareKey(pin="2468")
    plug_in(monkeypatch, key)
    made, _ = keys.make([], SALT, Text("2468"), verified=True)
    assert refused(Text(), [made]).code == "cancelled"
    key.pin = None
    assert refused(Text("2468"), [made]).code == "security-key-pin-missing"


def test_an_unfit_key_is_refused_before_it_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    key = SoftwareKey(hmac_secret=False)
    plug_in(monkeypatch, key)
    with pytest.raises(UserError, match="security-key-unfit"):
        keys.make([], SALT, Text(), verified=False)
    assert key.touches == 0


@pytest.mark.usefixtures("plugged")
def test_a_key_that_never_answers_alike_is_refused_before_a_vault_hangs_on_it(key: SoftwareKey) -> None:
    key.fickle = True
    with pytest.raises(UserError, match="security-key-unfit"):
        keys.make([], SALT, Text(), verified=False)


def test_of_several_keys_the_one_that_has_a_credential_answers(key: SoftwareKey, plugged: list[CtapDevice]) -> None:
    made, first = keys.make([], SALT, Text(), verified=False)
    plugged[:] = [SoftwareKey(), SoftwareKey(pin="2468"), key]
    assert keys.answer([made], Text()) == (made, first)


def test_a_new_key_is_the_one_without_a_credential_and_two_such_are_not_chosen_between(
    key: SoftwareKey, plugged: list[CtapDevice]
) -> None:
    made, _ = keys.make([], SALT, Text(), verified=False)
    fresh = SoftwareKey()
    plugged.append(fresh)
    second, _ = keys.make([made], SALT, Text(), verified=False)
    assert second.id in fresh._credentials
    assert keys.answer([made, second], Text())[0] in (made, second)
    plugged[:] = [fresh]
    assert keys.answer([made, second], Text())[0] == second
    plugged[:] = [SoftwareKey(), SoftwareKey()]
    with pytest.raises(UserError, match="security-keys-several"):
        keys.make([made], SALT, Text(), verified=False)


def test_the_wait_for_a_key_ends_when_it_is_plugged_in(key: SoftwareKey, plugged: list[CtapDevice]) -> None:
    made, first = keys.make([], SALT, Text(), verified=False)
    plugged[:] = [SoftwareKey()]
    person = Text()
    person.on_insert = lambda: plugged.append(key)
    assert keys.answer([made], person) == (made, first)
    assert person.asked == ["insert", "touch"]


def test_nobody_comes(key: SoftwareKey, plugged: list[CtapDevice]) -> None:
    made, _ = keys.make([], SALT, Text(), verified=False)
    plugged.clear()
    assert refused(Text(), [made], wait_s=0.1).code == "security-key-timeout"
    plugged.append(SoftwareKey())
    assert refused(Text(), [made], wait_s=0.1).code == "security-key-other"

    def nobody(event: threading.Event | None) -> None:
        assert event is not None
        assert event.wait(5)

    key.on_touch = nobody
    plugged[:] = [key]
    assert refused(Text(), [made], wait_s=0.3).code == "security-key-timeout"


def test_whoever_gives_up_is_not_kept_waiting(key: SoftwareKey, plugged: list[CtapDevice]) -> None:
    made, _ = keys.make([], SALT, Text(), verified=False)
    person = Text()

    def given_up(event: threading.Event | None) -> None:
        person.cancelled.set()
        assert event is not None
        assert event.wait(5)

    key.on_touch = given_up
    assert refused(person, [made]).code == "cancelled"
    plugged.clear()
    person = Text()
    person.on_insert = person.cancelled.set
    assert refused(person, [made]).code == "cancelled"


@pytest.mark.usefixtures("plugged")
def test_a_key_pulled_out_or_broken_is_the_worlds_doing(key: SoftwareKey) -> None:
    made, _ = keys.make([], SALT, Text(), verified=False)

    def pulled(_: threading.Event | None) -> None:
        raise OSError(19, "No such device")

    def strange(_: threading.Event | None) -> None:
        raise CtapError(CtapError.ERR.INTEGRITY_FAILURE)

    for act, reason in ((pulled, "OSError"), (strange, "INTEGRITY_FAILURE")):
        key.on_touch = act
        error = refused(Text(), [made])
        assert isinstance(error, WorldError)
        assert (error.code, error.facts) == ("security-key-failed", {"reason": reason})


@pytest.mark.usefixtures("plugged")
def test_the_keys_that_are_plugged_in_have_names() -> None:
    assert keys.connected() == ["Software Key"]


def test_no_web_page_can_ask_for_our_credentials() -> None:
    assert ":" in keys.RP_ID  # a browser takes a domain only
