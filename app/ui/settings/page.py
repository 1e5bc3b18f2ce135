"""The settings page, drawn from the table of `options`. Owns the controls and which part of the session a choice goes to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.exporting.card import MovingCard
from app.ui.keeping.card import BackupsCard
from app.ui.recovering.card import RecoveryCard
from app.ui.settings import words
from app.ui.settings.messagescard import MessagesCard
from app.ui.settings.options import GUARDS, TABLE, Option, Row, Section, nearest
from app.ui.settings.relaycard import RelayCard
from app.ui.state import Session
from app.ui.unlocking.card import QuickCard
from app.ui.unlocking.keys_card import KeysCard
from app.ui.widgets.base import bare
from app.ui.widgets.cards import Rule
from app.ui.widgets.cards import Section as Group
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.page import Page
from app.ui.widgets.text import Text

CONTROL_WIDTH, CONTROL_LEAST = 260, 120


class SettingsPage(Page):
    """What is chosen is in use at once; there is no save button."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._groups: dict[Section, Group] = {}
        self._lines: dict[Option, OptionLine] = {}
        self.quick, self.keys = QuickCard(session), KeysCard(session)
        for section in Section:
            self._groups[section] = Group()
            self.body.addWidget(self._groups[section])
            if section is Section.GUARD:
                self.body.addWidget(self.quick)
                self.body.addWidget(self.keys)
        for row in TABLE:
            self._add(row)
        if session.vault is not None:
            session.ask(lambda vault: vault.person(), self.line(Option.PERSON).fill, owner=self)
        self.relay, self.backups = RelayCard(session), BackupsCard(session)
        self.messages = MessagesCard(session)
        self.recovery, self.moving = RecoveryCard(session), MovingCard(session)
        self.body.addWidget(self.messages)
        self.body.addWidget(self.relay)
        self.body.addWidget(self.recovery)
        self.body.addWidget(self.backups)
        self.body.addWidget(self.moving)
        self.body.addStretch(1)
        self.retranslate()

    def line(self, option: Option) -> OptionLine:
        return self._lines[option]

    def retranslate(self) -> None:
        self.set_title(QCoreApplication.translate("Settings", "Settings"))
        for section, group in self._groups.items():
            group.set_title(words.section_title(section))
        for line in self._lines.values():
            line.retranslate()

    def _add(self, row: Row) -> None:
        body = self._groups[row.section].body
        if body.count():
            body.addWidget(Rule())
        line = OptionLine(row, self._value(row.option), partial(self._choose, row.option))
        self._lines[row.option] = line
        body.addWidget(line)

    def _value(self, option: Option) -> str:
        if option in GUARDS:
            return str(self._session.guards.number(GUARDS[option]))
        if option is Option.PERSON:
            return ""  # the vault is asked, and its answer filled in
        return str(getattr(self._session.settings, option.value))

    def _choose(self, option: Option, value: str) -> None:
        if option in GUARDS:
            self._session.guards.set_number(GUARDS[option], int(value))
        elif option is Option.PERSON:
            self._session.change(lambda vault: vault.set_person(value), owner=self)
        else:
            self._session.update_settings(**{option.value: value})


class OptionLine(QWidget):
    """A label with its hint, and the control at the right."""

    def __init__(self, row: Row, value: str, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._row, self._was = row, value
        self._label, self._hint = Text(wrap=True), Text(role="muted", size=theme.T12, wrap=True)
        self.control: QComboBox | LineEdit = self._combo(value, choose) if row.values else self._text(value, choose)
        self.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.control.setMinimumWidth(theme.grown(CONTROL_LEAST))
        self.control.setMaximumWidth(theme.grown(CONTROL_WIDTH))
        self._label.setBuddy(self.control)
        names = QVBoxLayout()
        bare(names, theme.S4)
        names.addWidget(self._label)
        names.addWidget(self._hint)
        line = QHBoxLayout(self)
        bare(line, theme.S24)
        line.addLayout(names, 1)
        line.addWidget(self.control, 1)  # as wide as its most, which all have; less where large text leaves less

    def retranslate(self) -> None:
        self._label.setText(words.label(self._row.option))
        self._hint.setText(words.hint(self._row.option))
        self._hint.setVisible(bool(self._hint.text()))
        self.control.setAccessibleName(self._label.text())
        self.control.setAccessibleDescription(self._hint.text())
        if isinstance(self.control, QComboBox):
            for index, value in enumerate(self._row.values):
                self.control.setItemText(index, words.value_word(self._row.option, value))

    def fill(self, text: str) -> None:
        """What was asked for after the line was made; what somebody has typed meanwhile stays."""
        if isinstance(self.control, LineEdit) and not self.control.isModified():
            self._was = text
            self.control.setText(text)

    def _combo(self, value: str, choose: Callable[[str], None]) -> QComboBox:
        combo = Choice()
        for one in self._row.values:
            combo.addItem("", one)
        combo.setCurrentIndex(self._row.values.index(nearest(self._row.values, value)))
        combo.activated.connect(lambda index: choose(self._row.values[index]))
        return combo

    def _text(self, value: str, choose: Callable[[str], None]) -> LineEdit:
        line = LineEdit()
        line.setMaxLength(self._row.characters)
        line.setText(value)
        line.editingFinished.connect(partial(self._left, line, choose))
        return line

    def _left(self, line: LineEdit, choose: Callable[[str], None]) -> None:
        """Passing through is no choice."""
        text = line.text().strip()
        if text != self._was:
            self._was = text
            choose(text)
