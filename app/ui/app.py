"""The desktop's composition root: application, session, window, and the embedded relay after the first paint.

Imports late and little: what is not needed to paint the unlock screen is imported when it is.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.host.paths import home
from app.ui.collecting import Collecting
from app.ui.state import Session

if TYPE_CHECKING:
    from app.ops.relays import EmbeddedRelay
    from app.ui.handing import Handing
    from app.ui.window import Shell


def main(argv: list[str], link: str = "") -> int:
    """Run the desktop until its window is closed. A link waits in it until a person opens it."""
    end_at_once_when_interrupted()
    app = application(argv)
    Collecting(app)
    session = Session(home())
    shell = build(session)
    hear_system(app, shell)
    # Not before the first paint: what they import, on whichever thread, would hold it up.
    shell.began.connect(lambda: heed_signals(app))
    shell.began.connect(lambda: start_relay(session))
    shell.began.connect(lambda: hear_others(session, shell))
    shell.show()
    if link:
        shell.receive(link)
    code = app.exec()
    stop(session)
    return code


def end_at_once_when_interrupted() -> None:
    """Until `heed_signals`, when nothing is open yet. Python's own Ctrl+C raises KeyboardInterrupt wherever the program is; in
    what Qt calls, the binding looks for the arguments of that error, of which there are none, and crashes.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # who ignores it goes on ignoring it
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def application(argv: list[str]) -> QApplication:
    """The QApplication, with its names; an existing one is used again."""
    existing = QApplication.instance()
    if existing is None:
        QApplication.setStyle("Fusion")  # the one style that is the same everywhere; the sheet covers the rest
    app = existing if isinstance(existing, QApplication) else _kind()(argv)
    app.setApplicationName("Lacre")
    app.setOrganizationName("Lacre")
    app.setDesktopFileName("lacre")
    return app


def _kind() -> type[QApplication]:
    if not _on_macos():
        return QApplication
    from app.ui.addressed import AddressedApplication

    return AddressedApplication


def _on_macos() -> bool:
    return sys.platform == "darwin"


def hear_system(app: QApplication, shell: Shell) -> None:
    """On macOS links come from the system, and not before the program waits for events; elsewhere they are arguments."""
    if _on_macos():
        from app.ui.addressed import AddressedApplication

        if isinstance(app, AddressedApplication):
            app.given.connect(shell.receive)


def build(session: Session) -> Shell:
    """The window of a session, not yet shown."""
    from app.ui.window import Shell

    session.wipe = _overwrite_free
    session.tasks.before_threads = _share_one_store
    session.load_settings()
    return Shell(session)


def _share_one_store() -> None:
    from app.host.free_memory import share_one_store  # late: the first paint does without

    share_one_store()


def _overwrite_free() -> None:
    from app.host.free_memory import overwrite_free

    overwrite_free()


def heed_signals(app: QApplication) -> None:
    """Ctrl+C in the terminal and SIGTERM close the program as its window's close does. After the first paint: it imports."""
    from app.ui.signals import EndSignals

    EndSignals(app).asked.connect(
        app.quit
    )  # which closes the windows first, and ends every menu and chooser that waits


def hear_others(session: Session, shell: Shell) -> Handing:
    """A second start of the program shows this window, and leaves it the link that it was given."""
    from app.ui.handing import Handing  # late: QtNetwork is not needed to paint

    hearing = Handing(session.home, session)
    hearing.given.connect(shell.receive)
    hearing.listen()
    session.unlocked.connect(hearing.listen)  # the first time, the folder is made with the vault
    return hearing


def start_relay(session: Session) -> None:
    """Start (or find) the embedded relay on another thread. Without it everything works but new links."""
    if session.settings.relay_url:
        return
    folder = session.home
    session.tasks.run(
        lambda: _embedded_relay(folder), lambda relay: _relay_there(session, relay), session.say_error, owner=session
    )


def _embedded_relay(folder: Path) -> EmbeddedRelay:
    from app.ops.relays import EmbeddedRelay

    return EmbeddedRelay.start(folder)


def _relay_there(session: Session, relay: EmbeddedRelay) -> None:
    session.relay = relay
    session.shares_changed.emit()


def stop(session: Session) -> None:
    """Put everything away in order: the vault first, what was opened from it, the relay last."""
    from app.ui.files.opened import put_away
    from app.ui.handing import Handing

    for hearing in session.findChildren(Handing):
        hearing.close()
    session.close()
    put_away(session)
    if session.relay is not None:
        session.relay.stop()
