"""The operating system's keychain, through `keyring`: read, write, remove one text. Owns which back-ends are trusted.

They are told by class, from a list of what is known to protect: what keeps nothing, what writes plain text and what nobody
looked at are refused alike. Whatever a back-end raises becomes one of three errors of ours, without its text.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from app.errors import LacreError, UserError, WorldError

T = TypeVar("T")
TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)
_IN_MEMORY = "keyring.backends.SecretService.Keyring"  # the one that has a collection which is never written
_SESSION = "/org/freedesktop/secrets/collection/session"
_CHAIN = "keyring.backends.chainer.ChainerBackend"


class Backend(Protocol):
    """What we use of a back-end."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Keychain:
    """Texts of one service, each under an account."""

    def __init__(self, backend: Backend, service: str) -> None:
        self._backend = backend
        self._service = service

    def read(self, account: str) -> str | None:
        """The text, or None where there is none."""
        return _apart(lambda: self._backend.get_password(self._service, account))

    def write(self, account: str, text: str) -> None:
        """Store the text, and read it back: some back-ends lose a write without a word."""
        _apart(lambda: self._backend.set_password(self._service, account, text))
        if self.read(account) != text:
            raise WorldError("keychain-failed", reason="lost")

    def remove(self, account: str) -> None:
        """There is nothing under the account any more. Nothing to remove is fine."""
        if self.read(account) is None:
            return
        _apart(lambda: self._backend.delete_password(self._service, account))


def system_keychain(service: str) -> Keychain:
    """The keychain of this person's session, or WorldError("no-keychain")."""
    import keyring  # late: it costs start-up, and looks for every back-end that is installed

    try:
        found = _apart(keyring.get_keyring)
    except LacreError:
        raise WorldError("no-keychain", found="-") from None
    return Keychain(require_trusted(found), service)


def session_keychain(service: str) -> Keychain:
    """The part of the keychain that lives in memory and ends with the login session, or UserError("quick-no-session")."""
    import keyring

    try:
        backend: Any = require_trusted(_apart(keyring.get_keyring))
    except LacreError:
        raise UserError("quick-no-session") from None
    if class_name(backend) != _IN_MEMORY:
        raise UserError("quick-no-session")
    own = type(backend)()  # the shared one must go on using the collection that is written to disk
    own.preferred_collection = _SESSION
    keychain = Keychain(own, service)
    try:
        keychain.read("-")
    except WorldError as error:
        if error.code != "keychain-failed":
            raise
        raise UserError("quick-no-session") from None  # some services have no such collection
    return keychain


def require_trusted(found: Any) -> Backend:
    """The back-end, if its very class is trusted; of a chain the first that is."""
    links = list(found.backends) if class_name(found) == _CHAIN else [found]
    for link in links:
        if class_name(link) in TRUSTED:
            trusted: Backend = link
            return trusted
    raise WorldError("no-keychain", found=", ".join(class_name(link) for link in links) or class_name(found))


def class_name(backend: object) -> str:
    """Of the class itself: one that was derived from a trusted one may do anything."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _apart(act: Callable[[], T]) -> T:
    """On a thread of its own. Back-ends keep errors, and these keep the frames of all who called them, with whatever key or PIN
    stands in them: on another thread there is nobody before them. What they raise is not chained either: it may quote a text.
    """
    done: list[T] = []
    failed: list[LacreError] = []

    def run() -> None:
        try:
            done.append(act())
        except Exception as error:
            failed.append(_failed(error))

    # A daemon: who answers Ctrl+C instead of the keychain's question must not be kept waiting by that.
    thread = threading.Thread(target=run, name="keychain", daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]


def _failed(error: Exception) -> LacreError:
    if isinstance(error, LacreError):
        return error
    name = type(error).__name__
    if name in {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return WorldError("keychain-locked")
    return WorldError("keychain-failed", reason=name)
