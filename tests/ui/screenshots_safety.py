"""Pictures of what keeps a vault from being lost: the kit, another passphrase, bringing back, taking out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ops.backups import make
from app.ui.exporting.sheet import open_export
from app.ui.keeping.restore import open_restore
from app.ui.recovering.passphrase import open_passphrase
from app.ui.recovering.sheet import open_kit
from app.vault.rotation import Reason
from tests.ui.cheap import PASSPHRASE

if TYPE_CHECKING:
    from tests.ui.screenshots import Tour


def safety(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    yield from _kit(tour)
    open_passphrase(tour.session, tour.shell)
    yield "82-passphrase", tour.shell
    tour.close_sheets()
    yield from _restore(tour)
    open_export(tour.session, tour.shell)
    tour.settle()
    yield "85-export", tour.shell
    tour.close_sheets()


def _kit(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    sheet = open_kit(tour.session, None, tour.shell)
    sheet.ask.passphrase.set_text(PASSPHRASE.text())
    sheet.next.click()
    tour.settle(sheet.paper.isVisible)
    yield "80-kit", tour.shell
    sheet.next.click()
    tour.settle()
    yield "81-kit-read-back", tour.shell
    tour.close_sheets()


def _restore(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """Two entries are taken away after a backup, and put back from the trash at the end."""
    vault, now = tour.session.vault, tour.session.now()
    assert vault is not None
    backup = make(tour.session.home, vault, Reason.DAILY, now - timedelta(days=2))
    gone = [entry.id for entry in vault.entries()[:2]]
    for entry_id in gone:
        vault.trash(entry_id, now)
    sheet = open_restore(tour.session, tour.shell)
    tour.settle()
    yield "83-backups", tour.shell
    sheet.look(backup)
    tour.settle(sheet.tree.isVisible)
    sheet.changes.setData(sheet.changes.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    tour.settle()
    yield "84-bring-back", tour.shell
    tour.close_sheets()
    for entry_id in gone:
        vault.restore(entry_id)
