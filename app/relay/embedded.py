"""The relay of one person's data folder: started by the app on loopback, needs no invite, and keeps its address.

Links name the relay's origin, so the port of the first start is kept: one of many, for a port that every folder tried first
would be another user's, or another folder's, by the time this relay starts again. Who runs, and with which access key, is said
in a file of the data folder that only its owner reads; it is gone when the relay ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.errors import WorldError
from app.host.files import write_atomic
from app.host.paths import relay_data, relay_runtime
from app.relay.access import EMBEDDED, letters, replace_key
from app.relay.serve import Plan, listen
from app.relay.sqlite import SqliteStore

# Below those that systems lend to calls that go out, one of which could sit on ours at a start; above those that browsers refuse.
PORTS = range(11_000, 30_000)
_TRIES = 16


def port_path(home: Path) -> Path:
    return relay_data(home) / "port"


def embedded_plan(home: Path, plan: Plan) -> Plan:
    """The plan for the relay of `home`. A port in it was asked for; 0 means the one of last time."""

    def choose(store: SqliteStore) -> socket.socket:
        # The folder is ours from here on: what a killed relay left would send the app to an address that is nobody's now.
        relay_runtime(home).unlink(missing_ok=True)
        listener = _choose(home, plan, store)
        write_atomic(port_path(home), b"%d\n" % listener.getsockname()[1])
        return listener

    def prepare(store: SqliteStore, origin: str) -> None:
        key = replace_key(store.database, EMBEDDED, store.now())
        runtime = {"url": origin, "pid": os.getpid(), "access_key": letters(key)}
        write_atomic(relay_runtime(home), json.dumps(runtime).encode())

    # Who lost the halves of this folder cannot be asked whether to go on without; the shares are told to be gone.
    return replace(plan, data=relay_data(home), without_halves=True, apart=False, choose=choose, prepare=prepare)


@contextlib.contextmanager
def runtime_removed(home: Path) -> Iterator[None]:
    """Remove what says that the relay runs, if it is ours: another instance's is not touched."""
    try:
        yield
    finally:
        path = relay_runtime(home)
        with contextlib.suppress(OSError, ValueError, KeyError):
            if json.loads(path.read_bytes())["pid"] == os.getpid():
                path.unlink()


def _choose(home: Path, plan: Plan, store: SqliteStore) -> socket.socket:
    if plan.port:
        return listen(plan.host, plan.port)
    kept = _kept(home)
    if kept:
        try:
            return listen(plan.host, kept)
        except WorldError:
            # Another program has the port. Live links point at it, so moving would break them; without any, any port will do.
            if store.count_live():
                raise
    return _listen_anywhere(plan.host)


def _listen_anywhere(host: str) -> socket.socket:
    for _ in range(_TRIES):
        with contextlib.suppress(WorldError):
            return listen(host, secrets.choice(PORTS))
    return listen(host, 0)


def _kept(home: Path) -> int:
    try:
        port = int(port_path(home).read_bytes()[:6])
    except (OSError, ValueError):
        return 0
    return port if 0 < port < 65536 else 0
