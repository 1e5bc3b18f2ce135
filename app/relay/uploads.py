"""The calls that move files (PROTOCOL section 8): stage, put, abandon of senders, files of recipients."""

from __future__ import annotations

from app.crypto.blind import blake2b_256
from app.relay.filestore import Files, Place
from app.relay.http import Response, refusal
from app.relay.senders import NOTHING
from app.relay.store import Refused
from app.share.wire import transfers
from app.share.wire.canonical import encode, parse

RETRY_S = 1
YES = Response(200, b"")


class FileCalls:
    """The calls about files, over what keeps them."""

    def __init__(self, files: Files) -> None:
        self._files = files

    async def stage(self, body: bytes) -> Response:
        message = parse(transfers.Upload, body)
        return _answer(await self._files.stage(message.upload, message.size))

    async def put(self, body: bytes) -> Response:
        piece, octets = transfers.parse_put(body)
        return _answer(await self._files.put(blake2b_256(piece.upload), piece.offset, octets))

    async def abandon(self, body: bytes) -> Response:
        await self._files.abandon(blake2b_256(parse(transfers.Abandon, body).upload))
        return NOTHING

    async def put_laid(self, head: bytes, octets: memoryview) -> Response:
        """A put whose octets lie elsewhere than its head."""
        piece = transfers.parse_put_head(head)
        transfers.require_put_length(len(octets))
        return _answer(await self._files.put(blake2b_256(piece.upload), piece.offset, octets))

    async def wait(self, head: bytes) -> None:
        """Until the octets of such a put are not read any more."""
        await self._files.wait(blake2b_256(transfers.parse_put_head(head).upload))

    async def lent(self, body: bytes, at: int) -> Place | None:
        """What is left of the answer to `files` from `at` on."""
        asked = parse(transfers.Files, body)
        return self._files.lending.lent(
            blake2b_256(asked.id), blake2b_256(asked.ticket), asked.offset, asked.length, at
        )

    async def may_put(self, head: bytes) -> Response:
        """Whether the rest of a put that begins so should be read at all."""
        piece, _ = transfers.parse_put(head)
        refused = self._files.may_put(blake2b_256(piece.upload), piece.offset)
        return YES if refused is None else _answer(refused)


def _answer(outcome: int | Refused) -> Response:
    if isinstance(outcome, int):
        return Response(200, encode(transfers.Have(outcome)))
    retry_s = RETRY_S if outcome.code == "busy" else None
    return refusal(outcome.code, have=outcome.have, retry_s=retry_s)
