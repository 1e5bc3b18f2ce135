"""Which relay a person's shares go to, and the embedded one: starting it, finding it, stopping it.

Where shares go decides who serves the page that takes their passcodes. So address and access key are sealed together in the
vault; the settings name the address for display only, and whoever can write that file can turn no share aside.

The embedded relay is a process of its own, so that a slow window never delays a recipient. It holds our end of a pipe as its
standard input and ends when that does: with the app, even if the app is killed.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self
from urllib.parse import urlsplit

from app.crypto.hashing import blake2b_256, equal
from app.crypto.secret import Secret
from app.errors import LacreError, Malformed, PeerError, UserError, WorldError
from app.host import settings
from app.host.locks import InstanceLock
from app.host.paths import relay_data, relay_runtime
from app.share.wire.documents import is_origin

if TYPE_CHECKING:
    from app.vault.vault import Vault

INVITE = "lacre-invite-1"
START_S = 30.0
STOP_S = 10.0
LISTENING = "listening on "

_INVITE_LIMIT = 1000
_RUNTIME_LIMIT = 4096
_CHECK_LETTERS = 6
_KEY_OCTETS = 32
_SETTING = "relay"
_LOOPBACK = frozenset({"127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Connection:
    """A relay that takes our shares."""

    origin: str
    access_key: Secret


class EmbeddedRelay:
    """The relay of a data folder, while it runs. `start` gives the one that is running already, if there is one."""

    def __init__(self, connection: Connection, process: subprocess.Popen[str] | None) -> None:
        self.connection = connection
        self._process = process

    @property
    def url(self) -> str:
        """Its origin, as links name it."""
        return self.connection.origin

    @classmethod
    def start(cls, home: Path, *, command: Sequence[str] | None = None) -> Self:
        """Start it, and wait until it listens. WorldError with the relay's own code if it does not."""
        running = running_relay(home)
        if running is not None:
            return cls(running, None)
        process = _spawn(home, command or _command())
        try:
            _await_listening(process)
            return cls(_require_runtime(home), process)
        except BaseException:
            _end(process)
            raise

    def stop(self) -> None:
        """End it, if it was started here. Shares live on, and are reached again when it is started again."""
        if self._process is not None:
            _end(self._process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def connection(home: Path, vault: Vault) -> Connection:
    """The relay this person is connected to, else the embedded one if it runs, else WorldError("no-relay").

    UserError("relay-changed") if the settings name another than the vault: somebody wrote there who cannot open it.
    """
    shown, connected = settings.load(home).relay_url, _sealed_connection(vault)
    if shown and (connected is None or connected.origin != shown):
        raise UserError("relay-changed" if connected else "no-access-key", url=shown)
    if connected is not None:
        return connected
    running = running_relay(home)
    if running is None:
        raise WorldError("no-relay")
    return running


def connected_origin(vault: Vault) -> str:
    """The relay that this vault is connected to; empty: to none, the embedded one carries its shares."""
    connected = _sealed_connection(vault)
    return connected.origin if connected is not None else ""


def connect(home: Path, vault: Vault, invite: str) -> str:
    """Use the relay of an invite from now on, once it has recognised its key; the relay's origin."""
    found = parse_invite(invite)
    _whoami(found)
    vault.settings_set(_SETTING, _seal_form(found))
    settings.save(home, dataclasses.replace(settings.load(home), relay_url=found.origin))
    return found.origin


def disconnect(home: Path, vault: Vault) -> None:
    """Go back to the embedded relay. Shares that live on the other one can still be managed."""
    vault.settings_set(_SETTING, None)
    settings.save(home, dataclasses.replace(settings.load(home), relay_url=""))


def running_relay(home: Path) -> Connection | None:
    """The embedded relay of `home`, if it runs and answers.

    The file alone proves nothing: a killed relay leaves it, and any user of this computer may then take its port. Sending the
    access key there would be to hand it over, so first the lock, which nobody else can hold, must say that one of ours runs.
    """
    found = _read_runtime(home)
    if found is None or _nobody_runs(home):
        return None
    try:
        _whoami(found, probing=True)
    except LacreError:
        return None
    return found


def parse_invite(text: str) -> Connection:
    """The invite that `lacre relay invite` wrote; UserError("bad-invite") says that it was not copied whole."""
    text = "".join(text.split())
    parts = text.split(".")
    if len(text) > _INVITE_LIMIT or len(parts) != 4 or parts[0] != INVITE:
        raise UserError("bad-invite")
    check = base64.urlsafe_b64encode(blake2b_256(text.rpartition(".")[0].encode()))[:_CHECK_LETTERS]
    if not equal(parts[3].encode(), check):
        raise UserError("bad-invite")
    try:
        origin, key = _octets(parts[1]).decode("ascii"), _octets(parts[2])
    except (Malformed, UnicodeDecodeError):
        raise UserError("bad-invite") from None
    if len(key) != _KEY_OCTETS or not is_origin(origin):
        raise UserError("bad-invite")
    return Connection(origin, Secret(key))


def _seal_form(found: Connection) -> Secret:
    key = base64.urlsafe_b64encode(found.access_key.reveal()).rstrip(b"=").decode()
    return Secret(json.dumps({"origin": found.origin, "key": key}))


def _sealed_connection(vault: Vault) -> Connection | None:
    sealed = vault.settings_get(_SETTING)
    if sealed is None:
        return None
    try:
        said = json.loads(sealed.reveal())
        return Connection(str(said["origin"]), Secret(_octets(said["key"])))
    except (ValueError, KeyError, TypeError, Malformed):
        raise PeerError("damaged-vault", part="setting") from None  # not chained: it may quote the key


def _octets(letters: str) -> bytes:
    try:
        octets = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("base64url") from None
    if base64.urlsafe_b64encode(octets).rstrip(b"=").decode() != letters:
        raise Malformed("base64url")
    return octets


def _nobody_runs(home: Path) -> bool:
    """Whether the lock of the relay's folder is free; what a killed relay said of itself is then removed, under that lock."""
    try:
        with InstanceLock(relay_data(home) / "lock"):
            relay_runtime(home).unlink(missing_ok=True)
    except OSError:
        return True  # it cannot be removed, and is not believed
    except WorldError as error:
        return error.code != "in-use"
    return True


def _whoami(found: Connection, *, probing: bool = False) -> None:
    from app.share.carrier import PATIENT, Patience
    from app.share.courier import Courier  # late: brings requests, which takes its time

    patience = Patience(connect_s=5, read_s=10, whole_s=15, pauses_s=() if probing else PATIENT.pauses_s)
    with Courier(found.origin, found.access_key, patience=patience) as courier:
        if courier.whoami().origin != found.origin:
            raise PeerError("other-relay")


def _read_runtime(home: Path) -> Connection | None:
    try:
        with relay_runtime(home).open("rb") as file:
            said = json.loads(file.read(_RUNTIME_LIMIT))
        origin, key = said["url"], _octets(said["access_key"])
    except (OSError, ValueError, KeyError, TypeError, Malformed):
        return None
    return Connection(origin, Secret(key)) if isinstance(origin, str) and _is_ours(origin) else None


def _is_ours(origin: str) -> bool:
    """The embedded relay listens on this computer alone; another address in its file was put there by somebody else."""
    if not is_origin(origin):
        return False
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.hostname in _LOOPBACK


def _require_runtime(home: Path) -> Connection:
    found = _read_runtime(home)
    if found is None:
        raise WorldError("relay-not-started", reason="runtime")
    return found


def _command() -> list[str]:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    return [*program, "relay", "serve", "--stop-with-stdin", "--json"]


def _spawn(home: Path, command: Sequence[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "LACRE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    # Outside a package the program is found from where its sources are, whatever the app's working folder is.
    folder = None if getattr(sys, "frozen", False) else Path(__file__).parents[2]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            text=True,
            encoding="utf-8",
            creationflags=hidden,
            start_new_session=sys.platform
            != "win32",  # Ctrl-C in a terminal is the app's to handle, which then ends us
        )
    except OSError as error:
        raise WorldError("relay-not-started", reason=error.strerror or type(error).__name__) from error


def _await_listening(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_first_line, args=(process.stdout, lines), daemon=True).start()
    try:
        line = lines.get(timeout=START_S)
    except queue.Empty:
        raise WorldError("relay-not-started", reason="slow") from None
    if not line.startswith(LISTENING):
        raise _refusal(line)


def _first_line(stdout: IO[str], lines: queue.SimpleQueue[str]) -> None:
    lines.put(stdout.readline())


def _refusal(line: str) -> WorldError:
    """What the relay said instead of listening, with the facts that its sentence needs."""
    try:
        said = json.loads(line)
        code, facts = str(said["error"]), said.get("facts", {}).items()
        return WorldError(code, **{name: fact for name, fact in facts if isinstance(fact, str | int | float)})
    except (ValueError, KeyError, TypeError, AttributeError):
        return WorldError("relay-not-started")


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
