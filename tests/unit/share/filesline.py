"""A relay of one process's memory for files alone: uploads that are cut, thrown back, refused or forgotten, and ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.crypto.blind import blake2b_256
from app.errors import PeerError, WorldError
from app.share.courier import Courier
from app.share.wire.messages import Ack
from app.share.wire.transfers import HEAD_ROOM, PUT_LIMIT, Abandon, Files, Have, Piece, Upload, encode_put, parse_put

ORIGIN = "https://relay.example"
DROPPED = WorldError("unreachable", why="dropped")


class FilesLine(Courier):
    """What a courier to such a relay does. `faults` are taken one a call: "before" and "after" drop the line, "busy" refuses,
    a number makes the relay forget what is behind that place, "half" cuts an answer of octets in its middle."""

    def __init__(self) -> None:
        super().__init__(ORIGIN)
        self.uploads: dict[bytes, bytearray] = {}
        self.sizes: dict[bytes, int] = {}
        self.faults: list[str | int] = []
        self.puts: list[tuple[int, int]] = []
        self.asked: list[tuple[int, int]] = []
        self.acks: list[tuple[str, int]] = []
        self.on_put: Callable[[], None] = lambda: None
        self.sealed = b""

    def stage(self, message: Upload) -> Have:
        self._drop("stage-")
        held = self.uploads.setdefault(message.upload, bytearray())
        if self.sizes.setdefault(message.upload, message.size) != message.size:
            raise PeerError("conflict")
        return Have(len(held))

    def put(self, piece: Piece, room: memoryview) -> Have:
        self.on_put()
        sent, octets = parse_put(encode_put(piece, room))
        assert len(octets) <= PUT_LIMIT
        assert len(room) == HEAD_ROOM + len(octets)
        held = self.uploads.get(blake2b_256(sent.upload))
        if held is None:
            raise PeerError("unknown")
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "before":
            raise DROPPED
        if fault == "busy":
            raise PeerError("busy", retry_s=3)
        if fault == "gone":
            self.uploads.clear()
            raise PeerError("unknown")
        if isinstance(fault, int):
            del held[fault:]
        if sent.offset != len(held):
            raise PeerError("offset", have=len(held))
        self.puts.append((sent.offset, len(octets)))
        held += octets
        if fault == "after":
            raise DROPPED
        return Have(len(held))

    def abandon(self, message: Abandon) -> None:
        self.uploads.pop(blake2b_256(message.upload), None)

    def files(self, message: Files) -> Iterator[bytes]:
        fault = self.faults.pop(0) if self.faults else ""
        self.asked.append((message.offset, message.length))
        if fault == "before":
            raise DROPPED
        if fault == "busy":
            raise PeerError("busy", retry_s=3)
        if fault == "unknown":
            raise PeerError("unknown")
        octets = self.sealed[message.offset : message.offset + message.length]
        assert len(octets) == message.length
        if fault == "half":
            yield octets[: len(octets) // 2]
            raise DROPPED
        for at in range(0, len(octets), 65_536):
            yield octets[at : at + 65_536]

    def ack(self, message: Ack) -> None:
        self.acks.append((message.stage, message.file))

    def _drop(self, what: str) -> None:
        if self.faults and self.faults[0] == f"{what}before":
            self.faults.pop(0)
            raise DROPPED
