"""The left rail: mark, search field, pages with their counts; at the foot the clipboard's countdown and the lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.state import Session
from app.ui.theme import RAIL_WIDTH, S4, S8, S12, S16, T12, T15, colour, font
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.search import SearchField
from app.ui.widgets.text import Text


class NavButton(Button):
    """A page: icon, name, and how many things wait there."""

    def __init__(self, icon: str, *, page: bool = True, parent: QWidget | None = None) -> None:
        self._count = 0
        super().__init__("", "nav", icon, parent)
        self.setCheckable(page)
        self._icon_px, self._gap = 20, 8
        self.toggled.connect(self._tint)
        self._tint()

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def _role(self) -> str:
        return "seal" if self.isChecked() else "muted"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            painter = QPainter(self)
            painter.setFont(font(T12))
            painter.setPen(colour("seal" if self.isChecked() else "muted"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -10, 0), right, QLocale().toString(self._count))


class Rail(Living):
    """What stands at the left while the vault is open."""

    chosen = Signal(str)
    searched = Signal(str)
    search_left = Signal()
    into_results = Signal()

    PAGES = (("clients", "users"), ("shares", "paper-plane-tilt"), ("settings", "gear-six"))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setFixedWidth(RAIL_WIDTH)
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField()
        self.search.textChanged.connect(self.searched)
        self.search.left.connect(self.search_left)
        self.search.into_results.connect(self.into_results)
        self._group = QButtonGroup(self)
        self.nav = {page: NavButton(icon) for page, icon in self.PAGES}
        for page, button in self.nav.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, page=page: self.chosen.emit(page))
        self._clip = NavButton("clipboard-text", page=False)
        self._clip.clicked.connect(session.clipboard.clear_now)
        self._clip.hide()
        self._lock = NavButton("lock-simple", page=False)
        self._lock.clicked.connect(session.lock)
        self._compose()
        session.clipboard.ticked.connect(self._clipboard_ticked)
        session.live_shares.connect(self.nav["shares"].set_count)
        self.retranslate()

    def _compose(self) -> None:
        self._mark = QLabel()
        brand = QHBoxLayout()
        bare(brand, S8, (S4, 0, 0, S8))
        brand.addWidget(self._mark)
        brand.addWidget(Text("Lacre", size=T15, semibold=True))
        brand.addStretch(1)
        column = QVBoxLayout(self)
        bare(column, S4, (S12, S16, S12, S12))
        column.addLayout(brand)
        column.addWidget(self.search)
        column.addSpacing(S8)
        for button in self.nav.values():
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._clip)
        column.addWidget(self._lock)
        self.retint()

    def retint(self) -> None:
        self._mark.setPixmap(icons.mark(28))

    def retranslate(self) -> None:
        self.search.setPlaceholderText(QCoreApplication.translate("Rail", "Search  Ctrl+F"))
        self.search.setAccessibleName(QCoreApplication.translate("Rail", "Search all entries"))
        self.nav["clients"].setText(QCoreApplication.translate("Rail", "Clients"))
        self.nav["shares"].setText(QCoreApplication.translate("Rail", "Shares"))
        self.nav["settings"].setText(QCoreApplication.translate("Rail", "Settings"))
        self._lock.setText(QCoreApplication.translate("Rail", "Lock"))
        self._lock.setToolTip(QCoreApplication.translate("Rail", "Lock the vault (Ctrl+L)"))
        self._clip.setToolTip(QCoreApplication.translate("Rail", "Clear the clipboard now"))
        self._clipboard_ticked(self._session.clipboard.left)

    def show_page(self, page: str) -> None:
        self.nav[page].setChecked(True)

    def _clipboard_ticked(self, left: int) -> None:
        self._clip.setVisible(left > 0)
        self._clip.setText(QCoreApplication.translate("Rail", "Clipboard: {seconds} s").format(seconds=left))
