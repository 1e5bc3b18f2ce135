"""The first screen: make a vault, or unlock it. Owns its two forms; the work is the session's, on another thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.state import Session
from app.ui.theme import S8, S16, S24, T12, T13, T18
from app.ui.widgets.base import Living, bare, restyle
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.inputs import Labelled, PasswordEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.scroll import scrolled
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text

_CARD_WIDTH = 420


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
        self._compose()
        self.retranslate()
        self.retint()
        self.prepare()

    def _compose(self) -> None:
        inside = QWidget()
        inside.setFixedWidth(_CARD_WIDTH + 2 * S8)
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

    def prepare(self) -> None:
        """The right form, empty."""
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = UnlockForm(self._session) if self._session.vault_exists() else _create_form(self._session)
        self._place.addWidget(self.form)
        self.form.focus_first()

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
        self._action.setFixedHeight(40)
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

    def fill(self, body: QVBoxLayout) -> None:
        body.addWidget(self.first)
        body.addWidget(self.caps)

    def focus_first(self) -> None:
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        raise NotImplementedError

    def start(self, *, create: bool) -> None:
        """Hand the passphrase over and wait, with the fields closed but the window alive."""
        from app.crypto.secret import Secret

        self.notice.clear()
        self._wait(True)
        self._session.unlock(Secret(self.passphrase.text()), self._refused, create=create)

    def _refused(self, error: Exception) -> None:
        self._wait(False)
        self.notice.show_error(self._session.sentence(error))
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.line.selectAll()

    def _wait(self, waiting: bool) -> None:
        self._action.setCurrentIndex(int(waiting))
        for edit in self.findChildren(PasswordEdit):
            edit.setEnabled(not waiting)

    def retranslate(self) -> None:
        self.caps.setText(QCoreApplication.translate("Unlock", "Caps Lock is on."))
        self._bar.setAccessibleName(QCoreApplication.translate("Unlock", "Working"))


class UnlockForm(PassphraseForm):
    """One passphrase."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.passphrase.entered.connect(self.submit)
        self.retranslate()

    def submit(self) -> None:
        if not self.passphrase.text():
            self.notice.show_error(QCoreApplication.translate("Unlock", "Type the passphrase of your vault."))
            return
        self.start(create=False)

    def retranslate(self) -> None:
        super().retranslate()
        self._title.setText(QCoreApplication.translate("Unlock", "Your vault is locked"))
        self._text.setText(QCoreApplication.translate("Unlock", "Everything in it is encrypted on this computer."))
        self.first.set_label(QCoreApplication.translate("Unlock", "Passphrase"))
        self.button.setText(QCoreApplication.translate("Unlock", "Unlock"))
        self._working_text.setText(QCoreApplication.translate("Unlock", "Unlocking. This takes about a second."))


def _create_form(session: Session) -> PassphraseForm:
    from app.ui.create import CreateForm  # late: it is needed once in a vault's life

    return CreateForm(session)
