"""One value on a line: label, value (masked if it is protected), and what can be done with it at the right."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import S4, S8, S16, T13, grown, mono_font, palette
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.countdown import Ring
from app.ui.widgets.text import Text

MASK = "••••••••••••"
LABEL_WIDTH, NARROW_LABEL_WIDTH, NARROW = 132, 96, 440


def tinted(text: str) -> str:
    """A secret as rich text: digits and symbols in colours of their own, so that it can be read aloud. Escaped throughout."""
    p = palette()
    return "".join(
        html.escape(c)
        if c.isalpha()
        else f'<span style="color:{p.digit if c.isdigit() else p.symbol}">{html.escape(c) if c != " " else "&nbsp;"}</span>'
        for c in text
    )


class ValueText(Text):
    """The value's own label: plain and selectable, or a tinted secret in monospace.

    A secret cannot be selected: on X11 the selection is itself a clipboard, without hint or end. There is a button to copy it.
    """

    def __init__(self) -> None:
        super().__init__("", wrap=True, selectable=True)
        self._secret: str | None = None
        self.setMinimumHeight(grown(20))

    def show_plain(self, text: str) -> None:
        self._secret = None
        self.set_selectable(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def show_secret(self, text: str) -> None:
        self._secret = text
        self.set_selectable(False)
        self.setFont(mono_font(T13 + 1))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.retint()

    def conceal(self) -> None:
        self.show_plain(MASK)
        self.setFont(mono_font(T13 + 1))

    def retint(self) -> None:
        if self._secret is not None:
            lines = "<br>".join(tinted(line) for line in self._secret.splitlines())
            self.setText(lines)


class ValueRow(Living):
    """What is protected is shown only after `reveal_asked` was answered with `show_value`."""

    reveal_asked = Signal()
    copy_asked = Signal()
    open_asked = Signal()
    hidden_again = Signal()

    def __init__(
        self,
        label: str,
        value: str | None,
        *,
        protected: bool = False,
        link: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.protected, self.shown = protected, not protected
        self.label = Text(label, role="muted", wrap=True)
        self.label.setFixedWidth(grown(LABEL_WIDTH))
        self.value = ValueText()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.value.setSizePolicy(policy)
        self.value.setMinimumWidth(80)
        self.left = Ring()
        self.left.hide()
        self.eye = IconButton("eye")
        self.eye.setVisible(protected)
        self.eye.clicked.connect(self._toggle)
        self.open = IconButton("arrow-square-out")
        self.open.setVisible(link)
        self.open.clicked.connect(self.open_asked)
        self.copy = IconButton("copy")
        self.copy.clicked.connect(self.copy_asked)
        self.row = QHBoxLayout(self)
        bare(self.row, S4, (S16, 6, S8, 6))
        top = Qt.AlignmentFlag.AlignTop
        self.row.addWidget(self.label)
        self.row.addSpacing(S8)
        self.row.addWidget(self.value, 1)
        self.row.addWidget(self.left, 0, top)
        for button in (self.open, self.eye, self.copy):
            self.row.addWidget(button, 0, top)
        for text in (self.label, self.value):
            text.setContentsMargins(0, 7, 0, 7)
            text.setAlignment(top)
        self.set_label(label)
        if value is None:
            self.conceal()
        else:
            self.value.show_plain(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.label.setFixedWidth(grown(NARROW_LABEL_WIDTH if self.width() < grown(NARROW) else LABEL_WIDTH))

    def set_label(self, label: str) -> None:
        self.label.setText(label)
        self.value.setAccessibleName(label)
        self.retranslate()

    def show_value(self, text: str) -> None:
        """The answer to `reveal_asked`."""
        self.shown = True
        self.value.show_secret(text)
        self.eye.set_icon("eye-slash")
        self.retranslate()

    def show_left(self, seconds: int, of: int) -> None:
        """How long the shown value is good for."""
        self.left.show_left(seconds, of)

    def conceal(self) -> None:
        self.shown = False
        self.left.hide()
        self.value.conceal()
        self.eye.set_icon("eye")
        self.retranslate()

    def _toggle(self) -> None:
        if self.shown:
            self.conceal()
            self.hidden_again.emit()
        else:
            self.reveal_asked.emit()

    def retranslate(self) -> None:
        name = self.label.text()
        show = QCoreApplication.translate("ValueRow", "Show {name}")
        hide = QCoreApplication.translate("ValueRow", "Hide {name}")
        self.eye.set_name((hide if self.shown else show).format(name=name))
        self.copy.set_name(QCoreApplication.translate("ValueRow", "Copy {name}").format(name=name))
        self.open.set_name(QCoreApplication.translate("ValueRow", "Open {name} in the browser").format(name=name))

    def retint(self) -> None:
        self.value.retint()
