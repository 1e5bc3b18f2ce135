"""`lacre vault recovery make|use|revoke`: the kit at the terminal. A code comes from a file, from the terminal or from
standard input, never from an argument.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from app.cli.output import emit, put, say
from app.cli.sentences import language, text
from app.cli.stdin import read_stdin
from app.cli.unlocking import ask, known_passphrase, new_passphrase, opened, unlocked
from app.crypto.secret import Secret
from app.errors import UserError
from app.host.clock import now
from app.host.paths import home
from app.ops import recovery
from app.ops.sentences import sentence
from app.ops.vaults import has_vault, passphrase_of_scripts, read_passphrase, require_long_enough
from app.vault.recovery import RecoveryKit

_TRIES = 3


def make(args: argparse.Namespace) -> int:
    """A new kit. Unless told otherwise, it counts only after its code was typed back."""
    known = known_passphrase()
    tried = not (args.untried or args.json)
    with opened(known) as vault:
        kit = recovery.prepare(vault, now())
        if tried:
            put(text("keeping.recovery-code", code=kit.code.text()))
        typed = _typed_back(kit) if tried else kit.code
        recovery.make(vault, known, kit, typed)
    told = {"code": kit.code.text(), "vault": kit.vault_id, "made_at": kit.made_at.isoformat(), "tried": tried}
    code = "" if tried else text("keeping.recovery-code", code=kit.code.text()) + "\n"
    emit(args, told, code + text("keeping.recovery-made"))
    say(text("keeping.recovery-advice"))
    return 0


def _typed_back(kit: RecoveryKit) -> Secret:
    """What was typed, the kit's own code by then: a slip of the finger is told and may be corrected."""
    for _ in range(_TRIES - 1):
        typed = _typed()
        try:
            recovery.require_same(kit, typed)
        except UserError as error:
            say(sentence(error, language()))
        else:
            return typed
    return _typed()


def _typed() -> Secret:
    """Seen while it is typed: 56 symbols that nobody sees are not typed without a slip, and the code stands above."""
    say(text("keeping.recovery-type-back"))
    if sys.stdin is None or not (line := sys.stdin.readline()):
        raise UserError("no-passphrase")
    return Secret(line.strip())


def use(args: argparse.Namespace) -> int:
    """Open the vault by its kit, with a new passphrase."""
    if not has_vault(home()):
        raise UserError("no-vault", path=str(home()))
    code = _code(args.code_file)
    recovery.require_code(code)  # a slip is told before a passphrase is thought up
    new = new_passphrase(args.new_passphrase_file, scripts=False)
    require_long_enough(new)
    recovery.use(home(), code, new).close()
    emit(args, {"changed": True}, text("keeping.recovery-used"))
    if passphrase_of_scripts(os.environ) is not None:
        say(text("keeping.recovery-passphrase-file"))
    return 0


def _code(file: str | None) -> Secret:
    if file == "-":
        return Secret(read_stdin(text("keeping.recovery-ask")))
    return read_passphrase(Path(file)) if file else ask(text("keeping.recovery-ask"))


def revoke(args: argparse.Namespace) -> int:
    """End the kit."""
    with unlocked() as vault:
        revoked = recovery.revoke(vault)
    emit(args, {"revoked": revoked}, text("keeping.recovery-revoked" if revoked else "keeping.recovery-none"))
    return 0
