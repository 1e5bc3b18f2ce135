"""One former value of a field: what it was and how long, how it differs from now, and the way back to it."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.differences import Piece, pieces
from app.ui.theme import S4, S8, S16, T12, T13, grown, mono_font, palette
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.rows import LABEL_WIDTH, ValueRow
from app.ui.widgets.text import Text
from app.vault.model import Revision


class PastRow(Living):
    """`compare_asked` is answered with `show_difference`."""

    compare_asked = Signal()
    back_asked = Signal()

    def __init__(self, revision: Revision, name: str, origin: str, lasted: str, *, comparable: bool) -> None:
        super().__init__()
        self.revision = revision
        self._both: tuple[str, str] | None = None
        self.value_row = ValueRow(name, revision.value, protected=revision.protected)
        self.compare, self.back = IconButton("git-diff"), IconButton("arrow-counter-clockwise")
        self.compare.setCheckable(True)
        self.compare.setVisible(comparable)
        for button in (self.compare, self.back):
            self.value_row.row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.difference = Text("", size=T13, wrap=True)
        self.difference.setTextFormat(Qt.TextFormat.RichText)
        self.difference.hide()
        self.origin, self.lasted = (Text(said, size=T12, role="muted", wrap=True) for said in (origin, lasted))
        self.origin.setVisible(bool(origin))
        below = QVBoxLayout()
        bare(below, S4, (S16 + grown(LABEL_WIDTH) + S8 + S4, 0, S16, S8))
        below.addWidget(self.difference)
        below.addWidget(self.origin)
        below.addWidget(self.lasted)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.value_row)
        holder = QHBoxLayout()
        bare(holder)
        holder.addLayout(below, 1)
        column.addLayout(holder)
        self.compare.clicked.connect(self._compare)
        self.back.clicked.connect(self.back_asked)
        self.value_row.hidden_again.connect(self.forget_difference)
        self.retranslate()

    def _compare(self) -> None:
        if self._both is None:
            self.compare_asked.emit()
        else:
            self.forget_difference()

    def show_difference(self, was: str, now: str) -> None:
        """Between what it was and what it is."""
        self._both = (was, now)
        self.retint()
        self.difference.show()
        self.compare.setChecked(True)
        self.retranslate()

    def forget_difference(self) -> None:
        self._both = None
        self.difference.setText("")
        self.difference.setAccessibleName("")
        self.difference.hide()
        self.compare.setChecked(False)
        self.retranslate()

    def conceal(self) -> None:
        """What is protected is seen no longer."""
        if self.value_row.protected:
            self.value_row.conceal()
            self.forget_difference()

    def set_name(self, name: str) -> None:
        self.value_row.set_label(name)
        self.retranslate()

    def retranslate(self) -> None:
        name = self.value_row.label.text()
        compare = QCoreApplication.translate("EntryPast", "Compare with {name} now")
        hide = QCoreApplication.translate("EntryPast", "Hide the comparison of {name}")
        self.compare.set_name((compare if self._both is None else hide).format(name=name))
        self.back.set_name(QCoreApplication.translate("EntryPast", "Put this back as {name}").format(name=name))

    def retint(self) -> None:
        if self._both is None:
            return
        was, now = self._both
        self.difference.setFont(mono_font(T13) if self.value_row.protected else self.lasted.font())
        self.difference.setText(marked(was, now))
        spoken = QCoreApplication.translate("EntryPast", "Before: {was}. Now: {now}.")
        self.difference.setAccessibleName(spoken.format(was=was, now=now))


def marked(was: str, now: str) -> str:
    """As rich text: what went is struck through, what came is underlined, each on its own ground. Escaped throughout."""
    p = palette()
    styles = {
        Piece.GONE: f"background-color:{p.bad_ground};color:{p.bad};text-decoration:line-through",
        Piece.NEW: f"background-color:{p.good_ground};color:{p.good};text-decoration:underline",
    }
    found = []
    for kind, text in pieces(was, now):
        shown = html.escape(text).replace("\n", "<br>").replace("  ", "&nbsp; ")
        found.append(shown if kind is Piece.SAME else f'<span style="{styles[kind]}">{shown}</span>')
    return "".join(found)
