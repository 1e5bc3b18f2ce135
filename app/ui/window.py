"""The window: unlock screen or desk. Owns which page stands and the ring; pages own their contents.

Pages are built when first shown and dropped when the vault locks: nothing of the vault outlives the lock in a widget.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.ui import icons, whereabouts
from app.ui.state import Session
from app.ui.telling import Telling
from app.ui.theme import LEAST, smallest
from app.ui.unlock import UnlockPage

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from app.ui.commanding.commands import Commands
    from app.ui.desk import Desk
    from app.ui.unlocking.asker import Question
    from app.ui.widgets.sheet import Sheet
    from app.ui.widgets.toast import Toast

_FIRST = (1180, 760)
_LATER_MS = 150


class Shell(QMainWindow):
    """The one window."""

    began = Signal()  # it stands, and what it needed for that no longer waits

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setMinimumSize(_least(self))
        self.setAcceptDrops(True)
        self.resize(*_FIRST)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.unlock_page = UnlockPage(session)
        self._stack.addWidget(self.unlock_page)
        self.desk: Desk | None = None
        self.commands: Commands | None = None
        self.ready = False
        self._waiting = ""  # a link that came while the vault was locked
        self._telling = Telling(session, self, lambda: self.unlock_page.foot())
        session.unlocked.connect(self._open)
        session.locked.connect(self._shut)
        session.draft_kept.connect(self._say_kept)
        session.themes.grew.connect(self._grow)
        session.keys.asked.connect(self._ask_for_key)
        self._restore()
        self.setWindowTitle("Lacre")
        QTimer.singleShot(_LATER_MS, self, self._finish)

    def _finish(self) -> None:
        """What the first paint does without."""
        from PySide6.QtGui import QIcon
        from PySide6.QtWidgets import QScrollArea

        from app.ui.widgets.focus import FocusRing

        self._ring = FocusRing(self)
        handle = self.windowHandle()
        if handle is not None:
            self.session.idle.listen(handle)
        # While the passphrase is typed: what the first list needs.
        import app.ui.clients
        import app.ui.commanding.commands
        import app.ui.desk
        import app.ui.entry_page  # noqa: F401

        QScrollArea().viewport()  # the first wrapping of a widget made by Qt has PySide build every widget class, 60 ms
        self.ready = True
        self._attend()
        self.session.tasks.run(_load_later, lambda _none: None, lambda _error: None, owner=self)
        self.setWindowIcon(QIcon(icons.mark(64)))
        from app.ui.files.opened import opened_of

        opened_of(self.session).sweep()
        self.began.emit()

    def _attend(self) -> None:
        """What the system has for a window that stays: its tray, and word of the computer's sleep."""
        from app.ui.tray import make_tray

        self.session.tasks.prepare()  # the system is listened to on a thread
        self.tray = make_tray(self.session, self)
        self.session.watch_computer()

    @property
    def toast(self) -> Toast:
        """The line that comes and goes."""
        return self._telling.toast

    def _say_kept(self) -> None:
        self.unlock_page.say_kept()

    def _open(self) -> None:
        whereabouts.resume(self.session, self._furnish())
        link, self._waiting = self._waiting, ""
        if link and self.commands is not None:
            self.commands.open_link(link, handed=True)

    def receive(self, link: str = "") -> None:
        """What another start of the program was given, or the system: to the front, and the link (if there is one) into the
        sheet that opens it. While the vault is locked it waits, here and nowhere else."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if link and self.commands is not None:
            self.commands.open_link(link, handed=True)
        elif link:
            self._waiting = link
            self.unlock_page.say_link_waits()

    def _furnish(self) -> Desk:
        """A desk, and the commands that go with it."""
        from app.ui.commanding.commands import Commands
        from app.ui.desk import Desk

        self.desk = desk = Desk(self.session)
        self.commands = Commands(self.session, self, desk)
        desk.acted.connect(self.commands.lead)
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)
        return desk

    def _shut(self) -> None:
        from app.ui.widgets.sheet import put_away

        whereabouts.keep(self.session, self.desk)
        put_away(self)
        self._telling.forget()
        self._stack.setCurrentWidget(self.unlock_page)
        self._clear_desk()
        self.unlock_page.prepare()  # last: what had the focus in the desk would hand it on as it goes

    def _clear_desk(self) -> None:
        if self.desk is not None:
            self._stack.removeWidget(self.desk)
            self.desk.hide()
            self.desk.deleteLater()
            self.desk = self.commands = None

    def _grow(self) -> None:
        """Text of another size: what stands is built anew, but for a form, which waits for the next unlock."""
        self.setMinimumSize(_least(self))
        self._telling.renew()
        self._stack.removeWidget(self.unlock_page)
        self.unlock_page.deleteLater()
        self.unlock_page = UnlockPage(self.session)
        self._stack.addWidget(self.unlock_page)
        if self.desk is None:
            self._stack.setCurrentWidget(self.unlock_page)
        elif self.desk.clients.detail.form is None:
            here = self.desk.current
            self._clear_desk()
            self._furnish().show_page(here)

    def sheet_open(self) -> bool:
        return any(sheet.isVisible() for sheet in self._sheets())

    def _sheets(self) -> list[Sheet]:
        from app.ui.widgets.sheet import Sheet

        return self.findChildren(Sheet)

    def _ask_for_key(self, question: Question | None) -> None:
        from app.ui.unlocking.key_sheet import present  # late: most vaults need none

        present(self, question)

    def _restore(self) -> None:
        saved = self.session.settings.window
        if saved:
            self.restoreGeometry(QByteArray(base64.b64decode(saved)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized() and self.session.guards.minimised:
            self.session.lock()

    # -- what is dropped ----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from app.ui.drops import read_drop

        dropped = read_drop(event.mimeData())
        if dropped is not None and (dropped.share or self.commands is not None) and not self.sheet_open():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from app.ui.drops import read_drop

        dropped = read_drop(event.mimeData())
        if dropped is not None and self.commands is not None:
            self.commands.take(dropped)
            event.acceptProposedAction()
        elif dropped is not None and dropped.share:
            self.receive(dropped.link)
            event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        window = base64.b64encode(self.saveGeometry().data()).decode()
        if window != self.session.settings.window:
            self.session.update_settings(window=window)
        whereabouts.keep(self.session, self.desk)
        super().closeEvent(event)


def _load_later() -> None:
    """While the passphrase is typed, on another thread: what takes 0.3 s to load must hold up no key once the vault is open."""
    import app.ops.vaults
    import app.ui.sharing.opsdesk
    import app.ui.sharing.page
    import app.vault.vault  # noqa: F401
    from app.ui import values
    from app.vault.kinds import FieldKind

    values.shown(FieldKind.PHONE, "+351900000000")  # the plans of all countries' numbers, 0.1 s


def _least(window: Shell) -> QSize:
    """Not larger than the screen, however large the text."""
    return QSize(*smallest()).boundedTo(window.screen().availableSize().expandedTo(QSize(*LEAST)))
