"""The saving of a form: an entry new or changed, and with it, or not at all, the draft that the form came from."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ops.past_states import EntryState, back_to, state_of
from app.ui.drafts import drop_draft
from app.vault.model import Entry, EntryDraft

if TYPE_CHECKING:
    from app.ui.state import Session
    from app.vault.vault import Vault


class Saving:
    """Of one form. `restored`: it holds a draft that was kept when the vault locked."""

    def __init__(self, entry: Entry | None) -> None:
        self._entry = entry
        self.restored = False
        self._written = threading.Event()
        self._before: EntryState | None = None

    def is_unwritten(self) -> bool:
        """For the vault's thread: no save of it has gone through."""
        return not self._written.is_set()

    def work(self, draft: EntryDraft, client_id: str, now: datetime) -> Callable[[Vault], Entry]:
        """For the vault's thread."""
        entry, restored, written = self._entry, self.restored, self._written

        def write(vault: Vault) -> Entry:
            self._before = state_of(vault, entry.id) if entry else None
            with vault.bulk() if restored else contextlib.nullcontext():
                saved = vault.edit_entry(entry.id, draft, now) if entry else vault.add_entry(client_id, draft, now)
                if restored:
                    drop_draft(vault)
            written.set()
            return saved

        return write

    def done(self, session: Session, saved: Entry, tell: Callable[[Entry], object]) -> None:
        """Tell it, and offer to take it back: the entry as it stood, out of its own past; a new one goes to the trash."""
        tell(saved)
        before, now, made = self._before, session.now(), saved.id
        if before is None:
            text = QCoreApplication.translate("EntryForm", "Entry added")
            session.undo.offer(text, lambda vault: vault.trash(made, now))
        else:
            text = QCoreApplication.translate("EntryForm", "Changes saved")
            session.undo.offer(text, lambda vault: back_to(vault, before, now))
