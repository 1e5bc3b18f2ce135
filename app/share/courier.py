"""The courier: the calls of the protocol to one relay, as a sender and as a recipient. Knows no key that opens.

Every call may be repeated with the same octets, so a dropped line is answered by sending them again: the carrier does.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.errors import Malformed
from app.share.carrier import Carrier, unreachable
from app.share.stream import changes
from app.share.wire.messages import (
    Accepted,
    Ack,
    Amend,
    Blob,
    Change,
    Claim,
    Code,
    Create,
    Created,
    Granted,
    Hello,
    Nothing,
    Origin,
    Owned,
    Receipt,
    Renew,
    Status,
    Statuses,
    Watch,
    Welcome,
)
from app.share.wire.transfers import Abandon, Files, Have, Piece, Upload, encode_put

STATUS_ANSWER = 16 * 1024 * 1024


class Courier(Carrier):
    """Calls to one relay. Not for several threads at once, but `cut`; closing it drops its connections."""

    def create(self, message: Create) -> Created:
        """Leave a share with the relay."""
        return self.call("create", message, Created, authorised=True)

    def whoami(self) -> Origin:
        """Whether the relay knows our access key, and what it calls itself."""
        return self.call("whoami", Nothing(), Origin, authorised=True)

    def hello(self, message: Hello) -> Welcome:
        """Ask what a share is."""
        return self.call("hello", message, Welcome)

    def claim(self, message: Claim) -> Granted:
        """Take a view."""
        return self.call("claim", message, Granted)

    def ack(self, message: Ack) -> None:
        """Say that it was looked at, or that we have it."""
        self.call("ack", message, Nothing)

    def status(self, message: Status) -> Statuses:
        """Ask how shares of ours are."""
        answer = self.call("status", message, Statuses, limit=STATUS_ANSWER)
        if len(answer.shares) != len(message.shares):
            raise unreachable("answer")
        return answer

    def revoke(self, message: Owned) -> None:
        """End a share of ours."""
        self.call("revoke", message, Nothing)

    def amend(self, message: Amend) -> None:
        """Let other conditions hold."""
        self.call("amend", message, Nothing)

    def renew(self, message: Renew) -> Created:
        """The same link again."""
        return self.call("renew", message, Created, authorised=True)

    def receipt(self, message: Receipt) -> Accepted:
        """What was accepted with a claim."""
        return self.call("receipt", message, Accepted)

    def code(self, message: Code) -> None:
        """Have the code of the identity check sent."""
        self.call("code", message, Nothing)

    def stage(self, message: Upload) -> Have:
        """Begin an upload, or find it again."""
        return self.call("stage", message, Have, authorised=True)

    def put(self, piece: Piece, room: memoryview) -> Have:
        """Add the octets that lie in `room` behind `HEAD_ROOM` others, which are overwritten."""
        return self.send("put", encode_put(piece, room), Have)

    def abandon(self, message: Abandon) -> None:
        """Have an upload forgotten."""
        self.call("abandon", message, Nothing)

    def blob(self, message: Blob, limit: int) -> Iterator[bytes]:
        """The body from the offset, in pieces, at most `limit` octets. One try: who calls knows how far it got."""
        return self.stream("blob", message, limit)

    def files(self, message: Files) -> Iterator[bytes]:
        """A range of the sealed files, in pieces. One try, as with `blob`."""
        return self.stream("files", message, message.length)

    def watch(self, message: Watch) -> Iterator[Change | None]:
        """What changes of shares of ours, as it happens; None for each sign of life between. Ends when the relay ends it, with
        WorldError when the line is cut or silent: ask again then, with what was seen. `cut` ends it from another thread."""
        try:
            yield from changes(self.live("watch", message), len(message.shares))
        except Malformed as error:
            raise unreachable("answer") from error
