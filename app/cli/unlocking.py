"""Asking for a passphrase and unlocking the vault, for every command that needs it. Owns the prompts.

A passphrase comes from LACRE_PASSPHRASE_FILE or from the terminal, never from an argument: those are seen by every process.
"""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.output import say
from app.cli.sentences import text
from app.crypto.secret import Secret
from app.errors import UserError
from app.host.paths import home
from app.ops.vaults import has_vault, open_vault, passphrase_of_scripts, read_passphrase

if TYPE_CHECKING:
    from app.vault.vault import Vault


@contextmanager
def unlocked(folder: Path | None = None) -> Iterator[Vault]:
    """The vault of a data folder (LACRE_HOME unless told), unlocked, and locked again at the end."""
    folder = folder or home()
    if not has_vault(folder):  # before the question: nobody should type a passphrase for nothing
        raise UserError("no-vault", path=str(folder))
    with open_vault(folder, passphrase()) as vault:
        yield vault


def passphrase() -> Secret:
    """The passphrase of the vault that exists."""
    return passphrase_of_scripts(os.environ) or ask(text("main.passphrase"))


def new_passphrase(file: str | None = None, *, scripts: bool = True) -> Secret:
    """A passphrase to be set: from a file, or typed twice."""
    if file is not None:
        return read_passphrase(Path(file))
    given = passphrase_of_scripts(os.environ) if scripts else None
    if given is not None:
        return given
    say(text("main.passphrase-advice"))
    first = ask(text("main.new-passphrase"))
    if ask(text("main.repeat-passphrase")) != first:
        raise UserError("passphrases-differ")
    return first


def ask(prompt: str) -> Secret:
    """What is typed at the terminal, unseen. Where it would be seen or there is no terminal, nothing is asked."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return Secret(getpass.getpass(prompt))
        except (getpass.GetPassWarning, EOFError, UnicodeError):
            raise UserError("no-passphrase") from None
