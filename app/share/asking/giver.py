"""The client's side as a state machine without I/O, as `recipient` is a recipient's: messages go in and come out.

    fresh --shown--> asked --unlock--> ready --seal, offer, submit*

What the page does in a browser, for programs that answer a request; tests give with it. The same submit may be repeated until it
is answered; after `stale` the machine takes a new `shown` and keeps its tokens, and so can never submit twice.
"""

from __future__ import annotations

from typing import TypeVar

from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import OurError
from app.share.asking.checking import check_words
from app.share.asking.form import Form, open_form, require_request_conditions, require_request_header
from app.share.asking.keys import GiverKeys, RequestKeys
from app.share.asking.link import RequestLink
from app.share.asking.submission import Asked, Submission, seal_submission
from app.share.link import damaged
from app.share.passcode import octets_for
from app.share.wire.messages import Language
from app.share.wire.requests import Look, Offer, Shown, Submit, offered, submitted

T = TypeVar("T")


class Giver:
    """One answer to one request. V and U, the tokens of its uploads, are made once."""

    def __init__(self, link: RequestLink) -> None:
        self.link = link
        self.envelope_token = random_secret()
        self.files_token = random_secret()
        self._keys = RequestKeys.of(link.secret, link.id, link.public)
        self._shown: Shown | None = None
        self._asked: Asked | None = None
        self._giver: GiverKeys | None = None

    @property
    def look(self) -> Look:
        """The first message; it costs nothing."""
        return Look(self.link.id, self._keys.proof.reveal())

    def shown(self, shown: Shown) -> Form:
        """Check what the relay says is asked; *damaged* if the asker did not make it. Before anything is shown or typed."""
        header = require_request_header(self._keys, shown.header, shown.header_mac)
        require_request_conditions(self._keys, shown.header, shown.conditions, shown.conditions_mac)
        form = open_form(self._keys.form, shown.header, header.files, shown.form)
        if header.relay != self.link.origin or (self._shown is not None and self._shown.header != shown.header):
            raise damaged()
        self._shown, self._asked = shown, Asked(shown.header, header.files, form)
        return form

    def unlock(self, passcode: Secret | None = None) -> None:
        """With this passcode: slow (Argon2id). An `offer` without an upload tells whether it is the right one."""
        self._giver = GiverKeys.of(self._keys, self.link.kind, octets_for(self.link.kind, passcode))

    def offer(self, token: Secret | None = None, size: int = 0) -> Offer:
        """Begins the upload of this token, or finds it again; without one it asks about the passcode alone."""
        upload = b"" if token is None else blake2b_256(token.reveal())
        challenge = _known(self._shown).challenge
        offer = Offer(self.link.id, self._keys.proof.reveal(), challenge, upload, size, bytes(64))
        text = offered(offer, blake2b_256(_known(self._shown).header), self.link.origin)
        return Offer(offer.id, offer.proof, challenge, upload, size, _known(self._giver).signing.sign(text))

    def seal(self, given: Submission) -> bytes:
        """The envelope, sealed to the key in the link."""
        return seal_submission(self.link.public, _known(self._giver), _known(self._asked), given)

    def submit(self, *, files: bool) -> Submit:
        """The uploads are the submission."""
        shown, proof = _known(self._shown), self._keys.proof.reveal()
        envelope, token = self.envelope_token.reveal(), self.files_token.reveal() if files else b""
        submit = Submit(self.link.id, proof, shown.challenge, envelope, token, bytes(64))
        hashes = blake2b_256(envelope), blake2b_256(token) if files else b""
        text = submitted(submit, *hashes, blake2b_256(shown.header), self.link.origin)
        signature = _known(self._giver).signing.sign(text)
        return Submit(self.link.id, proof, shown.challenge, envelope, token, signature)

    def words(self, envelope: bytes, language: Language) -> tuple[str, ...]:
        """What to read to the asker."""
        return check_words(self._keys, _known(self._asked).header, envelope, language)


def _known(value: T | None) -> T:
    if value is None:
        raise OurError("out-of-turn")
    return value
