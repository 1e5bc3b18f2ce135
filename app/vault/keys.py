"""The keys under the vault key, one for each use, and the associated data that binds a sealed value to its place.

Owns docs/FORMAT.md §3. Holds no file and no SQL.
"""

from __future__ import annotations

from app.crypto.aead import CannotOpen, open_secret, seal
from app.crypto.hashing import VAULT_DOMAIN, derive
from app.crypto.randomness import random_secret
from app.crypto.secret import Secret
from app.errors import PeerError


def damaged(part: str) -> PeerError:
    """What every failed check inside a vault says: which part, never what was in it."""
    return PeerError("damaged-vault", part=part)


def vault_derive(key: Secret, label: str, context: bytes = b"") -> Secret:
    """`V` of FORMAT.md: derivation in the vault's own domain."""
    return derive(key, label, context, domain=VAULT_DOMAIN)


def keeping_key(vault_key: Secret) -> Secret:
    """What the answers and names of security keys lie under (FORMAT.md §2)."""
    return vault_derive(vault_key, "security-keys")


def value_place(client_id: str, entry_id: str, field_id: str, revision: int) -> bytes:
    """The associated data of a protected value: moved anywhere else, it does not open."""
    ids = bytes.fromhex(client_id) + bytes.fromhex(entry_id) + bytes.fromhex(field_id)
    return b"value\x00" + ids + revision.to_bytes(4)


def file_place(client_id: str, entry_id: str, attachment_id: str) -> bytes:
    """The associated data of the key of a file."""
    return b"file\x00" + bytes.fromhex(client_id) + bytes.fromhex(entry_id) + bytes.fromhex(attachment_id)


class KeyRing:
    """The derived keys of one unlocked vault. Dropping it is what locking means."""

    def __init__(self, vault_key: Secret) -> None:
        self.database = vault_derive(vault_key, "database")
        self.header = vault_derive(vault_key, "header-mac")
        self.security_keys = keeping_key(vault_key)
        self.digest = vault_derive(vault_key, "digest")
        self._clients = vault_derive(vault_key, "clients")
        self._settings = vault_derive(vault_key, "settings")
        self._ledger = vault_derive(vault_key, "ledger")
        self._generated = vault_derive(vault_key, "generated")

    def new_client_key(self, client_id: str) -> bytes:
        """A fresh client's key, wrapped."""
        return seal(self._clients, random_secret(32).view(), self._client_place(client_id))

    def client_key(self, client_id: str, wrapped: bytes) -> Secret:
        """A client's key, opened."""
        key = _require_open(self._clients, wrapped, self._client_place(client_id), "client-key")
        if len(key) != 32:
            raise damaged("client-key")
        return key

    def seal_setting(self, name: str, value: Secret) -> bytes:
        return seal(self._settings, value.view(), b"setting\x00" + name.encode())

    def open_setting(self, name: str, sealed: bytes) -> Secret:
        return _require_open(self._settings, sealed, b"setting\x00" + name.encode(), "setting")

    def seal_share(self, share_id: str, secrets: Secret) -> bytes:
        return seal(self._ledger, secrets.view(), b"share\x00" + share_id.encode())

    def open_share(self, share_id: str, sealed: bytes) -> Secret:
        return _require_open(self._ledger, sealed, b"share\x00" + share_id.encode(), "share")

    def seal_parcel(self, share_id: str, secrets: Secret) -> bytes:
        return seal(self._ledger, secrets.view(), b"parcel\x00" + share_id.encode())

    def open_parcel(self, share_id: str, sealed: bytes) -> Secret:
        return _require_open(self._ledger, sealed, b"parcel\x00" + share_id.encode(), "parcel")

    def seal_request(self, request_id: str, secrets: Secret) -> bytes:
        return seal(self._ledger, secrets.view(), b"request\x00" + request_id.encode())

    def open_request(self, request_id: str, sealed: bytes) -> Secret:
        return _require_open(self._ledger, sealed, b"request\x00" + request_id.encode(), "request")

    def seal_submission(self, request_id: str, number: int, kept: Secret) -> bytes:
        return seal(self._ledger, kept.view(), self._submission_place(request_id, number))

    def open_submission(self, request_id: str, number: int, sealed: bytes) -> Secret:
        return _require_open(self._ledger, sealed, self._submission_place(request_id, number), "submission")

    def seal_generated(self, generated_id: str, value: Secret) -> bytes:
        return seal(self._generated, value.view(), b"generated\x00" + bytes.fromhex(generated_id))

    def open_generated(self, generated_id: str, sealed: bytes) -> Secret:
        place = b"generated\x00" + bytes.fromhex(generated_id)
        return _require_open(self._generated, sealed, place, "generated")

    @staticmethod
    def _submission_place(request_id: str, number: int) -> bytes:
        return b"submission\x00" + request_id.encode() + b"\x00" + number.to_bytes(4)

    @staticmethod
    def _client_place(client_id: str) -> bytes:
        return b"client\x00" + bytes.fromhex(client_id)


def open_value(key: Secret, sealed: bytes, place: bytes) -> Secret:
    """A protected value at its place, or the vault is damaged."""
    return _require_open(key, sealed, place, "value")


def open_file_key(key: Secret, sealed: bytes, place: bytes) -> Secret:
    """The key of a file under its client's, or the vault is damaged."""
    opened = _require_open(key, sealed, place, "attachment")
    if len(opened) != 32:
        raise damaged("attachment")
    return opened


def _require_open(key: Secret, sealed: bytes, ad: bytes, part: str) -> Secret:
    try:
        return open_secret(key, sealed, ad)
    except CannotOpen as error:
        raise damaged(part) from error
