"""Whether the clock is believed before something is erased because of it. Owns the setting `clock`; erases nothing.

A battery that died or a hand that slipped sets a clock years ahead, and everything with a date would be due at once, for good.
So the vault remembers about when it was last at work. A clock that is much further on is doubted until it has stood by that for
some days: whoever comes back from a long absence waits those days, and a wrong clock is noticed within them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app.crypto.secret import Secret
from app.vault.core import Core, to_moment, to_ticks

SETTING = "clock"
TRUSTED = timedelta(days=60)
"""How long a vault may lie unopened before its clock is doubted; longer than the trash keeps, which then is due as it should."""
HELD = timedelta(days=3)

_REMEMBERED_EVERY = timedelta(days=14)  # not at each look: a vault that was only looked at needs no backup
_LAST = """SELECT max(at) FROM (SELECT max(created_at) AS at FROM client UNION ALL SELECT max(updated_at) FROM entry
    UNION ALL SELECT max(removed_at) FROM mark UNION ALL SELECT max(used_at) FROM mark)"""


def is_believed(core: Core, now: datetime) -> bool:
    """Whether what is due by this clock may be erased."""
    seen, doubted = _remembered(core)
    if seen is None or now < seen:  # or the clock went back: by an earlier clock less is due
        _remember(core, now, None)
        return True
    if now - seen <= TRUSTED:
        if now - seen >= _REMEMBERED_EVERY or doubted is not None:
            _remember(core, now, None)
        return True
    if doubted is not None and HELD <= now - doubted <= TRUSTED:
        _remember(core, now, None)
        return True
    if doubted is None or not timedelta() <= now - doubted <= TRUSTED:
        _remember(core, seen, now)
    return False


def _remembered(core: Core) -> tuple[datetime | None, datetime | None]:
    """When the vault was last at work, and since when the clock is doubted."""
    row = core.row("SELECT sealed FROM setting WHERE name = ?", SETTING)
    if row is None:
        ((last,),) = core.rows(_LAST)
        return (None if last is None else to_moment(last)), None
    seen, _, doubted = core.keys.open_setting(SETTING, row[0]).text().partition(" ")
    return to_moment(int(seen)), to_moment(int(doubted)) if doubted else None


def _remember(core: Core, seen: datetime, doubted: datetime | None) -> None:
    text = str(to_ticks(seen)) if doubted is None else f"{to_ticks(seen)} {to_ticks(doubted)}"
    with core.write() as db:
        sealed = core.keys.seal_setting(SETTING, Secret(text))
        db.execute("INSERT OR REPLACE INTO setting (name, sealed) VALUES (?, ?)", (SETTING, sealed))
