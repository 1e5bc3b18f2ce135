"""Hearing of requests as it happens: what a client gave is in the vault within a moment of being given, and then it is told. One
connection for all requests at a relay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import UserError
from app.ops.lines import Carry, line_to
from app.ops.listening import Listening, all_news
from app.ops.request_collecting import LOST_AT_ONCE, take_all, told_of_revoked
from app.ops.request_facts import parse_facts
from app.ops.request_ledger import RequestView, note, secrets_of, settle, view_of
from app.share.wire.messages import WATCH_LIMIT, Change, Watched

if TYPE_CHECKING:
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class RequestNews:
    """How a request is now, and the numbers of what came."""

    request: RequestView
    came: tuple[int, ...]


class RequestWatching(Listening[RequestNews]):
    """Of the requests of a vault at one relay."""

    def before(self) -> None:
        """What was announced before and could not be taken, and what is to be revoked."""
        with self._carry(self._relay) as courier:
            for row in self._vault.requests():
                if row.relay == self._relay and row.secrets is not None:
                    told_of_revoked(self._vault, courier, row, self._clock())
                    take_all(self._vault, courier, row.id, self._clock())

    def asked(self) -> list[tuple[str, Watched]]:
        rows = [row for row in self._vault.requests() if row.relay == self._relay and row.secrets is not None]
        return [
            (row.id, secrets_of(row).watched_as(bytes.fromhex(row.id), parse_facts(row.facts).seen))
            for row in rows[:WATCH_LIMIT]
        ]

    def heard(self, known_as: str, change: Change) -> RequestNews | None:
        if note(self._vault, known_as, change.share, self._clock(), seen=change.seen) is None:
            return None
        with self._carry(self._relay) as beside:  # a connection beside the one that is listening
            came = take_all(self._vault, beside, known_as, self._clock(), lost_at_once=LOST_AT_ONCE)
        settle(self._vault, known_as, self._clock())
        try:
            return RequestNews(view_of(self._vault, known_as, self._clock()), tuple(came))
        except UserError as error:  # taken off the list meanwhile
            if error.code != "no-request":
                raise
            return None


def watch_requests(vault: Vault, *, carry: Carry = line_to) -> Iterator[RequestNews]:
    """What comes for any request at any relay, until there is none left that anything can come for."""
    relays = {row.relay for row in vault.requests() if row.secrets is not None}
    yield from all_news([RequestWatching(vault, relay, carry=carry) for relay in sorted(relays)])
