"""What the bar of several entries does, by name. Owns the questions before what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.entry_acts import EntryActs
from app.ui.lists import counted
from app.ui.state import Session
from app.ui.widgets.sheet import confirm


def do_bulk(session: Session, act: str, ids: Sequence[str], parent: QWidget) -> None:
    """Share, favourite, tags, move, archive, trash, restore, purge: with all of these entries."""
    acts = EntryActs(session)
    doing: dict[str, Callable[[], object]] = {
        "share": lambda: _share(session, ids, parent),
        "favourite": lambda: acts.favourite(ids, True),
        "archive": lambda: acts.archive(ids, True),
        "trash": lambda: acts.trash(ids),
        "restore": lambda: acts.restore(ids),
        "tags": lambda: _tags(session, ids, parent),
        "move": lambda: _move(session, ids, parent),
        "purge": lambda: ask_purge(acts, ids, parent),
    }
    if ids:
        doing[act]()


def _share(session: Session, ids: Sequence[str], parent: QWidget) -> None:
    from app.ui.sharing.sheet import open_share_of

    open_share_of(session, ids, parent.window())


def _tags(session: Session, ids: Sequence[str], parent: QWidget) -> None:
    from app.ui.tag_sheet import TagSheet

    TagSheet(session, ids, parent).open()


def _move(session: Session, ids: Sequence[str], parent: QWidget) -> None:
    from app.ui.move_sheet import MoveSheet

    MoveSheet(session, ids, parent).open()


def ask_purge(acts: EntryActs, ids: Sequence[str], parent: QWidget) -> None:
    """The one thing here that cannot be undone."""
    text = QCoreApplication.translate("Bulk", "{count}: fields, past and files are erased. It cannot be undone.")
    confirm(
        parent,
        QCoreApplication.translate("Bulk", "Erase for good?"),
        text.format(count=counted(len(ids))),
        QCoreApplication.translate("Bulk", "Erase for good"),
        lambda: acts.purge(ids),
        danger=True,
    )
