"""The draft of a letter: what mail programs make of it, and what is in no address."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from typing import cast

from app.crypto.secret import Secret
from app.ops.letters import CHAT, mail_address, mail_draft

URL = "https://relay.example/s/" + "A" * 22 + "#1g." + "b" * 43 + ".check1"
LETTER = f"Olá,\n\nenvio-lhe «Portal» por um link protegido:\n\n{URL}\n\nAna"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def draft() -> EmailMessage:
    octets = mail_draft("A informação que combinámos", Secret(LETTER), PNG)
    return cast(EmailMessage, email.message_from_bytes(octets, policy=default))


def test_the_letter_comes_out_as_it_went_in() -> None:
    body = draft().get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == LETTER
    assert draft()["Subject"] == "A informação que combinámos"


def test_no_line_is_longer_than_mail_servers_take() -> None:
    assert max(map(len, mail_draft("x" * 300, Secret(LETTER * 20), PNG).split(b"\r\n"))) <= 998


def test_it_is_a_draft_to_nobody_with_the_square_in_it() -> None:
    made = draft()
    assert made["X-Unsent"] == "1"
    assert made["To"] is None
    assert made["From"] is None
    (picture,) = made.iter_attachments()
    assert (picture.get_content_type(), picture.get_content()) == ("image/png", PNG)


def test_a_subject_cannot_bring_headers_with_it() -> None:
    assert b"\nBcc" not in mail_draft("Olá Bcc: x@example.org".replace(" ", "\u2028"), Secret("x"), PNG)


def test_addresses_hold_nothing_of_the_letter() -> None:
    assert mail_address("A informação & mais") == "mailto:?subject=A%20informa%C3%A7%C3%A3o%20%26%20mais"
    assert "?" not in CHAT
