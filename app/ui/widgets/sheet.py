"""A modal card over the window, with a scrim behind it. Esc leaves it, the focus stays inside, the window behind hears nothing.

The window behind may draw itself anew meanwhile (an import fills its list), and Qt hands the focus on whenever its control is
hidden or disabled: while a sheet stands, focus that went behind is fetched back. It returns to where it came from at the end.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import S8, S16, S24, T13, T18, grown
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.origin import Origin
from app.ui.widgets.tabbing import in_order
from app.ui.widgets.text import Text

_EDGE = 32  # what is left of the window around a sheet


class Sheet(Living):
    """The scrim fills the window; the card sits in it. Contents go into `body`, buttons into `buttons`."""

    finished = Signal(bool)
    _content: QWidget | None = None  # of the class as well: events still arrive while Python takes an object apart

    def __init__(self, parent: QWidget, title: str = "", width: int = 520) -> None:
        super().__init__(parent.window())
        self._width = width
        self._origin: Origin | None = None
        self._last: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QFrame(self)
        self.card.setProperty("sheet", True)
        self.title = Text(title, size=T18, semibold=True)
        self.close_button = IconButton("x")
        self.close_button.clicked.connect(self.reject)
        self._content = content = QWidget()
        self.body = QVBoxLayout(content)
        bare(self.body, S16, (S24, 0, S24, S16))
        self.buttons = QHBoxLayout()
        bare(self.buttons, S8, (S24, S16, S24, S24))
        self.buttons.addStretch(1)
        self._compose(content)
        self.hide()
        self.window().installEventFilter(self)
        self.retranslate()

    def _compose(self, content: QWidget) -> None:
        self._head = head = QHBoxLayout()
        bare(head, S8, (S24, S16 + 2, S16, 12))
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        # The card is made as high as it needs: what the scroll area would like is not asked.
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)  # after setWidget, which turns it on
        column = QVBoxLayout(self.card)
        bare(column)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.buttons)
        content.installEventFilter(self)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)

    def retranslate(self) -> None:
        self.close_button.set_name(QCoreApplication.translate("Sheet", "Close"))

    def open(self) -> None:
        """Show it over the window and take the focus."""
        self._origin = Origin(self.window())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_focus)
        self.setGeometry(self.window().rect())
        self._place()
        self.show()
        self.raise_()
        self._take_focus()

    def first_control(self) -> QWidget | None:
        """Where the focus goes first."""
        stops = [w for w in self._stops() if w is not self.close_button]
        return stops[0] if stops else self.close_button

    def accept(self) -> None:
        self._finish(True)

    def reject(self) -> None:
        self._finish(False)

    def _finish(self, accepted: bool) -> None:
        if self.isHidden():
            return
        self.hide()
        if self._origin is None or not self._origin.take_back():
            super().focusNextPrevChild(True)
        self.finished.emit(accepted)
        self.deleteLater()

    def _stops(self) -> list[QWidget]:
        """The controls inside that Tab may reach, in order."""
        return [
            widget
            for widget in in_order(self)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and widget.isEnabled()
            and widget.isVisibleTo(self)
        ]

    def _take_focus(self) -> None:
        """Where it was last in here, else where it begins."""
        stops = self._stops()
        target = self._last if self._last in stops else self.first_control()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot("QWidget*", "QWidget*")
    def _keep_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._content is None or not self._topmost():
            return
        if new is None:
            if self.isActiveWindow():  # nobody has it: then not even Escape would arrive here
                self._take_focus()
        elif new is self or self.isAncestorOf(new):
            self._last = new
        elif new.window() is self.window():  # not a menu or a chooser of the system over it
            self._take_focus()

    def _topmost(self) -> bool:
        """A question over a sheet is a sheet as well, and what was raised last is the window's last child."""
        standing = [one for one in self.window().children() if isinstance(one, Sheet) and one.isVisible()]
        return standing[-1:] == [self]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside: the window behind must not be reachable while a question is open."""
        if self.isHidden():
            return True  # closing: where the focus goes is said there
        stops = self._stops()
        if not stops:
            return True
        target = self._beside(self.window().focusWidget(), stops, forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        self._scroll.ensureWidgetVisible(target)
        return True

    def _beside(self, here: QWidget | None, stops: list[QWidget], forward: bool) -> QWidget:
        """The stop after (or before) this control, which may be none any more: a button that was pressed and is closed or gone
        hands the focus on to what follows it, and not to the way out of the sheet."""
        chain = in_order(self) if forward else in_order(self)[::-1]
        if here in chain:
            index = chain.index(here)
            chain = chain[index + 1 :] + chain[:index]
        return next(one for one in chain if one in stops) if stops[1:] else stops[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(20, 14, 10, 120))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._content is None:
            return False
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.setGeometry(self.window().rect())
            self._place()
        elif event.type() == QEvent.Type.LayoutRequest and watched is self._content:
            self._place()
        return False

    def _place(self) -> None:
        width = min(grown(self._width), self.width() - 2 * _EDGE)
        inner = self.body
        high = inner.heightForWidth(width - 2) if inner.hasHeightForWidth() else inner.sizeHint().height()
        high = max(high, inner.totalMinimumSize().height())  # what the contents insist on: else they scroll for nothing
        frame = self._head.sizeHint().height() + self.buttons.sizeHint().height() + 4
        height = min(high + frame, self.height() - 2 * _EDGE)
        self.card.setGeometry(
            (self.width() - width) // 2, max(_EDGE, (self.height() - height) // 2 - 16), width, height
        )


def put_away(window: QWidget) -> None:
    """The vault locks: every sheet goes without an answer, and without the way back to what goes as well."""
    for sheet in window.findChildren(Sheet):
        sheet.hide()
        sheet._origin = sheet._last = None
        sheet.deleteLater()


def confirm(
    parent: QWidget, title: str, text: str, verb: str, on_yes: Callable[[], object], *, danger: bool = False
) -> Sheet:
    """Ask before something that cannot be taken back. The verb names what will happen; the focus is on leaving it."""
    sheet = Sheet(parent, title, 420)
    sheet.body.addWidget(Text(text, size=T13, wrap=True))
    leave = Button(QCoreApplication.translate("Sheet", "Cancel"))
    leave.clicked.connect(sheet.reject)
    act = Button(verb, "danger" if danger else "primary", "warning" if danger else "")
    act.clicked.connect(sheet.accept)
    sheet.buttons.addWidget(leave)
    sheet.buttons.addWidget(act)
    sheet.finished.connect(lambda yes: on_yes() if yes else None)
    sheet.set_title(title)
    sheet.open()
    return sheet
