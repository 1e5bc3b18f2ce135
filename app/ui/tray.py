"""The tray icon: back to the window, copy from what was used last, lock. Absent where the system has no tray, and not missed.

Owns the icon and its menu. The menu is made when it opens: while the vault is locked it names no entry.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from app.crypto.secret import Secret
from app.ops.share_names import name_of_share
from app.ui import icons
from app.ui.lists import KIND_ICONS
from app.ui.names import field_name
from app.ui.settings.options import YES
from app.ui.sharing.of_one import OneShare, ShareAct, share_acts, shown
from app.ui.state import Session
from app.ui.widgets.menus import Menu
from app.vault.kinds import FieldKind

if TYPE_CHECKING:
    from app.ops.share_ledger import ShareView
    from app.ui.window import Shell
    from app.vault.model import Entry, EntrySummary, Field
    from app.vault.vault import Vault

OFFERED = 6


class Tray(QObject):
    """Follows the session: what it offers goes with the lock."""

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(shell)
        self._session, self._shell = session, shell
        self.recent: tuple[EntrySummary, ...] = ()
        self.shares: tuple[ShareView, ...] = ()
        self._one = OneShare(session, shell)
        self.menu = Menu(shell, stays=True)
        self.menu.aboutToShow.connect(self.fill)
        self.icon = QSystemTrayIcon(QIcon(icons.mark(64)), self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._clicked)
        self.icon.messageClicked.connect(self._followed)
        session.unlocked.connect(self.reload)
        session.vault_changed.connect(self.reload)
        session.used.connect(self.reload)
        session.shares_changed.connect(self.reload)
        session.shares_heard.connect(self.reload)
        session.locked.connect(self._forget)
        session.said.connect(self._notify)
        self._forget()
        if session.vault is not None:
            self.reload()

    def show(self) -> None:
        self.icon.show()

    def reload(self) -> None:
        if self._session.vault is None:
            return
        now = self._session.now()
        self._session.ask(
            lambda vault: (tuple(vault.recent(OFFERED)), tuple(shown(vault, now)[:OFFERED])),
            self._there,
            owner=self,
            key="recent",
        )
        self._name()

    def _there(self, known: tuple[tuple[EntrySummary, ...], tuple[ShareView, ...]]) -> None:
        self.recent, self.shares = known

    def _forget(self) -> None:
        self.recent, self.shares = (), ()
        self.menu.clear()
        self._name()

    def _name(self) -> None:
        locked = QCoreApplication.translate("Tray", "Lacre, locked")
        self.icon.setToolTip("Lacre" if self._session.vault is not None else locked)

    # -- the menu -----------------------------------------------------------------------------------------------------

    def fill(self) -> None:
        """What can be done now."""
        menu = self.menu
        menu.clear()
        menu.add("house-simple", QCoreApplication.translate("Tray", "Open Lacre"), self.raise_window)
        if self._session.vault is not None:
            menu.add("envelope-open", QCoreApplication.translate("Receiving", "Open a link"), self._open_link)
            menu.add("tray", QCoreApplication.translate("RequestsPage", "Ask a client"), self._ask_client)
            menu.addSeparator()
            for entry in self.recent:
                self._offer(entry)
            menu.addSeparator()
            self._offer_shares()
            menu.add("lock-simple", QCoreApplication.translate("Tray", "Lock"), self._session.lock)
        menu.add("sign-out", QCoreApplication.translate("Tray", "Quit"), self._shell.close)

    def _offer(self, entry: EntrySummary) -> None:
        sub = Menu(self.menu, stays=True)
        sub.setTitle(f"{entry.title} · {entry.client_name}".replace("&", "&&"))
        sub.setIcon(icons.icon(KIND_ICONS[entry.kind], "ink", 16))
        sub.add("user", QCoreApplication.translate("Tray", "Copy user name"), partial(self.copy, entry.id, "username"))
        sub.add("copy", QCoreApplication.translate("Tray", "Copy what is secret"), partial(self.copy, entry.id, ""))
        if entry.has_totp:
            sub.add("timer", QCoreApplication.translate("Tray", "Copy 2FA code"), partial(self.copy, entry.id, "totp"))
        self.menu.addMenu(sub)

    def _offer_shares(self) -> None:
        """What is shared and what can be sent again: the acts themselves are asked for in the window, where one sees of what."""
        if not self.shares:
            return
        sub = Menu(self.menu, stays=True)
        sub.setTitle(QCoreApplication.translate("Tray", "Shares"))
        sub.setIcon(icons.icon("paper-plane-tilt", "ink", 16))
        for share in self.shares:
            self._offer_share(sub, share)
        self.menu.addMenu(sub)
        self.menu.addSeparator()

    def _offer_share(self, menu: Menu, share: ShareView) -> None:
        one = Menu(menu, stays=True)
        one.setTitle(name_of_share(share.label, share.created_at, self._session.language).replace("&", "&&"))
        for icon, words, act, raised in share_acts(share):
            one.add(icon, words, partial(self.act_on_share, share.id, act, raised=raised))
        menu.addMenu(one)

    def act_on_share(self, share_id: str, act: ShareAct, *, raised: bool) -> None:
        """What asks for something more is asked in the window."""
        if raised:
            self.raise_window()
        self._one.ask(share_id, act)

    def copy(self, entry_id: str, name: str) -> None:
        """Copy a standard field of an entry, or (without a name) its first secret."""
        now = int(self._session.now().timestamp())
        self._session.ask(lambda vault: _read(vault, entry_id, name, now), self._copied, owner=self)

    def _copied(self, read: tuple[Secret, bool, str] | None) -> None:
        if read is None:
            self._notify(QCoreApplication.translate("Tray", "This entry has nothing of that kind."), "info")
            return
        value, sensitive, name = read
        self._session.clipboard.copy(value, sensitive=sensitive)
        self._notify(QCoreApplication.translate("Tray", "Copied: {name}").format(name=field_name(name)), "good")

    # -- the window ---------------------------------------------------------------------------------------------------

    def raise_window(self) -> None:
        self._shell.showNormal()
        self._shell.raise_()
        self._shell.activateWindow()

    def _open_link(self) -> None:
        self._run("open-link")

    def _ask_client(self) -> None:
        self._run("ask-client")

    def _run(self, name: str) -> None:
        """An action of the window, in the window."""
        self.raise_window()
        if self._shell.commands is not None:
            self._shell.commands.run(name)

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.raise_window()

    def _followed(self) -> None:
        """The notification was pressed."""
        self.raise_window()
        self._session.follow()

    def _notify(self, text: str, tone: str) -> None:
        """To who is not looking at the window: there the toast says it already."""
        if self._session.settings.notify == YES and self.icon.isVisible() and not self._shell.isActiveWindow():
            warn = QSystemTrayIcon.MessageIcon.Warning
            self.icon.showMessage(
                "Lacre", text, warn if tone in ("bad", "warn") else QSystemTrayIcon.MessageIcon.Information
            )


def _read(vault: Vault, entry_id: str, name: str, now: int) -> tuple[Secret, bool, str] | None:
    entry = vault.entry(entry_id)
    field = _wanted(entry, name)
    if field is None:
        return None
    value = vault.reveal(entry_id, field.id)
    if field.kind is FieldKind.TOTP:
        from app.ops.one_time import parse_secret

        value = Secret(parse_secret(value.text()).code(now))
    return value, field.protected, field.name


def _wanted(entry: Entry, name: str) -> Field | None:
    named = (field for field in entry.fields if field.name == name)
    secret = (field for field in entry.fields if field.protected and field.kind is not FieldKind.TOTP)
    return next(named if name else secret, None)


def make_tray(session: Session, shell: Shell) -> Tray | None:
    """A tray icon, where the system has a tray."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    made = Tray(session, shell)
    made.show()
    return made
