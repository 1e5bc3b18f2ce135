"""The calls of request links (REQUESTS, R7) over a carrier: the asker's, and a client's. What both have in common with shares
(status, watch, revoke, amend, put, abandon) is the courier's.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.share.carrier import Carrier, unreachable
from app.share.wire.messages import Created, Nothing
from app.share.wire.requests import Ask, Collect, Collected, Fetch, Look, Offer, Shown, Submit, Submitted
from app.share.wire.transfers import Have


def ask(carrier: Carrier, message: Ask) -> Created:
    """Leave a request with the relay."""
    return carrier.call("ask", message, Created, authorised=True)


def look(carrier: Carrier, message: Look) -> Shown:
    """Ask what is asked."""
    return carrier.call("look", message, Shown)


def offer(carrier: Carrier, message: Offer) -> Have:
    """Begin an upload, or ask whether the passcode is right."""
    return carrier.call("offer", message, Have)


def submit(carrier: Carrier, message: Submit) -> Submitted:
    """Give what was uploaded."""
    return carrier.call("submit", message, Submitted)


def collect(carrier: Carrier, message: Collect) -> Collected:
    """How large a submission is, and when it came."""
    return carrier.call("collect", message, Collected)


def fetch(carrier: Carrier, message: Fetch) -> Iterator[bytes]:
    """A range of its envelope or of its files, in pieces. One try: who calls knows how far it got."""
    return carrier.stream("fetch", message, message.length)


def fetch_envelope(carrier: Carrier, request_id: bytes, owner: bytes, number: int, size: int) -> bytes:
    """All of the envelope."""
    octets = b"".join(fetch(carrier, Fetch(request_id, owner, number, "envelope", 0, size)))
    if len(octets) != size:
        raise unreachable("answer")
    return octets


def drop(carrier: Carrier, message: Collect) -> None:
    """Have it forgotten there, whether it was there or not."""
    carrier.call("drop", message, Nothing)
