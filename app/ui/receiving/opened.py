"""What an open link shows, and where it goes from here: to a folder, into the vault, or nowhere. Owns the work on its files; the
relay is asked by `ops`, on another thread. `forget` leaves nothing of it in a widget.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from app.ui import choosing
from app.ui.files.opened import opened_of
from app.ui.receiving.content import Contents
from app.ui.receiving.filelist import WHOLE, FileList
from app.ui.receiving.keeping import KeepPart
from app.ui.state import Session
from app.ui.tasks import Task
from app.ui.theme import S16
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.vault.naming import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ops.opening import OpenedShare, Opening
    from app.vault.model import EntrySummary
    from app.vault.vault import Vault


# What can only be looked at: nothing that runs, and nothing that fetches more by itself.
_LOOKED_AT = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".pdf", ".txt"})


class OpenedPart(Living):
    """`kept` says that all of it is in the vault."""

    kept = Signal()

    def __init__(self, session: Session, opening: Opening, opened: OpenedShare) -> None:
        super().__init__()
        self._session, self._opening = session, opening
        self._opened: OpenedShare | None = opened
        self._task: Task | None = None
        self.saved: set[int] = set()
        looks = "no-download" in opened.rules
        self.contents = Contents(session, opened)
        self.files = FileList(opened.files, looks=looks) if opened.files else None
        self.unfold = Button(kind="quiet", icon="caret-right")
        self.keep = KeepPart(one_line(opening.cover.note) or one_line(opening.cover.sender))
        self.notice = Notice("bad")
        self._compose()
        keeps = "no-copy" not in opened.rules and not (looks and not opened.fields and not opened.message)
        self.unfold.setVisible(keeps)
        self._looks = looks
        self.retranslate()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        bare(column, S16)
        column.addWidget(self.contents)
        if self.files is not None:
            column.addWidget(self.files)
            self.files.asked.connect(self._act)
            self.files.cancel_asked.connect(self.cancel)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.keep)
        column.addWidget(self.notice)
        self.keep.hide()
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._fold)
        self.keep.asked.connect(self._keep)

    @property
    def unsaved(self) -> int:
        """How many files nobody has taken."""
        total = len(self._opened.files) if self._opened is not None else 0
        return 0 if self._looks else total - len(self.saved)

    def cancel(self) -> None:
        """Stop what comes; what is whole stays."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._opening.cut()
        if self.files is not None:
            self.files.end()
        self.keep.set_busy(False)

    def forget(self) -> None:
        self.cancel()
        self._opened = None
        self.contents.clear()
        if self.files is not None:
            self.files.clear()
        self.keep.forget()
        self.notice.clear()

    # -- files --------------------------------------------------------------------------------------------------------

    def _act(self) -> None:
        if self._looks:
            self.look()
            return
        title = QCoreApplication.translate("Receiving", "Where should the files go?")
        folder = choosing.folder(self, choosing.Sort.RECEIVED, title)
        if folder is not None:
            self.save_to(folder)

    def save_to(self, folder: Path) -> None:
        """Those that are ticked, whole and under safe names."""
        self._fetch(lambda: folder, partial(self._saved, folder))

    def look(self) -> None:
        """Into the private folder, which is wiped at the lock, and shown by what the system shows such files with."""
        private = opened_of(self._session).files
        self._fetch(lambda: private.place("x").parent, self._show_files)

    def _fetch(self, place: Callable[[], Path], then: Callable[[list[Path]], None]) -> None:
        files, opening = self.files, self._opening
        if files is None or self._task is not None:
            return
        numbers = files.chosen()
        files.begin()
        self.notice.clear()

        def work(task: Task) -> list[Path]:
            return opening.save(place(), numbers, progress=_telling(task), cancelled=lambda: task.cancelled)

        def done(paths: list[Path]) -> None:
            self._task = None
            self.saved.update(numbers)
            files.end()
            then(paths)

        self._task = self._session.tasks.run(
            work, done, self._failed, owner=self, on_progress=lambda far, _of, _text: files.follow(far)
        )

    def _saved(self, folder: Path, paths: list[Path]) -> None:
        if self.files is not None:
            told = QCoreApplication.translate("Receiving", "Saved {count} in {folder}")
            self.files.end(told.format(count=len(paths), folder=folder))

    def _show_files(self, paths: list[Path]) -> None:
        for path in paths:
            if path.suffix.casefold() not in _LOOKED_AT:
                told = QCoreApplication.translate(
                    "Receiving", "“{name}” is no picture, PDF or text. It is not opened from here."
                )
                self.notice.say(told.format(name=path.name), "warn")
            else:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, error: Exception) -> None:
        self._task = None
        if self.files is not None:
            self.files.end()
        self.keep.set_busy(False)
        self.notice.say(self._session.sentence(error), "bad")

    # -- the vault ----------------------------------------------------------------------------------------------------

    def _fold(self, opened: bool) -> None:
        self.keep.setVisible(opened)
        self.unfold.set_icon("caret-down" if opened else "caret-right")
        if opened:
            self._session.ask(lambda vault: vault.clients(), self.keep.offer, owner=self, key="clients")

    def _keep(self) -> None:
        """The files first, to where the vault takes them from; then all of it at once."""
        self.keep.set_busy(True)
        if self.files is None or self._looks or not self.files.chosen():
            self._put([], None)
            return
        private = opened_of(self._session).files
        self._fetch(lambda: private.place("x").parent, lambda paths: self._put(paths, _top(paths, private.folder)))

    def _put(self, paths: list[Path], private: Path | None) -> None:
        opened, client, fresh = self._opened, self.keep.client_id, self.keep.new_client
        title, now = self.keep.title.text(), self._session.now()
        if opened is None:
            return

        def work(vault: Vault) -> EntrySummary:
            from app.ops.keeping_opened import keep, keep_under_new

            try:
                if client:
                    return keep(vault, client, title, opened, paths, now)
                return keep_under_new(vault, fresh, title, opened, paths, now)
            finally:
                if private is not None:
                    shutil.rmtree(private, ignore_errors=True)

        self._session.change(work, self._kept, self._failed, owner=self)

    def _kept(self, entry: EntrySummary) -> None:
        told = QCoreApplication.translate("Receiving", "Saved in the vault: “{title}”, under {client}.")
        self.unfold.setChecked(False)
        self.unfold.hide()
        self.notice.say(told.format(title=entry.title, client=entry.client_name), "good")
        self.kept.emit()

    def retranslate(self) -> None:
        self.unfold.setText(QCoreApplication.translate("Receiving", "Save to the vault…"))


def _telling(task: Task) -> Callable[[int, int], None]:
    """Tells the window how far it is, in thousandths and not more often than one passes."""
    last = [-1]

    def tell(done: int, total: int) -> None:
        far = done * WHOLE // total if total else WHOLE
        if far != last[0]:
            last[0] = far
            task.progress(far, WHOLE)

    return tell


def _top(paths: list[Path], folder: Path) -> Path | None:
    """The folder that was made for these, directly below the private one."""
    for path in paths:
        for parent in path.parents:
            if parent.parent == folder:
                return parent
    return None
