"""A site's rules for passwords, pasted in the form that password managers share. Owns the line and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import LacreError
from app.ui.theme import S8
from app.ui.widgets.base import Living, bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import Labelled, LineEdit

if TYPE_CHECKING:
    from app.vault.generator_rules import SiteRules

_LEAST, _MOST = 4, 64  # of the slider, where the rules say nothing


class SiteRulesLine(Living):
    """Folded until it is asked for. `rules` is None while there are none, or none that can be read."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rules: SiteRules | None = None
        self.unfold = Button("", "link", "sliders")
        self.line = LineEdit(mono=True)
        self.line.setMaxLength(2000)
        self.field = Labelled("", self.line)
        column = QVBoxLayout(self)
        bare(column, S8)
        column.addWidget(self.unfold)
        column.addWidget(self.field)
        self.field.hide()
        self.unfold.clicked.connect(self._unfold)
        self.line.textChanged.connect(self._read)
        self.retranslate()

    def _unfold(self) -> None:
        self.unfold.hide()
        self.field.show()
        self.line.setFocus()
        self.changed.emit()

    def _read(self, text: str) -> None:
        from app.vault.generator_rules import parse_rules

        self.rules = None
        self.field.set_error("")
        try:
            self.rules = parse_rules(text) if text.strip() else None
        except LacreError as error:
            self.refuse(error)
        self.changed.emit()

    def refuse(self, error: LacreError) -> None:
        """Say below the line why nothing comes of these rules."""
        from app.ops.sentences import parts

        portuguese = QLocale().language() == QLocale.Language.Portuguese
        said = parts(error, "pt_PT" if portuguese else "en")
        self.field.set_error(f"{said.what} {said.now}")

    def sizes(self) -> tuple[int, int]:
        """The least and the greatest length to be offered."""
        rules = self.rules
        if rules is None:
            return _LEAST, _MOST
        most = min(rules.most or max(_MOST, rules.least), 256)
        return min(max(_LEAST, rules.least, len(rules.required)), most), max(_LEAST, most)

    def retranslate(self) -> None:
        self.unfold.setText(QCoreApplication.translate("Generator", "Rules of the site…"))
        self.field.set_label(QCoreApplication.translate("Generator", "Rules of the site"))
        self.line.setPlaceholderText("minlength: 8; required: lower; required: digit")
        self.field.set_hint(
            QCoreApplication.translate(
                "Generator", "Pasted as sites publish them: lengths, and which signs must or may be in it."
            )
        )
