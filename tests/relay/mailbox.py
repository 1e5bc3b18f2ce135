"""A real mail server for tests (aiosmtpd), on a thread of its own: what it took, and what it is told to answer."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "relay", "a senha do correio"
WAIT_S = 30.0


@dataclass
class Mail:
    """One message as it came."""

    sender: str
    to: list[str]
    octets: bytes
    secured: bool

    @property
    def message(self) -> EmailMessage:
        found = message_from_bytes(self.octets, policy=default)
        assert isinstance(found, EmailMessage)
        return found

    @property
    def code(self) -> str:
        found = re.findall(r"^([0-9]{8})\r?$", self.message.get_content(), re.MULTILINE)
        assert len(found) == 1, self.message.get_content()
        return str(found[0])


@dataclass
class Mailbox:
    """What the server has, and how it behaves. `answers` are given to RCPT before it takes anything."""

    port: int = 0
    mails: list[Mail] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    asked: int = 0
    sessions: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, true: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(true, WAIT_S)

    def wait_mails(self, count: int) -> list[Mail]:
        self.wait_for(lambda: len(self.mails) >= count)
        return self.mails

    def last_to(self, address: str) -> Mail:
        return [mail for mail in self.mails if mail.to == [address]][-1]

    # What aiosmtpd calls.

    async def handle_EHLO(
        self, _server: Any, session: Any, _envelope: Any, hostname: str, answers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        with self.changed:
            self.sessions += 1
            self.changed.notify_all()
        return answers

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        with self.changed:
            self.asked += 1
            self.changed.notify_all()
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:
        with self.changed:
            secured = session.ssl is not None
            self.mails.append(Mail(envelope.mail_from, envelope.rcpt_tos, envelope.original_content, secured))
            self.changed.notify_all()
        return "250 taken"


def certificate(folder: Path, *names: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of its own making for these names: the file to trust, and the server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    others: list[x509.GeneralName] = [
        x509.IPAddress(ipaddress.ip_address(one)) if one[0].isdigit() else x509.DNSName(one) for one in names
    ]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(others), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, both = folder / f"{names[0]}.pem", folder / f"{names[0]}.both.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both.write_bytes(secret + trusted.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return trusted, context


def _login(_server: Any, _session: Any, _envelope: Any, _how: str, said: Any) -> AuthResult:
    return AuthResult(success=(said.login, said.password) == (USER.encode(), PASSWORD.encode()))


@contextlib.contextmanager
def mail_server(context: ssl.SSLContext | None = None, *, from_the_first: bool = False) -> Iterator[Mailbox]:
    """A server on loopback until the end of the block. With a context it demands STARTTLS and a login, or is secured from
    the first octet."""
    box = Mailbox()
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        if context is None or from_the_first:
            return SMTP(box, hostname="mail", loop=loop)
        return SMTP(
            box, hostname="mail", loop=loop, tls_context=context, require_starttls=True,
            auth_required=True, authenticator=_login,
        )  # fmt: skip

    first = context if from_the_first else None
    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=first))
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield box
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(WAIT_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
