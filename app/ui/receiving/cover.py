"""Who a link is from and under which conditions, before anything is asked: what its sender wrote, as text and as nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QFormLayout, QWidget

from app.host.clock import moment
from app.ui.sharing.times import ends_line
from app.ui.theme import S8, S16, T12
from app.ui.widgets.base import bare
from app.ui.widgets.cards import Card
from app.ui.widgets.text import Text
from app.vault.naming import one_line

if TYPE_CHECKING:
    from app.ops.opening import Opening


class CoverCard(Card):
    """From whom, through which relay, until when."""

    def __init__(self, opening: Opening, now: datetime, *, opened: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(gap=S8, parent=parent)
        self._form = QFormLayout()
        bare(self._form, S8)
        self._form.setHorizontalSpacing(S16)
        self.body.addLayout(self._form)
        for label, text in said(opening, now, opened=opened):
            self._row(label, text)
        for text in () if opened else wishes(opening):
            self.body.addWidget(Text(text, size=T12, role="muted", wrap=True))

    def _row(self, label: str, text: str) -> None:
        name, value = Text(label, role="muted"), Text(text, wrap=True)
        value.setAccessibleName(f"{label}: {text}")
        self._form.addRow(name, value)


def said(opening: Opening, now: datetime, *, opened: bool = False) -> list[tuple[str, str]]:
    """The lines, each with its label. What the sender wrote stands by itself: it cannot run into words of ours. The conditions
    are of interest until it is open."""
    cover = opening.cover
    unnamed = QCoreApplication.translate("Receiving", "No name was given. Do you expect this?")
    found = [(QCoreApplication.translate("Receiving", "From"), one_line(cover.sender) or unnamed)]
    if one_line(cover.note):
        found.append((QCoreApplication.translate("Receiving", "Note"), one_line(cover.note)))
    if not opened:
        until = ends_line(moment(opening.expires), now, QLocale())
        found.append((QCoreApplication.translate("Receiving", "Until"), until))
        left = QLocale().toString(opening.views_left)
        found.append((QCoreApplication.translate("Receiving", "Openings left"), left))
    found.append((QCoreApplication.translate("Receiving", "Through"), server(opening.origin)))
    return found


def wishes(opening: Opening) -> list[str]:
    """What the recipient must know beforehand, and what the sender asks."""
    found = []
    if opening.traces:
        found.append(
            QCoreApplication.translate(
                "Receiving", "The sender is told roughly from which network it is opened, and with which program."
            )
        )
    if opening.has_files:
        found.append(QCoreApplication.translate("Receiving", "There are files in it."))
    if opening.has_files and "no-download" in opening.rules:
        found.append(
            QCoreApplication.translate(
                "Receiving",
                "The sender asks that the files be looked at and not kept: they open here, and are erased when Lacre locks.",
            )
        )
    if "no-copy" in opening.rules:
        found.append(QCoreApplication.translate("Receiving", "The sender asks that nothing be copied."))
    return found


def server(origin: str) -> str:
    """Where a link leads, without the part that is the same for all. In clear http it can only be this computer."""
    host = origin.partition("://")[2]
    if origin.startswith("http://"):
        return QCoreApplication.translate("Receiving", "{host} (this computer)").format(host=host)
    return host
