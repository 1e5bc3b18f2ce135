"""The files of an entry, on its page: added, opened, saved, removed. Owns the list; the work is `transfers`'."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from app.ui import choosing, when
from app.ui.files.rows import FileRow, MovingRow, inset
from app.ui.files.transfers import Transfer, Transfers
from app.ui.state import Session
from app.ui.theme import S8, S16, T13
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Rule, Section
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import confirm
from app.ui.widgets.text import Text
from app.vault.model import Attachment, Entry, EntryKind


class FilesSection(Living):
    """A heading with a button; below it what is kept, and what is under way."""

    counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: Entry | None = None
        self._files: list[Attachment] = []
        self.rows: list[FileRow] = []
        self.moving: list[MovingRow] = []
        self.transfers = Transfers(session, self)
        self._section = Section(flush=True)
        self.add = Button("", "quiet", "plus")
        self.add.clicked.connect(self.ask_files)
        self._section.head.addWidget(self.add)
        self.notice = Notice("bad")
        self._empty = Text("", size=T13, role="muted", wrap=True)
        column = QVBoxLayout(self)
        bare(column, S8)
        column.addWidget(self._section)
        column.addWidget(self.notice)
        self._connect()

    def _connect(self) -> None:
        self.transfers.changed.connect(self._changed)
        self.transfers.moved.connect(self._moved)
        self.transfers.arrived.connect(self._arrived)
        self.transfers.opened.connect(self._opened)
        self.transfers.saved.connect(self._saved)
        self.transfers.failed.connect(self._failed)

    def load(self, entry: Entry) -> None:
        """The files of an entry; where it has none, nothing is asked of the vault."""
        if self._entry is None or self._entry.id != entry.id:
            self._files = []
            self.notice.clear()
        self._entry = entry
        if entry.attachments:
            self._session.ask(lambda vault: vault.attachments(entry.id), self._there, owner=self, key="files")
        else:
            self._there([])

    def _there(self, files: list[Attachment]) -> None:
        self._files = files
        self._fill()

    def _fill(self) -> None:
        entry = self._entry
        clear(self._section.body)
        self.rows, self.moving = [], []
        if entry is None:
            return
        kept = entry.removed_at is None
        for file in self._files:
            self._put(self._row(file, removable=kept))
        for moving in self.transfers.of(entry.id):
            self._put(self._moving_row(moving))
        self._empty = Text("", size=T13, role="muted", wrap=True)
        self._empty.setContentsMargins(S16, S16, S16, S16)
        bare_place = not self.rows and not self.moving
        self._section.body.addWidget(self._empty)
        self._empty.setVisible(bare_place)
        self._section.card.setVisible(not bare_place or entry.kind is EntryKind.DOCUMENTS)
        self.add.setVisible(kept)
        self.setVisible(kept or bool(self.rows))
        self.retranslate()

    def _put(self, row: FileRow | MovingRow) -> None:
        if self.rows or self.moving:
            rule = inset(Rule())
            rule.setFixedHeight(1)
            self._section.body.addWidget(rule)
        self._section.body.addWidget(row)
        if isinstance(row, FileRow):
            self.rows.append(row)
        else:
            self.moving.append(row)

    def _row(self, file: Attachment, *, removable: bool) -> FileRow:
        row = FileRow(file, when.exact(file.added_at, self._session.now()), removable=removable)
        row.open_asked.connect(partial(self.transfers.open, file))
        row.save_asked.connect(partial(self._ask_target, file))
        row.remove_asked.connect(partial(self._ask_remove, file))
        return row

    def _moving_row(self, moving: Transfer) -> MovingRow:
        row = MovingRow(moving)
        row.cancel_asked.connect(partial(self.transfers.cancel, moving))
        return row

    # -- acts ---------------------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        title = QCoreApplication.translate("Files", "Add files")
        self.take(choosing.files(self, choosing.Sort.ENTRY_FILE, title))

    def take(self, paths: Sequence[Path]) -> None:
        """Keep copies of these with the entry that is shown."""
        if self._entry is not None and paths:
            self.notice.clear()
            self.transfers.add(self._entry.id, paths)

    def _ask_target(self, file: Attachment) -> None:
        title = QCoreApplication.translate("Files", "Save {name} as").format(name=file.name)
        path = choosing.target(self, choosing.Sort.ENTRY_FILE, title, file.name, writes_over=True)
        if path is not None:
            self.transfers.save(file, path)

    def _ask_remove(self, file: Attachment) -> None:
        text = QCoreApplication.translate(
            "Files", "“{name}” is erased from the vault. It cannot be undone; backups made before still hold it."
        )
        confirm(
            self,
            QCoreApplication.translate("Files", "Remove this file?"),
            text.format(name=file.name),
            QCoreApplication.translate("Files", "Remove"),
            lambda: self._session.change(lambda vault: vault.remove_attachment(file.id), owner=self._session),
            danger=True,
        )

    # -- hearing ------------------------------------------------------------------------------------------------------

    def _changed(self, entry_id: str) -> None:
        if self._entry is not None and self._entry.id == entry_id:
            self._fill()

    def _moved(self, moving: Transfer) -> None:
        for row in self.moving:
            if row.moving is moving:
                row.follow()

    def _arrived(self, file: Attachment) -> None:
        text = QCoreApplication.translate("Files", "“{name}” is in the vault. The original is still where it was.")
        self._session.say(text.format(name=file.name), "good")

    def _opened(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = QCoreApplication.translate(
                "Files", "Opened as a copy: what you change in it is not kept, and it is erased when the vault locks."
            )
            self._session.say(text, "info")
        else:
            self.notice.say(
                QCoreApplication.translate(
                    "Files", "No program here opens such files. Save it, and open it elsewhere."
                ),
                "warn",
            )

    def _saved(self, path: Path) -> None:
        text = QCoreApplication.translate("Files", "Saved, no longer encrypted, as “{path}”.")
        self._session.say(text.format(path=path), "good")

    def _failed(self, moving: Transfer, error: Exception) -> None:
        said = f"{moving.name}: {self._session.sentence(error)}"
        if self._entry is not None and self._entry.id == moving.entry_id:
            before = self.notice.text()
            self.notice.show_error(f"{before}\n{said}" if before else said)
        else:
            self._session.say(said, "bad")

    def retranslate(self) -> None:
        title = QCoreApplication.translate("Files", "Files")
        self._section.set_title(title)
        self.add.setText(QCoreApplication.translate("Files", "Add files…"))
        self._empty.setText(
            QCoreApplication.translate(
                "Files", "Contracts, scans, certificates: drop them here, or add them. Each is encrypted, up to 2 GB."
            )
        )
