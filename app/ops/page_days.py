"""Once a day, whether the relays that our links lead to serve the page that this program was built with. Owns when, and what is
remembered of it; how a page is compared is `page_check`'s.

A relay on this computer serves what was installed with this program: it is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from app.crypto.secret import Secret
from app.errors import LacreError
from app.ops.page_check import PageCheck, check_page

if TYPE_CHECKING:
    from app.vault.vault import Vault

EVERY_S = 86_400
_SETTING = "pages"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Seen(msgspec.Struct, frozen=True):
    """When a page was compared last (seconds), and whether it was ours."""

    at: int
    same: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Origins: whose page is ours, whose is another, and who could not be asked."""

    same: tuple[str, ...]
    strange: tuple[str, ...]
    silent: tuple[str, ...]


def check_pages(vault: Vault, now: datetime, *, check: Callable[[str], PageCheck] = check_page) -> tuple[str, ...]:
    """Compare what was not compared for a day; the origins whose page is another one than ours, as last seen. One that cannot be
    reached is no alarm: it is tried again with the next call."""
    known, at = _known(vault), int(now.timestamp())
    used = _origins(vault)
    kept = {origin: seen for origin, seen in known.items() if origin in used}
    for origin in sorted(used):
        seen = kept.get(origin)
        if seen is not None and 0 <= at - seen.at < EVERY_S:
            continue
        try:
            kept[origin] = Seen(at, check(origin).same)
        except LacreError:
            continue
    if kept != known:
        vault.settings_set(_SETTING, Secret(msgspec.json.encode(kept)))
    return tuple(sorted(origin for origin, seen in kept.items() if not seen.same))


def check_now(vault: Vault, origin: str, now: datetime, *, check: Callable[[str], PageCheck] = check_page) -> Compared:
    """Compare the page of every relay that links lead to, and of `origin`, whenever it was done last. What is seen counts as the
    look of the day."""
    known, at = _known(vault), int(now.timestamp())
    same: list[str] = []
    strange: list[str] = []
    silent: list[str] = []
    for one in sorted(_origins(vault) | {origin}):
        try:
            ours = check(one).same
        except LacreError:
            silent.append(one)
            continue
        known[one] = Seen(at, ours)
        (same if ours else strange).append(one)
    vault.settings_set(_SETTING, Secret(msgspec.json.encode(known)))
    return Compared(tuple(same), tuple(strange), tuple(silent))


def _origins(vault: Vault) -> set[str]:
    """Where links that may still be opened or answered lead to."""
    shares = {row.relay for row in vault.share_heads() if row.held}
    used = shares | {row.relay for row in vault.requests() if row.secrets is not None}
    return {origin for origin in used if urlsplit(origin).hostname not in _LOOPBACK}


def _known(vault: Vault) -> dict[str, Seen]:
    kept = vault.settings_get(_SETTING)
    if kept is None:
        return {}
    try:
        return msgspec.json.decode(kept.reveal(), type=dict[str, Seen])
    except msgspec.DecodeError:
        return {}
