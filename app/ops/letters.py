"""The letter with a link as a draft that mail programs open, with the link's QR code in it. Owns the form of the file.

What is put into an address (`mailto:`, a messenger's web page) is seen by other programs, by the browser's history and by whoever
serves that page. So no link or passcode is ever in one: the letter goes by the clipboard or by this file, and an address only
opens the right window.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from app.crypto.secret import Secret

CHAT = "https://web.whatsapp.com/"


def mail_draft(subject: str, text: Secret, qr_png: bytes) -> bytes:
    """An .eml file without sender and recipient, marked as not sent yet (Outlook and Thunderbird open it for writing)."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())  # one line: what stands behind a break would be another header
    message["X-Unsent"] = "1"
    message.set_content(text.text(), charset="utf-8", cte="quoted-printable")
    message.add_attachment(qr_png, "image", "png", filename="qr.png", disposition="inline")
    return message.as_bytes()


def mail_address(subject: str) -> str:
    """What opens an empty letter with this subject."""
    return f"mailto:?subject={quote(subject)}"
