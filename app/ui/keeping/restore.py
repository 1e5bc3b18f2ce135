"""Bringing back a backup: which one, what it would change, then all of it or what is ticked. Owns the order of the steps; what
differs and how it comes back is the vault's. The vault stays open, and is kept as a backup first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui import choosing
from app.ui.keeping import words
from app.ui.keeping.changes import ChangesModel, ChangesTree
from app.ui.keeping.listing import BackupsModel, BackupsTable
from app.ui.state import Session
from app.ui.tasks import Lane
from app.ui.theme import T12, T13
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.widgets.text import Text
from app.vault.comparing import Standing

if TYPE_CHECKING:
    from app.vault.comparing import Comparison
    from app.vault.rotation import Backup

WIDTH, HEIGHT = 720, 280


def open_restore(session: Session, parent: QWidget) -> RestoreSheet:
    sheet = RestoreSheet(session, parent)
    sheet.open()
    return sheet


class RestoreSheet(Sheet):
    """First the list, then what the chosen one would change."""

    _ready = False

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self._backup: Path | None = None
        self._busy = False
        self.seen: Comparison | None = None
        self._lead, self._note = Text("", size=T13, wrap=True), Text("", size=T12, role="muted", wrap=True)
        self.backups, self.changes = BackupsModel(session), ChangesModel(session.now, self)
        self.list, self.tree = BackupsTable(self.backups, HEIGHT), ChangesTree(self.changes, HEIGHT)
        self._bar = QProgressBar(textVisible=False)
        self._problem = Notice("bad")
        self.elsewhere, self._leave, self.other = Button(icon="folder-open"), Button(), Button()
        self.whole, self.some = Button(), Button(kind="primary")
        for part in (self._lead, self.list, self.tree, self._bar, self._note, self._problem):
            self.body.addWidget(part)
        self.buttons.insertWidget(0, self.elsewhere)
        for button in (self._leave, self.other, self.whole, self.some):
            self.buttons.addWidget(button)
        self._bar.setRange(0, 0)
        self._connect()
        self._ready = True
        self._show()
        self.reload()

    def _connect(self) -> None:
        self.list.chose.connect(lambda backup: self.look(backup.path))
        self.changes.ticked.connect(self.retranslate)
        self.elsewhere.clicked.connect(self._ask_folder)
        self.other.clicked.connect(self._go_back)
        self.some.clicked.connect(self.restore_chosen)
        self.whole.clicked.connect(self.ask_restore)
        self._leave.clicked.connect(self.reject)

    def reload(self) -> None:
        vault, home = self._session.vault, self._session.home
        if vault is not None:
            from app.ops.backups import listed

            self._run(lambda: listed(home, vault), self._listed, "wide")

    def _listed(self, found: list[Backup]) -> None:
        self.backups.show_backups(found)
        self._show()
        if found:
            self.list.pick_first()

    def _ask_folder(self) -> None:
        title = QCoreApplication.translate("Restoring", "Choose a backup's folder")
        folder = choosing.folder(self, choosing.Sort.BACKUP, title)
        if folder is not None:
            self.look(folder)

    def look(self, backup: Path) -> None:
        """What bringing this one back would change. Changes nothing."""
        vault = self._session.vault
        if vault is not None and not self._busy:
            from app.ops.backups import preview

            self._backup = backup
            self._run(lambda: preview(vault, backup), self._looked, "wide")

    def _looked(self, seen: Comparison) -> None:
        self.seen = seen
        self.changes.show_comparison(seen)
        if self.changes.rowCount() == 1 or len(seen.differences) <= 12:
            self.tree.expandAll()
        self._show()
        self.tree.setFocus()

    def restore_chosen(self) -> None:
        """The ticked entries; what they are now stays in their history."""
        vault, home, backup, now = self._session.vault, self._session.home, self._backup, self._session.now()
        ids = sorted(self.changes.chosen)
        if vault is not None and backup is not None and ids and not self._busy:
            from app.ops.backups import restore_entries

            self._run(lambda: restore_entries(home, vault, backup, ids, now), self._restored, "vault")

    def ask_restore(self) -> None:
        if self.seen is not None:
            confirm(
                self,
                QCoreApplication.translate("Restoring", "Bring everything back?"),
                words.whole_warning(self.seen),
                QCoreApplication.translate("Restoring", "Bring everything back"),
                self.restore_all,
                danger=True,
            )

    def restore_all(self) -> None:
        vault, home, backup, now = self._session.vault, self._session.home, self._backup, self._session.now()
        if vault is not None and backup is not None and not self._busy:
            from app.ops.backups import restore_whole

            self._run(lambda: restore_whole(home, vault, backup, now), self._restored, "vault")

    def _restored(self, done: object) -> None:
        self._session.vault_changed.emit()
        if isinstance(done, int):
            said = QCoreApplication.translate(
                "Restoring", "Restored: {count}. What it was until now is in the history."
            )
            self._session.say(said.format(count=words.number(done)), "good")
        else:
            said = QCoreApplication.translate(
                "Restoring", "Everything is as in the backup. The vault as it was until now is kept as a backup."
            )
            self._session.say(said, "good")
        self.accept()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None], lane: Lane) -> None:
        """Behind, with the buttons closed meanwhile: what is being written cannot be taken back half way."""
        self._problem.clear()
        self._busy = True
        self._show()

        def done(result: Any) -> None:
            self._busy = False
            then(result)

        self._session.tasks.run(work, done, self._failed, owner=self, lane=lane)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if self._session.vault is not None:
            self._problem.show_error(self._session.sentence(error))
        self._show()

    def _go_back(self) -> None:
        self.seen = None
        self.changes.show_comparison(None)
        self._show()

    def reject(self) -> None:
        if not self._busy or self.seen is None:
            super().reject()

    def _show(self) -> None:
        looking = self.seen is not None
        self.list.setVisible(not looking and bool(self.backups.backups))
        self.tree.setVisible(looking and bool(self.seen and self.seen.differences))
        self._bar.setVisible(self._busy)
        self.elsewhere.setVisible(not looking)
        for button in (self.other, self.whole, self.some):
            button.setVisible(looking)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Restoring", "Restore a backup"))
        self._lead.setText(self._leading())
        self._note.setText(self._noting())
        self._note.setVisible(bool(self._note.text()))
        self.list.setAccessibleName(QCoreApplication.translate("Backups", "Backups"))
        self.tree.setAccessibleName(QCoreApplication.translate("Restoring", "What would change"))
        self._bar.setAccessibleName(QCoreApplication.translate("Restoring", "Working"))
        self.elsewhere.setText(QCoreApplication.translate("Restoring", "From another folder…"))
        self.other.setText(QCoreApplication.translate("Restoring", "Another backup"))
        self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
        self.whole.setText(QCoreApplication.translate("Restoring", "Everything…"))
        count = len(self.changes.chosen)
        none = QCoreApplication.translate("Restoring", "Restore the ticked")
        some = QCoreApplication.translate("Restoring", "Restore {count}")
        self.some.setText(some.format(count=words.number(count)) if count else none)
        self.some.setEnabled(bool(self.changes.chosen) and not self._busy)
        self.whole.setEnabled(bool(self.seen and self.seen.differences) and not self._busy)
        for button in (self.elsewhere, self.other):
            button.setEnabled(not self._busy)

    def _leading(self) -> str:
        if self.seen is not None:
            return words.summary(self.seen)
        if self._busy:
            return QCoreApplication.translate("Restoring", "Looking…")
        if not self.backups.backups:
            return QCoreApplication.translate(
                "Restoring", "There is no backup yet. Lacre makes one every day while it is open."
            )
        return QCoreApplication.translate(
            "Restoring", "Choose one to see what it would change. Nothing is changed by looking."
        )

    def _noting(self) -> str:
        if self.seen is None:
            return ""
        if not self.seen.differences:
            return QCoreApplication.translate(
                "Restoring", "The vault is just as in this backup: there is nothing to restore."
            )
        if all(one.standing is Standing.ONLY_HERE for one in self.seen.differences):
            return QCoreApplication.translate(
                "Restoring",
                "The backup has nothing that is not here. Restoring everything would only take these entries away.",
            )
        return QCoreApplication.translate(
            "Restoring",
            "Tick entries or whole clients to restore just those. Before anything changes, the vault is kept as a backup.",
        )
