"""Making a recovery kit: passphrase, paper, reading it back, done. Owns the order of the steps; it counts only at their end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.crypto.secret import Secret
from app.errors import UserError
from app.ops import recovery
from app.ui import choosing
from app.ui.recovering import outputs
from app.ui.recovering.steps import AskStep, BackStep, DoneStep, PaperStep
from app.ui.state import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.vault.recovery import RecoveryKit

WIDTH = 600


def open_kit(session: Session, made_at: datetime | None, parent: QWidget) -> KitSheet:
    """Show the sheet; `made_at` is when the kit that works now was made, and is asked for where it is not known."""
    sheet = KitSheet(session, made_at, parent)
    sheet.open()
    return sheet


class KitSheet(Sheet):
    """The code lives here, and nowhere else, until the sheet is closed."""

    _ready = False

    def __init__(self, session: Session, made_at: datetime | None, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self._kit: RecoveryKit | None = None
        self._known: Secret | None = None
        self.saved: Path | None = None
        self.ask, self.paper = AskStep(made_at), PaperStep()
        self.back, self.done = BackStep(recovery.asked_groups()), DoneStep(session)
        self._problem = Notice("bad")
        self.leave, self.earlier, self.next = Button(), Button(), Button(kind="primary")
        for widget in (*self._steps(), self._problem):
            self.body.addWidget(widget)
        for button in (self.leave, self.earlier, self.next):
            self.buttons.addWidget(button)
        self._connect()
        self._ready = True
        self._show_step(self.ask)
        if made_at is None:
            session.ask(lambda vault: vault.recovery_made_at(), self.ask.show_earlier, owner=self)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.earlier.clicked.connect(lambda: self._show_step(self.paper))
        self.next.clicked.connect(self._go_on)
        self.ask.entered.connect(self._go_on)
        self.back.entered.connect(self._go_on)
        self.paper.print_asked.connect(self._print)
        self.paper.save_asked.connect(self._ask_where)
        self.back.picture_asked.connect(self._ask_picture)
        self._session.locked.connect(self._forget)
        self.finished.connect(lambda _done: self._forget())

    def first_control(self) -> QWidget | None:
        return self.ask.passphrase.line if self._standing() is self.ask else super().first_control()

    def _steps(self) -> tuple[QWidget, ...]:
        return self.ask, self.paper, self.back, self.done

    def _standing(self) -> QWidget:
        return next((one for one in self._steps() if one.isVisibleTo(self)), self.ask)

    def _go_on(self) -> None:
        step, vault = self._standing(), self._session.vault
        if vault is None or not self.next.isEnabled():
            return
        if step is self.ask:
            known = self._known = self.ask.passphrase.secret()
            self._wait(lambda: vault.require_passphrase(known), self._prepare)
        elif step is self.paper:
            self._show_step(self.back)
            next(iter(self.back.edits.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._kit is not None and self._known is not None:
            known, kit, typed = self._known, self._kit, self.back.typed()
            self._wait(lambda: recovery.make_by_groups(vault, known, kit, typed), self._made)

    def _wait(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """On the vault's lane, with the button closed meanwhile."""
        self._problem.clear()
        self.next.setEnabled(False)
        self._session.tasks.run(work, then, self._failed, owner=self, lane="vault")

    def _prepare(self, _none: object) -> None:
        self.next.setEnabled(True)
        self.ask.passphrase.forget()
        vault = self._session.vault
        if vault is not None:
            self._kit = recovery.prepare(vault, self._session.now())
            self.paper.show_kit(self._kit)
            self._show_step(self.paper)
            self.paper.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, _none: object) -> None:
        self.next.setEnabled(True)
        self.done.offer_file(self.saved)
        self._show_step(self.done)
        self._forget_code()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.next.setEnabled(True)
        if isinstance(error, UserError) and error.code == "wrong-passphrase" and self._standing() is self.ask:
            self.ask.labelled.set_error(self._session.sentence(error))
            self.ask.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ask.passphrase.line.selectAll()
        else:
            self._problem.show_error(self._session.sentence(error))

    # -- onto paper and back ------------------------------------------------------------------------------------------

    def _print(self) -> None:
        if self._kit is not None:
            outputs.print_kit(self, self._kit)

    def _ask_where(self) -> None:
        title = QCoreApplication.translate("Recovery", "Save the recovery kit")
        name = f"lacre-{self._session.now():%Y-%m-%d}.pdf"
        path = choosing.target(self, choosing.Sort.PAPER, title, name, "PDF (*.pdf)")
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """A PDF for its owner alone. It is offered for deletion at the end."""
        if self._kit is not None:
            try:
                outputs.save_kit(path, self._kit)
            except Exception as error:
                self._failed(error)
                return
            self.saved = path
            saved = QCoreApplication.translate("Recovery", "Saved: {name}").format(name=path.name)
            self._problem.say(saved, "good")

    def _ask_picture(self) -> None:
        title = QCoreApplication.translate("Recovery", "Choose the picture of the paper")
        path = choosing.file(self, choosing.Sort.PICTURE, title, outputs.pictures_filter())
        if path is not None:
            self.read_picture(path)

    def read_picture(self, path: Path) -> None:
        """A photograph or a scan in the place of typing."""
        vault, kit, known = self._session.vault, self._kit, self._known
        if vault is None or kit is None or known is None:
            return

        def work() -> None:
            from app.ui.recovering.scanning import read_picture

            recovery.make(vault, known, kit, read_picture(path))

        self._wait(work, self._made)

    # -- what is kept and said ----------------------------------------------------------------------------------------

    def _forget_code(self) -> None:
        self._kit = self._known = None
        self.paper.show_kit(None)
        self.back.forget()

    def _forget(self) -> None:
        self._forget_code()
        self.ask.passphrase.forget()

    def _show_step(self, step: QWidget) -> None:
        self._problem.clear()
        for one in self._steps():
            one.setVisible(one is step)
        self.earlier.setVisible(step is self.back)
        self.next.setVisible(step is not self.done)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        step = self._standing()
        titles = {
            self.ask: QCoreApplication.translate("Recovery", "Make a recovery kit"),
            self.paper: QCoreApplication.translate("Recovery", "Put the code on paper"),
            self.back: QCoreApplication.translate("Recovery", "Read it back"),
            self.done: QCoreApplication.translate("Recovery", "The kit is ready"),
        }
        self.set_title(titles[step])  # type: ignore[index]  # the stack holds no others
        done = QCoreApplication.translate("Recovery", "Done")
        self.leave.setText(done if step is self.done else QCoreApplication.translate("Sheet", "Cancel"))
        self.earlier.setText(QCoreApplication.translate("Recovery", "Back to the page"))
        check = QCoreApplication.translate("Recovery", "Try the kit")
        self.next.setText(check if step is self.back else QCoreApplication.translate("Recovery", "Continue"))
