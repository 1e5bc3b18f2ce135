"""How a form takes in the key of a second factor: from the menu inside its field, or a picture dropped anywhere on the form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.ui.drops import dropped_files
from app.ui.entry_edits import EntryEdits
from app.ui.files.places import DropPlace
from app.ui.state import Session
from app.ui.totp.asking import KeyReader
from app.ui.value_edit import ValueEdit
from app.ui.widgets.menus import Menu
from app.ui.widgets.notices import Notice

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


class KeyIntake(QObject):
    """Of one form. What goes wrong is said in the form's notice."""

    def __init__(self, session: Session, form: QWidget, edits: EntryEdits, notice: Notice) -> None:
        super().__init__(form)
        self._session, self._edits, self._notice = session, edits, notice
        self._edit: ValueEdit | None = None
        self.menu: Menu | None = None
        self.reader = KeyReader(session, form)
        self.reader.read.connect(self._fill)
        self.reader.failed.connect(lambda error: notice.show_error(session.sentence(error)))
        self.place = DropPlace(form, self._meant, self._take)
        edits.key_asked.connect(self._ask)

    def _ask(self, edit: ValueEdit) -> None:
        self._begin(edit)
        self.menu = self.reader.menu(edit.helps.code)

    def _begin(self, edit: ValueEdit | None) -> None:
        self._edit = edit
        self._notice.clear()

    def _meant(self, data: QMimeData) -> str:
        if self._edits.key_edit() is None or not (data.hasImage() or _picture(data)):
            return ""
        return QCoreApplication.translate("Totp", "Drop to read the QR code of the second factor")

    def _take(self, data: QMimeData, _at: QPoint) -> None:
        self._begin(self._edits.key_edit())
        path = _picture(data)
        if path is not None:
            self.reader.from_file(path)
        elif isinstance(picture := data.imageData(), QImage):
            self.reader.from_pictures([picture])

    def _fill(self, text: str) -> None:
        edit = self._edit
        if edit is None or edit not in [one.edit for one in self._edits]:  # made anew or removed since it asked
            edit = self._edits.key_edit()
        if edit is not None and text:
            edit.fill(text)
            edit.setFocus()


def _picture(data: QMimeData) -> Path | None:
    """The one picture in a drop."""
    files = dropped_files(data)
    return files[0] if len(files) == 1 and files[0].suffix.casefold() in _PICTURES else None
