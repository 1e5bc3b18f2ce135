"""The health page: numbers, and the list of what to put right. Owns asking for the check-up, not what is a problem."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.ui import when
from app.ui.health.checkup import Checkup, Line, check_up
from app.ui.health.rows import LineDelegate, ProblemTile, spoken_line
from app.ui.recovering.offer import KitOffer
from app.ui.state import Session
from app.ui.tasks import Task
from app.ui.theme import ROW, S4, S8, S16, S24, S32, T12, T24, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow import flowing
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.sheet import confirm
from app.ui.widgets.table import RowsModel, RowsView
from app.ui.widgets.text import Text
from app.ui.widgets.tiling import Tiling
from app.vault.health import Problem
from app.vault.model import Client

_ROOMY = 640  # below it the page's acts stand under its heading
_ROWS_AT_LEAST = 3


class HealthPage(Living):
    """Looks the vault over when it is first shown, and again when something changed meanwhile."""

    counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._stale = True
        self._breaches: Any = None  # kept as long as the page: it remembers answers
        self.checkup: Checkup | None = None
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = Text("", size=T24, semibold=True)
        self.about = Text("", size=T12, role="muted", wrap=True)
        self.client, self.breached, self.again = Choice(), Button("", icon="shield-warning"), Button("")
        self.bar = QProgressBar(textVisible=False)
        self.tiles = {problem: ProblemTile(problem) for problem in Problem}
        self.view = RowsView(RowsModel(spoken_line, self), LineDelegate())
        self.well = EmptyState("heartbeat")
        self.kit = KitOffer(session)
        self._stack = QStackedWidget()
        self._compose()
        self._connect()
        self.retranslate()

    def _compose(self) -> None:
        names = QVBoxLayout()
        bare(names, S4)
        names.addWidget(self.heading)
        names.addWidget(self.about)
        self._head = head = QHBoxLayout()
        bare(head, S8)
        head.addLayout(names, 1)
        head.addWidget(flowing(self.client, self.breached, self.again), 0, Qt.AlignmentFlag.AlignTop)
        self.client.setMinimumWidth(grown(150))
        self.client.setMaximumWidth(grown(190))
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.well)
        inside = QWidget()
        column = QVBoxLayout(inside)
        bare(column, S16, (S32, S24, S24, S16))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.kit)
        column.addWidget(Tiling(list(self.tiles.values())))
        column.addWidget(self._stack, 1)
        self._stack.setMinimumHeight(_ROWS_AT_LEAST * grown(ROW))
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(scrolled(inside))
        self.bar.hide()

    def _connect(self) -> None:
        self.client.activated.connect(lambda _index: self._fill())
        self.again.clicked.connect(self.look)
        self.breached.clicked.connect(self.ask_breaches)
        for tile in self.tiles.values():
            tile.clicked.connect(lambda _on=False, tile=tile: self._only(tile))
        self.view.entered.connect(self.fix)
        self.view.chose.connect(self.fix)
        self._session.vault_changed.connect(self._changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= grown(_ROOMY)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    # -- looking ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.kit.look()
        if self._stale and self._task is None:
            self.look()

    def _changed(self) -> None:
        self._stale = True

    def look(self) -> None:
        """A check-up, behind; what was found before stays until it is there."""
        vault, now, breaches = self._session.vault, self._session.now(), self._breaches
        if vault is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._stale = False
        self._session.ask(lambda opened: opened.clients(), self._offer_clients, owner=self, key="clients")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._task = self._session.tasks.run(
            lambda task: check_up(vault, now, breaches, task),
            self._there,
            self._failed,
            owner=self,
            on_progress=self._moved,
        )

    def _moved(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _there(self, checkup: Checkup) -> None:
        self._task, self.checkup = None, checkup
        self.bar.hide()
        self.counted.emit(len({line.entry.id for line in checkup.lines}))
        self._fill()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.bar.hide()
        if self._session.vault is not None:
            self._session.say_error(error)

    def ask_breaches(self) -> None:
        """Nothing leaves the computer before somebody agreed to it."""
        confirm(
            self,
            QCoreApplication.translate("Health", "Ask about known breaches?"),
            QCoreApplication.translate(
                "Health",
                "Lacre asks Have I Been Pwned whether passwords appear in known breaches. Of each password only the first five "
                "signs of a fingerprint are sent, which thousands of passwords share: nobody can tell from them which are yours.",
            ),
            QCoreApplication.translate("Health", "Ask"),
            self._with_breaches,
        )

    def _with_breaches(self) -> None:
        from app.ops.breaches import Breaches

        self._breaches = self._breaches or Breaches()
        self.look()

    # -- showing ------------------------------------------------------------------------------------------------------

    def go(self, client_id: str = "") -> None:
        """The findings of one client."""
        self.client.setCurrentIndex(max(0, self.client.findData(client_id)))
        self._fill()

    def _offer_clients(self, clients: list[Client]) -> None:
        chosen = self.client.currentData() or ""
        self.client.clear()
        self.client.addItem("", "")
        for client in clients:
            self.client.addItem(client.name, client.id)
        self.client.setCurrentIndex(max(0, self.client.findData(chosen)))
        self.retranslate()

    def _only(self, pressed: ProblemTile) -> None:
        for tile in self.tiles.values():
            tile.setChecked(tile is pressed and pressed.isChecked())
        self._fill()

    def _fill(self) -> None:
        checkup = self.checkup
        if checkup is None:
            return
        client = str(self.client.currentData() or "")
        counts = checkup.counts(client)
        for problem, tile in self.tiles.items():
            tile.show_count(counts[problem])
            if not counts[problem]:
                tile.setChecked(False)
        only = next((problem for problem, tile in self.tiles.items() if tile.isChecked()), None)
        lines = checkup.of(client, only)
        self.view.show_rows(lines)
        if lines:
            self.view.pick(0, quietly=True)
        self._stack.setCurrentWidget(self.view if lines else self.well)
        self.retranslate()

    def fix(self, line: Line) -> None:
        """To the entry."""
        self._session.go("clients", entry_id=line.entry.id)

    def retranslate(self) -> None:
        self.heading.setText(QCoreApplication.translate("Health", "Health"))
        self.setAccessibleName(self.heading.text())
        self.client.setAccessibleName(QCoreApplication.translate("Health", "Of which client"))
        if self.client.count():
            self.client.setItemText(0, QCoreApplication.translate("Health", "All clients"))
        self.breached.setText(QCoreApplication.translate("Health", "Breaches…"))
        self.breached.setToolTip(QCoreApplication.translate("Health", "Ask whether passwords appear in known breaches"))
        self.again.setText(QCoreApplication.translate("Health", "Look again"))
        self.bar.setAccessibleName(QCoreApplication.translate("Health", "Looking the vault over"))
        self.view.setAccessibleName(QCoreApplication.translate("Health", "What to put right"))
        self.well.set_words(
            QCoreApplication.translate("Health", "All is well"),
            QCoreApplication.translate("Health", "No weak, reused, old or expired values were found here."),
        )
        for tile in self.tiles.values():
            tile.rename()
        self.about.setText(self._about())

    def _about(self) -> str:
        if self.checkup is None:
            return QCoreApplication.translate("Health", "Looking the vault over…")
        report = self.checkup.report
        text = QCoreApplication.translate("Health", "{count} entries looked at, {when}")
        return text.format(count=QLocale().toString(report.entries), when=when.ago(report.at, self._session.now()))
