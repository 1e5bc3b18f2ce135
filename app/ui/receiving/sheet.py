"""Opening a link in the window. Owns the way through it: the link, who it is from, what is asked, what was inside, the end.

Nothing is asked of a relay before a person pressed for it, and no view is taken but by their act. It needs the open vault, so
that what is opened falls under the same lock as the rest, and nothing of it is left in a widget afterwards.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import LacreError
from app.ui.receiving.cover import CoverCard
from app.ui.receiving.model import Step
from app.ui.receiving.opened import OpenedPart
from app.ui.receiving.questions import (
    ActPart,
    AddressPart,
    CodePart,
    LaterPart,
    LinkPart,
    Part,
    PasscodePart,
    TermsPart,
)
from app.ui.receiving.work import Begin, Work, begin_by_line
from app.ui.state import Session
from app.ui.theme import S16, T12
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet, confirm
from app.ui.widgets.text import Text

WIDTH = 600


class ReceivingSheet(Sheet):
    """One link."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(
        self, session: Session, parent: QWidget, link: str = "", begin: Begin = begin_by_line, *, handed: bool = False
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._session, self._link, self._handed, self._over = session, link, handed, parent
        self.work = Work(session, begin, self)
        self._next = ""  # another one that was handed over meanwhile: the last of them
        self._held = False  # it is somewhere else as well, or its reader said so
        self._step: Step | None = None
        self.cover: CoverCard | None = None
        self.part: Part | None = None
        self.opened: OpenedPart | None = None
        self._parts = QVBoxLayout()
        bare(self._parts, S16)
        self.notice = Notice("bad")
        self._foot = Text("", size=T12, role="muted", wrap=True)
        self.leave, self.act = Button(), Button(kind="primary")
        self.body.addLayout(self._parts)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._foot)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.act)
        self._connect()
        self._ready = True
        self._show()

    def _connect(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self.submit)
        self.act.setDefault(True)
        self.work.turned.connect(self._show)
        self.work.failed.connect(self._say)
        self.finished.connect(lambda _done: self._end())
        self._session.locked.connect(self.forget)

    # -- what stands --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """The question that stands now, or what was inside."""
        self.notice.clear()
        step = self.work.step
        if step is not self._step or (step is Step.LATER and not self.work.busy):  # which may tell another time by now
            self._step = step
            self._clear()
            self._fill(step)
        self.retranslate()
        if self.isVisible() and not self.work.busy:
            self._last = None  # a button that waited gave the focus away
            self._take_focus()

    def _fill(self, step: Step) -> None:
        opening, opened = self.work.opening, self.work.model.opened
        if opening is not None and step is not Step.ENDED:
            self.cover = CoverCard(opening, self._session.now(), opened=step is Step.CONTENT)
            self._parts.addWidget(self.cover)
        if step is Step.CONTENT and opening is not None and opened is not None:
            self.opened = OpenedPart(self._session, opening, opened)
            self.opened.kept.connect(self._kept)
            self._parts.addWidget(self.opened)
            self.opened.show()  # a layout would show it later, and only what is shown can take the focus
        elif step is not Step.ENDED:
            self.part = self._question(step)
            self.part.changed.connect(self._look)
            self._parts.addWidget(self.part)

    def first_control(self) -> QWidget | None:
        """What is asked for; where nothing is to be typed, the button that leads on."""
        if self.opened is not None:  # not "I have it": a second Enter behind the passcode would end it all
            return next((one for one in self._stops() if self.opened.isAncestorOf(one)), self.leave)
        if (
            self._handed and self._step is Step.LINK
        ):  # any page can have one handed over while somebody types: Enter leaves
            return self.leave
        first = self.part.first() if self.part is not None else None
        return first or (self.act if self.act.isVisibleTo(self) and self.act.isEnabled() else self.leave)

    def _question(self, step: Step) -> Part:
        door = self.work.opening
        if door is None or step is Step.LINK:
            return LinkPart(self._session, self._link)
        if step is Step.LATER:
            why = self.work.model.why_later(self.work.now())
            said = self._session.sentence(why) if why is not None else ""
            return LaterPart(said, 0 if door.paused else door.starts, self._session)
        if step is Step.TERMS:
            return TermsPart(door.terms)
        if step is Step.ADDRESS:
            return AddressPart()
        if step is Step.CODE:
            code = CodePart()
            code.again.connect(self.work.send_code)
            self.work.code_sent.connect(code.wait)
            return code
        if step is Step.PASSCODE:
            typed = PasscodePart(door.kind)
            typed.passcode.entered.connect(self.submit)
            return typed
        act = ActPart()
        act.held.connect(self.work.open)
        return act

    def _clear(self) -> None:
        for part in (self.part, self.opened):
            if part is not None:
                part.forget()
        for widget in (self.cover, self.part, self.opened):
            if widget is not None:
                self._parts.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.cover = self.part = self.opened = None

    def _look(self) -> None:
        """Whether the button can be pressed."""
        self.act.setEnabled(not self.work.busy and (self.part is None or self.part.complete()))
        if self.part is not None:
            self.part.setEnabled(not self.work.busy)

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Receiving", "Open a link"))
        content, ended = self._step is Step.CONTENT, self._step is Step.ENDED
        if ended and self.work.model.refusal is not None:
            self._say(self.work.model.refusal)
        verb = self.part.verb() if self.part is not None else QCoreApplication.translate("Receiving", "I have it")
        working = QCoreApplication.translate("Receiving", "One moment…")
        self.act.setText(working if self.work.busy else verb)
        self.act.setVisible(not ended and bool(verb))
        close = QCoreApplication.translate("Receiving", "Close")
        self.leave.setText(close if content or ended else QCoreApplication.translate("Receiving", "Cancel"))
        gone = QCoreApplication.translate(
            "Receiving",
            "What stands here is gone when you close this or Lacre locks. “I have it” tells the sender that it arrived.",
        )
        self._foot.setText(gone if content else "")
        self._foot.setVisible(content)
        self._look()

    def _say(self, error: Exception) -> None:
        self.notice.say(self._session.sentence(error), "bad")

    # -- what is done -------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """The answer to the question that stands."""
        part, model = self.part, self.work.model
        if self.work.busy or not self.act.isEnabled():
            return
        if isinstance(part, LinkPart):
            self._link = part.link()
            self.work.greet(self._link)
        elif isinstance(part, LaterPart):
            self.work.greet()
        elif isinstance(part, TermsPart):
            model.name = part.name.text().strip()
            self._show()
        elif isinstance(part, AddressPart):
            self.work.send_code(part.address.text())
        elif isinstance(part, CodePart):
            model.code = part.code.text()
            self._show()
        elif isinstance(part, PasscodePart):
            self._open_by(part)
        elif self._step is Step.CONTENT:
            self._ask_done()

    def _open_by(self, part: PasscodePart) -> None:
        passcode = part.secret()
        try:
            self.work.model.require_form(passcode)
        except LacreError as error:
            self._say(error)  # a slip of the finger: nothing was asked, and no try was taken
            return
        self.work.open(passcode)

    # -- the end ------------------------------------------------------------------------------------------------------

    def _kept(self) -> None:
        self._held = True

    def _ask_done(self) -> None:
        unsaved = self.opened.unsaved if self.opened is not None and not self._held else 0
        if not unsaved:
            self._done()
            return
        confirm(
            self,
            QCoreApplication.translate("Receiving", "Leave files behind?"),
            QCoreApplication.translate(
                "Receiving", "Files that you have not saved: {count}. They cannot be fetched again afterwards."
            ).format(count=unsaved),
            QCoreApplication.translate("Receiving", "I have it"),
            self._done,
        )

    def _done(self) -> None:
        self._held = True
        if self.opened is not None:
            self.opened.cancel()
        self.work.acknowledge()
        self.accept()

    def reject(self) -> None:
        """What was opened goes with the sheet: who closes it by mistake is asked."""
        opened = self.work.model.opened
        if opened is None or self._held:
            super().reject()
            return
        again = QCoreApplication.translate("Receiving", "The link can be opened again: {count} more.")
        never = QCoreApplication.translate("Receiving", "It cannot be opened again with this link.")
        confirm(
            self,
            QCoreApplication.translate("Receiving", "Close without keeping it?"),
            again.format(count=opened.views_left) if opened.views_left else never,
            QCoreApplication.translate("Receiving", "Close"),
            super().reject,
        )

    def forget(self) -> None:
        """Nothing of it stays: not in a widget, not in the model, and no line to the relay."""
        self._clear()
        self.work.forget()
        self.notice.clear()
        self._link = self._next = ""

    def wait(self, link: str) -> None:
        """Another one, for when this one is done with: any page can hand over links, as many as it likes, at any moment. What a
        person is looking at is neither covered nor exchanged for it."""
        self._next = link
        self._session.say(
            QCoreApplication.translate("Receiving", "Another link came. It is shown when you close this one."), "info"
        )

    def _end(self) -> None:
        link = self._next
        self.forget()
        if link and self._session.vault is not None:
            open_link(self._session, self._over, link, handed=True)


def open_link(session: Session, parent: QWidget, link: str = "", *, handed: bool = False) -> ReceivingSheet:
    """`handed` links wait their turn: one sheet at a time, and of those that wait the last."""
    standing = next((one for one in parent.findChildren(ReceivingSheet) if one.isVisible()), None) if handed else None
    if standing is not None:
        standing.wait(link)
        return standing
    sheet = ReceivingSheet(session, parent, link, handed=handed)
    sheet.open()
    return sheet
