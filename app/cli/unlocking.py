"""Asking for a passphrase and unlocking the vault, for every command that needs it. Owns the prompts.

A passphrase comes from LACRE_PASSPHRASE_FILE or from the terminal, never from an argument: those are seen by every process.
"""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


_MOST_PIN = 4096
_by_pin: ContextVar[Callable[[], Secret] | None] = ContextVar("by_pin", default=None)


@contextmanager
def by_pin() -> Iterator[None]:
    """Within, `unlocked` takes the PIN of quick unlock and not the passphrase. A piped one is read now: it is the first line,
    and a command may read the rest before it unlocks. A person is asked only when it is needed.
    """
    typed = None if _at_terminal() else pin()
    token = _by_pin.set(lambda: typed or pin())
    try:
        yield
    finally:
        _by_pin.reset(token)


@contextmanager
def unlocked(folder: Path | None = None) -> Iterator[Vault]:
    """The vault of a data folder (LACRE_HOME unless told), unlocked, and locked again at the end."""
    folder = folder or home()
    if not has_vault(folder):  # before the question: nobody should type a passphrase for nothing
        raise UserError("no-vault", path=str(folder))
    pin_of = _by_pin.get()
    with _open(folder, passphrase()) if pin_of is None else _open_by_pin(folder, pin_of) as vault:
        yield vault


def known_passphrase() -> Secret:
    """The passphrase, for words that need itself and not the PIN. Refused where there is no vault, before it is asked for."""
    if not has_vault(home()):
        raise UserError("no-vault", path=str(home()))
    return passphrase()


@contextmanager
def opened(known: Secret) -> Iterator[Vault]:
    """The vault of LACRE_HOME by this passphrase, and a security key where one is required."""
    with _open(home(), known) as vault:
        yield vault


def _open(folder: Path, known: Secret) -> Vault:
    from app.cli.touching import Terminal

    return open_vault(folder, known, Terminal())


def _open_by_pin(folder: Path, pin_of: Callable[[], Secret]) -> Vault:
    from app.host.clock import now
    from app.ops.quick_unlock import is_on, unlock

    if not is_on(folder):
        raise UserError("quick-off")
    from app.cli.touching import Terminal
    from app.ops.security_keys import attach

    vault = unlock(folder, pin_of(), now())
    attach(vault, Terminal())  # for what asks for the passphrase as well
    return vault


def pin() -> Secret:
    """The PIN: typed unseen at a terminal, else the first line of standard input. What follows it there is left for others."""
    if _at_terminal():
        return ask(text("quick.ask"))
    try:
        line = sys.stdin.buffer.readline(_MOST_PIN).decode()
    except (OSError, UnicodeDecodeError):
        raise UserError("no-pin") from None  # not chained: the decoding error carries the octets
    typed = line.removesuffix("\n").removesuffix("\r")
    if not typed:
        raise UserError("no-pin")
    return Secret(typed)


def _at_terminal() -> bool:
    return sys.stdin is None or sys.stdin.isatty()


def new_pin() -> Secret:
    """A PIN to be set, typed twice."""
    say(text("quick.new-advice"))
    first = ask(text("quick.new"))
    if ask(text("quick.repeat")) != first:
        raise UserError("pins-differ")
    return first


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
