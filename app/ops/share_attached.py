"""Files of a share that are kept in the vault, as attachments of entries: named by a sign that no path has, streamed from where
they lie sealed, and never written anywhere in clear. Owns which octets each file of a parcel is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.errors import UserError
from app.share.manifest import ManifestFile
from app.share.sources import Pieces, Source, media_type
from app.share.uploading import KeptFile
from app.share.wire.transfers import CHUNK, SEALED_CHUNK

if TYPE_CHECKING:
    from app.ops.share_options import ShareOptions
    from app.vault.vault import Vault

_KEPT = "\0"  # no path of any system holds it: a file on disk can never pass for one of the vault


def attached(vault: Vault, options: ShareOptions) -> list[KeptFile]:
    """The attachments that were chosen, in order. UserError `no-attachment` if one is of no entry that is shared."""
    if not options.attachments:
        return []
    there = {file.id: file for choice in options.chosen for file in vault.attachments(choice.entry_id)}
    if set(options.attachments) - set(there):
        raise UserError("no-attachment")
    found = (there[one] for one in options.attachments)
    return [KeptFile(_KEPT + one.id, one.name, media_type(one.name), one.size, 0, 0) for one in found]


def sources_of(vault: Vault, files: Sequence[KeptFile]) -> list[Source]:
    """What is sent for each: UserError `file-changed` from one of the vault that was removed from it meanwhile."""
    return [_of_vault(vault, file) if file.place.startswith(_KEPT) else file.on_disk for file in files]


def _of_vault(vault: Vault, file: KeptFile) -> Pieces:
    attachment = file.place.removeprefix(_KEPT)

    def opened() -> Iterator[bytes]:
        try:
            return vault.open_attachment(attachment)
        except UserError as error:
            if error.code != "no-attachment":
                raise
            raise UserError("file-changed", name=file.name) from None

    return Pieces(ManifestFile(file.name, file.type, file.size), opened)


def which_file(sizes: Sequence[int], octets: int) -> int:
    """The number, from 1, of the file that so many sealed octets have come to: what a person is told."""
    return file_at(sizes, octets // SEALED_CHUNK * CHUNK + octets % SEALED_CHUNK)


def file_at(sizes: Sequence[int], octets: int) -> int:
    """The same of so many octets of what is in them."""
    for number, size in enumerate(sizes, 1):
        if octets < size:
            return number
        octets -= size
    return max(len(sizes), 1)
