"""The key schedule (PROTOCOL section 5). Every key of a share hangs on the link's secret; those that open also on the passcode.

Two stages, because they are had at two times: `LinkKeys` by whoever has the link, `RecipientKeys` after the passcode.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.crypto.hashing import blake2b_256, derive
from app.crypto.kdf import SALT_OCTETS, KdfCost, argon2id
from app.crypto.secret import Secret
from app.crypto.signing import SigningKey
from app.share.link import Kind

PASSCODE_COST = KdfCost(memory_kib=65_536, passes=3)
_NO_PASSCODE = bytes(32)


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """What the link alone gives: to call the relay, to check the documents, to read the cover. Opens nothing."""

    link: Secret
    proof: Secret
    head: Secret
    conditions: Secret
    note: Secret
    terms: Secret
    salt: bytes

    @classmethod
    def of(cls, secret: Secret, share_id: bytes) -> LinkKeys:
        """The keys of this link."""
        link = derive(secret, "link", share_id)
        return cls(
            link=link,
            proof=derive(link, "link-proof"),
            head=derive(link, "header-mac"),
            conditions=derive(link, "conditions-mac"),
            note=derive(link, "cover"),
            terms=derive(link, "terms"),
            salt=derive(link, "salt").reveal()[:SALT_OCTETS],
        )

    @property
    def link_hash(self) -> bytes:
        """What the relay stores of the proof."""
        return blake2b_256(self.proof.reveal())


@dataclass(frozen=True, slots=True)
class RecipientKeys:
    """What link and passcode give together: to claim, and with the relay's half to open."""

    recipient: Secret
    signing: SigningKey

    @classmethod
    def of(cls, keys: LinkKeys, kind: Kind, passcode: Secret | None) -> RecipientKeys:
        """Slow on purpose when there is a passcode (Argon2id). `passcode` is *P*: normalised and, if generated, checked."""
        recipient = derive(keys.link, f"recipient/{kind.value}", passcode_key(keys, kind, passcode).reveal())
        return cls(recipient, SigningKey.from_seed(derive(recipient, "proof")))

    def body(self, half: Secret, header: bytes) -> Secret:
        """K_body: hangs on the relay's half, so it is gone when the half is."""
        return derive(self.recipient, "body", half.reveal() + blake2b_256(header))

    @property
    def acceptance(self) -> Secret:
        """K_acc: what a recipient accepts is sealed under it to the sender, who keeps it."""
        return derive(self.recipient, "acceptance")


def passcode_key(keys: LinkKeys, kind: Kind, passcode: Secret | None) -> Secret:
    """K_pass. A kind that does not fit the passcode is our mistake, not the recipient's."""
    if (kind is Kind.NONE) != (passcode is None):
        raise ValueError("the kind of the link says whether there is a passcode")
    if passcode is None:
        return Secret(_NO_PASSCODE)
    return argon2id(passcode, keys.salt, PASSCODE_COST)
