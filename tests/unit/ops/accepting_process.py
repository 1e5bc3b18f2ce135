"""A process that accepts an answer with files, and stops at a point of that until it is killed. Its relay is a file of what was
sealed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.crypto.secret import Secret
from app.ops import requesting
from app.share.courier import Courier
from app.share.wire.messages import Message, Nothing
from app.share.wire.requests import Fetch
from app.share.wire.transfers import PUT_LIMIT
from app.vault.vault import Vault

from .conftest import CHEAP

PASSPHRASE = "frase de teste"
Stop = Callable[[str], None]


class _Canned(Courier):
    def __init__(self, origin: str, sealed: Path, stop: Stop) -> None:
        super().__init__(origin, sleep=lambda _: None)
        self._sealed = sealed
        self._stop = stop

    def stream(self, name: str, message: Message, limit: int) -> Iterator[bytes]:
        assert isinstance(message, Fetch)
        octets = self._sealed.read_bytes()[message.offset : message.offset + message.length]
        for number, at in enumerate(range(0, len(octets), PUT_LIMIT), 1):
            together = octets[at : at + PUT_LIMIT]  # it is opened when all of it is there
            yield together[: len(together) // 2]
            self._stop(f"fetch {number}")
            yield together[len(together) // 2 :]

    def _once(self, name: str, octets: Any, kind: Any, authorised: bool, limit: int) -> Any:
        self._stop(name)
        return Nothing()


def accept_until(point: str, folder: Path, sealed: Path, request_id: str, now: datetime, line: Connection) -> None:
    """Say when it is there, and wait for the end."""

    def stop(at: str) -> None:
        if at == point:
            line.send(at)
            line.recv()

    decide = Vault.decide_submission

    def decided(self: Vault, *args: Any) -> None:
        decide(self, *args)
        stop("written")

    Vault.decide_submission = decided  # type: ignore[method-assign]
    with Vault.unlock(folder, Secret(PASSPHRASE), policy=CHEAP) as vault:
        requesting.accept(
            vault, request_id, 1, now, language="en", carry=lambda at: contextlib.closing(_Canned(at, sealed, stop))
        )
