"""The generator by itself, for a password that goes elsewhere than into an entry: it is copied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.ui.generator import GeneratorPanel
from app.ui.state import Session
from app.ui.widgets.sheet import Sheet


class GeneratorSheet(Sheet):
    """The panel in a sheet; its button copies."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, "", 440)
        self._session = session
        self.panel = GeneratorPanel(self)
        self.panel.used.connect(lambda value: session.clipboard.copy(value))
        self.body.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignHCenter)
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(QCoreApplication.translate("GeneratorSheet", "Generate a password"))
        if hasattr(self, "panel"):
            self.panel.use.setText(QCoreApplication.translate("GeneratorSheet", "Copy"))


def open_generator_sheet(session: Session, window: QWidget) -> GeneratorSheet:
    sheet = GeneratorSheet(session, window)
    sheet.open()
    return sheet
