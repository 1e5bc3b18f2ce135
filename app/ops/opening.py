"""Opening a share that somebody sent: a full recipient. Owns the order of the calls and what is repeated; shows nothing.

`begin` costs nothing. `unlock` takes a view and is an act of the person: nothing here calls it by itself.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.crypto.secret import Secret
from app.errors import LacreError, PeerError, WorldError
from app.ops.lines import Carry, line_to
from app.share.documents import Cover
from app.share.link import Kind, Link, parse_link
from app.share.manifest import KINDS, ManifestField
from app.share.passcode import octets_for
from app.share.recipient import Recipient
from app.share.wire.messages import Claim, Granted

if TYPE_CHECKING:
    from app.share.courier import Courier

_RESUMES = 5
_HELLOS = 3
_PAUSE_S = 0.3


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """What was inside."""

    message: str = field(repr=False)
    fields: tuple[ManifestField, ...]
    rules: tuple[str, ...]
    views_left: int


class Opening:
    """One opening of one link, from the first look to the receipt."""

    def __init__(self, link: Link, courier: Courier, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._courier = courier
        self._sleep = sleep
        self._recipient = Recipient(link)
        self.kind = link.kind
        self.cover: Cover = self._recipient.welcome(courier.hello(self._recipient.hello))
        header = self._recipient.header
        if header.terms or header.identity or header.files:  # nothing here shows them yet: no view is lost over it
            raise PeerError("newer")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._courier.close()

    @property
    def needs_passcode(self) -> bool:
        """Whether `unlock` wants one."""
        return self.kind is not Kind.NONE

    @property
    def expires(self) -> int:
        """Until when it can be opened, as the sender's conditions say."""
        return self._recipient.conditions.expires

    def unlock(self, passcode: Secret | None = None) -> OpenedShare:
        """Claim a view, fetch and open. PeerError `wrong-passcode` with `tries_left` may be followed by another try."""
        granted = self._claim(self._recipient.claim(passcode))
        self._recipient.granted(granted)
        self._fetch()
        manifest = self._recipient.open()
        fields = tuple(_known_kind(each) for each in manifest.fields)
        return OpenedShare(manifest.message, fields, self._recipient.header.rules, granted.views_left)

    def acknowledge(self) -> None:
        """Tell the sender that it was seen and that we have it. That the relay cannot be told any more harms nobody."""
        with contextlib.suppress(LacreError):
            self._courier.ack(self._recipient.ack("revealed"))
            self._courier.ack(self._recipient.ack("done"))

    def _claim(self, claim: Claim) -> Granted:
        for _ in range(_HELLOS):
            try:
                return self._courier.claim(claim)
            except PeerError as error:
                if error.code != "stale":
                    raise
            self._recipient.welcome(self._courier.hello(self._recipient.hello))
            claim = self._recipient.claim_again()
        raise WorldError("unreachable", why="answer")

    def _fetch(self) -> None:
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


def begin(url: str, carry: Carry = line_to) -> Opening:
    """Read the link and ask the relay what it is; PeerError `damaged` before any request for a link that is not whole."""
    link = parse_link(url)
    return Opening(link, carry(link.origin))


def open_share(url: str, passcode: Secret | None = None, carry: Carry = line_to) -> OpenedShare:
    """The whole in one go. A typing mistake in a generated passcode is found before any request."""
    require_form(parse_link(url).kind, passcode)
    with begin(url, carry) as opening:
        opened = opening.unlock(passcode)
        opening.acknowledge()
        return opened


def require_form(kind: Kind, passcode: Secret | None) -> None:
    """UserError if this cannot be the passcode of such a link."""
    octets_for(kind, passcode)


def needs_passcode(url: str) -> bool:
    """Whether the link asks for one; without any request."""
    return parse_link(url).kind is not Kind.NONE


def _known_kind(given: ManifestField) -> ManifestField:
    return given if given.kind in KINDS else ManifestField(given.label, "text", given.value)
