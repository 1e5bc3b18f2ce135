"""Who wrote a state of a field, and how. Owns the table `origin` and the setting `person`; what `past_kind` holds is written by
`revising`.

The rows of a new entry would be as many as its fields and all the same, so its title's speaks for all that were written with it.
"""

from __future__ import annotations

from typing import NamedTuple

from app.vault.core import Core
from app.vault.drafts import Plan
from app.vault.model import How, Origin

PERSON = "person"
MOST_PERSON = 80
_MOST_SOURCE = 100
_INSERT = "INSERT INTO origin (entry, field, revision, how, person, source) VALUES (?, ?, ?, ?, ?, ?)"
_OF_ENTRY = "SELECT field, revision, how, person, source FROM origin WHERE entry = ?"
_BY_HAND = frozenset({How.TYPED, How.COMMAND})
_HOWS = {how.value: how for how in How}


class Told(NamedTuple):
    """What is known of a state. `how` None: nothing."""

    how: How | None = None
    person: str = ""
    source: str = ""


_UNKNOWN = Told()


def person_of(core: Core) -> str:
    """Who writes here: the name that was set, which may be empty, or the account's."""
    if core.person is None:
        row = core.row("SELECT sealed FROM setting WHERE name = ?", PERSON)
        core.person = _account() if row is None else one_line(core.keys.open_setting(PERSON, row[0]).text())
    return core.person


def one_line(name: str) -> str:
    """A name as it is kept."""
    return " ".join(name.split())[:MOST_PERSON]


def note(core: Core, entry: int, field_id: str, revision: int, origin: Origin) -> None:
    """Write down where a state comes from."""
    row = (entry, field_id, revision, origin.how.value, person_of(core), origin.source[:_MOST_SOURCE])
    core.db.execute(_INSERT, row)


def origin_of(core: Core, origin: Origin, plan: Plan) -> Origin:
    """The same, or the generator: for what was put in by hand and is one of the values that it made here."""
    if origin.how not in _BY_HAND or not (plan.generated or (plan.protected and _was_generated(core, plan.value))):
        return origin
    return Origin(How.GENERATED)


class Origins:
    """Of one entry."""

    def __init__(self, core: Core, entry: int, entry_id: str) -> None:
        self._told = {(row[0], row[1]): Told(_HOWS.get(row[2]), *row[3:]) for row in core.rows(_OF_ENTRY, entry)}
        self._first = self._told.get((entry_id, 1), _UNKNOWN)

    def of(self, field_id: str, revision: int) -> Told:
        """Of a state of a field."""
        return self._told.get((field_id, revision), self._first if revision == 1 else _UNKNOWN)


def _was_generated(core: Core, value: str | None) -> bool:
    made = core.rows("SELECT id, sealed FROM generated ORDER BY number DESC")
    return any(core.keys.open_generated(one, sealed).text() == value for one, sealed in made)


def _account() -> str:
    from app.host.account import account_name  # late: it is asked for once, and only by who writes

    return one_line(account_name())
