"""The detail column: an entry, a form, or a word about what is not there. Owns which of them stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from app.ui.entry_page import EntryPage
from app.ui.state import Session
from app.ui.widgets.empty import EmptyState
from app.vault.model import Entry

if TYPE_CHECKING:
    from app.ui.drafts import Found
    from app.ui.entry_form import EntryForm

_RESTS_MS = 250  # longer than from one key to the next: an entry is laid out when the typing rests, not between


class Missing(StrEnum):
    """Why no entry stands here."""

    NOTHING_FOUND = "nothing-found"
    NO_ENTRIES = "no-entries"
    NO_CLIENTS = "no-clients"
    NOT_CHOSEN = "not-chosen"


class DetailPane(QStackedWidget):
    """One entry page, kept; a form made anew each time."""

    editing = Signal(bool)
    saved = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.nothing = EmptyState("users")
        self.page: EntryPage | None = None
        self.form: EntryForm | None = None
        self.addWidget(self.nothing)
        self._wanted = ""
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._rest.timeout.connect(self._show_wanted)

    def show_entry(self, entry_id: str, *, later: bool = False) -> None:
        """Unless a form is open: that one stays until it is saved or left. `later`: when the typing rests, so that while
        somebody types the list comes first."""
        self._wanted = entry_id
        if later:
            self._rest.start()
        else:
            self._show_wanted()

    def _show_wanted(self) -> None:
        self._rest.stop()
        if (
            self.form is not None or not self._wanted or self._session.vault is None
        ):  # the clock may ring after the lock
            return
        page = self.build()
        page.load(self._wanted)
        self.setCurrentWidget(page)

    def build(self) -> EntryPage:
        """The page of entries: made once, and best in a moment in which nobody types."""
        if self.page is None:
            self.page = EntryPage(self._session)
            self.page.edit_asked.connect(self.edit)
            self.page.gone.connect(self.close_all)
            self.addWidget(self.page)
        return self.page

    def shown_entry(self) -> EntryPage | None:
        """The entry page, where it stands and shows an entry."""
        page = self.page
        return page if page is not None and page.entry is not None and self.currentWidget() is page else None

    def open_menu(self, entry_id: str, at: QPoint) -> None:
        """Of the entry that was chosen just now: its page may still be on its way."""
        shown = self.shown_entry()
        if shown is not None and shown.entry is not None and shown.entry.id == entry_id:
            shown.open_menu(at)
        elif self.form is None:
            page = self.build()
            page.loaded.connect(lambda: page.open_menu(at), Qt.ConnectionType.SingleShotConnection)
            self.show_entry(entry_id)

    def can_do(self, act: str) -> bool:
        """Whether an action of the table would do something with the entry that is shown."""
        shown = self.shown_entry()
        return shown is not None and shown.can_do(act)

    def do(self, act: str) -> None:
        shown = self.shown_entry()
        if shown is not None:
            shown.do(act)

    def new(self, client_id: str) -> None:
        """An empty form, for a client, or asking for one."""
        from app.ui.entry_form import EntryForm

        self._open(EntryForm(self._session, client_id=client_id))

    def edit(self, entry: Entry) -> None:
        from app.ui.entry_form import EntryForm

        self._open(EntryForm(self._session, entry=entry))

    def resume(self, found: Found) -> None:
        """The form that stood open when the vault locked."""
        from app.ui.entry_form import EntryForm

        form = EntryForm(self._session, entry=found.entry, client_id=found.client.id if found.client else "")
        form.restore(found.draft)
        self._open(form)

    def _open(self, form: EntryForm) -> None:
        self._drop_form()
        self.form = form
        self._session.drafts.watch(form.unsaved, form.is_unwritten)
        form.saved.connect(self._saved)
        form.left.connect(self.leave_form)
        self.addWidget(form)
        self.setCurrentWidget(form)
        self.editing.emit(True)
        form.focus_first()

    def _saved(self, entry: Entry) -> None:
        self._drop_form()
        self.saved.emit(entry)

    def leave_form(self) -> None:
        """Back to the entry, if there was one."""
        self._drop_form()
        shown = self.page is not None and self.page.entry is not None
        self.setCurrentWidget(self.page if shown and self.page is not None else self.nothing)
        if not shown:
            self._show_wanted()
        self.left.emit()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            self._session.drafts.forget()
            self._session.clipboard.forget_selection()  # of a password that was shown in it
        self.editing.emit(False)

    def close_all(self) -> None:
        """Show no entry and hold none."""
        self._wanted = ""
        self._rest.stop()
        self._drop_form()
        if self.page is not None:
            self.page.forget()
        self.setCurrentWidget(self.nothing)

    def say_words(self, icon: str, title: str, text: str) -> None:
        """Teach one thing, without a button."""
        self.nothing.set_icon(icon)
        self.nothing.set_words(title, text, "")

    def say(self, why: Missing) -> None:
        """Teach one thing, offer one button; of a client without entries as well that it be asked for them."""
        icon, title, text, button = {
            Missing.NOTHING_FOUND: (
                "magnifying-glass",
                QCoreApplication.translate("Clients", "Nothing found"),
                QCoreApplication.translate(
                    "Clients", "Search looks in titles, user names, addresses, client names and notes."
                ),
                "",
            ),
            Missing.NO_ENTRIES: (
                "key",
                QCoreApplication.translate("Clients", "No entries yet"),
                QCoreApplication.translate(
                    "Clients", "Keep a login, a door code or a note here, and share it by a link."
                ),
                QCoreApplication.translate("Clients", "New login"),
            ),
            Missing.NO_CLIENTS: (
                "download-simple",
                QCoreApplication.translate("Clients", "Your vault is ready"),
                QCoreApplication.translate(
                    "Clients", "Bring what you have in another program or browser, or add a client."
                ),
                QCoreApplication.translate("Clients", "Import…"),
            ),
            Missing.NOT_CHOSEN: (
                "users",
                QCoreApplication.translate("Clients", "Choose a client"),
                QCoreApplication.translate(
                    "Clients", "Its logins, codes and notes open here. Ctrl+K searches all of them."
                ),
                "",
            ),
        }[why]
        self.nothing.set_icon(icon)
        ask = QCoreApplication.translate("Entries", "Ask for something…") if why is Missing.NO_ENTRIES else ""
        self.nothing.set_words(title, text, button, ask)
