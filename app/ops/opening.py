"""Opening a share that somebody sent: a full recipient. Owns the order of the calls; shows nothing. What is asked for again where
a line or a relay failed is `asking_again`'s.

`begin` costs nothing. `unlock` takes a view and is an act of the person: nothing here calls it by itself.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.crypto.secret import Secret
from app.errors import LacreError, OurError
from app.ops.asking_again import AskingAgain
from app.ops.lines import Carry, line_to
from app.share.documents import Cover
from app.share.downloading import Cancelled, Download, Progress
from app.share.link import Kind, Link, parse_link
from app.share.manifest import KINDS, Manifest, ManifestField, ManifestFile
from app.share.passcode import octets_for
from app.share.recipient import Accepted as Accepted
from app.share.recipient import Recipient
from app.share.wire.messages import Language

if TYPE_CHECKING:
    from app.share.courier import Courier

_LANGUAGES: dict[str, Language] = {"pt_PT": "pt-PT", "pt_BR": "pt-BR", "en": "en", "es": "es", "fr": "fr"}


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """What was inside."""

    message: str = field(repr=False)
    fields: tuple[ManifestField, ...]
    rules: tuple[str, ...]
    views_left: int
    files: tuple[ManifestFile, ...] = ()


class Opening:
    """One opening of one link, from the first look to the receipt. One call at a time, but for `cut`; what is asked for once it
    is open waits for its turn, as the line serves one at a time."""

    def __init__(self, link: Link, courier: Courier, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._courier = courier
        self._sleep = sleep
        self._recipient = Recipient(link)
        self._manifest: Manifest | None = None
        self._turn = threading.Lock()
        self.kind = link.kind
        welcome = courier.hello(self._recipient.hello)
        self.cover: Cover = self._recipient.welcome(welcome)
        self.views_left = welcome.views_left

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._courier.close()

    def cut(self) -> None:
        """From any thread: whoever waits for the relay waits no longer."""
        self._courier.cut()

    @property
    def origin(self) -> str:
        """The relay that is asked."""
        return self._recipient.link.origin

    @property
    def needs_passcode(self) -> bool:
        """Whether `unlock` wants one."""
        return self.kind is not Kind.NONE

    @property
    def expires(self) -> int:
        """Until when it can be opened, as the sender's conditions say."""
        return self._recipient.conditions.expires

    @property
    def starts(self) -> int:
        """Before this it cannot be opened; 0 if its sender set no beginning. (It is no later than the sender's own clock then,
        and a recipient whose clock is behind that is not early.)"""
        starts = self._recipient.conditions.starts
        return starts if starts > self._recipient.header.created else 0

    @property
    def paused(self) -> bool:
        """Whether its sender holds it back for now."""
        return self._recipient.conditions.paused

    @property
    def rules(self) -> tuple[str, ...]:
        """What the sender wishes: `hide`, `no-copy`, `no-download`."""
        return self._recipient.header.rules

    @property
    def has_files(self) -> bool:
        """Whether there are files in it."""
        return self._recipient.header.files > 0

    @property
    def traces(self) -> bool:
        """Whether the relay notes from where it is opened. A person is told so before the passcode."""
        return self._recipient.header.trace

    @property
    def terms(self) -> str:
        """The text that must be accepted first; empty if there is none."""
        return self._recipient.terms

    @property
    def needs_code(self) -> bool:
        """Whether `unlock` wants a code that is sent by e-mail."""
        return self._recipient.header.identity

    def ask_code(self, address: str, language: str) -> None:
        """Have the code sent, if this is the address that the sender gave: the answer tells nothing of it."""
        self._courier.code(self._recipient.ask_code(address, _LANGUAGES.get(language, "en")))

    def unlock(
        self, passcode: Secret | None = None, *, code: str = "", accepted: Accepted | None = None
    ) -> OpenedShare:
        """Claim a view, fetch and open. PeerError `wrong-passcode` with `tries_left` may be followed by another try, and
        `wrong-code` by another code."""
        again = AskingAgain(self._courier, self._recipient, self._sleep)
        granted = again.claim(self._recipient.claim(passcode, code=code, accepted=accepted))
        self._recipient.granted(granted)
        again.fetch()
        manifest = self._manifest = self._recipient.open()
        fields = tuple(_known_kind(each) for each in manifest.fields)
        rules = self._recipient.header.rules
        return OpenedShare(manifest.message, fields, rules, granted.views_left, manifest.files)

    def save(
        self,
        folder: Path,
        numbers: Sequence[int] | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> list[Path]:
        """Write the files (all, or those of these numbers) into the folder, each under a safe name and whole; where they are, in
        their order."""
        if self._manifest is None:
            raise OurError("out-of-turn")
        download = Download(self._courier, self._recipient, self._manifest, progress=progress, cancelled=cancelled)
        with self._turn:
            return download.save(folder, numbers)

    def acknowledge(self) -> None:
        """Tell the sender that it was seen and that we have it. That the relay cannot be told any more harms nobody."""
        self.revealed()
        with self._turn, contextlib.suppress(LacreError):
            self._courier.ack(self._recipient.ack("done"))

    def revealed(self) -> None:
        """Tell the sender that it was seen."""
        with self._turn, contextlib.suppress(LacreError):
            self._courier.ack(self._recipient.ack("revealed"))


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


def chosen_files(files: Sequence[ManifestFile], names: Sequence[str]) -> tuple[list[int], list[str]]:
    """The numbers, from 0, of the files that a person named, and the names that fit none. A name is one as it was listed, or else
    a number from 1: a name that its sender chose may be one that nobody can type."""
    found: set[int] = set()
    missing: list[str] = []
    for name in names:
        fitting = {number for number, file in enumerate(files) if file.name == name}
        if not fitting and name.isascii() and name.isdecimal() and 1 <= int(name[:9]) <= len(files):
            fitting = {int(name) - 1}
        found |= fitting
        if not fitting:
            missing.append(name)
    return sorted(found), missing


def require_form(kind: Kind, passcode: Secret | None) -> None:
    """UserError if this cannot be the passcode of such a link."""
    octets_for(kind, passcode)


def needs_passcode(url: str) -> bool:
    """Whether the link asks for one; without any request."""
    return parse_link(url).kind is not Kind.NONE


def _known_kind(given: ManifestField) -> ManifestField:
    return given if given.kind in KINDS else ManifestField(given.label, "text", given.value)
