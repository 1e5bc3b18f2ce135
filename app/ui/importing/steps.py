"""The four steps of an import as widgets: choose, look, wait, report. Each shows what it is given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView, QProgressBar, QTableView, QVBoxLayout

from app.ops.importing import DEFAULT_CLIENTS, SEALED_FORMATS, ImportPreview, ImportReport
from app.ui import theme
from app.ui.exporting.plainfile import PlainFile
from app.ui.importing import reporting, words
from app.ui.importing.table import ClientsTable
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled
from app.ui.widgets.notices import Notice
from app.ui.widgets.text import Text

TABLE_HEIGHT, HEAD_HEIGHT, COUNT_WIDTH = 236, 44, 72


class ChooseStep(Living):
    """A file to choose or to drop, and where such a file comes from."""

    asked = Signal()
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._lead = Text(wrap=True)
        self.button = Button(kind="primary", icon="folder-open")
        self._drop = Text(role="muted", size=theme.T12)
        self._how = Text(role="muted", size=theme.T12, wrap=True)
        place = Card(gap=theme.S8)
        place.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        place.body.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignHCenter)
        place.setMinimumHeight(128)
        place.body.insertStretch(0, 1)
        place.body.addStretch(1)
        column = QVBoxLayout(self)
        bare(column, theme.S16)
        for widget in (self._lead, place, self._how):
            column.addWidget(widget)
        self.button.clicked.connect(self.asked)
        self.retranslate()

    def retranslate(self) -> None:
        self._lead.setText(
            QCoreApplication.translate(
                "Importing",
                "Bring in what another program exported. You see what is in the file before anything is added, "
                "and importing the same file twice adds nothing.",
            )
        )
        self.button.setText(QCoreApplication.translate("Importing", "Choose file…"))
        self._drop.setText(QCoreApplication.translate("Importing", "or drop it here"))
        self._how.setText(
            QCoreApplication.translate(
                "Importing",
                "From LastPass, Bitwarden, 1Password, KeePass and KeePassXC, Proton Pass, Dashlane, Chrome, Edge, Firefox, "
                "or any table saved as CSV. In most programs: Settings or Tools → Export.",
            )
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.chosen.emit(Path(local[0]))


class PreviewStep(Living):
    """What is in the file, and for whom."""

    client_chosen = Signal(str)
    target_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._preview: ImportPreview | None = None
        self._both = QCheckBox()
        self._lead, self._kinds = Text(semibold=True, wrap=True), Text(role="muted", wrap=True)
        self._skipped = Notice("warn", "")
        self._client = Choice()
        self._client.setEditable(True)
        self._asked = ""
        self._client.activated.connect(lambda _index: self._client_asked())
        line = self._client.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._client_asked)
        self._target = Labelled("", self._client)
        self.model = ClientsTable(self)
        self.model.target_chosen.connect(self.target_chosen)
        self._table = QTableView()
        self._outcome = Text(wrap=True)
        self._dress()
        column = QVBoxLayout(self)
        bare(column, theme.S12)
        for widget in (
            *(self._lead, self._kinds, self._target, self._table, self._outcome, self._both, self._skipped),
        ):
            column.addWidget(widget)
        self.retranslate()

    @property
    def client(self) -> str:
        return str(self._client.currentText()).strip()

    @property
    def keep_both(self) -> bool:
        return self._both.isChecked() and self._both.isVisibleTo(self)

    def offer(self, preview: ImportPreview, clients: Iterable[str]) -> None:
        """A file that was just read. `clients` are offered for what lies in no folder, where the file has such entries."""
        default = DEFAULT_CLIENTS[preview.format]
        self._client.clear()
        self._client.addItems([default, *(name for name in clients if name != default)])
        self._asked = self.client
        self._both.setChecked(False)
        self._target.setVisible(default in dict(preview.clients))
        self.show_preview(preview)

    def show_preview(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.model.set_clients(preview.table)
        self._table.setFixedHeight(min(TABLE_HEIGHT, theme.CONTROL * len(preview.table) + HEAD_HEIGHT))
        self.retranslate()

    def _client_asked(self) -> None:
        if self.client and self.client != self._asked:
            self._asked = self.client
            self.client_chosen.emit(self.client)

    def retranslate(self) -> None:
        self._target.set_label(QCoreApplication.translate("Importing", "Entries without a folder go to the client"))
        self._target.set_hint(QCoreApplication.translate("Importing", "Choose one, or type a new name."))
        self._both.setText(QCoreApplication.translate("Importing", "Add those a second time as well"))
        self._table.setToolTip(
            QCoreApplication.translate("Importing", "Double-click a client to send its entries to another one.")
        )
        self._table.setAccessibleName(QCoreApplication.translate("Importing", "What is in the file, client by client"))
        self._table.horizontalHeader().setAccessibleName(self._table.accessibleName())
        preview = self._preview
        if preview is None:
            return
        new = sum(not client.known for client in preview.table)
        self._lead.setText(f"{words.format_name(preview.format)}: {words.clients_line(len(preview.table), new)}")
        self._kinds.setText(words.kinds_line(preview.kinds))
        self._both.setVisible(preview.merged + preview.joined > 0)
        total = sum(preview.kinds.values())
        new = total - preview.merged - preview.joined
        self._outcome.setText(words.outcome(new, preview.merged, preview.joined, preview.files, preview.file_octets))
        self._skipped.say(words.rows_count(preview.skipped_count) if preview.skipped_count else "")

    def _dress(self) -> None:
        self._table.setModel(self.model)
        self._table.setShowGrid(False)
        self._table.setStyleSheet(
            "QTableView::item { padding: 0 5px; }"
        )  # under the first letter of its heading, or its last
        self._table.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.EditKeyPressed)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(theme.CONTROL)
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for wide in (0, 1):
            head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(COUNT_WIDTH)


class ProgressStep(Living):
    """How far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._lead, self._count = Text(wrap=True), Text(role="muted", size=theme.T12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._adding = False
        column = QVBoxLayout(self)
        bare(column, theme.S12)
        for widget in (self._lead, self.bar, self._count):
            column.addWidget(widget)
        self.retranslate()

    def begin(self, *, adding: bool) -> None:
        self._adding = adding
        self.bar.setRange(0, 0)
        self._count.setText("")
        self.retranslate()

    def advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(min(done, total))
        self._count.setText(f"{words.size(done)} / {words.size(total)}")

    def retranslate(self) -> None:
        adding = QCoreApplication.translate("Importing", "Adding entries. Until this is done, nothing is changed.")
        looking = QCoreApplication.translate("Importing", "Reading the file. Nothing is added yet.")
        self._lead.setText(adding if self._adding else looking)
        self.bar.setAccessibleName(self._lead.text())


class ReportStep(Living):
    """What was done, and what to do with the file now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._path: Path | None = None
        self._report: ImportReport | None = None
        self._language = "en"
        self._lead = Notice("good", "")
        self._lines = Text(wrap=True)
        self._skipped = Text(role="muted", size=theme.T12, wrap=True, selectable=True)
        self.file = PlainFile(session)
        column = QVBoxLayout(self)
        bare(column, theme.S12)
        for widget in (self._lead, self._lines, self._skipped, self.file):
            column.addWidget(widget)

    def show_report(self, report: ImportReport, language: str, path: Path | None) -> None:
        """A file that everybody can read should not stay; a program's own, locked one is its owner's to keep."""
        self._report, self._language = report, language
        self.retranslate()
        if path is not None and report.format not in SEALED_FORMATS:
            self.file.offer(path, reporting.file_words(report, path.name))

    def retranslate(self) -> None:
        if self._report is None:
            return
        self._lead.say(reporting.headline(self._report))
        self._lines.setText(reporting.details(self._report))
        self._lines.setVisible(bool(self._lines.text()))
        self._skipped.setText(reporting.skipped_lines(self._report, self._language))
        self._skipped.setVisible(bool(self._skipped.text()))
