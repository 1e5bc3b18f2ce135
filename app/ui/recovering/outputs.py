"""The page onto a printer or into a file. Owns the system's print dialog and who may read the file; how it looks is `paper`'s."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.paper import print_sheet
from app.ui.recovering import paper
from app.vault.recovery import RecoveryKit


def print_kit(parent: QWidget, kit: RecoveryKit) -> bool:
    """Ask for a printer and print. False if it was left."""
    return print_sheet(parent, lambda painter: paper.draw(painter, kit))


def save_kit(path: Path, kit: RecoveryKit) -> None:
    """A PDF that its owner alone can read, never over another file."""
    from app.vault.exporters.placing import new_file

    with new_file(path) as file:
        file.write(paper.pdf(kit))


def pictures_filter() -> str:
    """What a dialog offers as pictures."""
    return QCoreApplication.translate("Recovery", "Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp *.heic);;*"
