"""The e-mail with the code of the identity check, as octets. Owns its words' place and its head; sends nothing.

It names no sender, no link and no content: who reads somebody's mail learns that a code was asked for, and no more.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import NamedTuple

from app.host.paths import resources

CODE_S = 600
SENDER = "Lacre"
_FOLDED = SMTP.clone(max_line_length=76)  # RFC 2045, of quoted-printable
_UNFOLDED = SMTP.clone(max_line_length=990)  # a long address cannot be folded, and would be encoded instead


class Letter(NamedTuple):
    """One code for one address. Masks itself: neither may come to a log."""

    address: str
    code: str
    language: str

    def __repr__(self) -> str:
        return "Letter()"


def compose(letter: Letter, sender: str, now: int) -> bytes:
    """The letter with its head. Address and code are of forms in which there is no end of a line."""
    words = _words()[letter.language]
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=_FOLDED)
    message["From"] = Address(SENDER, addr_spec=sender)
    message["To"] = Address(addr_spec=letter.address)
    message["Subject"] = words["subject"]
    message["Date"] = format_datetime(datetime.fromtimestamp(now, UTC))
    message["Message-ID"] = make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    body = words["body"].format(code=letter.code, minutes=CODE_S // 60)
    message.set_content(body, cte="quoted-printable")
    message["Content-Language"] = letter.language
    return message.as_bytes(policy=_UNFOLDED)


@functools.cache
def _words() -> Mapping[str, Mapping[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((resources() / "translations" / "codes.json").read_bytes())
    return words
