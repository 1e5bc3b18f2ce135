"""What was inside: the message and the fields, masked and copied one by one, codes that renew themselves. None of it is markup.

What the sender wishes (values hidden, nothing copied) is heeded here, and is no protection. All that stands here goes with
`clear`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ops.one_time import CodeMaker, grouped, parse_secret
from app.ui.entry_fields import SHOWN_MS, web_address
from app.ui.sharing.qr import QrCode
from app.ui.state import Session
from app.ui.theme import S4, S8, S12, S16
from app.ui.widgets.base import Living, bare, clear
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import Card
from app.ui.widgets.inputs import Labelled, TextEdit
from app.ui.widgets.rows import ValueRow
from app.vault.naming import one_line

if TYPE_CHECKING:
    from app.ops.opening import OpenedShare
    from app.share.manifest import ManifestField

_MASKED = frozenset({"password", "totp", "code", "wifi"})
_CODED = frozenset({"wifi", "contact"})
_MOST_CODED = 1200  # octets of a code that a telephone still reads off a screen
_MOST_SHOWN = 4000  # of one value: a label of a million signs would hold up the window; the copy is whole
_MOST_LINES = 12


class Contents(Living):
    """One opened share."""

    def __init__(self, session: Session, opened: OpenedShare) -> None:
        super().__init__()
        self._session = session
        self._hide = "hide" in opened.rules
        self._copies = "no-copy" not in opened.rules
        self.rows: list[ValueRow] = []
        self.codes: list[QrCode] = []
        self._codes: dict[ValueRow, CodeMaker] = {}
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tick)
        self._hides = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hides.timeout.connect(self.mask_all)
        self.message: TextEdit | None = None
        self._column = QVBoxLayout(self)
        bare(self._column, S12)
        if opened.fields:
            card = Card((0, S4, 0, S4), 0)
            for field in opened.fields:
                row = self._row(field.kind, one_line(field.label), field)
                self.rows.append(row)
                card.body.addWidget(row)
                if field.kind in _CODED and len(field.value) <= _MOST_CODED:
                    self._add_code(card, field)
            self._column.addWidget(card)
        if opened.message:
            self._add_message(opened.message)

    def clear(self) -> None:
        """Nothing stays in a widget, a document or a timer."""
        self._codes.clear()
        self._second.stop()
        self._hides.stop()
        if self.message is not None:
            self.message.setPlainText("")
        for row in self.rows:
            row.conceal()
        for code in self.codes:
            code.set_text("")
        self.rows.clear()
        self.codes.clear()
        clear(self._column)

    # -- the message --------------------------------------------------------------------------------------------------

    def _add_message(self, text: str) -> None:
        name = QCoreApplication.translate("Receiving", "Message")
        lines = min(_MOST_LINES, max(3, text.count("\n") + len(text) // 60 + 1))
        self.message = message = TextEdit(lines=lines)
        message.setReadOnly(True)
        if not self._copies:
            message.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        message.setPlainText(text)
        block = Labelled(name, message)
        buttons = QHBoxLayout()
        bare(buttons, S8)
        if self._hide:
            block.hide()
            show = Button(QCoreApplication.translate("Receiving", "Show the message"), icon="eye")
            show.clicked.connect(block.show)
            show.clicked.connect(show.hide)
            buttons.addWidget(show)
        if self._copies:
            copy = Button(QCoreApplication.translate("Receiving", "Copy the message"), icon="copy")
            copy.clicked.connect(partial(self._copy, text, True))
            buttons.addWidget(copy)
        buttons.addStretch(1)
        self._column.addWidget(block)
        self._column.addLayout(buttons)

    def _add_code(self, card: Card, field: ManifestField) -> None:
        """A network or a person, for a telephone to read: when it is asked for."""
        button = Button(QCoreApplication.translate("Receiving", "Show as a QR code"), "quiet", "qr-code")
        code = QrCode()
        code.setAccessibleName(QCoreApplication.translate("Receiving", "QR code for a telephone"))
        code.hide()
        button.clicked.connect(partial(self._show_code, code, field.value))
        button.clicked.connect(button.hide)
        self.codes.append(code)
        inside = QHBoxLayout()
        bare(inside, S8, (S16, 0, S16, S8))
        inside.addWidget(button)
        inside.addWidget(code)
        inside.addStretch(1)
        card.body.addLayout(inside)

    def _show_code(self, code: QrCode, value: str) -> None:
        code.set_text(value)
        code.show()

    # -- the fields ---------------------------------------------------------------------------------------------------

    def _row(self, kind: str, label: str, field: ManifestField) -> ValueRow:
        maker = _maker(field.value) if kind == "totp" else None
        if maker is not None:
            return self._code_row(label, maker)
        # As the protocol says it: no value is a link unless it is said to be one and begins like one.
        link = kind == "url" and field.value.startswith(("https://", "http://"))
        address = web_address(field.value) if link else None
        return self._value_row(label or kind, field.value, masked=self._hide or kind in _MASKED, address=address)

    def _value_row(self, label: str, value: str, *, masked: bool, address: QUrl | None = None) -> ValueRow:
        row = ValueRow(label, None if masked else _shown(value), protected=masked, link=address is not None)
        row.copy.setVisible(self._copies)
        if not self._copies:
            row.value.set_selectable(False)
        row.reveal_asked.connect(partial(self._reveal, row, value))
        row.copy_asked.connect(partial(self._copy, value, masked))
        if address is not None:
            row.open_asked.connect(partial(QDesktopServices.openUrl, address))
        return row

    def _code_row(self, label: str, maker: CodeMaker) -> ValueRow:
        row = ValueRow(label, None, protected=True)
        row.copy.setVisible(self._copies)
        row.reveal_asked.connect(partial(self._run, row, maker))
        row.hidden_again.connect(partial(self._codes.pop, row, None))
        row.copy_asked.connect(lambda: self._copy(maker.code(self._seconds()), True))
        return row

    def _reveal(self, row: ValueRow, value: str) -> None:
        self._hides.start()
        row.show_value(_shown(value))

    def _run(self, row: ValueRow, maker: CodeMaker) -> None:
        self._hides.start()
        self._codes[row] = maker
        self._second.start()
        self.tick()

    def tick(self) -> None:
        """Once a second while a code is on the screen."""
        now = self._seconds()
        for row, maker in self._codes.items():
            row.show_value(grouped(maker.code(now)))
            row.show_left(maker.left(now), maker.period)
        if not self._codes:
            self._second.stop()

    def mask_all(self) -> None:
        """What was shown hides itself again after a while."""
        self._codes.clear()
        for row in self.rows:
            if row.protected:
                row.conceal()

    def _copy(self, value: str, sensitive: bool) -> None:
        self._session.clipboard.copy(value, sensitive=sensitive)

    def _seconds(self) -> int:
        return int(self._session.now().timestamp())


def _maker(value: str) -> CodeMaker | None:
    """What makes the codes; None for what is no key, which is shown as the text that it is."""
    from app.errors import LacreError

    try:
        return parse_secret(value)
    except (LacreError, ValueError):
        return None


def _shown(value: str) -> str:
    return value if len(value) <= _MOST_SHOWN else value[:_MOST_SHOWN] + "…"
