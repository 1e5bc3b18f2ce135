"""The saving of a form: an entry new or changed, and with it, or not at all, the draft that the form came from."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from app.ui.drafts import drop_draft
from app.vault.model import Entry, EntryDraft

if TYPE_CHECKING:
    from app.vault.vault import Vault


class Saving:
    """Of one form. `restored`: it holds a draft that was kept when the vault locked."""

    def __init__(self, entry: Entry | None) -> None:
        self._entry = entry
        self.restored = False
        self._written = threading.Event()

    def is_unwritten(self) -> bool:
        """For the vault's thread: no save of it has gone through."""
        return not self._written.is_set()

    def work(self, draft: EntryDraft, client_id: str, now: datetime) -> Callable[[Vault], Entry]:
        """For the vault's thread."""
        entry, restored, written = self._entry, self.restored, self._written

        def write(vault: Vault) -> Entry:
            with vault.bulk() if restored else contextlib.nullcontext():
                saved = vault.edit_entry(entry.id, draft, now) if entry else vault.add_entry(client_id, draft, now)
                if restored:
                    drop_draft(vault)
            written.set()
            return saved

        return write
