"""Asks for files and folders by the system's own dialog. Owns where it opens: where something of the same sort was chosen last in
this run, else the folder that people keep that sort in. What becomes of a choice is its asker's.

Nothing of it is written down: the folders of an assistant have their clients' names.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_Place = QStandardPaths.StandardLocation


class Sort(Enum):
    """What is chosen."""

    EXPORTED = "exported"  # by another program, or by this one
    PICTURE = "picture"
    PAPER = "paper"
    BACKUP = "backup"
    KEY = "key"
    ENTRY_FILE = "entry-file"
    SHARED = "shared"
    RECEIVED = "received"


_USUAL = {
    Sort.EXPORTED: _Place.DownloadLocation,
    Sort.PICTURE: _Place.PicturesLocation,
    Sort.PAPER: _Place.DocumentsLocation,
    Sort.BACKUP: _Place.DocumentsLocation,
    Sort.KEY: _Place.HomeLocation,
    Sort.ENTRY_FILE: _Place.DocumentsLocation,
    Sort.SHARED: _Place.DocumentsLocation,
    Sort.RECEIVED: _Place.DownloadLocation,
}
_last: dict[Sort, Path] = {}


def begins_at(sort: Sort) -> Path:
    """Where its dialog opens: a folder that is there, and never the one that the program happens to run in."""
    wanted = (_last.get(sort), Path(QStandardPaths.writableLocation(_USUAL[sort])))
    return next((one for one in wanted if one is not None and one.is_absolute() and one.is_dir()), Path.home())


def file(over: QWidget, sort: Sort, title: str, kinds: str = "") -> Path | None:
    """One file that is there; None if nothing was chosen. `kinds` as Qt has filters."""
    name, _kind = QFileDialog.getOpenFileName(over, title, str(begins_at(sort)), kinds)
    return _kept(sort, Path(name), Path(name).parent) if name else None


def files(over: QWidget, sort: Sort, title: str) -> list[Path]:
    """Any number of files that are there."""
    names, _kind = QFileDialog.getOpenFileNames(over, title, str(begins_at(sort)))
    return [_kept(sort, Path(name), Path(name).parent) for name in names]


def folder(over: QWidget, sort: Sort, title: str) -> Path | None:
    """A folder that is there."""
    name = QFileDialog.getExistingDirectory(over, title, str(begins_at(sort)))
    return _kept(sort, Path(name), Path(name)) if name else None


def target(
    over: QWidget, sort: Sort, title: str, name: str, kinds: str = "", *, writes_over: bool = False
) -> Path | None:
    """Where to write a file of this name. Unless the asker `writes_over` what is there, the dialog asks nothing about it: the
    asker refuses, and says so."""
    options = QFileDialog.Option(0) if writes_over else QFileDialog.Option.DontConfirmOverwrite
    chosen, _kind = QFileDialog.getSaveFileName(
        over, title, str(begins_at(sort) / Path(name).name), kinds, options=options
    )
    return _kept(sort, Path(chosen), Path(chosen).parent) if chosen else None


def _kept(sort: Sort, chosen: Path, place: Path) -> Path:
    _last[sort] = place
    return chosen
