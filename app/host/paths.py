"""Where things lie on disk. Owns the layout of the data folder; creates and reads nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.errors import UserError

_APP = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The data folder: LACRE_HOME, or the system's place for a person's application data (never a roaming profile)."""
    chosen = os.environ.get("LACRE_HOME")
    try:
        found = Path(chosen).expanduser().absolute() if chosen else _usual_home()
    except (OSError, RuntimeError) as error:  # a working folder that was removed; "~" of somebody who is not known
        raise UserError("no-home") from error
    if not found.is_absolute():  # "~" of nobody stays as it is: a vault must not appear wherever one happens to be
        raise UserError("no-home")
    return found


def _usual_home() -> Path:
    from platformdirs import user_data_path  # late: most commands and all tests set LACRE_HOME

    return user_data_path("lacre", appauthor=False, roaming=False)


def vault_path(home: Path) -> Path:
    return home / "vault.lacre"


def relay_data(home: Path) -> Path:
    return home / "relay"


def relay_runtime(home: Path) -> Path:
    """The running embedded relay's address and access key. Outside `relay_data`, so that no backup of it carries the key."""
    return home / "relay.json"


def settings_path(home: Path) -> Path:
    return home / "settings.json"


def resources() -> Path:
    """Icons, translations and the recipient's page: inside the package when installed, beside it in the source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    packaged = _APP / "resources"
    return packaged if packaged.is_dir() else _APP.parent / "resources"
