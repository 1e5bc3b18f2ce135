"""Starts a real relay for the page's tests and leaves shares with it, as the program does. Owns no assertion."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.crypto.secret import Secret
from app.share.courier import Courier
from app.share.documents import Cover
from app.share.link import Kind
from app.share.manifest import Manifest, ManifestField
from app.share.passcode import generate
from app.share.sender import OwnerSecrets, Terms, amend
from app.share.wire.messages import Receipt, Status
from tests.browser.page_sender import Asked, File, Uploads, accepted, leave

DEADLINE_S = 20

ROOT = Path(__file__).resolve().parents[2]
PROCESS = Path(__file__).with_name("page_relay_process.py")
NOTHING = Asked()
LOGIN = (
    ManifestField("", "username", "ana@example.pt"),
    ManifestField("", "password", "7kQ#mbV0-x9!"),
    ManifestField("Loja online", "url", "https://loja.example.pt/admin"),
)


@dataclass(frozen=True)
class Shared:
    """A share and what its two sides hold."""

    url: str
    passcode: str
    secrets: OwnerSecrets
    terms: Terms

    @property
    def id(self) -> str:
        return self.url.split("/s/")[1][:22]


class PageRelay:
    """One relay process. Its clock is the machine's plus what `advance` added."""

    def __init__(self, folder: Path, mail_port: int = 0, public: str = "") -> None:
        """`public`: the origin that links name, if it is not the relay's own."""
        self._clock = folder / "clock"
        self._clock.write_text("0")
        key = folder / "key"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "LACRE_HOME": str(folder / "home")}
        command = [
            sys.executable,
            str(PROCESS),
            str(folder / "data"),
            str(self._clock),
            str(key),
            str(mail_port),
            public,
        ]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode()
        assert line.startswith("listening on "), line
        self.address = line.removeprefix("listening on ").strip()
        self.origin = public or self.address
        self._courier = Courier(self.origin, Secret(key.read_bytes()))
        self._uploads = Uploads(self.origin, key.read_bytes())

    @property
    def courier(self) -> Courier:
        """The calls of one who has an access key."""
        return self._courier

    def close(self) -> None:
        self._courier.close()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def now(self) -> int:
        return int(time.time()) + int(self._clock.read_text())

    def advance(self, seconds: int) -> None:
        """Move the relay's clock on."""
        self._clock.write_text(str(int(self._clock.read_text()) + seconds))

    def share(
        self,
        message: str = "",
        fields: Sequence[ManifestField] = LOGIN,
        *,
        kind: Kind = Kind.GENERATED,
        passcode: str = "",
        entry: str = "symbols",
        sender: str = "Marta Sousa",
        note: str = "Acesso à loja online",
        views: int = 1,
        expires_s: int = 86_400,
        rules: tuple[str, ...] = (),
        starts_s: int | None = None,
        trace: bool = False,
        files: Sequence[File] = (),
        asked: Asked = NOTHING,
    ) -> Shared:
        """A new share; with a generated passcode unless told otherwise."""
        typed = generate().text() if kind is Kind.GENERATED else passcode
        terms = Terms(
            relay=self.origin,
            expires=self.now() + expires_s,
            views=views,
            kind=kind,
            passcode=None if kind is Kind.NONE else Secret(typed),
            cover=Cover(sender, note, "none" if kind is Kind.NONE else entry),  # type: ignore[arg-type]
            rules=rules,  # type: ignore[arg-type]
            starts=None if starts_s is None else self.now() + starts_s,
            trace=trace,
        )
        secrets = leave(
            self._courier, self._uploads, Manifest(1, message, tuple(fields)), terms, files, asked, self.now()
        )
        assert secrets.url is not None
        return Shared(secrets.url.text(), typed, secrets, terms)

    def open_link(self, **options: object) -> Shared:
        """A share that needs no passcode."""
        return self.share(kind=Kind.NONE, **options)  # type: ignore[arg-type]

    def revoke(self, shared: Shared) -> None:
        self._courier.revoke(shared.secrets.owned)

    def pause(self, shared: Shared, paused: bool = True) -> Shared:
        message, secrets = amend(shared.secrets, paused=paused)
        self._courier.amend(message)
        return Shared(shared.url, shared.passcode, secrets, shared.terms)

    def events(self, shared: Shared) -> list[str]:
        """What the sender sees to have happened, in order."""
        status = self._courier.status(Status((shared.secrets.owned,))).shares[0]
        assert status is not None
        return [event.what for event in status.events]

    def events_until(self, shared: Shared, last: str) -> list[str]:
        """The same, once this has happened: the page tells it after the screen that a test waits for."""
        end = time.monotonic() + DEADLINE_S
        while last not in (events := self.events(shared)):
            assert time.monotonic() < end, events
        return events

    def details(self, shared: Shared, what: str) -> list[str]:
        """What the sender sees beside the events of one kind."""
        status = self._courier.status(Status((shared.secrets.owned,))).shares[0]
        assert status is not None
        return [event.detail for event in status.events if event.what == what]

    def acceptance(self, shared: Shared, claim: int = 1) -> dict[str, object]:
        """What was accepted with a claim, as the sender reads it."""
        owned = shared.secrets.owned
        receipt = self._courier.receipt(Receipt(owned.id, owned.owner, claim))
        return accepted(shared.secrets, shared.terms, receipt.acceptance)

    def state(self, shared: Shared) -> tuple[str, int, int]:
        """State, views left, tries left."""
        status = self._courier.status(Status((shared.secrets.owned,))).shares[0]
        assert status is not None
        return status.state, status.views_left, status.tries_left
