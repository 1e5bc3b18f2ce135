"""What can be shared of an entry, as the sheet offers it; and what a share is called in the lists of its sender."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ops.contents import label_of
from app.ui.sharing.choices import Draft, EntryOffer, FieldChoice, FileChoice, chosen_at_first

if TYPE_CHECKING:
    from app.vault.model import Attachment, Entry
    from app.vault.vault import Vault


def offer(vault: Vault, entry_id: str, language: str) -> EntryOffer:
    """Asked of the vault."""
    entry = vault.entry(entry_id)
    return offer_of(entry, vault.attachments(entry_id) if entry.attachments else (), language)


def offer_of(entry: Entry, files: Sequence[Attachment], language: str) -> EntryOffer:
    kept = tuple(FileChoice(file.id, file.name, file.size) for file in files)
    return EntryOffer(entry.id, entry.title, entry.client_id, tuple(field_choices(entry, language)), kept)


def field_choices(entry: Entry, language: str) -> list[FieldChoice]:
    """The fields that hold something, in the entry's order, each with the name its recipient will read."""
    return [
        FieldChoice(
            field.id,
            label_of(field, language),
            field.kind.value,
            field.protected,
            field.value or "",
            chosen_at_first(field.name, field.kind.value),
        )
        for field in entry.fields
        if field.protected or field.value
    ]


def entries_label(titles: Sequence[str]) -> str:
    """The first, and how many more."""
    return _and_more(titles[0], len(titles) - 1)


def message_label(draft: Draft) -> str:
    """Of what is no entry's. The words of a message are secret, so they are not it; of files it is the name of the first, which
    the sender alone reads: no message to a recipient names a file."""
    if draft.files:
        return _and_more(draft.files[0].name, len(draft.files) - 1)
    return QCoreApplication.translate("ShareSheet", "Message") if draft.text else ""


def _and_more(first: str, more: int) -> str:
    if not more:
        return first
    return QCoreApplication.translate("ShareSheet", "{first} and {count} more").format(first=first, count=more)
