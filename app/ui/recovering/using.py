"""Opening the vault by its recovery kit, from the unlock screen: the code, then a new passphrase. Owns the sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.crypto.secret import Secret
from app.errors import LacreError, UserError
from app.ops.recovery import require_code
from app.ui import choosing
from app.ui.recovering.fresh import NewPassphrase
from app.ui.recovering.outputs import pictures_filter
from app.ui.state import Session
from app.ui.theme import T12, T13
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, TextEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text

WIDTH = 520
_OF_THE_CODE = ("recovery-code-length", "recovery-code-mistyped", "wrong-recovery-code", "no-recovery-kit")


def open_using(session: Session, parent: QWidget) -> UseKitSheet:
    sheet = UseKitSheet(session, parent)
    sheet.open()
    return sheet


class UseKitSheet(Sheet):
    """What was typed is forgotten however the sheet is left."""

    _ready = False

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self._lead = Text("", size=T13, wrap=True)
        self.code, self.new = TextEdit(lines=3), NewPassphrase()
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._labelled = Labelled("", self.code)
        self.picture_button = Button(icon="image")
        self._without = Text("", size=T12, role="muted", wrap=True)
        self._problem = Notice("bad")
        self._leave, self.act = Button(), Button(kind="primary")
        self.body.addWidget(self._lead)
        self.body.addWidget(self._labelled)
        self.body.addWidget(self.picture_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.new, self._problem, self._without):
            self.body.addWidget(part)
        for button in (self._leave, self.act):
            self.buttons.addWidget(button)
        self.code.textChanged.connect(lambda: self._labelled.set_error(""))
        self.picture_button.clicked.connect(self._ask_picture)
        self.new.entered.connect(self.use)
        self.act.clicked.connect(self.use)
        self._leave.clicked.connect(self.reject)
        session.unlocked.connect(self.accept)
        self.finished.connect(lambda _done: self._forget())
        self._ready = True
        self.retranslate()

    def use(self) -> None:
        """A slip in the code is told before the new passphrase is looked at, and before anything is opened."""
        if not self.act.isEnabled():
            return
        code = Secret(self.code.toPlainText())
        try:
            require_code(code)
        except UserError as error:
            self._refuse_code(error)
            return
        new = self.new.value()
        if new is not None:
            self._wait(True)
            self._session.unlock_by_kit(code, new, self._failed)

    def _failed(self, error: Exception) -> None:
        self._wait(False)
        if isinstance(error, LacreError) and error.code in _OF_THE_CODE:
            self._refuse_code(error)
        else:
            self._problem.show_error(self._session.sentence(error))

    def _refuse_code(self, error: Exception) -> None:
        self._labelled.set_error(self._session.sentence(error))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_picture(self) -> None:
        title = QCoreApplication.translate("Recovery", "Choose the picture of the paper")
        path = choosing.file(self, choosing.Sort.PICTURE, title, pictures_filter())
        if path is not None:
            self.read_picture(path)

    def read_picture(self, path: Path) -> None:
        """The code out of a photograph or a scan."""

        def work() -> Secret:
            from app.ui.recovering.scanning import read_picture

            return read_picture(path)

        def found(code: Secret) -> None:
            self.code.setPlainText(code.text())
            self.new.once.line.setFocus(Qt.FocusReason.OtherFocusReason)

        self._session.tasks.run(work, found, self._failed, owner=self)

    def _wait(self, waiting: bool) -> None:
        self._problem.clear()
        for part in (self.code, self.picture_button, self.new, self.act):
            part.setEnabled(not waiting)
        self.retranslate()

    def _forget(self) -> None:
        self.code.clear()
        self.new.forget()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Recovery", "Open the vault with the recovery kit"))
        self._lead.setText(
            QCoreApplication.translate(
                "Recovery",
                "The code is on the sheet of paper that was printed when the kit was made: fourteen groups of four.",
            )
        )
        self._labelled.set_label(QCoreApplication.translate("Recovery", "Code on the paper"))
        self.picture_button.setText(QCoreApplication.translate("Recovery", "Read a picture of the paper…"))
        self._without.setText(
            QCoreApplication.translate(
                "Recovery",
                "Without passphrase and without kit nobody can open the vault, not even us. Think of where a passphrase may be "
                "written down, and of a kit of an earlier time together with a backup of that time.",
            )
        )
        self._leave.setText(QCoreApplication.translate("Sheet", "Cancel"))
        opening = QCoreApplication.translate("Recovery", "Opening…")
        verb = QCoreApplication.translate("Recovery", "Open the vault")
        self.act.setText(verb if self.act.isEnabled() else opening)
