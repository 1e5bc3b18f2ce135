"""What is dropped on an entry's page: files are kept with it, an address becomes one more of its addresses."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint

from app.ui.drops import dropped_files, dropped_link
from app.ui.entry_acts import EntryActs
from app.ui.files.places import DropPlace
from app.ui.files.section import FilesSection
from app.ui.widgets.base import Living
from app.vault.model import Entry


class EntryDrops(QObject):
    """Of one page; `show_entry` tells it whose."""

    def __init__(self, page: Living, files: FilesSection, acts: EntryActs) -> None:
        super().__init__(page)
        self._files, self._acts = files, acts
        self._entry: Entry | None = None
        self.place = DropPlace(page, self._meant, self._take)

    def show_entry(self, entry: Entry | None) -> None:
        self._entry = entry

    def _meant(self, data: QMimeData) -> str:
        """What a drop here would do, in words; empty where nothing."""
        entry = self._entry
        if entry is None or entry.removed_at is not None:
            return ""
        if dropped_files(data):
            return QCoreApplication.translate("EntryPage", "Drop to keep with “{title}”").format(title=entry.title)
        if dropped_link(data):
            return QCoreApplication.translate("EntryPage", "Drop to add the address to “{title}”").format(
                title=entry.title
            )
        return ""

    def _take(self, data: QMimeData, _at: QPoint) -> None:
        files = dropped_files(data)
        if files:
            self._files.take(files)
        elif self._entry is not None:
            self._acts.add_link(self._entry.id, dropped_link(data))
