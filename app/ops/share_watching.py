"""Hearing of shares as it happens: one connection for all shares at a relay. Owns that what is heard is in the ledger before
anybody is told; the connection is `listening`'s.

An acceptance of terms is fetched and checked when it is heard of: the relay forgets it with the share, the ledger keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import UserError
from app.ops.facts import Fact, parse_facts
from app.ops.lines import Carry, line_to
from app.ops.listening import Listening, all_news
from app.ops.share_changing import carry_out
from app.ops.share_consents import fetch_consents
from app.ops.share_ledger import ShareView, note, secrets_of, view_of
from app.share.wire.messages import WATCH_LIMIT, Change, Watched
from app.vault.model import ShareRow

if TYPE_CHECKING:
    from app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class News:
    """What is new of a share: how it is now, and what happened."""

    share: ShareView
    events: tuple[Fact, ...]


class Watching(Listening[News]):
    """Of the shares of a vault at one relay."""

    def before(self) -> None:
        """What waits for the relay is told first."""
        carry_out(self._vault, self._clock(), relays={self._relay}, carry=self._carry)

    def asked(self) -> list[tuple[str, Watched]]:
        rows = [row for row in self._vault.shares() if row.relay == self._relay and row.secrets is not None]
        return [(row.id, secrets_of(row).watched_as(bytes.fromhex(row.id), _seen(row))) for row in rows[:WATCH_LIMIT]]

    def heard(self, known_as: str, change: Change) -> News | None:
        before = self._known(known_as)
        had = 0 if before is None else _seen(before)
        if before is not None and change.share is not None:
            with self._carry(self._relay) as beside:  # a connection beside the one that is listening
                fetch_consents(self._vault, beside, before, change.share.events)
        row = note(self._vault, known_as, change.share, self._clock(), seen=change.seen)
        if row is None:
            return None
        facts = parse_facts(row.facts)
        count = 0 if facts is None else max(0, facts.seen - had)
        events = facts.events[len(facts.events) - min(count, len(facts.events)) :] if facts else ()
        return News(view_of(self._vault, self._vault.share(known_as), self._clock()), events)

    def _known(self, share_id: str) -> ShareRow | None:
        try:
            return self._vault.share(share_id)
        except UserError as error:
            if error.code != "no-share":
                raise
            return None


def _seen(row: ShareRow) -> int:
    facts = parse_facts(row.facts)
    return 0 if facts is None else facts.seen


def watch_all(vault: Vault, *, carry: Carry = line_to) -> Iterator[News]:
    """What happens to any share at any relay, until there is none left that anything can happen to."""
    relays = {row.relay for row in vault.share_heads() if row.held}
    yield from all_news([Watching(vault, relay, carry=carry) for relay in sorted(relays)])
