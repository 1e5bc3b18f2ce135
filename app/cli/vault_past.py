"""`lacre vault history|revert|person`: what the fields of an entry were, putting one of these values back, and who writes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli.output import emit, indented, require_text
from app.cli.sentences import text
from app.cli.unlocking import unlocked
from app.crypto.secret import MASK
from app.errors import UserError
from app.host.clock import now
from app.ops.finding import require_entry
from app.ops.past import put_back

if TYPE_CHECKING:
    from app.vault.model import Revision
    from app.vault.vault import Vault


def history(args: argparse.Namespace) -> int:
    """What was when, the newest first. Without --reveal no protected value is opened."""
    require_text(args.entry, args.field or "")
    with unlocked() as vault:
        entry = require_entry(vault, args.entry)
        past = vault.history(entry.id)
        if args.field is not None:
            chosen = _field(past, entry.id, args.field)
            past = [one for one in past if one.field_id == chosen]
        values = [_value(vault, entry.id, one, args.reveal) for one in past]
    told = [_told(one, value) for one, value in zip(past, values, strict=True)]
    emit(args, {"id": entry.id, "title": entry.title, "history": told}, _text(past, values))
    return 0


def revert(args: argparse.Namespace) -> int:
    """A field as it was. What it is now goes into its history."""
    require_text(args.entry, args.field)
    with unlocked() as vault:
        entry = require_entry(vault, args.entry)
        field = _field(vault.history(entry.id), entry.id, args.field)
        changed = put_back(vault, entry.id, field, args.revision, now())
    obj = {"id": changed.id, "client": changed.client_name, "kind": str(changed.kind), "title": changed.title}
    emit(args, obj, text("marks.reverted", title=changed.title, field=args.field))
    return 0


def person(args: argparse.Namespace) -> int:
    """The name that every change from now on remembers, set if one is given; empty names nobody."""
    require_text(args.name or "")
    with unlocked() as vault:
        if args.name is not None:
            vault.set_person(args.name)
        name = vault.person()
    emit(args, {"person": name}, text("marks.person-is", name=name) if name else text("marks.person-nobody"))
    return 0


def _field(past: list[Revision], entry_id: str, named: str) -> str:
    """The id of the field meant: by id, name or label; `title` is the entry's own."""
    if named == "title":
        return entry_id
    fitting = {one.field_id for one in past if named in (one.field_id, one.label) or (named == one.name != "custom")}
    if not fitting:
        raise UserError("no-field")
    if len(fitting) > 1:
        raise UserError("field-ambiguous", count=len(fitting))
    return fitting.pop()


def _value(vault: Vault, entry_id: str, one: Revision, reveal: bool) -> str | None:
    if one.protected and reveal and not one.removed:
        return vault.reveal(entry_id, one.field_id, one.revision).text()
    return one.value


def _told(one: Revision, value: str | None) -> dict[str, Any]:
    names = {"field": one.field_id, "name": one.name, "label": one.label, "revision": one.revision}
    what = {"protected": one.protected, "removed": one.removed, "value": value}
    origin = {"by": one.person, "how": one.how, "source": one.source, "kind": one.kind}
    return {**names, "changed_at": one.changed_at.isoformat(), **what, **origin}


def _origin(one: Revision) -> str:
    """Who and how, as far as it is known."""
    how = "" if one.how is None else text(f"marks.how-{one.how}", source=one.source)
    known = " · ".join(part for part in (one.person, how) if part)
    return f"  [{known}]" if known else ""


def _text(past: list[Revision], values: list[str | None]) -> str:
    lines = []
    for one, value in zip(past, values, strict=True):
        name = one.label or text("marks.title" if one.name == "title" else f"vault.field-{one.name}")
        shown = text("marks.field-removed") if one.removed else MASK if value is None else indented(value)
        lines.append(f"{one.changed_at.astimezone():%Y-%m-%d %H:%M}  {one.revision:>3}  {name}: {shown}{_origin(one)}")
    return "\n".join(lines)
