"""Which keychains are trusted, and that one which fails or loses a write is told as such."""

from __future__ import annotations

import threading

import keyring
import pytest
from keyring.backends import SecretService, chainer, fail, kwallet, null
from keyring.errors import InitError, KeyringLocked

from app.errors import LacreError, UserError, WorldError
from app.host.keychain import TRUSTED, Keychain, class_name, require_trusted, session_keychain, system_keychain


class PlaintextKeyring:
    """As `keyrings.alt.file` has one."""


class Derived(SecretService.Keyring):
    """Says that it is a trusted one, and may do anything."""


class Kept:
    """A back-end in memory."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[service, username]


class Losing(Kept):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Failing(Kept):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error


class Chain(chainer.ChainerBackend):
    backends = ()


def chain(*links: object) -> chainer.ChainerBackend:
    made = chainer.ChainerBackend.__new__(chainer.ChainerBackend)
    type.__setattr__(chainer.ChainerBackend, "backends", list(links))
    return made


@pytest.fixture(autouse=True)
def chain_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [])


@pytest.mark.parametrize("untrusted", [null.Keyring(), fail.Keyring(), PlaintextKeyring(), Derived(), Chain(), Kept()])
def test_what_keeps_nothing_or_is_not_known_is_refused_by_its_class(untrusted: object) -> None:
    with pytest.raises(WorldError, match="no-keychain"):
        require_trusted(untrusted)


def test_a_chain_of_untrusted_ones_is_refused_and_of_another_the_first_trusted_link_is_used_alone() -> None:
    with pytest.raises(WorldError, match="no-keychain"):
        require_trusted(chain(null.Keyring(), PlaintextKeyring()))
    with pytest.raises(WorldError, match="no-keychain"):
        require_trusted(chain())
    trusted = SecretService.Keyring()
    assert require_trusted(chain(PlaintextKeyring(), trusted, kwallet.DBusKeyring())) is trusted


def test_the_names_that_are_trusted_are_those_of_the_library() -> None:
    for backend in (SecretService.Keyring, kwallet.DBusKeyring, kwallet.DBusKeyringKWallet4):
        assert f"{backend.__module__}.{backend.__qualname__}" in TRUSTED
    assert class_name(null.Keyring()) not in TRUSTED


def test_the_environment_cannot_choose_a_keychain_that_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", null.Keyring)
    with pytest.raises(WorldError, match="no-keychain"):
        system_keychain("lacre test")


def test_a_text_is_kept_read_and_removed() -> None:
    backend = Kept()
    keychain = Keychain(backend, "s")
    keychain.write("a", "um")
    keychain.write("a", "dois")
    assert keychain.read("a") == "dois"
    keychain.remove("a")
    keychain.remove("a")
    assert keychain.read("a") is None
    assert not backend.items


def test_a_write_that_is_lost_is_an_error() -> None:
    with pytest.raises(WorldError, match="keychain-failed"):
        Keychain(Losing(), "s").write("a", "um")


def test_locked_and_failing_are_told_apart_and_nothing_is_quoted() -> None:
    with pytest.raises(WorldError, match="keychain-locked"):
        Keychain(Failing(KeyringLocked("x")), "s").read("a")
    with pytest.raises(WorldError, match="keychain-failed") as caught:
        Keychain(Failing(RuntimeError("the secret")), "s").read("a")
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (InitError("no such collection"), UserError("quick-no-session")),
        (KeyringLocked("x"), WorldError("keychain-locked")),
    ],
)
def test_a_service_without_a_collection_of_the_session_says_so(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, expected: LacreError
) -> None:
    def fail_to_read(*_: object) -> None:
        raise raised

    monkeypatch.setattr(keyring, "get_keyring", SecretService.Keyring)
    monkeypatch.setattr(SecretService.Keyring, "get_password", fail_to_read)
    with pytest.raises(type(expected), match=expected.code):
        session_keychain("lacre test")


def test_a_keychain_that_waits_for_an_answer_keeps_no_program_from_ending() -> None:
    seen: list[bool] = []

    class Asking(Kept):
        def get_password(self, service: str, username: str) -> str | None:
            seen.append(threading.current_thread().daemon)
            return None

    assert Keychain(Asking(), "lacre test").read("a") is None
    assert seen == [True]
