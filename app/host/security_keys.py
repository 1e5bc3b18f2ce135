"""FIDO2 security keys, through `fido2`: have one make a credential, and answer with the secret that hangs on it. Owns how a
person is asked (plug in, touch, PIN), how long, and which of a key's refusals they can act on.

What is asked for is the extension `prf`: the answer depends on the credential, the salt, and whether the key checked a PIN or a
finger. On Windows the system's own dialog asks, since it lets no program near a key.
"""

from __future__ import annotations

import base64
import contextlib
import math
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from app.errors import LacreError, UserError, WorldError
from app.host.security_key_devices import (
    Credential,
    holding,
    name_of,
    plugged_in,
    refusal,
    system_client,
    tries_left,
)

if TYPE_CHECKING:
    from fido2.client import WebAuthnClient
    from fido2.ctap import CtapDevice

T = TypeVar("T")
RP_ID = "lacre:vault"  # no domain: no web page can ever ask a key for these credentials
WAIT_S = 60.0
_LOOK_S, _TICK_S = 0.5, 0.05
_ANSWER = 32
_ALGORITHMS = (-7, -8, -257)
# Of CTAP: what the person can do something about. What is not here is the key's own trouble.
_TOLD = {
    "CREDENTIAL_EXCLUDED": "security-key-already",
    "INVALID_CREDENTIAL": "security-key-other",
    "NO_CREDENTIALS": "security-key-other",
    "OPERATION_DENIED": "cancelled",
    "PIN_AUTH_BLOCKED": "security-key-pin-unplug",
    "PIN_BLOCKED": "security-key-pin-blocked",
    "PIN_NOT_SET": "security-key-pin-missing",
    "UV_BLOCKED": "security-key-finger",
    "UV_INVALID": "security-key-finger",
}
_LATE = frozenset({"KEEPALIVE_CANCEL", "ACTION_TIMEOUT", "USER_ACTION_TIMEOUT", "TIMEOUT"})


class Asking(Protocol):
    """Whoever sits before the screen. Every call comes from the thread that does the work; `cancelled` may be set by any."""

    cancelled: threading.Event

    def insert(self) -> None:
        """No key that fits is plugged in. The work goes on by itself once one is."""

    def touch(self) -> None:
        """The key waits to be touched."""

    def verify(self) -> None:
        """The key checks a finger by itself."""

    def pin(self, again: bool, left: int | None) -> str | None:
        """The key's own PIN; `again` when the one before was wrong, with so many tries left. None: the person gave up."""


def connected() -> list[str]:
    """The names of the keys that are plugged in. Empty on Windows, where no program sees them."""
    with plugged_in() as devices:
        return [name_of(device) for device in devices]


def make(
    known: Sequence[Credential], salt: bytes, asking: Asking, *, verified: bool, wait_s: float = WAIT_S
) -> tuple[Credential, bytes]:
    """A credential on a key that has none of the known ones, and its answer to the salt. Three touches: one to make it, two to
    see that it answers twice alike, before a vault hangs on it. Its `verified` is what the key did: some check always.
    """
    with _Waiting(asking, wait_s) as waiting, waiting.fresh_key(known) as key:
        made = waiting.ask(key, lambda event: key.client.make_credential(_creation(known, verified), event))
        if not (made.client_extension_results.get("prf") or {}).get("enabled"):
            raise UserError("security-key-unfit")
        wished = Credential(bytes(made.raw_id), salt, verified)
        first, did = waiting.answer(key, [wished])
        credential = replace(wished, verified=did)
        if waiting.answer(key, [credential]) != (first, did):
            raise UserError("security-key-unfit")
        return credential, first


def answer(known: Sequence[Credential], asking: Asking, *, wait_s: float = WAIT_S) -> tuple[Credential, bytes]:
    """Which of the credentials the plugged-in key has, and its answer. One touch, and its PIN where that was checked then."""
    with _Waiting(asking, wait_s) as waiting, waiting.known_key(known) as key:
        octets, did = waiting.answer(key, key.holds)
        [credential] = [one for one in key.holds if one.id == key.answered]
        if did != credential.verified:
            raise UserError("security-key-mode")  # another way of checking is another answer: it would open nothing
        return credential, octets


class _Key:
    """One key, and what it holds of ours."""

    def __init__(self, client: WebAuthnClient, holds: Sequence[Credential], tries: Callable[[], int | None]) -> None:
        self.client, self.holds, self.tries = client, holds, tries
        self.answered = b""


class _Waiting:
    """One stretch of waiting for a person: ends when they give up, or take too long."""

    def __init__(self, asking: Asking, wait_s: float) -> None:
        self._asking, self._wait_s = asking, wait_s
        self._typed: str | None = None
        self._begin()
        self._event, self._over = threading.Event(), threading.Event()
        self._again, self._gave_up, self._others = False, False, False
        self._tries: Callable[[], int | None] = lambda: None
        self._watcher = threading.Thread(target=self._watch, name="security key", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        """`fido2` takes one event for both ways to end."""
        while not self._over.wait(_TICK_S):
            if self._asking.cancelled.is_set() or time.monotonic() >= self._ends:
                self._event.set()
                return

    @contextlib.contextmanager
    def fresh_key(self, known: Sequence[Credential]) -> Iterator[_Key]:
        """The one key that is plugged in and has none of these."""
        if sys.platform == "win32":
            yield _Key(system_client(RP_ID), (), lambda: None)
            return
        with self._chosen(lambda device: None if holding(device, RP_ID, known) else [], only=True) as key:
            yield key

    @contextlib.contextmanager
    def known_key(self, known: Sequence[Credential]) -> Iterator[_Key]:
        """A key that is plugged in and has one of these."""
        if sys.platform == "win32":
            yield _Key(system_client(RP_ID), known, lambda: None)
            return
        with self._chosen(lambda device: holding(device, RP_ID, known) or None, only=False) as key:
            yield key

    @contextlib.contextmanager
    def _chosen(self, fits: Callable[[CtapDevice], list[Credential] | None], *, only: bool) -> Iterator[_Key]:
        asked = False
        while True:
            with plugged_in() as devices:
                found = [(device, held) for device in devices if (held := fits(device)) is not None]
                if only and len(found) > 1:
                    raise UserError("security-keys-several")
                if found:
                    yield self._opened(*found[0])
                    return
                self._others = bool(devices)
            if not asked:
                asked = True
                self._asking.insert()
            if self._event.wait(_LOOK_S):
                raise self._ended()

    def _opened(self, device: CtapDevice, held: list[Credential]) -> _Key:
        from fido2.client import DefaultClientDataCollector, Fido2Client, UserInteraction
        from fido2.ctap2.extensions import HmacSecretExtension

        waiting = self

        class Interaction(UserInteraction):
            def prompt_up(self) -> None:
                waiting._asking.touch()

            def request_uv(self, permissions: Any, rp_id: str | None) -> bool:  # noqa: ARG002 - as called
                waiting._asking.verify()
                return True

            def request_pin(self, permissions: Any, rp_id: str | None) -> str | None:  # noqa: ARG002
                return waiting._pin()

        collector = DefaultClientDataCollector("https://lacre.invalid", verify=lambda rp_id, _: rp_id == RP_ID)
        extension: Any = HmacSecretExtension  # untyped
        client = Fido2Client(device, collector, Interaction(), [extension()])
        if "hmac-secret" not in client.info.extensions:
            raise UserError("security-key-unfit")  # before anybody touches it for nothing
        return _Key(client, held, lambda: tries_left(device))

    def _pin(self) -> str | None:
        """Asked for once in this stretch, unless it was wrong. Nobody is hurried while they type."""
        if self._typed is None or self._again:
            self._ends = math.inf
            self._typed = self._asking.pin(self._again, self._tries() if self._again else None)
            self._again, self._gave_up = False, self._typed is None
            self._begin()
        return self._typed

    def _begin(self) -> None:
        self._ends = time.monotonic() + self._wait_s

    def answer(self, key: _Key, credentials: Sequence[Credential]) -> tuple[bytes, bool]:
        """What the key says, and whether it checked a PIN or a finger before."""
        selection = self.ask(key, lambda event: key.client.get_assertion(_request(credentials), event))
        results = self.ask(key, lambda _: selection.get_response(0).client_extension_results)
        assertion = selection.get_assertions()[0]
        octets = getattr(getattr(results.prf, "results", None), "first", None)
        if not isinstance(octets, bytes) or len(octets) != _ANSWER:
            raise UserError("security-key-unfit")
        key.answered = bytes(assertion.credential["id"])
        return octets, assertion.auth_data.is_user_verified()

    def ask(self, key: _Key, act: Callable[[threading.Event], T]) -> T:
        """The act, with another PIN as often as one was wrong. What the library raises is not chained: it has seen the PIN."""
        self._tries, self._again = key.tries, False
        self._begin()
        while True:
            failed, name = None, ""
            try:
                return act(self._event)
            except LacreError:
                raise
            except Exception as error:
                name = refusal(error)
                failed = None if name == "PIN_INVALID" else self._failed(name)
            if failed is not None:
                raise failed
            self._again = True

    def _failed(self, name: str) -> LacreError:
        if self._gave_up:
            return UserError("cancelled")
        if name in _LATE or self._event.is_set():
            return self._ended()
        if name in _TOLD:
            return UserError(_TOLD[name])
        if name == "CONFIGURATION_UNSUPPORTED":
            return UserError("security-key-pin-missing")  # it was to check a PIN, and none is set
        return WorldError("security-key-failed", reason=name)

    def _ended(self) -> LacreError:
        if self._asking.cancelled.is_set():
            return UserError("cancelled")
        return UserError("security-key-other" if self._others else "security-key-timeout", seconds=int(self._wait_s))


def _creation(known: Sequence[Credential], verified: bool) -> Any:
    from fido2.webauthn import PublicKeyCredentialCreationOptions

    return PublicKeyCredentialCreationOptions.from_dict(
        {
            "rp": {"id": RP_ID, "name": "Lacre"},
            "user": {"id": b"lacre", "name": "Lacre", "displayName": "Lacre"},
            "challenge": bytes(32),  # no signature of the key is ever looked at
            "pubKeyCredParams": [{"type": "public-key", "alg": one} for one in _ALGORITHMS],
            "excludeCredentials": [{"type": "public-key", "id": one.id} for one in known],
            "authenticatorSelection": {"residentKey": "discouraged", "userVerification": _wish(verified)},
            "extensions": {"prf": {}},
        }
    )


def _request(credentials: Sequence[Credential]) -> Any:
    from fido2.webauthn import PublicKeyCredentialRequestOptions

    salts = {_text(one.id): {"first": one.salt} for one in credentials}
    return PublicKeyCredentialRequestOptions.from_dict(
        {
            "challenge": bytes(32),
            "rpId": RP_ID,
            "allowCredentials": [{"type": "public-key", "id": one.id} for one in credentials],
            "userVerification": _wish(credentials[0].verified),
            "extensions": {"prf": {"evalByCredential": salts}},
        }
    )


def _wish(verified: bool) -> str:
    return "required" if verified else "discouraged"


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")
