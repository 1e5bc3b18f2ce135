"""LastPass's typed notes: text of the form `NoteType:Server`, then `Key:Value` lines, then `Notes:` to the end.

Owns their grammar and which of them are logins or doors. Template names are in the language of the person who made them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.vault.importers.drafts import DraftBuilder
from app.vault.importers.labels import iso_date, words_of
from app.vault.model import EntryKind

_PAIR = re.compile(r"([^:\n]{1,80}):(.*)", re.DOTALL)
# fmt: off
_DOOR_WORDS = frozenset({
    "door", "doors", "alarm", "gate", "lock", "garage", "entrance", "porta", "portao", "alarme", "fechadura", "garagem",
})
# fmt: on
_CODE_WORDS = frozenset({"code", "codigo", "pin"})
_DOOR_FIELDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("place", frozenset({"place", "location", "address", "local", "morada", "where", "onde"})),
    ("instructions", frozenset({"instructions", "instrucoes", "como"})),
    ("valid_from", frozenset({"from", "start", "desde", "inicio"})),
    ("valid_until", frozenset({"until", "expiration", "expires", "ate", "fim", "validade"})),
)


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A note in its parts. `pairs` keeps order and repeated keys; empty values are left out."""

    type: str
    pairs: tuple[tuple[str, str], ...]
    notes: str
    language: str = ""


def parse_typed_note(extra: str) -> TypedNote | None:
    """The parts, or None when the text is an ordinary note."""
    lines = extra.replace("\r\n", "\n").split("\n")
    if not lines[0].startswith("NoteType:"):
        return None
    pairs: list[tuple[str, list[str]]] = []
    in_pem = False
    for number, line in enumerate(lines[1:], start=1):
        match = None if in_pem else _PAIR.fullmatch(line)
        if match and match[1] == "Notes":
            return _typed(lines[0], pairs, "\n".join([match[2], *lines[number + 1 :]]))
        if match:
            pairs.append((match[1].strip(), [match[2]]))
        elif pairs:
            pairs[-1][1].append(line)
        elif line:
            pairs.append(("", [line]))
        # The headers inside an SSH key ("Proc-Type: 4,ENCRYPTED") look like pairs and must stay in the key.
        in_pem = "-----END" not in line and (in_pem or "-----BEGIN" in line)
    return _typed(lines[0], pairs, "")


def _typed(first: str, pairs: list[tuple[str, list[str]]], notes: str) -> TypedNote:
    joined = [(key, "\n".join(values).rstrip("\n")) for key, values in pairs]
    language = next((value for key, value in joined if key == "Language"), "")
    # An empty date is exported as a comma.
    kept = tuple((key, value) for key, value in joined if value.strip(" ,") and key != "Language")
    return TypedNote(first.removeprefix("NoteType:").strip(), kept, notes, language)


def draft_typed_note(note: TypedNote, title: str) -> DraftBuilder:
    """A door when type or title speaks of one and a code is there; a login when it has user name and password; else a note."""
    if _is_door(note, title):
        return _door(note, title)
    if {"Username", "Password"} <= {key for key, _ in note.pairs}:
        return _login(note, title)
    builder = DraftBuilder(EntryKind.NOTE, title)
    builder.standard("text", note.notes)
    _rest(builder, note, set())
    return builder


def _is_door(note: TypedNote, title: str) -> bool:
    # A type that somebody made has only a number in the export, so its title has to speak.
    names = note.type if not note.type.startswith("Custom_") else title
    return bool(words_of(names) & _DOOR_WORDS) and any(words_of(key) & _CODE_WORDS for key, _ in note.pairs)


def _door(note: TypedNote, title: str) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.DOOR, title)
    used: set[int] = set()
    for name, words in (("code", _CODE_WORDS), *_DOOR_FIELDS):
        for index, (key, value) in enumerate(note.pairs):
            fitting: str | None = iso_date(value) if name.startswith("valid_") else value
            if index not in used and words_of(key) & words and fitting:
                builder.standard(name, fitting)
                used.add(index)
                break
    builder.standard("notes", note.notes)
    _rest(builder, note, used)
    return builder


def _login(note: TypedNote, title: str) -> DraftBuilder:
    builder = DraftBuilder(EntryKind.LOGIN, title)
    used: set[int] = set()
    for name, key in (("username", "Username"), ("password", "Password")):
        index = next(i for i, pair in enumerate(note.pairs) if pair[0] == key)
        builder.standard(name, note.pairs[index][1])
        used.add(index)
    builder.standard("notes", note.notes)
    _rest(builder, note, used)
    return builder


def _rest(builder: DraftBuilder, note: TypedNote, used: set[int]) -> None:
    """The type itself is kept too: a later version with more kinds of entry can tell by it what this was."""
    builder.custom("NoteType", note.type)
    for index, (key, value) in enumerate(note.pairs):
        if index not in used:
            builder.custom(key, value)
