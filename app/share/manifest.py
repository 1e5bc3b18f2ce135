"""The manifest: what a share holds (PROTOCOL section 7.1). Only its form; how a kind is shown is the page's and the app's."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.errors import Malformed
from app.share.wire.canonical import encode, parse

FIELDS_LIMIT = 200
LABEL_LIMIT = 200
FILES_COUNT = 1000
NAME_LIMIT = 4096
TYPE_LIMIT = 127
CONTENT_LIMIT = 2_147_483_648
KEY_OCTETS = 32
KINDS = frozenset({
    "text", "username", "password", "url", "totp", "wifi", "contact", "email", "phone", "code", "date", "address", "note",
})  # fmt: skip


class ManifestField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One labelled value. A kind that is not in KINDS is shown as text."""

    label: Annotated[str, msgspec.Meta(max_length=LABEL_LIMIT)]
    kind: Annotated[str, msgspec.Meta(pattern=r"\A[a-z-]{1,32}\Z")]
    value: str

    def __repr__(self) -> str:
        return f"ManifestField({self.kind})"


class ManifestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its name may be anything that somebody wrote, and reaches a disk only under its `safe_name`."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT)]
    type: Annotated[str, msgspec.Meta(max_length=TYPE_LIMIT)]
    size: Annotated[int, msgspec.Meta(ge=0, le=CONTENT_LIMIT)]

    def __repr__(self) -> str:
        return f"ManifestFile({self.size})"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message, fields and files, at least one of them. `key` seals the files, and is there exactly if they are."""

    v: Literal[1]
    message: str
    fields: Annotated[tuple[ManifestField, ...], msgspec.Meta(max_length=FIELDS_LIMIT)]
    files: Annotated[tuple[ManifestFile, ...], msgspec.Meta(max_length=FILES_COUNT)] = ()
    key: Annotated[bytes, msgspec.Meta(max_length=KEY_OCTETS)] = b""

    def __repr__(self) -> str:
        return f"Manifest({len(self.fields)} fields, {len(self.files)} files)"

    @property
    def content(self) -> int:
        """The octets of all files together."""
        return sum(file.size for file in self.files)


def encode_manifest(manifest: Manifest) -> bytes:
    """The canonical octets. Checks what the type cannot, so that nothing is sealed that no recipient opens."""
    octets = encode(manifest)
    parse_manifest(octets)
    return octets


def parse_manifest(octets: bytes) -> Manifest:
    """The exact inverse, or Malformed."""
    manifest = parse(Manifest, octets)
    if not manifest.message and not manifest.fields and not manifest.files:
        raise Malformed("Manifest: empty")
    if len(manifest.key) != (KEY_OCTETS if manifest.files else 0):
        raise Malformed("Manifest: key")
    if manifest.content > CONTENT_LIMIT:
        raise Malformed("Manifest: files")
    return manifest
