"""The sheets that an action opens over whatever page stands. Each is loaded when it is first wanted; what it does is its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.state import Session


def kit(session: Session, window: QWidget) -> None:
    from app.ui.recovering.sheet import open_kit

    open_kit(session, None, window)


def passphrase(session: Session, window: QWidget) -> None:
    from app.ui.recovering.passphrase import open_passphrase

    open_passphrase(session, window)


def restore(session: Session, window: QWidget) -> None:
    from app.ui.keeping.restore import RestoreSheet

    RestoreSheet(session, window).open()


def generator(session: Session, window: QWidget) -> None:
    from app.ui.generator_sheet import open_generator_sheet

    open_generator_sheet(session, window)


def export(session: Session, window: QWidget, client_id: str) -> None:
    """Of one client, where one is open."""
    from app.ui.exporting.sheet import open_export

    open_export(session, window, client_id or None)
