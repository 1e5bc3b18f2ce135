"""What all parts of an unlocked vault share: the connection, the keys, one lock, transactions. Owns no table.

Public methods of the parts are `@guarded`: one thread at a time, never on a locked vault, SQLite's errors as ours.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import apsw

from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret
from app.errors import OurError, UserError
from app.vault.database import transaction, translated
from app.vault.fold import fold
from app.vault.keys import KeyRing
from app.vault.spelling import Vocabulary

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound="Part")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def to_ticks(moment: datetime) -> int:
    """Microseconds since 1970. A naive datetime is a mistake of ours."""
    if moment.tzinfo is None:
        raise OurError("naive-datetime")
    return (moment - _EPOCH) // _TICK


def to_moment(ticks: int) -> datetime:
    """The inverse of `to_ticks`."""
    return _EPOCH + timedelta(microseconds=ticks)


def new_id() -> str:
    """An id: 16 random octets in hex."""
    return random_bytes(16).hex()


class Core:
    """The open vault. `close` is what locking is."""

    def __init__(self, connection: apsw.Connection, keys: KeyRing, folder: Path | None = None) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self._connection: apsw.Connection | None = connection
        self._keys: KeyRing | None = keys
        self._client_keys: dict[int, Secret] = {}
        self._folded: dict[str, str] = {}
        self.vocabulary = Vocabulary()
        self.person: str | None = None  # who writes here, once it was asked for
        self.keeping = 0  # how many are copying files that must not be deleted meanwhile
        self.sealing: set[str] = set()  # files that are being written, and have no row yet
        self._depth = 0
        self._afterwards: list[Callable[[], None]] = []
        self._undoing: list[Callable[[], None]] = []

    @property
    def db(self) -> apsw.Connection:
        if self._connection is None:
            raise UserError("vault-locked")
        return self._connection

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    @property
    def keys(self) -> KeyRing:
        if self._keys is None:
            raise UserError("vault-locked")
        return self._keys

    def client_key(self, number: int) -> Secret:
        """A client's key, opened on first use and kept while the vault is unlocked."""
        key = self._client_keys.get(number)
        if key is None:
            client_id, wrapped = self.require("SELECT id, key FROM client WHERE number = ?", number, code="no-client")
            key = self._client_keys[number] = self.keys.client_key(client_id, wrapped)
        return key

    def folded(self, name: str) -> str:
        """A client's name folded; remembered, as every keystroke of a search needs all of them."""
        found = self._folded.get(name)
        if found is None:
            found = self._folded[name] = fold(name)
        return found

    def drop_client_keys(self) -> None:
        """Open them anew: what is remembered may no longer be what is stored."""
        self._client_keys.clear()
        self.person = None

    def rows(self, sql: str, *values: apsw.SQLiteValue) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: apsw.SQLiteValue) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.db.execute(sql, values).fetchone()
        return found

    def require(self, sql: str, *values: apsw.SQLiteValue, code: str) -> tuple[Any, ...]:
        """The one row, or UserError(code)."""
        found = self.row(sql, *values)
        if found is None:
            raise UserError(code)
        return found

    @contextlib.contextmanager
    def write(self) -> Iterator[apsw.Connection]:
        """One transaction, durable when it ends; inside another one a part of that."""
        if self._depth and not self.db.in_transaction:
            raise OurError("transaction-lost")  # a full disk ended the outer one: what follows must not be kept alone
        self._depth += 1
        waiting, done = len(self._afterwards), len(self._undoing)
        try:
            with transaction(self.db):
                yield self.db
        except BaseException:
            self.drop_client_keys()  # a client that the rollback took away may leave its number to another
            del self._afterwards[waiting:]
            undone, self._undoing[done:] = self._undoing[done:], []
            for act in undone:
                act()
            raise
        finally:
            self._depth -= 1
        if not self._depth:
            due, self._afterwards, self._undoing = self._afterwards, [], []
            for act in due:
                act()

    def afterwards(self, act: Callable[[], None]) -> None:
        """Do this once what is being written is durable, and not at all if it is rolled back. Asked for twice, once is enough."""
        if act not in self._afterwards:
            self._afterwards.append(act)

    def if_undone(self, act: Callable[[], None]) -> None:
        """Do this if what is being written is rolled back after all, by itself or by what is around it."""
        self._undoing.append(act)

    def close(self) -> None:
        with self.lock, translated():
            connection, self._connection, self._keys = self._connection, None, None
            self._client_keys, self._folded, self.vocabulary, self.person = {}, {}, Vocabulary(), None
            if connection is not None:
                connection.close()


class Part:
    """Base of the parts of a vault."""

    _core: Core


def guarded(method: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """A public method of a part: takes the lock, refuses when locked, translates errors."""

    @functools.wraps(method)
    def call(self: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
        core = self._core
        with core.lock, translated():
            _ = core.db
            return method(self, *args, **kwargs)

    return call
