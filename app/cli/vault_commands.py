"""`lacre vault init|check|passphrase|backup`: what concerns the vault as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.output import emit, require_text, say
from app.cli.sentences import text
from app.cli.unlocking import known_passphrase, new_passphrase, opened, unlocked
from app.crypto.kdf import KdfCost
from app.errors import PeerError, UserError
from app.host.clock import now
from app.host.files import is_private
from app.host.paths import home, vault_path
from app.ops.backups import before
from app.ops.vaults import create_vault, has_vault, require_long_enough
from app.vault.rotation import Reason


def init(args: argparse.Namespace) -> int:
    """A new vault. Asks for nothing when there is one already."""
    folder = home()
    require_text(str(folder))  # SQLite takes no other names
    if has_vault(folder):
        raise UserError("vault-exists", path=str(vault_path(folder)))
    cost = _cost(args)
    create_vault(folder, new_passphrase(), now=now(), cost=cost).close()
    path = str(vault_path(folder))
    emit(args, {"vault": path}, text("vault.created", path=path))
    _warn_if_open(vault_path(folder))
    return 0


def _cost(args: argparse.Namespace) -> KdfCost | None:
    from app.vault.policy import POLICY

    memory, passes = args.kdf_memory_kib, args.kdf_passes
    if memory is None and passes is None:
        return None
    cost = KdfCost(memory or POLICY.default.memory_kib, passes or POLICY.default.passes)
    try:
        POLICY.require(cost)
    except PeerError as error:  # the same bounds as for a header from elsewhere, but here it is the person who errs
        raise UserError("kdf-out-of-bounds") from error
    return cost


def check(args: argparse.Namespace) -> int:
    """Read everything once. Problems are named by part, never by content."""
    with unlocked() as vault:
        report = vault.check()
    found = {"ok": not report.problems, "entries": report.entries, "values": report.values}
    if report.problems:
        told = text("vault.check-problems", parts=", ".join(report.problems))
        emit(args, {**found, "error": "damaged-vault", "problems": list(report.problems)}, told)
        return 1
    emit(args, {**found, "problems": []}, text("vault.check-ok", entries=report.entries, values=report.values))
    return 0


def change_passphrase(args: argparse.Namespace) -> int:
    """Another passphrase for the same vault. The old one is tried first, so that a typing error costs no second typing."""
    old = known_passphrase()
    with opened(old) as vault:
        new = new_passphrase(args.new_passphrase_file, scripts=False)
        require_long_enough(new)
        before(home(), vault, Reason.PASSPHRASE, now())
        vault.change_passphrase(old, new)
    emit(args, {"changed": True}, text("vault.passphrase-changed"))
    return 0


def backup(args: argparse.Namespace) -> int:
    """A copy of the vault, sealed like the vault; without a place, in the folder of backups."""
    if args.target is None:
        from app.cli.vault_backup import make

        return make(args)
    require_text(args.target)
    with unlocked() as vault:
        target = vault.backup(Path(args.target).absolute())
    emit(args, {"backup": str(target)}, text("vault.backed-up", path=str(target)))
    _warn_if_open(target)
    return 0


def _warn_if_open(folder: Path) -> None:
    if not is_private(folder):
        say(text("vault.not-private"))
