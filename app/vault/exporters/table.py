"""A CSV file that a spreadsheet shows without running anything, and that gives back every octet. Owns both directions.

A cell never begins with what a spreadsheet takes for a formula: an apostrophe goes before it, as before an apostrophe. A
spreadsheet set to another separator would cut a value at its own separators, and what follows could begin with a sign of a
formula: such values are written in `more`, as JSON with those signs escaped. So are those that CSV cannot hold.
"""

from __future__ import annotations

import csv
import io
import json
import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.crypto.secret import Secret
from app.vault.exporters.rows import ExportedEntry, ExportedField
from app.vault.kinds import CUSTOM, EntryKind, FieldKind, spec_of
from app.vault.model import EntryDraft, FieldDraft

HEADER = ("lacre_client", "kind", "title", "username", "password", "url", "totp", "notes", "tags", "more")

_OWN = ("username", "password", "url", "totp", "notes")
_SEPARATOR = ", "
# What a formula begins with: also as full-width input makes it, in the small forms that are taken for the same, and as the
# minus of typesetters.
_SIGNS = "=+@＝＋－＠﹦﹢﹣﹫−\\-"
# What some program trims, or does not show, before it looks at the first sign.
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_BEGINS = re.compile(rf"""[{_UNSEEN}"]*[{_SIGNS}\t\r\n']""")
_CUT = re.compile(rf"""[;,\t\r\n\v\f\x85\u2028\u2029|][{_UNSEEN}"']*[{_SIGNS}]""")
_RISKY = re.compile(rf"[;,|'{_SIGNS}\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write_table(file: BinaryIO, entries: Iterable[ExportedEntry]) -> None:
    """One line an entry; every cell quoted. The mark at the start has Excel read it as UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for entry in entries:
        writer.writerow(cells_of(entry))
    text.flush()
    text.detach()


def cells_of(entry: ExportedEntry) -> list[str]:
    """One entry in cells, in the order of HEADER."""
    own: dict[str, str] = {}
    more: list[dict[str, Any]] = []
    columns = list(_OWN)  # those that are still free: a reader takes them in this order
    for place, one in enumerate(entry.fields):
        if one.name in columns and _is_usual(entry.kind, one) and _fits(one.value):
            own[one.name] = one.value
            del columns[: columns.index(one.name) + 1]
        else:
            more.append({"at": place, **_described(one)})
    head = {"client": entry.client, "title": entry.title, "tags": _SEPARATOR.join(entry.tags)}
    aside: dict[str, Any] = {name: value for name, value in head.items() if not _fits(value)}
    if any("," in tag for tag in entry.tags):
        aside["tags"] = "\n".join(entry.tags)
    marks = {name: True for name in ("favourite", "archived") if getattr(entry, name)}
    rest = _json([*more, *([aside | marks] if aside or marks else [])]) if more or aside or marks else ""
    shown = {name: "" if name in aside else value for name, value in head.items()}
    cells = [shown["client"], entry.kind.value, shown["title"], *(own.get(name, "") for name in _OWN), shown["tags"]]
    return [*map(escaped, cells), rest]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What a line says: an entry, whose it is, and its marks."""

    client: str
    draft: EntryDraft
    tags: tuple[str, ...]
    favourite: bool
    archived: bool


def read_cells(cells: Mapping[str, str]) -> ReadLine:
    """One line taken apart; ValueError where it is none of ours. The exact inverse of `cells_of`."""
    plain = {name: unescaped(cells[name]) for name in HEADER[:-1]}
    kind = EntryKind(plain["kind"])
    fields = [_plain_field(kind, name, plain[name]) for name in _OWN if plain[name]]
    aside: dict[str, Any] = {}
    for part in json.loads(cells["more"]) if cells["more"] else ():
        if "name" in part:
            fields.insert(operator.index(part["at"]), _parsed(part))
        else:
            aside = dict(part)
    client, title = (_text(aside.get(name, plain[at])) for name, at in (("client", "lacre_client"), ("title", "title")))
    tags = _text(aside["tags"]).split("\n") if "tags" in aside else plain["tags"].split(_SEPARATOR)
    draft = EntryDraft(kind, title, tuple(fields))
    marks = (aside.get("favourite") is True, aside.get("archived") is True)
    return ReadLine(client, draft, tuple(filter(None, tags)), *marks)


def escaped(cell: str) -> str:
    """Whoever trims spaces or what is not seen, or drops a quote that stands alone, must not come upon a sign either."""
    return f"'{cell}" if _BEGINS.match(cell) else cell


def unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _is_usual(kind: EntryKind, one: ExportedField) -> bool:
    """Whether name and kind of entry alone tell the rest of the field."""
    spec = spec_of(kind, one.name)
    return spec is not None and (one.kind, one.protected, one.label) == (spec.kind, spec.protected, "")


def _fits(value: str) -> bool:
    return "\0" not in value and _CUT.search(value) is None


def _described(one: ExportedField) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "kind": one.kind.value,
        "protected": one.protected,
        "value": one.value,
    }


def _json(value: object) -> str:
    """With every sign that any spreadsheet could take for a separator or a formula escaped, in texts only."""
    return "[" + ", ".join(_object(part) for part in value) + "]" if isinstance(value, list) else ""


def _object(part: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{_scalar(name)}: {_scalar(value)}" for name, value in part.items()) + "}"


def _scalar(value: object) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    inner = json.dumps(value, ensure_ascii=False)[1:-1]
    return '"' + _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", inner) + '"'


def _plain_field(kind: EntryKind, name: str, value: str) -> FieldDraft:
    spec = spec_of(kind, name)
    if spec is None:
        raise ValueError(name)
    return FieldDraft(name, Secret(value) if spec.protected else value, kind=spec.kind, protected=spec.protected)


def _parsed(part: dict[str, Any]) -> FieldDraft:
    name, protected, value = _text(part["name"]), part["protected"], _text(part["value"])
    if not isinstance(protected, bool):
        raise TypeError(name)
    label = _text(part["label"]) if name == CUSTOM else ""
    return FieldDraft(name, Secret(value) if protected else value, label, FieldKind(part["kind"]), protected)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
