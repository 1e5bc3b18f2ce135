"""Creating and opening the vault of a data folder. Owns where the passphrase of a script comes from and how short one may be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.crypto.secret import Secret, overwrite
from app.errors import LacreError, UserError, WorldError
from app.host.paths import vault_path
from app.vault.quick_place import quick_path

if TYPE_CHECKING:
    from app.crypto.kdf import KdfCost
    from app.ops.security_keys import Asker
    from app.vault.vault import Vault

PASSPHRASE_FILE = "LACRE_PASSPHRASE_FILE"  # noqa: S105 - a variable's name
LEAST_PASSPHRASE = 8
_MOST_OCTETS = 64 * 1024


def create_vault(home: Path, passphrase: Secret, *, now: datetime, cost: KdfCost | None = None) -> Vault:
    """A new vault in `home`, unlocked. Refuses passphrases that a guess from a list would find at any cost."""
    from app.host.files import private_folder
    from app.vault.vault import Vault

    require_long_enough(passphrase)
    private_folder(home)
    return Vault.create(vault_path(home), passphrase, now=now, cost=cost)


def open_vault(home: Path, passphrase: Secret, ask: Asker | None = None) -> Vault:
    """The vault of `home`, unlocked. Quick unlock hears that the passphrase was used.

    Where a security key is required, `ask` is asked for it, now and whenever the passphrase is asked for again; without one
    that is UserError("security-key-needed").
    """
    from app.ops.security_keys import second
    from app.vault.unlocking import unlock

    vault = unlock(vault_path(home), passphrase, second=second(ask))
    if os.path.lexists(quick_path(vault.folder)):
        _tell_quick_unlock(home, vault)
    return vault


def _tell_quick_unlock(home: Path, vault: Vault) -> None:
    from app.host.clock import now
    from app.ops.quick_unlock import proved

    try:
        proved(home, vault, now())
    except LacreError as error:  # the passphrase is right: nothing about a convenience keeps its owner out
        import logging  # late: it takes longer to load than all else here

        logging.getLogger("lacre.ops").warning("quick unlock was not renewed: %s", error.code)
    except BaseException:
        vault.close()
        raise


def has_vault(home: Path) -> bool:
    """Whether there is a vault to unlock. Asks for no passphrase and takes no lock."""
    from app.vault.folders import exists

    return exists(vault_path(home))


def require_long_enough(passphrase: Secret) -> None:
    if len(passphrase.text()) < LEAST_PASSPHRASE:
        raise UserError("passphrase-too-short", least=LEAST_PASSPHRASE)


def passphrase_of_scripts(environment: Mapping[str, str]) -> Secret | None:
    """What LACRE_PASSPHRASE_FILE holds, without its last line end; None where it is not set."""
    named = environment.get(PASSPHRASE_FILE)
    return read_passphrase(Path(named)) if named else None


def read_passphrase(path: Path) -> Secret:
    """The passphrase in a file. One line end at the end is the editor's, not the person's."""
    buffer = bytearray(_MOST_OCTETS + 1)
    try:
        octets = _fill(path, buffer)
        text = str(octets, "utf-8-sig")
    except OSError as error:
        raise WorldError("cannot-read", path=str(path), reason=error.strerror or type(error).__name__) from error
    except UnicodeDecodeError:
        # Not chained: the decoding error carries the octets.
        raise UserError("passphrase-not-text") from None
    finally:
        buffer[:] = bytes(len(buffer))
    if len(octets) > _MOST_OCTETS:
        raise UserError("passphrase-too-long", most=_MOST_OCTETS)
    typed = text.removesuffix("\n").removesuffix("\r")
    passphrase = Secret.take(typed.encode())
    overwrite(text)
    overwrite(typed)
    return passphrase


def _fill(path: Path, buffer: bytearray) -> memoryview:
    """What the file holds, in our buffer and in no other: those of the library are freed with the passphrase in them."""
    room, filled = memoryview(buffer), 0
    with path.open("rb", buffering=0) as file:
        while filled < len(room) and (count := file.readinto(room[filled:])):
            filled += count
    return room[:filled]
