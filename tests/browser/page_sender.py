"""A sender of whole shares for the page's tests: files, terms, the identity check, a beginning. Straight from PROTOCOL, so that a
share can also be one that the program would not make. Owns no assertion.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.request import Request, urlopen

import msgspec

from app.crypto.aead import open_sealed, seal
from app.crypto.hashing import blake2b_256
from app.crypto.padding import padme
from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret
from app.relay.identity import identity_hash
from app.share.body import files_size, seal_body
from app.share.courier import Courier
from app.share.documents import conditions_mac, header_mac, seal_cover
from app.share.keys import LinkKeys, RecipientKeys
from app.share.manifest import Manifest, ManifestFile
from app.share.passcode import octets_for
from app.share.sender import OwnerSecrets, Terms, prepare
from app.share.wire.address import norm_address
from app.share.wire.documents import encode_header, parse_header

PART = 262_144
PUT = 16 * (PART + 40)


@dataclass(frozen=True)
class File:
    """One file to share."""

    name: str
    content: bytes
    type: str = ""


@dataclass(frozen=True)
class Asked:
    """What the recipient is asked before it opens."""

    terms: str = ""
    address: str = ""


def with_files(manifest: Manifest, files: Sequence[File]) -> Manifest:
    listed = tuple(ManifestFile(file.name, file.type, len(file.content)) for file in files)
    return msgspec.structs.replace(manifest, files=listed, key=random_bytes(32) if files else b"")


@dataclass(frozen=True)
class Uploads:
    """The calls of PROTOCOL 8 that bring files to a relay, by hand."""

    origin: str
    access_key: bytes

    def leave(self, manifest: Manifest, files: Sequence[File]) -> bytes:
        """Seal the files and leave them with the relay. U, or nothing without files."""
        if not files:
            return b""
        token = random_bytes(32)
        sealed = seal_files(Secret(manifest.key), b"".join(file.content for file in files))
        staged = {"upload": _b64(blake2b_256(token)), "size": len(sealed)}
        self._post("stage", _json(staged), "application/json")
        for offset in range(0, len(sealed), PUT):
            head = _json({"upload": _b64(token), "offset": offset})
            message = len(head).to_bytes(4) + head + sealed[offset : offset + PUT]
            self._post("put", message, "application/octet-stream")
        return token

    def _post(self, name: str, body: bytes, kind: str) -> None:
        bearer = base64.urlsafe_b64encode(self.access_key).decode().rstrip("=")
        headers = {"content-type": kind, "authorization": f"Bearer {bearer}"}
        with urlopen(Request(f"{self.origin}/api/1/{name}", body, headers), timeout=60) as answer:
            answer.read()


def seal_files(key: Secret, content: bytes) -> bytes:
    """Chunk behind chunk (PROTOCOL 7.2)."""
    plain = content.ljust(max(4096, padme(len(content))), b"\x00")
    parts = [plain[at : at + PART] for at in range(0, len(plain), PART)]
    last = len(parts) - 1
    return b"".join(
        seal(key, part, b"lacre/1/file\x00" + number.to_bytes(4) + bytes([number == last]))
        for number, part in enumerate(parts)
    )


def _b64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def _json(members: dict[str, object]) -> bytes:
    return json.dumps(members, separators=(",", ":")).encode()


def leave(
    courier: Courier,
    uploads: Uploads,
    manifest: Manifest,
    terms: Terms,
    files: Sequence[File],
    asked: Asked,
    now: int,
) -> OwnerSecrets:
    """A share with everything, left with the relay."""
    manifest = with_files(manifest, files)
    create, secrets = prepare(manifest, terms, now)
    link = secrets.link
    keys = LinkKeys.of(link.secret, link.id)
    recipient = RecipientKeys.of(keys, link.kind, octets_for(link.kind, terms.passcode))
    flags = {"terms": bool(asked.terms), "identity": bool(asked.address), "files": files_size(manifest)}
    header = encode_header(msgspec.structs.replace(parse_header(create.header), **flags))
    message = msgspec.structs.replace(
        create,
        header=header,
        header_mac=header_mac(keys, header),
        cover=seal_cover(keys, header, terms.cover),
        terms=_seal_terms(keys, header, asked.terms),
        identity_hash=_identity(keys, asked.address),
        conditions_mac=conditions_mac(keys, header, create.conditions),
        upload=uploads.leave(manifest, files),
        body=seal_body(recipient.body(Secret(create.half), header), manifest),
    )
    courier.create(message)
    return OwnerSecrets(secrets.url, secrets.passcode, secrets.owner, header, secrets.conditions)


def _seal_terms(keys: LinkKeys, header: bytes, text: str) -> bytes:
    if not text:
        return b""
    plain = json.dumps({"text": text}, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(keys.terms, plain + b" " * (-len(plain) % 1024), blake2b_256(header))


def _identity(keys: LinkKeys, address: str) -> bytes:
    return identity_hash(keys.proof.reveal(), norm_address(address)) if address else b""


def accepted(secrets: OwnerSecrets, terms: Terms, acceptance: bytes) -> dict[str, object]:
    """What an acceptance says to the sender."""
    link = secrets.link
    keys = LinkKeys.of(link.secret, link.id)
    recipient = RecipientKeys.of(keys, link.kind, octets_for(link.kind, terms.passcode))
    plain = open_sealed(recipient.acceptance, acceptance, blake2b_256(secrets.header))
    said = json.loads(plain)
    assert isinstance(said, dict)
    return said
