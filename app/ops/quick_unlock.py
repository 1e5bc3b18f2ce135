"""Quick unlock as a person meets it: turned on, used, ended. Owns the order of docs/QUICK-UNLOCK.md §4: a try is counted in
both places before it is made, and whatever does not fit ends it.

Keychains may ask their own question and Argon2id takes its second: nothing here is for the GUI thread but `is_on`.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LacreError, UserError, WorldError
from app.host.paths import vault_path
from app.vault import quick_place

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.host.keychain import Keychain
    from app.vault.header import Header
    from app.vault.policy import KdfPolicy
    from app.vault.quick import QuickFile
    from app.vault.vault import Vault

SERVICE = "lacre quick unlock"
LASTS = timedelta(days=14)
_CLOCK_MAY_STEP = timedelta(days=1)
_RENEWED_AFTER = timedelta(hours=1)
_OVER = {
    "another-vault": "quick-ended-another-vault",
    "damaged": "quick-ended-damaged",
    "expired": "quick-ended-expired",
    "keychain-empty": "quick-ended-keychain-empty",
    "passphrase-changed": "quick-ended-passphrase-changed",
    "reboot": "quick-ended-reboot",
    "tries": "quick-ended-tries",
}
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class QuickStatus:
    """How it stands. `why` is the code of what keeps it from being available."""

    on: bool
    tries: int = 0
    until: datetime | None = None
    ends_at_reboot: bool = False
    available: bool = True
    why: str = ""

    @property
    def code(self) -> str:
        """The code of the sentence that says why; empty where nothing is wrong."""
        return _OVER.get(self.why, self.why)


def is_on(home: Path) -> bool:
    """Whether there is a quick file: one look at the disk."""
    return os.path.lexists(quick_place.quick_path(vault_path(home)))


def can_end_at_reboot() -> bool:
    """Whether this system can tell one start from the next."""
    return bool(_boot_id())


def turn_on(
    home: Path,
    vault: Vault,
    passphrase: Secret,
    pin: Secret,
    now: datetime,
    *,
    until_reboot: bool = False,
    keychain: Keychain | None = None,
) -> None:
    """Let this PIN open the vault on this computer. An earlier quick unlock ends with it."""
    from app.vault import quick_steps
    from app.vault.quick import TRIES, require_pin

    require_pin(pin)
    boot_id = _boot_id() if until_reboot else ""
    if until_reboot and not boot_id:
        raise UserError("quick-no-session")
    chain = keychain or _keychain(session=until_reboot)  # before the slow part
    quick, key = quick_steps.make(vault, passphrase, pin, boot_id, now)
    turn_off(home, keychain=keychain)  # in the keychain where that one is
    chain.write(quick.account, _item(key, TRIES))
    quick_steps.write(vault_path(home), quick)  # last: with this file it is on


def turn_off(home: Path, *, keychain: Keychain | None = None) -> bool:
    """End it. The file goes even where the keychain cannot be reached: what is left there is a random number."""
    from app.vault import quick_steps
    from app.vault.quick import NotWhole

    folder, quick = vault_path(home), None
    with contextlib.suppress(NotWhole, WorldError):
        quick = quick_steps.read(folder)
    return _end(folder, quick, keychain)


def glance(home: Path, now: datetime) -> QuickStatus:
    """How it stands by its file alone: the keychain is not asked, for it might ask a person before they wanted anything."""
    from app.vault.quick import NotWhole

    try:
        return _by_file(home, now)[0]
    except NotWhole:
        return QuickStatus(on=True, available=False, why="damaged")
    except LacreError as error:
        return QuickStatus(on=True, available=False, why=error.code)


def status(home: Path, now: datetime, *, keychain: Keychain | None = None) -> QuickStatus:
    """How it stands, as far as can be told without a PIN. Changes nothing."""
    from app.vault.quick import NotWhole

    try:
        told, quick = _by_file(home, now)
        if quick is None:
            return _status_off(keychain)
        keychain = keychain or _keychain(session=quick.ends_at_reboot)
        item = _read_item(keychain.read(quick.account))
    except NotWhole:
        return QuickStatus(on=True, available=False, why="damaged")
    except LacreError as error:
        return QuickStatus(on=True, available=False, why=error.code)
    tries = min(told.tries, item[1]) if item else 0
    why = told.why or ("" if item else "keychain-empty") or ("" if tries else "tries")
    return replace(told, tries=tries, available=not why, why=why)


def _by_file(home: Path, now: datetime) -> tuple[QuickStatus, QuickFile | None]:
    from app.vault import folders, quick_steps

    folder = vault_path(home)
    quick = quick_steps.read(folder)
    if quick is None:
        return QuickStatus(on=False), None
    why = quick_steps.fits(quick, folders.read_header(folder), _boot_id()) or _too_old(quick, now)
    why = why or ("" if quick.tries else "tries")
    until = quick_steps.proved_at(quick) + LASTS
    return QuickStatus(True, quick.tries, until, quick.ends_at_reboot, not why, why), quick


def unlock(
    home: Path, pin: Secret, now: datetime, *, keychain: Keychain | None = None, policy: KdfPolicy | None = None
) -> Vault:
    """The vault of `home`, by its PIN. UserError "wrong-pin" tells the tries left; "quick-ended-…" that it is over."""
    from app.vault import quick_steps
    from app.vault.policy import POLICY
    from app.vault.quick import require_pin

    if not is_on(home):
        raise UserError("quick-off")
    require_pin(pin)  # what cannot be one costs no try
    folder = vault_path(home)

    def give(header: Header, bounds: KdfPolicy) -> Secret:
        return _Attempt(folder, header, now, keychain).vault_key(pin, bounds)

    return quick_steps.unlock_by(folder, give, policy or POLICY)


def proved(home: Path, vault: Vault, now: datetime) -> None:
    """The vault was opened by its passphrase: the days count anew, and what does not fit any more ends."""
    from app.vault import quick_steps
    from app.vault.quick import NotWhole

    folder, quick = vault_path(home), None
    try:
        quick = quick_steps.read(folder)
        if quick is None:
            return
        why = quick_steps.fits_vault(quick, vault, _boot_id()) or _too_old(quick, now)
    except NotWhole:
        why = "damaged"
    if why or quick is None:
        _end(folder, quick, None)
    elif not timedelta(0) <= now - quick_steps.proved_at(quick) < _RENEWED_AFTER:
        quick_steps.renew(quick, vault, now)


class _Attempt:
    """One PIN at one quick file, under the vault's lock."""

    def __init__(self, folder: Path, header: Header, now: datetime, keychain: Keychain | None) -> None:
        self._folder, self._header, self._now = folder, header, now
        self._quick = self._read()
        self._chain = keychain or _keychain(session=self._quick.ends_at_reboot)

    def vault_key(self, pin: Secret, policy: KdfPolicy) -> Secret:
        """The vault key, or the error that a person is told."""
        from app.vault import quick_steps
        from app.vault.quick import NotWhole, open_quick

        why = quick_steps.fits(self._quick, self._header, _boot_id()) or _too_old(self._quick, self._now)
        if why:
            raise self._ended(why)
        self._require_cost(policy)
        key, left = self._count()
        try:
            vault_key = open_quick(self._quick, key, pin)
        except NotWhole:
            raise self._ended("damaged") from None
        if vault_key is not None:
            self._forgive(key)
            return vault_key
        if not left:
            raise self._ended("tries")
        raise UserError("wrong-pin", left=left)

    def _read(self) -> QuickFile:
        from app.vault import quick_steps
        from app.vault.quick import NotWhole

        try:
            quick = quick_steps.read(self._folder)
        except NotWhole:
            quick_place.erase(self._folder)
            raise _over("damaged") from None
        if quick is None:
            raise UserError("quick-off")
        return quick

    def _require_cost(self, policy: KdfPolicy) -> None:
        try:
            policy.require(self._quick.cost)
        except LacreError:
            raise self._ended("damaged") from None

    def _count(self) -> tuple[Secret, int]:
        """The keychain's key and how many tries are left after this one. Both counts are durable when this returns."""
        from app.vault import quick_steps

        item = _read_item(self._chain.read(self._quick.account))
        if item is None:
            raise self._ended("keychain-empty")
        left = min(self._quick.tries, item[1]) - 1
        if left < 0:
            raise self._ended("tries")
        self._quick = replace(self._quick, tries=left)
        quick_steps.write(self._folder, self._quick)
        self._chain.write(self._quick.account, _item(item[0], left))
        return item[0], left

    def _forgive(self, key: Secret) -> None:
        """All tries again. That this cannot be written keeps nobody out who has the PIN."""
        from app.vault import quick_steps
        from app.vault.quick import TRIES

        with contextlib.suppress(LacreError):
            self._chain.write(self._quick.account, _item(key, TRIES))
            quick_steps.write(self._folder, replace(self._quick, tries=TRIES))

    def _ended(self, why: str) -> UserError:
        _end(self._folder, self._quick, self._chain)
        return _over(why)


def _over(why: str) -> UserError:
    return UserError(_OVER[why])


def _end(folder: Path, quick: QuickFile | None, keychain: Keychain | None) -> bool:
    was = quick_place.erase(folder)
    if quick is not None:
        with contextlib.suppress(LacreError):
            (keychain or _keychain(session=quick.ends_at_reboot)).remove(quick.account)
    return was


def _status_off(keychain: Keychain | None) -> QuickStatus:
    """Off; and whether it could be turned on here."""
    try:
        if keychain is None:
            _keychain(session=False)
    except LacreError as error:
        return QuickStatus(on=False, available=False, why=error.code)
    return QuickStatus(on=False)


def _too_old(quick: QuickFile, now: datetime) -> str:
    from app.vault.quick_steps import proved_at

    return "" if -_CLOCK_MAY_STEP <= now - proved_at(quick) < LASTS else "expired"


def _keychain(*, session: bool) -> Keychain:
    from app.host.keychain import session_keychain, system_keychain  # late: keyring costs start-up

    return session_keychain(SERVICE) if session else system_keychain(SERVICE)


def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _item(key: Secret, tries: int) -> str:
    return json.dumps({"v": 1, "key": key.reveal().hex(), "tries": tries})


def _read_item(text: str | None) -> tuple[Secret, int] | None:
    """The key and the tries left, of exactly the form that `_item` writes; None for anything else."""
    from app.crypto.secret import Secret

    try:
        read = json.loads(text or "")
        key, tries = bytes.fromhex(read["key"]), int(read["tries"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    secret = Secret(key)
    return (secret, tries) if len(key) == 32 and 0 <= tries <= 10 and _item(secret, tries) == text else None
