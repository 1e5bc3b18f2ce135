"""The calls to the relay while a link is opened, one at a time and on another thread. Owns the line and the model of what stands;
tells when either turned. Makes no call by itself: each is something that a person pressed for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import LacreError
from app.host.clock import instant
from app.ui.receiving.model import Receiving, Step
from app.ui.state import Session
from app.ui.tasks import Task

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.ops.opening import OpenedShare, Opening

Begin = Callable[[str], "Opening"]


def begin_by_line(link: str) -> Opening:
    """Ask the relay that the link names."""
    from app.ops.opening import begin  # late: brings what talks to relays

    return begin(link)


class Work(QObject):
    """One link. `turned`: something began, or was answered; `failed` comes after it."""

    turned = Signal()
    code_sent = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, begin: Begin, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._begin = session, begin
        self._task: Task | None = None
        self._link = self._address = ""
        self.model = Receiving()
        self.opening: Opening | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def step(self) -> Step:
        return self.model.step(self.now())

    def now(self) -> int:
        return instant(self._session.now())

    def greet(self, link: str = "") -> None:
        """Ask what the link is (the same again, without one). It costs nothing."""
        self._link = link or self._link
        link, begin = self._link, self._begin
        self._run(lambda: begin(link), self._met)

    def send_code(self, address: str = "") -> None:
        """Have the code sent there, or where it was sent before."""
        self._address = address or self._address
        opening, address, language = self.opening, self._address, self._session.language
        if opening is not None:
            self._run(lambda: opening.ask_code(address, language), self._sent)

    def open(self, passcode: Secret | None = None) -> None:
        """Take a view: the person's act is behind us."""
        from app.ops.opening import Accepted

        opening, code = self.opening, self.model.code
        if opening is None or self.busy:
            return
        accepted = Accepted(self.model.name, self.now()) if opening.terms else None
        self._run(lambda: opening.unlock(passcode, code=code, accepted=accepted), self._took)

    def acknowledge(self) -> None:
        """Its reader has it: the relay may forget it, and the sender is told. Also after the sheet is gone."""
        opening, self.opening = self.opening, None
        if opening is not None:
            self._behind(lambda: _acknowledge(opening))

    def forget(self) -> None:
        """Nothing is kept, and who waits for the relay waits no longer."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._drop_line()
        self.model.forget()
        self._link = self._address = ""

    def _met(self, opening: Opening) -> None:
        self._drop_line()
        self.opening = opening
        self.model.met(opening)

    def _sent(self, _none: object) -> None:
        self.model.asked_code = True
        self.code_sent.emit()

    def _took(self, opened: OpenedShare) -> None:
        self.model.took(opened)
        if self.opening is not None:
            self._behind(self.opening.revealed)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def ended(result: Any) -> None:
            self._task = None
            done(result)
            self.turned.emit()

        self._task = self._session.tasks.run(work, ended, self._refused, owner=self)
        self.turned.emit()

    def _refused(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, LacreError) and self.model.refused(error):
            self.greet()  # paused or early by now: the relay says until when
            return
        self.turned.emit()
        self.failed.emit(error)

    def _behind(self, work: Callable[[], None]) -> None:
        """What is told to the relay and not waited for: that it does not hear it harms nobody."""
        self._session.tasks.run(work, None, lambda _error: None, owner=self._session)

    def _drop_line(self) -> None:
        opening, self.opening = self.opening, None
        if opening is not None:
            opening.cut()


def _acknowledge(opening: Opening) -> None:
    with opening:
        opening.acknowledge()
