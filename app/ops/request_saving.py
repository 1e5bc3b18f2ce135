"""The files of a submission that waits, on a disk: for who wants to look at them before deciding. Nothing is decided by it,
and they stay at the relay until it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.ops.lines import Carry, line_to
from app.ops.request_collecting import opened
from app.share.asking.taking import Taking
from app.share.landing import Landing

if TYPE_CHECKING:
    from app.share.uploading import Progress
    from app.vault.vault import Vault

_PIECE = 64 * 1024


def save_files(
    vault: Vault,
    request_id: str,
    number: int,
    folder: Path,
    *,
    carry: Carry = line_to,
    progress: Progress | None = None,
) -> list[Path]:
    """Each under a safe name that is free, whole or not there; where they are, in their order."""
    row, found = vault.request(request_id), opened(vault, request_id, number)
    paths: list[Path] = []
    if not found.given.files:
        return paths
    names = [file.name for file in found.given.files]
    with carry(row.relay) as courier, Landing(folder, names) as landing:
        owned = found.secrets.owned_as(bytes.fromhex(row.id))
        taking = Taking(courier, owned, number, found.given, progress=progress)
        for place, (_, stream) in enumerate(taking.files()):
            landing.begin(place)
            while piece := stream.read(_PIECE):
                landing.write(memoryview(piece))
            paths.append(landing.finish())
    return paths
