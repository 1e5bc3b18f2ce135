"""Import and export on the settings page: the two doors, side by side."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.state import Session
from app.ui.theme import S8, S24, T12
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Section
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text


class MovingCard(Living):
    """Opens the sheets; decides nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._group, self._about = Section(), Text("", size=T12, role="muted", wrap=True)
        self.import_button, self.export_button = Button(icon="download-simple"), Button(icon="export")
        line = QHBoxLayout()
        bare(line, S8)
        line.addWidget(self._about, 1)
        line.addSpacing(S24 - S8)
        line.addWidget(self.import_button)
        line.addWidget(self.export_button)
        self._group.body.addLayout(line)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self._group)
        self.import_button.clicked.connect(self.bring_in)
        self.export_button.clicked.connect(self.take_out)
        self.retranslate()

    def bring_in(self) -> Sheet:
        from app.ui.importing.dialog import open_import

        return open_import(self._session, self)

    def take_out(self) -> Sheet:
        from app.ui.exporting.sheet import open_export

        return open_export(self._session, self)

    def retranslate(self) -> None:
        self._group.set_title(QCoreApplication.translate("Exporting", "Import and export"))
        self.import_button.setText(QCoreApplication.translate("Exporting", "Import…"))
        self.export_button.setText(QCoreApplication.translate("Exporting", "Export…"))
        self._about.setText(
            QCoreApplication.translate(
                "Exporting",
                "From and to other programs. An export is a file that others may read: it is made only with your passphrase.",
            )
        )
