"""The key schedule of a request (REQUESTS, R3). Every key hangs on the link's secret and on the public key in it, so that a link
whose key was exchanged gives other keys too; those of a submission also on the passcode.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.crypto.hashing import blake2b_256, derive
from app.crypto.kdf import SALT_OCTETS, argon2id
from app.crypto.secret import Secret
from app.crypto.signing import SigningKey
from app.share.keys import PASSCODE_COST
from app.share.link import Kind

_NO_PASSCODE = bytes(32)


@dataclass(frozen=True, slots=True)
class RequestKeys:
    """What the link alone gives: to call the relay, to check the documents, to read the form, to speak the check words."""

    link: Secret
    proof: Secret
    head: Secret
    conditions: Secret
    form: Secret
    salt: bytes
    check_salt: bytes

    @classmethod
    def of(cls, secret: Secret, request_id: bytes, public: bytes) -> RequestKeys:
        """The keys of this link."""
        link = derive(secret, "request", request_id + public)
        return cls(
            link=link,
            proof=derive(link, "link-proof"),
            head=derive(link, "header-mac"),
            conditions=derive(link, "conditions-mac"),
            form=derive(link, "form"),
            salt=derive(link, "salt").reveal()[:SALT_OCTETS],
            check_salt=derive(link, "check").reveal()[:SALT_OCTETS],
        )

    @property
    def link_hash(self) -> bytes:
        """What the relay stores of the proof."""
        return blake2b_256(self.proof.reveal())


@dataclass(frozen=True, slots=True)
class GiverKeys:
    """What link and passcode give together: to give, and to know that something was given by somebody who has both."""

    giver: Secret
    signing: SigningKey

    @classmethod
    def of(cls, keys: RequestKeys, kind: Kind, passcode: Secret | None) -> GiverKeys:
        """Slow on purpose when there is a passcode (Argon2id). `passcode` is *P*: normalised and, if generated, checked."""
        return cls.kept(derive(keys.link, f"giver/{kind.value}", _passcode_key(keys, kind, passcode).reveal()))

    @classmethod
    def kept(cls, giver: Secret) -> GiverKeys:
        """From K_give, as the asker keeps it: nobody waits for Argon2id at each submission."""
        return cls(giver, SigningKey.from_seed(derive(giver, "proof")))

    def submission(self, data: Secret, sealed: bytes, header: bytes) -> Secret:
        """K_sub: hangs on what was sealed to the asker, and on the link, so that either alone opens nothing."""
        return derive(self.giver, "submission", data.reveal() + sealed + blake2b_256(header))


def _passcode_key(keys: RequestKeys, kind: Kind, passcode: Secret | None) -> Secret:
    if (kind is Kind.NONE) != (passcode is None):
        raise ValueError("the kind of the link says whether there is a passcode")
    if passcode is None:
        return Secret(_NO_PASSCODE)
    return argon2id(passcode, keys.salt, PASSCODE_COST)
