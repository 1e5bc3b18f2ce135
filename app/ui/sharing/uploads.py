"""Files of shares on their way to the relay: beginning, queue, cancelling, going on. Draws nothing; goes with the lock.

One goes at a time: they share one line. Each lasts beyond the sheet that began it; the lock stops it, and it goes on afterwards
where it was. Who waits at a sheet is told by a signal, and nobody is interrupted by a sheet that opens by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.errors import LacreError
from app.ops.halting import Halt
from app.ui.sharing.choices import Draft
from app.ui.sharing.desk import Desk, Made, Unsent
from app.ui.sharing.speed import Speed
from app.ui.state import Session
from app.ui.tasks import Task

_PERMILLE = 1000  # a signal's int cannot carry the octets of a large upload


class Going(StrEnum):
    """How an upload is."""

    BEGINNING = "beginning"
    WAITING = "waiting"
    SENDING = "sending"
    HALTED = "halted"


@dataclass(slots=True, eq=False)
class Upload:
    """One share with files, until it is made or given up. `watched`: a sheet shows it."""

    desk: Desk = field(repr=False)
    label: str
    going: Going = Going.BEGINNING
    share_id: str = ""
    sizes: tuple[int, ...] = ()
    done: int = 0
    total: int = 0
    watched: bool = False
    unwanted: bool = False
    halt: Halt = field(default_factory=Halt, repr=False)
    speed: Speed = field(default_factory=Speed, repr=False)

    def take(self, kept: Unsent) -> None:
        self.share_id, self.sizes, self.done, self.total = kept.id, kept.sizes, kept.done, kept.total

    def told(self, task: Task, done: int, total: int) -> None:
        """On the thread that sends."""
        self.done, self.total = done, total
        task.progress(done * _PERMILLE // max(total, 1), _PERMILLE)


class Uploads(QObject):
    """All of the open vault, in the order they began."""

    changed = Signal()
    moved = Signal(object)
    made = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.all: list[Upload] = []
        self.over = False
        self._known: set[str] = set()  # ever: a list of what is unsent may be older than the end of what it names
        session.locked.connect(self._stop)

    def start(self, desk: Desk, entry_id: str | None, label: str, draft: Draft) -> Upload:
        """It is written down first: what a person can change is refused before anything is sent."""
        upload = Upload(desk, label, watched=True)
        self.all.append(upload)
        work = partial(desk.begin, entry_id, label, draft)
        self._run(lambda: work(), partial(self._begun, upload), partial(self._refused, upload))
        self.changed.emit()
        return upload

    def load(self, desk: Desk) -> None:
        """What an earlier run, or this one before the lock, did not end."""
        self._run(desk.unsent, partial(self._found, desk), self._session.say_error)

    def proceed(self, upload: Upload) -> None:
        """Go on where it was."""
        upload.going, upload.halt, upload.speed = Going.WAITING, Halt(), Speed()
        self.changed.emit()
        self._next()

    def discard(self, upload: Upload) -> None:
        """At once for who looks; what was sent goes from the relay behind."""
        if upload not in self.all:
            return
        upload.unwanted, going = True, upload.going
        self.all.remove(upload)
        upload.halt.say()
        if going in (Going.WAITING, Going.HALTED):
            self._clear(upload)
        self.changed.emit()
        self._next()

    # -- how ----------------------------------------------------------------------------------------------------------

    def _begun(self, upload: Upload, kept: Unsent) -> None:
        upload.take(kept)
        self._known.add(kept.id)
        if upload.unwanted:
            self._clear(upload)
        elif upload in self.all:
            upload.going = Going.WAITING
            self.changed.emit()
            self._next()

    def _refused(self, upload: Upload, error: Exception) -> None:
        """Nothing was written down."""
        if upload in self.all:
            self.all.remove(upload)
            self._tell(upload, error)

    def _next(self) -> None:
        if any(one.going is Going.SENDING for one in self.all):
            return
        upload = next((one for one in self.all if one.going is Going.WAITING), None)
        if upload is not None:
            upload.going = Going.SENDING
            self._session.tasks.run(
                partial(_sent, upload),
                partial(self._arrived, upload),
                partial(self._broke, upload),
                owner=self,
                on_progress=partial(self._moved, upload),
            )
            self.changed.emit()

    def _moved(self, upload: Upload, *_far: object) -> None:
        upload.speed.note(time.monotonic(), upload.done)
        self.moved.emit(upload)

    def _arrived(self, upload: Upload, made: Made | None) -> None:
        if made is None or upload not in self.all:
            return
        self.all.remove(upload)
        self._session.shares_changed.emit()
        self.made.emit(upload, made)
        if not upload.watched:
            words = QCoreApplication.translate("Uploads", "“{label}” is ready to send: its link is under Shares.")
            self._session.say(words.format(label=upload.label), "good")
        self.changed.emit()
        self._next()

    def _broke(self, upload: Upload, error: Exception) -> None:
        """Is it one that can go on? The vault knows."""
        if upload in self.all:
            self._run(
                upload.desk.unsent, partial(self._judged, upload, error), partial(self._judged, upload, error, [])
            )

    def _judged(self, upload: Upload, error: Exception, unsent: list[Unsent], _also: object = None) -> None:
        if upload not in self.all:
            return
        kept = next((one for one in unsent if one.id == upload.share_id), None)
        if kept is None:
            self.all.remove(upload)
            self._session.shares_changed.emit()
        else:
            upload.going = Going.HALTED
        self._tell(upload, error)
        self._next()

    def _tell(self, upload: Upload, error: Exception) -> None:
        self.failed.emit(upload, error)
        if not upload.watched:
            self._session.say(f"{upload.label}: {self._session.sentence(error)}", "bad")
        self.changed.emit()

    def _found(self, desk: Desk, unsent: list[Unsent]) -> None:
        if any(one.going is Going.BEGINNING for one in self.all):
            return  # one of them may be that very one
        fresh = [one for one in unsent if one.id not in self._known]
        self._known.update(one.id for one in fresh)
        for kept in fresh:
            upload = Upload(desk, kept.label, Going.HALTED)
            upload.take(kept)
            self.all.append(upload)
        if fresh:
            words = QCoreApplication.translate(
                "Uploads", "The upload of “{label}” was interrupted. Continue or discard it under Shares."
            )
            self._session.say(words.format(label=fresh[0].label), "warn")
            self.changed.emit()

    def _clear(self, upload: Upload) -> None:
        self._run(partial(upload.desk.give_up, upload.share_id), lambda _none: None, self._session.say_error)

    def _stop(self) -> None:
        """The vault locks. What is on its way ends where it is; its place is kept there, and nothing is known here any more."""
        for upload in self.all:
            upload.halt.say()
        self.all.clear()
        self.over = True
        self.changed.emit()
        self.deleteLater()

    def _run(
        self, work: Callable[[], object], done: Callable[..., object], failed: Callable[[Exception], object]
    ) -> None:
        """Answers of a vault that is locked by now reach nobody."""
        vault = self._session.vault

        def if_open(then: Callable[..., object]) -> Callable[..., None]:
            return lambda result: None if self._session.vault is not vault else (then(result), None)[1]

        self._session.tasks.run(work, if_open(done), if_open(failed), owner=self)


def _sent(upload: Upload, task: Task) -> Made | None:
    """On a worker. Whoever cancelled at the last moment gets no share that nobody knows of."""
    desk = upload.desk
    try:
        made = desk.send(upload.share_id, upload.halt, partial(upload.told, task))
    except LacreError:
        if not upload.unwanted:
            raise
        desk.give_up(upload.share_id)
        return None
    if not upload.unwanted:
        return made
    desk.revoke(made.id)
    desk.forget(made.id)
    return None


def uploads_of(session: Session) -> Uploads:
    """Those of the vault that is open, made when they are first needed."""
    return next((one for one in session.findChildren(Uploads) if not one.over), None) or Uploads(session)
