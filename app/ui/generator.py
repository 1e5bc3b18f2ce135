"""The generator: a small panel under the button that asked. Owns the choices on the screen; the vault's generator makes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.crypto.secret import Secret
from app.errors import LacreError
from app.ui.site_rules import SiteRulesLine
from app.ui.theme import S8, S12, S16, T12, T15, grown, mono_font
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.rows import ValueText
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.strength import StrengthBar
from app.ui.widgets.text import Text

_SIZES = {"password": (8, 64, 20), "words": (3, 10, 5), "pin": (4, 12, 6)}  # least, most, first


class GeneratorPanel(Living):
    """Password, words or PIN; every change makes a new one."""

    used = Signal(object)
    grew = Signal()

    def __init__(self, parent: QWidget | None = None, *, copies: bool = False) -> None:
        super().__init__(parent)
        self._copies = copies  # what its button does with the value, in words
        self.value = Secret("")
        self.mode = Segmented([(mode, mode) for mode in _SIZES])
        self.shown = ValueText()
        self.again = IconButton("arrows-clockwise")
        self.strength = StrengthBar()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.amount = Text("", size=T12, role="muted")
        self.upper, self.digits, self.symbols, self.plain = (QCheckBox() for _ in range(4))
        self.capital, self.number = QCheckBox(), QCheckBox()
        self.language = Segmented([("pt", "Português"), ("en", "English")])
        self.language.set_value("pt" if QLocale().language() == QLocale.Language.Portuguese else "en")
        self.site = SiteRulesLine()
        self._grown = QTimer(self, singleShot=True, interval=0)  # when all inside has been laid out anew
        self._grown.timeout.connect(self._grow)
        self.use = Button("", "primary")
        self._sizes = {mode: first for mode, (_least, _most, first) in _SIZES.items()}
        self._compose()
        self._connect()
        self.retranslate()
        self._mode_chosen()

    def _compose(self) -> None:
        self.setFixedWidth(grown(360))
        for box in (self.upper, self.digits, self.symbols):
            box.setChecked(True)
        self.plain.setChecked(True)
        self.shown.setMinimumHeight(grown(52))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        bare(line, S8)
        line.addWidget(self.shown, 1)
        line.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
        self._boxes = QWidget()
        grid = QGridLayout(self._boxes)
        bare(grid, S8)
        for n, box in enumerate((self.upper, self.digits, self.symbols, self.plain)):
            grid.addWidget(box, n // 2, n % 2)
        self._word_boxes = QWidget()
        beside = QGridLayout(self._word_boxes)
        bare(beside, S8)
        beside.addWidget(self.capital, 0, 0)
        beside.addWidget(self.number, 0, 1)
        sizes = QHBoxLayout()
        bare(sizes, S12)
        sizes.addWidget(self.amount)
        sizes.addWidget(self.slider, 1)
        column = QVBoxLayout(self)
        bare(column, S12, (S16, S16, S16, S16))
        column.addWidget(self.mode, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        column.addWidget(self.strength)
        column.addLayout(sizes)
        column.addWidget(self._boxes)
        column.addWidget(self.site)
        column.addWidget(self._word_boxes)
        column.addWidget(self.language, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        self.mode.chosen.connect(lambda _mode: self._mode_chosen())
        self.again.clicked.connect(self.make)
        self.slider.valueChanged.connect(self._size_chosen)
        self.language.chosen.connect(lambda _language: self.make())
        for box in (self.upper, self.digits, self.symbols, self.plain, self.capital, self.number):
            box.toggled.connect(lambda _on: self.make())
        self.site.changed.connect(self._resize)
        self.use.clicked.connect(lambda: self.used.emit(self.value))

    def choose(self, mode: str) -> None:
        """As if the mode had been pressed."""
        self.mode.set_value(mode)
        self._mode_chosen()

    def _mode_chosen(self) -> None:
        mode = self.mode.value
        self._boxes.setVisible(mode == "password")
        self.site.setVisible(mode == "password")
        self._word_boxes.setVisible(mode == "words")
        self.language.setVisible(mode == "words")
        self._resize()

    def _resize(self) -> None:
        """The lengths that are offered: those of the mode, or those that the site allows."""
        mode = self.mode.value
        ruled = mode == "password" and self.site.rules is not None
        least, most = self.site.sizes() if ruled else _SIZES[mode][:2]
        for box in (self.upper, self.digits, self.symbols):
            box.setEnabled(not ruled)  # the site has said it
        self.slider.blockSignals(True)
        self.slider.setRange(least, most)
        self.slider.setValue(self._sizes[mode])
        self.slider.blockSignals(False)
        self.retranslate()
        self.make()

    def _size_chosen(self, size: int) -> None:
        self._sizes[self.mode.value] = size
        self.retranslate()
        self.make()

    def make(self) -> None:
        """A new one, and what it is worth; where a site's rules allow none, that is said."""
        try:
            self.value, bits = self._made()
        except LacreError as error:
            self.site.refuse(error)
            self.value, bits = Secret(""), 0.0
        self.use.setEnabled(bits > 0)
        self._grown.start()
        self.shown.setFont(mono_font(T15))
        self.shown.show_secret(self.value.text())
        self.strength.show_bits(bits)

    def _grow(self) -> None:
        """As high as the sentences in it need: what lays it out asks for no height at a width."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setMinimumHeight(layout.totalHeightForWidth(self.maximumWidth()))
        self.adjustSize()
        self.grew.emit()

    def _made(self) -> tuple[Secret, float]:
        from app.vault import generator

        size, mode, rules = self.slider.value(), self.mode.value, self.site.rules
        if mode == "words":
            capital, number = self.capital.isChecked(), self.number.isChecked()
            return generator.words(size, self.language.value, "-", capital=capital, number=number)
        if mode == "pin":
            return generator.pin(size)
        if rules is not None:
            return generator.by_rules(rules, size, avoid_lookalikes=self.plain.isChecked())
        return generator.password(
            size,
            upper=self.upper.isChecked(),
            lower=True,
            digits=self.digits.isChecked(),
            symbols=self.symbols.isChecked(),
            avoid_lookalikes=self.plain.isChecked(),
        )

    def retranslate(self) -> None:
        self.mode.set_texts(
            [
                QCoreApplication.translate("Generator", "Password"),
                QCoreApplication.translate("Generator", "Words"),
                QCoreApplication.translate("Generator", "PIN"),
            ]
        )
        self.mode.setAccessibleName(QCoreApplication.translate("Generator", "What to generate"))
        self.again.set_name(QCoreApplication.translate("Generator", "Another one"))
        self.upper.setText(QCoreApplication.translate("Generator", "Capitals"))
        self.digits.setText(QCoreApplication.translate("Generator", "Digits"))
        self.symbols.setText(QCoreApplication.translate("Generator", "Symbols"))
        self.plain.setText(QCoreApplication.translate("Generator", "No look-alikes"))
        self.capital.setText(QCoreApplication.translate("Generator", "Capitals"))
        self.number.setText(QCoreApplication.translate("Generator", "A digit"))
        self.language.setAccessibleName(QCoreApplication.translate("Generator", "Language of the words"))
        use, copy = QCoreApplication.translate("Generator", "Use"), QCoreApplication.translate("Generator", "Copy")
        self.use.setText(copy if self._copies else use)
        words = QCoreApplication.translate("Generator", "{count} words")
        characters = QCoreApplication.translate("Generator", "{count} characters")
        text = words if self.mode.value == "words" else characters
        self.amount.setText(text.format(count=self.slider.value()))
        self.amount.setMinimumWidth(grown(96))
        self.slider.setAccessibleName(QCoreApplication.translate("Generator", "Length"))


class _Popup(QFrame):
    """The panel in a window of its own that closes when one clicks beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", True)
        self.panel = GeneratorPanel(self)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.panel)
        self.panel.grew.connect(self.adjustSize)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def open_generator(under: QWidget, on_use: Callable[[Secret], None], *, pin: bool = False) -> _Popup:
    """Show the generator below a button; what is used goes to `on_use`."""
    popup = _Popup(under)
    if pin:
        popup.panel.choose("pin")
    popup.panel.used.connect(on_use)
    popup.panel.used.connect(popup.close)
    popup.adjustSize()
    corner = under.mapToGlobal(QPoint(under.width() - popup.sizeHint().width(), under.height() + 6))
    screen = under.screen().availableGeometry()
    bottom = screen.bottom() - popup.sizeHint().height()
    popup.move(max(screen.left(), corner.x()), min(corner.y(), bottom))
    popup.show()
    popup.panel.use.setFocus()
    return popup
