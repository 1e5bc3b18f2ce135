"""A recipient's calls that may be made more than once: a claim under newer conditions, and a body that comes in pieces.

Owns how often. A claim is made again only where the relay says that it took none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import PeerError, WorldError

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.share.recipient import Recipient
    from app.share.wire.messages import Claim, Granted

_RESUMES = 5
_HELLOS = 3
_PAUSE_S = 0.3


class AskingAgain:
    """Of one recipient, over one line."""

    def __init__(self, courier: Courier, recipient: Recipient, sleep: Callable[[float], None]) -> None:
        self._courier, self._recipient, self._sleep = courier, recipient, sleep

    def claim(self, claim: Claim) -> Granted:
        """What the relay gives for it, or for the same one under the conditions that are in force by now."""
        for _ in range(_HELLOS):
            try:
                return self._courier.claim(claim)
            except PeerError as error:
                if error.code != "stale":
                    raise
            self._recipient.welcome(self._courier.hello(self._recipient.hello))
            claim = self._recipient.claim_again()
        raise WorldError("unreachable", why="answer")

    def fetch(self) -> None:
        """The body, resumed where a line dropped."""
        for left in reversed(range(_RESUMES)):
            try:
                for piece in self._courier.blob(self._recipient.blob, self._recipient.missing):
                    self._recipient.receive(piece)
            except WorldError:
                if not left:
                    raise
            if not self._recipient.missing:
                return
            self._sleep(_PAUSE_S)
        raise WorldError("unreachable", why="dropped")
