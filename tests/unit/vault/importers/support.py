"""Reading drafts in tests: fields by name, protected ones opened, files written with odd bytes."""

from __future__ import annotations

from pathlib import Path

from app.crypto.secret import Secret
from app.vault.importers.detect import detect
from app.vault.importers.imported import ImportedEntry, ImportedFile, SkippedRow
from app.vault.importers.parsing import Opening, parse
from app.vault.model import EntryDraft

FIXTURES = Path(__file__).parents[3] / "fixtures" / "import"


def read(path: Path, opening: Opening | None = None) -> tuple[list[ImportedEntry], list[SkippedRow]]:
    """All that a file gives, in the format that it is found to have."""
    entries: list[ImportedEntry] = []
    skipped: list[SkippedRow] = []
    for one in parse(path, detect(path), opening=opening):
        if isinstance(one, SkippedRow):
            skipped.append(one)
        else:
            entries.append(one)
    return entries, skipped


def files_of(path: Path, opening: Opening | None = None) -> dict[str, dict[str, bytes]]:
    """The files of each entry, by title and name. They can be read only while their entry is the last that was given."""
    found: dict[str, dict[str, bytes]] = {}
    for one in parse(path, detect(path), opening=opening):
        if isinstance(one, ImportedEntry):
            found[one.draft.title] = {file.name: _octets(file) for file in one.files}
    return found


def _octets(file: ImportedFile) -> bytes:
    with file.open() as stream:
        return b"".join(iter(lambda: stream.read(7), b""))


def by_title(path: Path, opening: Opening | None = None) -> dict[str, ImportedEntry]:
    return {entry.draft.title: entry for entry in read(path, opening)[0]}


def values(draft: EntryDraft, name: str) -> list[str]:
    """The values of a standard field, or of the custom fields with this label."""
    fitting = [field for field in draft.fields if name in (field.label or field.name,)]
    return [field.value.text() if isinstance(field.value, Secret) else str(field.value) for field in fitting]


def protected(draft: EntryDraft) -> set[str]:
    return {field.label or field.name for field in draft.fields if field.protected}
