"""Who watches which shares, and what they are told (PROTOCOL section 8, watch). Owns the streams on the side that keeps the
shares: whoever carries them to a caller asks for the next piece when the last was taken, so nothing gathers here but what has
changed.

A stream holds numbers, not events: what happened is read when it is told. So a slow reader is told less often, and of a share
that changed ten times, once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

from app.errors import Malformed
from app.relay.http import Refuse, refusal
from app.relay.lookup import Lookup
from app.relay.store import Store
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Change, Watch, Watched

EVENTS_TOLD = 200
STREAMS = 1024
PLACES = 200_000
ROUND = 50
PIECE_OCTETS = 65_536
BUSY_S = 30


class _Stream:
    """What one caller watches: shares that were not looked at yet, and by their numbers those that were."""

    def __init__(self, asked: tuple[Watched, ...]) -> None:
        self.size = len(asked)
        self.asked = deque(enumerate(asked))
        self.places: dict[int, int] = {}
        self.seen: dict[int, int] = {}
        self.changed: dict[int, None] = {}  # in the order in which they changed first
        self.news = asyncio.Event()


class Watches:
    """All streams."""

    def __init__(self, store: Store, lookup: Lookup) -> None:
        self._store = store
        self._lookup = lookup
        self._streams: dict[int, _Stream] = {}
        self._watching: dict[int, set[_Stream]] = {}
        self._places = 0
        self._last = 0

    def open(self, body: bytes) -> int:
        """The number of a new stream."""
        asked = parse(Watch, body).shares
        if len({one.id for one in asked}) < len(asked):
            raise Malformed("Watch: shares")
        if len(self._streams) >= STREAMS or self._places + len(asked) > PLACES:
            raise Refuse(refusal("busy", retry_s=BUSY_S))
        self._store.tell_changes(self._note)
        self._last += 1
        self._streams[self._last] = _Stream(asked)
        self._places += len(asked)
        return self._last

    def close(self, number: int) -> None:
        """It is watched no more; who waits for its next piece is told that there is none."""
        stream = self._streams.pop(number, None)
        if stream is None:
            return
        self._places -= stream.size
        for share in stream.places:
            self._leave(share, stream)
        if not self._streams:
            self._store.tell_changes(None)
        stream.news.set()

    async def next(self, number: int) -> bytes:
        """What happened since the last piece, waited for; nothing at its end."""
        while (stream := self._streams.get(number)) is not None:
            events = await self._round(stream)
            if events:
                return events
            if stream.asked or stream.changed:
                await asyncio.sleep(0)  # thousands of shares without news: others have their turn in between
            else:
                stream.news.clear()
                await stream.news.wait()
        return b""

    async def _round(self, stream: _Stream) -> bytes:
        told: list[bytes] = []
        size = 0
        for _ in range(ROUND):
            if stream.asked:
                event = await self._look(stream, *stream.asked.popleft())
            elif stream.changed:
                share = next(iter(stream.changed))
                del stream.changed[share]
                event = await self._tell(stream, share)
            else:
                break
            told.append(event)
            size += len(event)
            if size >= PIECE_OCTETS:
                break
        return b"".join(told)

    async def _look(self, stream: _Stream, place: int, asked: Watched) -> bytes:
        """The first of this share: it is watched from now on, and before it is read, so that nothing falls in between."""
        try:
            row = await self._lookup.owned(asked.id, asked.owner)
        except Refuse:
            return _event(Change(place, None, 0))
        self._watching.setdefault(row.n, set()).add(stream)
        stream.places[row.n] = place
        stream.seen[row.n] = asked.seen
        return await self._tell(stream, row.n, first=True)

    async def _tell(self, stream: _Stream, share: int, *, first: bool = False) -> bytes:
        """What is new of this share. At first nothing, if its owner knows all of it."""
        if share not in stream.places:
            return b""
        place, seen = stream.places[share], stream.seen[share]
        found = await self._store.news(share, seen, EVENTS_TOLD)
        if found is None:  # its tombstone is gone
            del stream.places[share], stream.seen[share]
            self._leave(share, stream)
            return _event(Change(place, None, 0))
        status, count = found
        stream.seen[share] = count
        return b"" if first and count <= seen else _event(Change(place, status, count))

    def _note(self, shares: Iterable[int]) -> None:
        """These have changed, durably."""
        for share in shares:
            for stream in self._watching.get(share, ()):
                stream.changed[share] = None
                stream.news.set()

    def _leave(self, share: int, stream: _Stream) -> None:
        streams = self._watching.get(share, set())
        streams.discard(stream)
        if not streams:
            self._watching.pop(share, None)


def _event(change: Change) -> bytes:
    """As the standard of server-sent events has it: canonical JSON holds no end of a line."""
    return b"data: %s\n\n" % encode(change)
