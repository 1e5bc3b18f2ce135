"""The left rail: mark, search field, pages and shelves; at the foot the clipboard's countdown and the lock.

In a window with little room for its text it is narrow: pictures alone, their names as tool tips. To search it unfolds.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.commanding.words import shown_keys
from app.ui.shelves import CATEGORY_ICONS, SHELF_ICONS, Place, Shelf, Stock, category_name, place_name
from app.ui.state import Session
from app.ui.theme import RAIL_WIDTH, S4, S8, S12, S16, T12, T15, colour, font, grown
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.search import SearchField
from app.ui.widgets.text import Text
from app.ui.widgets.tips import set_tip
from app.vault.categories import Category

_ROOM, _ROOM_BESIDE_COUNT = 142, 104
_NARROW = 50
_SHELVES = (Shelf.ALL, Shelf.FAVOURITES, Shelf.RECENT, Shelf.ARCHIVE, Shelf.TRASH)


class NavButton(Button):
    """A page or a shelf: icon, name, and how many things wait there."""

    def __init__(self, icon: str, *, page: bool = True, kind: str = "nav", parent: QWidget | None = None) -> None:
        self._count = 0
        self._name, self._shown, self._tip, self._narrow = "", "", "", False
        super().__init__("", kind, icon, parent)
        self.setCheckable(page)
        self._icon_px, self._gap = {"nav": (20, 8), "shelf": (16, 8)}.get(kind, (16, 4))
        self.toggled.connect(self._tint)
        self._tint()

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self._say()
        self.update()

    def set_name(self, name: str, shown: str = "", tip: str = "") -> None:
        """`shown`: what there is room for; `tip`: more than the name."""
        self._name, self._shown, self._tip = name, shown or name, tip
        self._say()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._say()

    def _say(self) -> None:
        self.setText("" if self._narrow else self._shown.replace("&", "&&"))
        self.setAccessibleName(self._name)
        counted = f"{self._name} ({QLocale().toString(self._count)})" if self._count else self._name
        set_tip(self, self._tip or (counted if self._narrow or self._shown != self._name else ""))

    def _role(self) -> str:
        if self.kind == "fold":
            return "ink"
        return "seal" if self.isChecked() else "muted"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count and not self._narrow:
            with QPainter(self) as painter:
                painter.setFont(font(T12))
                painter.setPen(colour("seal" if self.isChecked() else "muted"))
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(self.rect().adjusted(0, 0, -10, 0), right, QLocale().toString(self._count))


class Fold(Living):
    """A heading that shows or hides what stands below it."""

    def __init__(self, body: QVBoxLayout, *, unfolded: bool = False) -> None:
        super().__init__()
        self.head = NavButton("caret-right", kind="fold")
        self.inside = QWidget()
        self.inside.setLayout(body)
        column = QVBoxLayout(self)
        bare(column, 2)
        column.addWidget(self.head)
        column.addWidget(self.inside)
        self.head.toggled.connect(self._fold)
        self.head.setChecked(unfolded)
        self._fold(unfolded)

    def _fold(self, unfolded: bool) -> None:
        self.inside.setVisible(unfolded)
        self.head.set_icon("caret-down" if unfolded else "caret-right")


class Rail(Living):
    """What stands at the left while the vault is open."""

    chosen = Signal(str)
    shelved = Signal(object)
    searched = Signal(str)
    search_left = Signal()
    into_results = Signal()

    PAGES = (
        ("clients", "users"),
        ("shares", "paper-plane-tilt"),
        ("requests", "tray"),
        ("health", "heartbeat"),
        ("settings", "gear-six"),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stock = Stock()
        self._narrow = self._folded = False
        self.setFixedWidth(grown(RAIL_WIDTH))
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField()
        self.search.textChanged.connect(self.searched)
        self.search.left.connect(self.search_left)
        self.search.into_results.connect(self.into_results)
        self.search.unfocused.connect(lambda: self._unfold(False))
        self.look = IconButton("magnifying-glass")
        self.look.clicked.connect(self.ask_search)
        self.look.hide()
        self._group = QButtonGroup(self)
        self.nav = {page: NavButton(icon) for page, icon in self.PAGES}
        for page, button in self.nav.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, page=page: self.chosen.emit(page))
        self.shelves: dict[Place, NavButton] = {}
        for place in [Place(shelf) for shelf in _SHELVES] + [Place(Shelf.CATEGORY, one.value) for one in Category]:
            self._add_shelf(place)
        self._clip = NavButton("clipboard-text", page=False)
        self._clip.clicked.connect(session.clipboard.clear_now)
        self._clip.hide()
        self._lock = NavButton("lock-simple", page=False)
        self._lock.clicked.connect(session.lock)
        self._compose()
        session.clipboard.ticked.connect(self._clipboard_ticked)
        session.live_shares.connect(self.nav["shares"].set_count)
        session.waiting_answers.connect(self.nav["requests"].set_count)
        self.retranslate()

    def _add_shelf(self, place: Place) -> NavButton:
        icon = CATEGORY_ICONS[Category(place.value)] if place.shelf is Shelf.CATEGORY else SHELF_ICONS[place.shelf]
        button = self.shelves[place] = NavButton(icon, kind="shelf")
        self._group.addButton(button)
        button.set_narrow(self._folded)
        button.clicked.connect(partial(self._shelf_clicked, place))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(partial(self._shelf_menu, place, button))
        return button

    def _shelf_clicked(self, place: Place, _checked: bool = False) -> None:
        self.shelved.emit(place)

    def _shelf_menu(self, place: Place, button: NavButton, at: QPoint) -> None:
        from app.ui.shelf_menu import ShelfMenu

        ShelfMenu(self._session, self).open(place, partial(self.shelved.emit, place), button.mapToGlobal(at))

    def _compose(self) -> None:
        self._mark = QLabel()
        brand = QHBoxLayout()
        bare(brand, S8, (S4, 0, 0, S8))
        brand.addWidget(self._mark)
        self._word = Text("Lacre", size=T15, semibold=True)
        brand.addWidget(self._word)
        brand.addStretch(1)
        column = QVBoxLayout(self)
        bare(column, S4, (S12, S16, S12, S12))
        column.addLayout(brand)
        column.addWidget(self.search)
        column.addWidget(self.look)
        column.addSpacing(S4)
        column.addWidget(scrolled(self._middle()), 1)
        column.addWidget(self._clip)
        column.addWidget(self._lock)
        self.retint()

    def _middle(self) -> QWidget:
        """Pages, shelves, categories and tags: what scrolls in a low window."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        bare(column, 2)
        column.addWidget(self.nav["clients"])
        for shelf in _SHELVES:
            column.addWidget(self.shelves[Place(shelf)])
        column.addSpacing(S8)
        for page in ("shares", "requests", "health", "settings"):
            column.addWidget(self.nav[page])
        self._tags = QVBoxLayout()
        bare(self._tags, 2)
        categories = QVBoxLayout()
        bare(categories, 2)
        for one in Category:
            categories.addWidget(self.shelves[Place(Shelf.CATEGORY, one.value)])
        self.folds = (Fold(self._tags, unfolded=True), Fold(categories))
        column.addSpacing(S8)
        for fold in self.folds:
            column.addWidget(fold)
        column.addStretch(1)
        self.folds[0].hide()
        return inside

    def show_stock(self, stock: Stock) -> None:
        """The tags there are, and how much is in the trash."""
        self.shelves[Place(Shelf.TRASH)].set_count(stock.trashed)
        if stock.tags == self._stock.tags:
            return
        chosen = next((place for place, button in self.shelves.items() if button.isChecked()), None)
        self._stock = stock
        for place in [place for place in self.shelves if place.shelf is Shelf.TAG]:
            self._group.removeButton(self.shelves.pop(place))
        clear(self._tags)
        for tag, count in stock.tags:
            button = self._add_shelf(Place(Shelf.TAG, tag))
            button.set_count(count)
            self._tags.addWidget(button)
        self.folds[0].setVisible(bool(stock.tags))
        self._name_shelves()
        if chosen in self.shelves:
            self.shelves[chosen].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Whether the window has little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._unfold(False)

    def ask_search(self) -> None:
        """To the field of the search, which a narrow rail unfolds for."""
        self._unfold(True)
        self.search.setFocus()
        self.search.selectAll()

    def _unfold(self, wide: bool) -> None:
        narrow = self._narrow and not wide
        if narrow == self._folded:
            return
        self._folded = narrow
        self.setFixedWidth(grown(_NARROW) + 2 * S12 if narrow else grown(RAIL_WIDTH))
        self._word.setVisible(not narrow)
        self.search.setVisible(not narrow)
        self.look.setVisible(narrow)
        self.look.set_role("seal" if self.search.text() else "muted")
        for button in (*self.nav.values(), *self.shelves.values(), *(fold.head for fold in self.folds)):
            button.set_narrow(narrow)
        for button in (self._clip, self._lock):
            button.set_narrow(narrow)

    def retint(self) -> None:
        self._mark.setPixmap(icons.mark(grown(28)))

    def retranslate(self) -> None:
        self.search.setPlaceholderText(QCoreApplication.translate("Rail", "Search  Ctrl+F"))
        self.search.setAccessibleName(QCoreApplication.translate("Rail", "Search all entries"))
        self.look.set_name(QCoreApplication.translate("Rail", "Search all entries"))
        self.nav["clients"].set_name(QCoreApplication.translate("Rail", "Clients"))
        self.nav["shares"].set_name(QCoreApplication.translate("Rail", "Shares"))
        self.nav["requests"].set_name(QCoreApplication.translate("Rail", "Requests"))
        self.nav["health"].set_name(QCoreApplication.translate("Rail", "Health"))
        self.nav["settings"].set_name(QCoreApplication.translate("Rail", "Settings"))
        self.folds[0].head.set_name(QCoreApplication.translate("Rail", "Tags"))
        self.folds[1].head.set_name(QCoreApplication.translate("Rail", "Categories"))
        lock = QCoreApplication.translate("Rail", "Lock the vault ({keys})").format(keys=shown_keys("lock"))
        self._lock.set_name(QCoreApplication.translate("Rail", "Lock"), tip=lock)
        self._name_shelves()
        self._clipboard_ticked(self._session.clipboard.left)

    def _name_shelves(self) -> None:
        for place, button in self.shelves.items():
            name = category_name(Category(place.value)) if place.shelf is Shelf.CATEGORY else place_name(place)
            room = grown(_ROOM_BESIDE_COUNT if place.shelf is Shelf.TAG else _ROOM)
            button.set_name(name, button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))

    def show_page(self, page: str) -> None:
        self.nav[page].setChecked(True)

    def show_place(self, place: Place) -> None:
        """The shelf that is listed now."""
        if place in self.shelves:
            self.shelves[place].setChecked(True)

    def _clipboard_ticked(self, left: int) -> None:
        self._clip.setVisible(left > 0)
        name = QCoreApplication.translate("Rail", "Clipboard: {seconds} s").format(seconds=left)
        self._clip.set_name(name, tip=QCoreApplication.translate("Rail", "Clear the clipboard now"))
