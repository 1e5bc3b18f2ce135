"""Building an entry's draft from loose names and values: standard fields by name, everything else as custom fields.

Owns how titles are chosen and bounded; what a label speaks of is labels' business, which signs a name may have `naming`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from app.crypto.secret import Secret
from app.vault.drafts import MOST_FIELDS, MOST_VALUE
from app.vault.fold import fold
from app.vault.importers.imported import ImportedEntry, ImportedFile, Parsed, SkippedRow
from app.vault.importers.labels import LABEL_CHARS, guess_kind, guess_protected, iso_date
from app.vault.marks import MOST_TAG, MOST_TAGS
from app.vault.model import CUSTOM, EntryDraft, EntryKind, FieldDraft, FieldKind, spec_of
from app.vault.naming import hides, one_line

TITLE_CHARS = 300
NAMELESS = "—"
MOST_FILES = 500  # of one entry: each new name is compared with all that are there


def title_from(*candidates: str) -> str:
    """The first of the names that says something; of an address only the host."""
    for candidate in candidates:
        if title := one_line(candidate, TITLE_CHARS):
            return title
    return NAMELESS


def host_of(url: str) -> str:
    """The host of an address, as a name for what has none; empty where there is no host."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class DraftBuilder:
    """Collects the fields of one entry. Empty values are no fields."""

    def __init__(self, kind: EntryKind, *names: str) -> None:
        self._kind = kind
        self._title = title_from(*names)
        self.cleaned: list[str] = []  # the names that something was taken out of, as they are now
        self._note_title(names)
        self._fields: list[FieldDraft] = []
        self.left: list[str] = []  # the names of what is not brought in
        self.favourite = self.archived = False
        self._tags: dict[str, str] = {}
        self._files: list[ImportedFile] = []
        if names and len(names[0]) > TITLE_CHARS:
            self.custom("Name", names[0], kind=FieldKind.TEXT, protected=False)  # the title is cut, the name is kept

    def standard(self, name: str, value: str, label: str = "") -> None:
        """A field that this kind of entry has by itself. A second value of one that stands once becomes a field of its own."""
        spec = spec_of(self._kind, name)
        if spec is None:
            raise ValueError(f"{self._kind} has no field {name}")
        if not value or self._full():
            return
        if not spec.repeat and any(field.name == name for field in self._fields):
            self.custom(label or name.replace("_", " ").capitalize(), value, kind=spec.kind, protected=spec.protected)
            return
        self._fields.append(
            FieldDraft(name, Secret(value) if spec.protected else value, kind=spec.kind, protected=spec.protected)
        )

    def notes(self, value: str) -> None:
        """The free text of an entry, in the field that its kind has for it."""
        name = next((name for name in ("notes", "text") if spec_of(self._kind, name)), "")
        if name:
            self.standard(name, value)
        else:
            self.custom("Notes", value, kind=FieldKind.NOTE, protected=False)

    @property
    def kind(self) -> EntryKind:
        return self._kind

    def custom(self, label: str, value: str, *, kind: FieldKind | None = None, protected: bool | None = None) -> None:
        """A field of its own. Kind and protection are guessed from the label where the file does not say them."""
        if not value or self._full():
            return
        name = one_line(label, LABEL_CHARS) or NAMELESS
        self._note(label, name)
        kind = guess_kind(name) if kind is None else kind
        protected = guess_protected(name, kind) if protected is None else protected
        if kind is FieldKind.DATE:
            value, kind = _dated(value)
        if "\n" in value and kind is FieldKind.TEXT:
            kind = FieldKind.NOTE
        self._fields.append(FieldDraft(CUSTOM, Secret(value) if protected else value, name, kind, protected))

    def tag(self, names: Iterable[str]) -> None:
        """Tags; what is too long for one, or one too many, is kept in a field."""
        over = []
        for one in names:
            name = one_line(one, MOST_VALUE)
            self._note(one, name)
            folded = fold(name)
            if folded and len(name) <= MOST_TAG and (len(self._tags) < MOST_TAGS or folded in self._tags):
                self._tags.setdefault(folded, name)
            elif name:
                over.append(name)
        self.custom("Tags", ", ".join(over), kind=FieldKind.TEXT, protected=False)

    def file(self, file: ImportedFile) -> None:
        """A file to be kept with the entry."""
        self._files.append(file)

    def files(self, files: list[tuple[str, str]]) -> None:
        """The names and sizes of files that are not in what is read: they cannot be brought in, so they are named."""
        lines = [f"{name} ({size})" if size else name for name, size in files if name or size]
        if lines and "attachments" not in self.left:
            self.left.append("attachments")
        self.custom("Attachments", "\n".join(lines), kind=FieldKind.NOTE, protected=False)

    def _full(self) -> bool:
        """One more than an entry may have: from there on the entry is refused, and what comes is not worth a look."""
        return len(self._fields) > MOST_FIELDS

    def fault(self) -> str | None:
        """Why the vault would not take this entry: one bad record must not refuse the whole file."""
        if not self._fields and not self._files and self._title == NAMELESS:
            return "empty"
        if len(self._fields) > MOST_FIELDS:
            return "too-many-fields"
        if len(self._files) > MOST_FILES:
            return "too-many-files"
        return "too-long" if any(_length(field) > MOST_VALUE for field in self._fields) else None

    def build(self) -> EntryDraft:
        return EntryDraft(self._kind, self._title, tuple(self._fields))

    def imported(self, line: int, folder: str, leftovers: Iterable[str] = ()) -> Parsed:
        """The entry with everything that goes with it, or the row it is skipped as."""
        if fault := self.fault():
            return SkippedRow(line, fault)
        self._note(folder, one_line(folder))
        marks = (self.favourite, self.archived, tuple(self._tags.values()))
        return ImportedEntry(
            line, folder, self.build(), (*leftovers, *self.left), *marks, tuple(self._files), tuple(self.cleaned)
        )

    def _note_title(self, names: Iterable[str]) -> None:
        """Of the names up to the one that was taken."""
        for name in names:
            self._note(name, self._title)
            if one_line(name):
                return

    def _note(self, given: str, name: str) -> None:
        if hides(given):
            self.cleaned.append(name)


def _length(field: FieldDraft) -> int:
    return len(
        field.value or ""
    )  # a Secret counts its octets: at least as many as the characters that the vault counts


def _dated(value: str) -> tuple[str, FieldKind]:
    iso = iso_date(value)
    return (iso, FieldKind.DATE) if iso else (value, FieldKind.TEXT)
