"""Fields under change: which field of a draft is which of the entry's, what is new, what stays, what goes to the past.

Owns the rows of `field` and `past` as they are written; reading them is in `entries`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from app.crypto.aead import seal
from app.errors import UserError
from app.vault.core import Core, new_id, to_ticks
from app.vault.drafts import Plan
from app.vault.keys import open_value, value_place
from app.vault.model import Field, Origin
from app.vault.origins import note, origin_of

_OLD = """SELECT number, id, name, label, kind, protected, value, sealed, revision, position
    FROM field WHERE entry = ? ORDER BY position"""
_INSERT = """INSERT INTO field (id, entry, position, name, label, kind, protected, value, sealed, revision, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_RELABEL = "UPDATE field SET position = ?, label = ?, kind = ? WHERE number = ?"
_REVALUE = "UPDATE field SET protected = ?, value = ?, sealed = ?, revision = ?, updated_at = ? WHERE number = ?"
_TO_PAST = """INSERT INTO past (entry, field, name, label, protected, value, sealed, revision, changed_at, removed)
    SELECT entry, id, name, label, protected, value, sealed, revision, updated_at, 0 FROM field WHERE number = ?"""
_GONE = """INSERT INTO past (entry, field, name, label, protected, value, sealed, revision, changed_at, removed)
    SELECT entry, id, name, label, protected, NULL, NULL, revision + 1, ?, 1 FROM field WHERE number = ?"""
_KIND_TO_PAST = """INSERT INTO past_kind (entry, field, revision, kind)
    SELECT entry, id, revision, kind FROM field WHERE number = ? AND name = 'custom'"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where fields are written: the entry, and the client whose key seals them. `origin`: how they come."""

    core: Core
    number: int
    client: int
    client_id: str
    entry_id: str
    origin: Origin

    def note(self, field_id: str, revision: int, plan: Plan | None = None) -> None:
        """Where a state comes from: a value that was generated, whoever brings it, from the generator."""
        note(self.core, self.number, field_id, revision, self.origin if plan is None else self.origin_of(plan))

    def origin_of(self, plan: Plan) -> Origin:
        return origin_of(self.core, self.origin, plan)

    def stored(self, field_id: str, revision: int, protected: bool, value: str) -> tuple[str | None, bytes | None]:
        """The columns `value` and `sealed`: one of them is filled."""
        if not protected:
            return value, None
        place = value_place(self.client_id, self.entry_id, field_id, revision)
        return None, seal(self.core.client_key(self.client), value.encode(), place)


class Old(NamedTuple):
    """A row of `field`."""

    number: int
    id: str
    name: str
    label: str
    kind: str
    protected: int
    value: str | None
    sealed: bytes | None
    revision: int
    position: int


def insert_fields(place: Place, plans: list[tuple[int, Plan]], now: datetime) -> tuple[Field, ...]:
    """Fields that the entry did not have, each with its position."""
    fields, rows, ticks = [], [], to_ticks(now)
    for position, plan in plans:
        field_id = new_id()
        shown, sealed = place.stored(field_id, 1, plan.protected, plan.value or "")
        row = (plan.name, plan.label, plan.kind.value, int(plan.protected), shown, sealed, 1, ticks)
        rows.append((field_id, place.number, position, *row))
        fields.append(Field(field_id, plan.name, plan.label, plan.kind, plan.protected, shown, 1, now))
    place.core.db.executemany(_INSERT, rows)
    return tuple(fields)


def revise_fields(place: Place, plans: list[Plan], now: datetime) -> tuple[list[Plan], bool]:
    """Bring the entry's fields to the plans: (the plans with every value filled in, whether anything changed)."""
    olds = [Old(*row) for row in place.core.rows(_OLD, place.number)]
    matched = _match(plans, olds)
    kept = {old.number for old in matched if old is not None}
    gone = [old for old in olds if old.number not in kept]
    for old in gone:
        _remove(place, old, now)
    whole, changed = [], bool(gone)
    for position, plan in enumerate(plans):
        before = matched[position]
        if before is None:
            (made,) = insert_fields(place, [(position, plan)], now)
            place.note(made.id, made.revision, plan)
            whole.append(plan)
            changed = True
        else:
            filled, differs = _revise(place, plan, before, position, now)
            whole.append(filled)
            changed = changed or differs
    return whole, changed


def _match(plans: list[Plan], olds: list[Old]) -> list[Old | None]:
    """By id; else, for drafts made without ids, the first free field of the same name and label."""
    free = {old.id: old for old in olds}
    matched: list[Old | None] = []
    for plan in plans:
        if plan.id is not None and (plan.id not in free or free[plan.id].name != plan.name):
            raise UserError("no-field")
        matched.append(free.pop(plan.id) if plan.id is not None else None)
    for position, plan in enumerate(plans):
        if plan.id is None:
            same = next((old for old in free.values() if (old.name, old.label) == (plan.name, plan.label)), None)
            matched[position] = free.pop(same.id) if same is not None else None
    return matched


def _revise(place: Place, plan: Plan, old: Old, position: int, now: datetime) -> tuple[Plan, bool]:
    current = _current(place, old)
    value = current if plan.value is None else plan.value
    filled = replace(plan, value=value)
    revalued = value != current or plan.protected != bool(old.protected)
    relabelled = (plan.label, plan.kind.value, position) != (old.label, old.kind, old.position)
    db = place.core.db
    if revalued:
        _keep(place, old)
        revision = old.revision + 1
        shown, sealed = place.stored(old.id, revision, plan.protected, value)
        db.execute(_REVALUE, (int(plan.protected), shown, sealed, revision, to_ticks(now), old.number))
        place.note(old.id, revision, filled)
    if relabelled:
        db.execute(_RELABEL, (position, plan.label, plan.kind.value, old.number))
    return filled, revalued or relabelled


def _current(place: Place, old: Old) -> str:
    if old.sealed is None:
        return old.value or ""
    at = value_place(place.client_id, place.entry_id, old.id, old.revision)
    return open_value(place.core.client_key(place.client), old.sealed, at).text()


def _remove(place: Place, old: Old, now: datetime) -> None:
    db = place.core.db
    _keep(place, old)
    db.execute(_GONE, (to_ticks(now), old.number))
    db.execute("DELETE FROM field WHERE number = ?", (old.number,))
    place.note(old.id, old.revision + 1)


def _keep(place: Place, old: Old) -> None:
    """What a field is, to the past: with its kind, where nothing else says it."""
    place.core.db.execute(_TO_PAST, (old.number,))
    place.core.db.execute(_KIND_TO_PAST, (old.number,))
