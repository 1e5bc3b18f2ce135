"""The first screen: make a vault, or unlock it by its passphrase or by the PIN of quick unlock. Owns which form stands, and the
passphrase's; the work is the session's, on another thread. What was typed is gone from the form as soon as the vault is open.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import LacreError, PeerError
from app.host.paths import vault_path
from app.ui import icons
from app.ui.state import Session
from app.ui.theme import S8, S16, S24, T12, T13, T18, grown
from app.ui.widgets.base import Living, bare, restyle
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.tabbing import in_order
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.crypto.secret import Secret

_CARD_WIDTH = 420
_DAMAGED = "damaged-vault"


class UnlockPage(Living):
    """Shows the form that is needed: create where there is no vault, unlock where there is one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form: PassphraseForm | None = None
        self._place = QVBoxLayout()
        self._mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.languages = Segmented([("pt_PT", "Português"), ("en", "English")])
        self.languages.chosen.connect(lambda language: session.update_settings(language=language))
        session.unlocked.connect(self.forget)
        self._compose()
        self.retranslate()
        self.retint()
        self.prepare()

    def _compose(self) -> None:
        inside = QWidget()
        inside.setFixedWidth(grown(_CARD_WIDTH) + 2 * S8)
        column = QVBoxLayout(inside)
        bare(column, S16, (S8, S16, S8, S16))
        column.addStretch(2)
        column.addWidget(self._mark)
        column.addLayout(self._place)
        column.addStretch(3)
        area = scrolled(inside)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        foot = QHBoxLayout()
        bare(foot, S8, (S24, 0, S24, S16))
        foot.addStretch(1)
        foot.addWidget(self.languages)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        bare(outer)
        outer.addWidget(area, 1)
        outer.addLayout(foot)

    def foot(self) -> int:
        """How much at the bottom is the languages' while they are seen: who cannot read a message must not lose them to it."""
        return self.height() - self.languages.geometry().top() if self.isVisible() else 0

    def prepare(self) -> None:
        """The right form, empty."""
        if not self._session.vault_exists():
            self._show(_create_form(self._session), _lost(self._session))
        elif _is_damaged(self._session):
            self.use_passphrase(self._session.sentence(PeerError(_DAMAGED)))
        elif _quick_is_on(self._session):
            self.use_pin()
        else:
            self.use_passphrase()

    def use_passphrase(self, why: str = "") -> None:
        """The form that always opens; `why` the PIN is not asked for any more."""
        offered = _quick_is_on(self._session) and not why
        self._show(UnlockForm(self._session, by_pin=self.use_pin if offered else None), why)

    def use_pin(self) -> None:
        from app.ui.unlocking.form import PinForm  # late: most have none

        self._show(PinForm(self._session, self.use_passphrase))

    def _show(self, form: PassphraseForm, why: str = "") -> None:
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.forget()
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        self._place.addWidget(form)
        form.notice.say(why, "warn")
        self._order(form)
        form.focus_first()

    def _order(self, form: QWidget) -> None:
        """By Tab: the form, which came later, before the languages."""
        stops = [
            one for one in in_order(form) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        ]
        for before, after in pairwise([*stops, *self.languages.findChildren(QPushButton)]):
            QWidget.setTabOrder(before, after)

    def showEvent(self, event: QShowEvent) -> None:
        """One types at once. What was chosen before the page came into its window, Qt has forgotten."""
        super().showEvent(event)
        if self.form is not None and not event.spontaneous():
            self.form.focus_first()

    def forget(self) -> None:
        """The vault is open: what was typed to open it is not kept by a line that nobody sees."""
        if self.form is not None:
            self.form.forget()

    def say_link_waits(self) -> None:
        """A link came from outside the window, which opens once the vault is."""
        if self.form is not None:
            waits = QCoreApplication.translate(
                "Receiving", "A link waits to be opened. It does once the vault is open."
            )
            self.form.notice.say(waits, "info")

    def say_kept(self) -> None:
        """Something unsaved went into the vault with the lock."""
        if self.form is not None:
            kept = QCoreApplication.translate(
                "Unlock", "What you were writing is kept in the vault. It is there again when you unlock."
            )
            self.form.notice.say(kept, "info")

    def retranslate(self) -> None:
        self.languages.set_value(self._session.language)
        self.languages.setAccessibleName(QCoreApplication.translate("Unlock", "Language"))

    def retint(self) -> None:
        self._mark.setPixmap(icons.mark(80))


class PassphraseForm(Living):
    """Title, text, fields, one button that turns into a bar while the key is derived."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = Text("", size=T18, semibold=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = Text("", size=T13, role="muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.passphrase = PasswordEdit(large=True)
        self.first = Labelled("", self.passphrase)
        self.caps = Text("", size=T12, role="warn")
        self.caps.hide()
        self.passphrase.caps_lock.connect(self.caps.setVisible)
        self.notice = Notice("bad")
        self.button = Button("", "primary")
        restyle(self.button, hero=True)
        self.other, self.from_backup = Button("", "link"), Button("", "link")
        self.other.hide()
        self.from_backup.hide()
        self.from_backup.clicked.connect(self.make_again)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._working = QWidget()
        self._working_text = Text("", size=T12, role="muted")
        self._action = QStackedWidget()
        self.button.clicked.connect(self.submit)
        self._compose()

    def _compose(self) -> None:
        busy = QVBoxLayout(self._working)
        bare(busy, S8)
        busy.addStretch(1)
        busy.addWidget(self._bar)
        busy.addWidget(self._working_text, 0, Qt.AlignmentFlag.AlignHCenter)
        busy.addStretch(1)
        self._action.addWidget(self.button)
        self._action.addWidget(self._working)
        self._action.setFixedHeight(grown(40))
        card = Card((S24, S24, S24, S24), S16)
        column = QVBoxLayout(self)
        bare(column, S16)
        words = QVBoxLayout()
        bare(words, S8)
        words.addWidget(self._title)
        words.addWidget(self._text)
        column.addLayout(words)
        column.addWidget(card)
        self.fill(card.body)
        card.body.addWidget(self.notice)
        card.body.addWidget(self._action)
        for link in (self.other, self.from_backup):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def fill(self, body: QVBoxLayout) -> None:
        body.addWidget(self.first)
        body.addWidget(self.caps)

    def focus_first(self) -> None:
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        raise NotImplementedError

    def start(self, *, create: bool) -> None:
        """Hand the passphrase over and wait, with the fields closed but the window alive."""
        self._session.unlock(self._take(), self._refused, create=create)

    def _take(self) -> Secret:
        """What was typed; from here on the form waits."""
        self.notice.clear()
        self._wait(True)
        return self.passphrase.secret()

    def forget(self) -> None:
        """Nothing that was typed stays: not in the lines, and not in what they could undo."""
        for edit in self.findChildren(PasswordEdit):
            edit.forget()

    def make_again(self) -> None:
        from app.ui.recovering.again import open_again  # late: it is needed once in years, if ever

        open_again(self._session, self)

    def _refused(self, error: Exception) -> None:
        self._wait(False)
        if isinstance(error, LacreError) and error.code == _DAMAGED:
            self.from_backup.show()
        if not (isinstance(error, LacreError) and error.code == "cancelled"):  # who gave up knows it
            self.notice.show_error(self._session.sentence(error))
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.line.selectAll()

    def _wait(self, waiting: bool) -> None:
        self._action.setCurrentIndex(int(waiting))
        for edit in self.findChildren(PasswordEdit):
            edit.setEnabled(not waiting)
        for link in (self.other, self.from_backup):
            link.setEnabled(not waiting)

    def retranslate(self) -> None:
        self.from_backup.setText(QCoreApplication.translate("Remaking", "Make the vault again from a backup…"))
        self.caps.setText(QCoreApplication.translate("Unlock", "Caps Lock is on."))
        self._bar.setAccessibleName(QCoreApplication.translate("Unlock", "Working"))


class UnlockForm(PassphraseForm):
    """One passphrase; and the way back to the PIN where there is one."""

    def __init__(self, session: Session, by_pin: Callable[[], None] | None = None) -> None:
        super().__init__(session)
        if by_pin is not None:
            self.other.clicked.connect(by_pin)
            self.other.show()
        self._keyed = _key_is_needed(session)
        self.from_backup.setVisible(_is_damaged(session))
        self.forgot = Button("", "link")
        self.forgot.clicked.connect(self.use_kit)
        column = self.layout()
        assert column is not None
        column.addWidget(self.forgot)
        column.setAlignment(self.forgot, Qt.AlignmentFlag.AlignHCenter)
        self.passphrase.entered.connect(self.submit)
        self.retranslate()

    def use_kit(self) -> None:
        from app.ui.recovering.using import open_using  # late: it is needed once in years

        open_using(self._session, self)

    def submit(self) -> None:
        if not self.passphrase.signs:
            self.notice.show_error(QCoreApplication.translate("Unlock", "Type the passphrase of your vault."))
            return
        self.start(create=False)

    def retranslate(self) -> None:
        super().retranslate()
        self._title.setText(QCoreApplication.translate("Unlock", "Your vault is locked"))
        self._text.setText(
            QCoreApplication.translate("SecurityKeys", "It opens with your passphrase and a security key.")
            if self._keyed
            else QCoreApplication.translate("Unlock", "Everything in it is encrypted on this computer.")
        )
        self.first.set_label(QCoreApplication.translate("Unlock", "Passphrase"))
        self.button.setText(QCoreApplication.translate("Unlock", "Unlock"))
        self.other.setText(QCoreApplication.translate("Unlock", "Use the PIN"))
        self.forgot.setText(QCoreApplication.translate("Recovery", "I forgot my passphrase"))
        self._working_text.setText(QCoreApplication.translate("Unlock", "Unlocking. This takes about a second."))


def _quick_is_on(session: Session) -> bool:
    """One look at the disk."""
    from app.ops.quick_unlock import is_on

    return is_on(session.home)


def _is_damaged(session: Session) -> bool:
    """Whether a part of it is missing: one look at the disk."""
    from app.vault.glance import is_whole

    return session.vault_exists() and not is_whole(vault_path(session.home))


def _lost(session: Session) -> str:
    """What is said where there are backups and no vault: whoever lost one must not begin with an empty one unawares."""
    from app.vault.rotation import BESIDE

    if not (session.settings.backup_folder or (session.home / BESIDE).is_dir()):
        return ""
    from app.ops.backups import found

    try:
        there = bool(found(session.home))
    except LacreError:  # a folder that cannot be looked into is told when it is chosen
        return ""
    told = QCoreApplication.translate(
        "Remaking", "There is no vault on this computer, but there are backups of one. It can be made again from them."
    )
    return told if there else ""


def _key_is_needed(session: Session) -> bool:
    """One look at the header."""
    from app.ops.security_keys import needed

    return needed(session.home)


def _create_form(session: Session) -> PassphraseForm:
    from app.ui.create import CreateForm  # late: it is needed once in a vault's life

    return CreateForm(session)
