"""Comparing the page that links lead to, now and not only once a day: a button, and beside it what came of it. The comparing is
`app.ops.page_days`'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout

from app.ui import theme
from app.ui.sharing.strange import strange_words
from app.ui.state import Session
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from app.ops.page_days import Compared
    from app.vault.vault import Vault


class PageNow(Living):
    """Hidden while links lead to this computer alone: its page came with the program."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._origin = ""
        self._found: Compared | None = None
        self._asked = False
        self._error: Exception | None = None
        self.button = Button(icon="shield-check")
        self.result = Text(size=theme.T12, wrap=True)
        self._about = Text(role="muted", size=theme.T12, wrap=True)
        column = QVBoxLayout(self)
        bare(column, theme.S8)
        column.addWidget(self._about)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.result)
        self.button.clicked.connect(self.ask)
        self.show_origin("")
        self.retranslate()

    def show_origin(self, origin: str) -> None:
        """The relay that new links lead to; empty for the one inside Lacre."""
        if origin != self._origin:
            self._found, self._error = None, None
        self._origin = origin
        self.setVisible(bool(origin))
        self._say()

    def ask(self) -> None:
        vault, now, origin = self._session.vault, self._session.now(), self._origin
        if vault is None or self._asked:
            return
        self._asked, self._found, self._error = True, None, None
        self._say()
        self._session.tasks.run(lambda: compared(vault, origin, now), self._told, self._failed, owner=self)

    def retranslate(self) -> None:
        self.button.setText(QCoreApplication.translate("Settings", "Check the page now"))
        self._about.setText(
            QCoreApplication.translate(
                "Settings", "Once a day Lacre checks that links open the page that it brings, and not another."
            )
        )
        self._say()

    def _told(self, found: Compared) -> None:
        """Who is silent now and was strange before still is, as far as is known."""
        self._asked, self._found = False, found
        still = set(self._session.strange_pages) & set(found.silent)
        self._session.set_strange_pages(tuple(sorted({*found.strange, *still})))
        self._say()

    def _failed(self, error: Exception) -> None:
        self._asked, self._error = False, error
        self._say()

    def _say(self) -> None:
        self.button.setEnabled(not self._asked)
        words = "\n".join(self._words())
        self.result.set_role(self._role())
        self.result.setText(words)
        self.result.setVisible(bool(words))

    def _role(self) -> str:
        if self._error is not None or (self._found is not None and self._found.strange):
            return "bad"
        if self._found is None:
            return "muted"
        return "warn" if self._found.silent else "good"

    def _words(self) -> list[str]:
        if self._asked:
            return [QCoreApplication.translate("Settings", "Comparing…")]
        if self._error is not None:
            return [self._session.sentence(self._error)]
        if self._found is None:
            return []
        same = QCoreApplication.translate("Settings", "The page at {hosts} is the one that Lacre brings.")
        silent = QCoreApplication.translate(
            "Settings", "{hosts} did not answer: nothing new is known of its page. Try again later."
        )
        said = [strange_words(_hosts(self._found.strange))] if self._found.strange else []
        said += [silent.format(hosts=_hosts(self._found.silent))] if self._found.silent else []
        return said + ([same.format(hosts=_hosts(self._found.same))] if self._found.same else [])


def _hosts(origins: tuple[str, ...]) -> str:
    return ", ".join(urlsplit(origin).netloc for origin in origins)


def compared(vault: Vault, origin: str, now: datetime) -> Compared:
    """Imported there: it brings the network, which takes a moment."""
    from app.ops.page_days import check_now

    return check_now(vault, origin, now)
