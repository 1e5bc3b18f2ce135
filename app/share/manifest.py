"""The manifest: what a share holds (PROTOCOL section 7). Only its form; how a kind is shown is the page's and the app's."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.errors import Malformed
from app.share.wire.canonical import encode, parse

FIELDS_LIMIT = 200
LABEL_LIMIT = 200
KINDS = frozenset({"text", "username", "password", "url", "totp", "email", "phone", "code", "date", "address", "note"})


class ManifestField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One labelled value. A kind that is not in KINDS is shown as text."""

    label: Annotated[str, msgspec.Meta(max_length=LABEL_LIMIT)]
    kind: Annotated[str, msgspec.Meta(pattern=r"\A[a-z-]{1,32}\Z")]
    value: str

    def __repr__(self) -> str:
        return f"ManifestField({self.kind})"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message, fields, or both. `files` is reserved and empty."""

    v: Literal[1]
    message: str
    fields: Annotated[tuple[ManifestField, ...], msgspec.Meta(max_length=FIELDS_LIMIT)]
    files: Annotated[tuple[str, ...], msgspec.Meta(max_length=0)] = ()

    def __repr__(self) -> str:
        return f"Manifest({len(self.fields)} fields)"


def encode_manifest(manifest: Manifest) -> bytes:
    """The canonical octets. Checks what the type cannot, so that nothing is sealed that no recipient opens."""
    octets = encode(manifest)
    parse_manifest(octets)
    return octets


def parse_manifest(octets: bytes) -> Manifest:
    """The exact inverse, or Malformed."""
    manifest = parse(Manifest, octets)
    if not manifest.message and not manifest.fields:
        raise Malformed("Manifest: empty")
    return manifest
