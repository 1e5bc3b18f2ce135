"""Sending a share with files: they go first, sealed, and the share is made when all of them are there. Owns that it goes on after
a dropped line or another start of the program, and what ends it: a file that changed, or the person.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LacreError, PeerError, UserError, WorldError
from app.host import clock as clocks
from app.ops.lines import Carry, line_to
from app.ops.share_attached import attached, sources_of
from app.ops.share_ledger import UPLOADING
from app.ops.share_making import make, new_row, require_makeable
from app.ops.share_options import CreatedShare, Parcel, ShareOptions, encode_parcel, parse_parcel
from app.share.manifest import FILES_COUNT
from app.share.sources import DiskFile
from app.share.uploading import Cancelled, KeptFile, Progress, Staged, Uploader, abandon
from app.vault.model import ParcelRow

if TYPE_CHECKING:
    from app.share.courier import Courier
    from app.vault.vault import Vault

NOTED_EACH = 32 * 1024 * 1024
_BEGINNINGS = 3
Clock = Callable[[], datetime]


def gather(paths: Sequence[Path]) -> list[DiskFile]:
    """The files at these paths, and all in the folders, under the names that recipients see. What a link in a folder points to is
    not in that folder, and does not go along. UserError `not-a-file`, `nothing-to-share`."""
    found = [file for path in paths for file in _at(path)]
    if paths and not found:
        raise UserError("nothing-to-share")
    return found


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is at a path, before it is sent. Of more files than fit it is told that they are more, and not how many."""

    path: Path
    folder: bool
    count: int
    octets: int


def survey(path: Path) -> Survey:
    """Told at once, also of a folder with all the world in it. Errors as of `gather`."""
    files = list(islice(_at(path), FILES_COUNT + 1))
    if not files:
        raise UserError("nothing-to-share")
    return Survey(path, path.is_dir(), len(files), sum(file.print.size for file in files))


def _at(path: Path) -> Iterator[DiskFile]:
    if path.is_dir():
        top = path.resolve().name
        for file in _in_folder(path):
            yield DiskFile.of(file, "/".join((top, *file.relative_to(path).parts)))
    else:
        _require_plain(path)
        yield DiskFile.of(path)


def _in_folder(folder: Path) -> Iterator[Path]:
    def failed(error: OSError) -> None:
        raise WorldError("cannot-read", path=str(error.filename), reason=error.strerror or type(error).__name__)

    for place, folders, names in os.walk(folder, onerror=failed):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_symlink():
                continue
            _require_plain(path)
            yield path


def _require_plain(path: Path) -> None:
    """A pipe or a device would be waited for, or never end."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise WorldError("cannot-read", path=str(path), reason=error.strerror or type(error).__name__) from error
    if not stat.S_ISREG(mode):
        raise UserError("not-a-file", name=path.name)


def begin(vault: Vault, courier: Courier, options: ShareOptions, now: datetime) -> str:
    """Write down what is to be sent; its id for now. Refused here is what would be refused when all is there."""
    files = (*attached(vault, options), *(KeptFile.of(file) for file in gather(options.files)))
    staged = Staged.new(files)
    require_makeable(vault, courier, options, now, staged)
    row = replace(new_row(os.urandom(16).hex(), courier.origin, options, now), state=UPLOADING)
    with vault.ledger_turn():
        vault.save_share(row)
        _keep(vault, row.id, Parcel(options, files, staged))
    return row.id


def _keep(vault: Vault, share_id: str, parcel: Parcel) -> None:
    assert parcel.staged is not None
    vault.save_parcel(ParcelRow(share_id, encode_parcel(parcel), parcel.staged.layout.sealed, 0))


def unfinished(vault: Vault) -> list[str]:
    """The shares whose files are still on their way."""
    return [row.id for row in vault.shares() if row.state == UPLOADING]


def sizes_of(vault: Vault, share_id: str) -> list[int]:
    """Of its files, in order; nothing if it has none, or none any more."""
    found = vault.parcel(share_id)
    return [] if found is None else [file.size for file in parse_parcel(found.secrets).files]


def language_of(vault: Vault, share_id: str) -> str:
    """The recipient's, as it was chosen when it began."""
    return _parcel(vault, share_id).options.language


def send(
    vault: Vault,
    courier: Courier,
    share_id: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    clock: Clock = clocks.now,
    sleep: Callable[[float], None] = time.sleep,
) -> CreatedShare:
    """Send what is not there yet, and make the share, which has an id of its own. UserError `file-changed` ends it for good;
    `cancelled` and a WorldError leave it so that it can go on."""
    if vault.share(share_id).state != UPLOADING:
        raise UserError("share-not-sending")
    parcel = _upload(vault, courier, share_id, progress, cancelled, sleep)
    return make(vault, courier, parcel, clock(), instead_of=share_id)


def _upload(
    vault: Vault,
    courier: Courier,
    share_id: str,
    progress: Progress | None,
    cancelled: Cancelled | None,
    sleep: Callable[[float], None],
) -> Parcel:
    for beginning in range(_BEGINNINGS):
        parcel = _parcel(vault, share_id)
        assert parcel.staged is not None
        sources = sources_of(vault, parcel.files)
        told = _noting(vault, share_id, progress)
        try:
            Uploader(courier, parcel.staged, sources, progress=told, cancelled=cancelled, sleep=sleep).send()
        except UserError as error:
            if error.code == "file-changed":
                _drop(vault, courier, share_id)
            raise
        except PeerError as error:
            if error.code != "upload-lost" or beginning == _BEGINNINGS - 1:
                raise
            _keep(vault, share_id, replace(parcel, staged=Staged.new(parcel.files)))
        else:
            return parcel
    raise PeerError("upload-lost")


def _parcel(vault: Vault, share_id: str) -> Parcel:
    found = vault.parcel(share_id)
    if found is None:
        raise UserError("share-not-sending")
    return parse_parcel(found.secrets)


def _noting(vault: Vault, share_id: str, progress: Progress | None) -> Progress:
    """Progress is told each time, and written down now and then."""
    noted = 0

    def told(have: int, size: int) -> None:
        nonlocal noted
        if have - noted >= NOTED_EACH or have == size:
            vault.note_parcel(share_id, have)
            noted = have
        if progress is not None:
            progress(have, size)

    return told


def give_up(vault: Vault, share_id: str, carry: Carry = line_to) -> None:
    """Nothing of it is to stay. That the relay cannot be told harms nobody: it deletes what belongs to no share."""
    row = vault.share(share_id)
    if row.state != UPLOADING:
        raise UserError("share-not-sending")
    with carry(row.relay) as courier:
        _drop(vault, courier, share_id)


def _drop(vault: Vault, courier: Courier, share_id: str) -> None:
    staged = _parcel(vault, share_id).staged
    vault.remove_share(share_id)
    if staged is not None:
        with contextlib.suppress(LacreError):
            abandon(courier, staged)
