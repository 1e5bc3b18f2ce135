"""The ready messages, to be rewritten: one text a language and a way, its places by name, and how it reads with sample data.

What is sound is said by `app.ops.templates`, while it is typed and once more before anything is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.crypto.secret import Secret
from app.errors import LacreError
from app.ops import messages
from app.ops.messages import Asks
from app.ops.sharing import CreatedShare
from app.ops.templates import PLACES, Template, clean, encode_own, parse_own, require_sound
from app.ui import theme
from app.ui.sharing.languages import LanguageChoice
from app.ui.sharing.places import kept, meaning, names, shown
from app.ui.state import Session
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.flow import flowing
from app.ui.widgets.inputs import Labelled, TextEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from app.ui.widgets.tips import set_tip

WIDTH = 860
LINES = 14
_SAMPLE_LINK = "https://relay.example/s/h4Kq…#1g.7fWz…"
_SAMPLE_PASSCODE = "K7M2Q-9XD4T-H"

Key = tuple[str, Template]


class _Which(Choice):
    """Which of the messages: four names side by side are too wide for large text."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        for one in Template:
            self.addItem(one.value, one.value)
        self.activated.connect(lambda _index: self.chosen.emit(self.value))

    @property
    def value(self) -> str:
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self.setCurrentIndex(self.findData(value))

    def set_texts(self, texts: Sequence[str]) -> None:
        for at, text in enumerate(texts):
            self.setItemText(at, text)


class MessagesSheet(Sheet):
    """All texts are kept here until *Save*: going to another one loses nothing."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH)
        self._session = session
        self._own = parse_own(session.settings.messages)
        self._language = LanguageChoice(session.language)
        self._way = _Which()
        self._labels = [Text(role="muted"), Text(role="muted")]
        self._edit, self._preview = TextEdit(lines=LINES), TextEdit(lines=LINES)
        self._edit_row, self._preview_row = Labelled("", self._edit), Labelled("", self._preview)
        self._insert = Text(size=theme.T12, role="muted", semibold=True)
        self._places = {place: Button(icon="plus") for place in names()}
        self._problem = Notice("bad", "")
        self._original, self._cancel, self._save = (
            Button(kind="quiet", icon="arrow-counter-clockwise"),
            Button(),
            Button(),
        )
        self._key: Key = (self._language.value, Template.LETTER)
        self._typed = self._own.get(self._key, messages.original(*self._key))  # as the settings would keep it
        self._asked = 0
        self._build()
        self._ready = True
        self.retranslate()

    def show_message(self, language: str, template: Template) -> None:
        """Go to this one; what was typed in the last one stays."""
        self._keep()
        self._language.set_value(language)
        self._way.set_value(template.value)
        self._fill()

    def write(self, text: str) -> None:
        """This instead of what stands there, its places as the settings keep them."""
        self._edit.setPlainText(shown(text))

    @property
    def problem(self) -> str:
        return self._problem.text()

    @property
    def preview(self) -> str:
        return self._preview.toPlainText()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("Messages", "Ready messages"))
        language, way = self._labels
        language.setText(QCoreApplication.translate("Messages", "Language of the recipient"))
        way.setText(QCoreApplication.translate("Messages", "Message"))
        self._language.setAccessibleName(language.text())
        self._way.setAccessibleName(way.text())
        self._way.set_texts(
            [
                QCoreApplication.translate("Messages", "Link by e-mail"),
                QCoreApplication.translate("Messages", "Subject of the e-mail"),
                QCoreApplication.translate("Messages", "Link by WhatsApp or SMS"),
                QCoreApplication.translate("Messages", "Passcode"),
            ]
        )
        self._edit_row.set_label(QCoreApplication.translate("Messages", "Text"))
        self._insert.setText(QCoreApplication.translate("Messages", "Put in what Lacre fills in"))
        self._preview_row.set_label(QCoreApplication.translate("Messages", "How it reads, with sample data"))
        self._original.setText(QCoreApplication.translate("Messages", "Put the original back"))
        self._cancel.setText(QCoreApplication.translate("Messages", "Cancel"))
        self._save.setText(QCoreApplication.translate("Messages", "Save"))
        named = names()
        for place, button in self._places.items():
            button.setText(named[place])
            set_tip(button, meaning(place))
            button.setAccessibleDescription(meaning(place))
        self._keep()
        self._fill()  # the names of the places in the text are in the window's language

    # -- how ----------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._preview.setReadOnly(True)
        self._save.set_kind("primary")
        choices = QGridLayout()
        bare(choices, theme.S8)
        choices.setHorizontalSpacing(theme.S16)
        choices.setColumnStretch(1, 1)
        for row, (label, choice) in enumerate(zip(self._labels, (self._language, self._way), strict=True)):
            choices.addWidget(label, row, 0)
            choices.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(choices)
        beside = QHBoxLayout()
        bare(beside, theme.S16)
        beside.addWidget(self._edit_row, 1)
        beside.addWidget(self._preview_row, 1)
        self.body.addLayout(beside)
        for widget in (self._insert, flowing(*self._places.values()), self._problem):
            self.body.addWidget(widget)
        self.buttons.insertWidget(0, self._original)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._save)
        self._language.currentIndexChanged.connect(self._turned)
        self._way.chosen.connect(self._turned)
        self._edit.textChanged.connect(self._look)
        for place, button in self._places.items():
            button.clicked.connect(partial(self._put_in, place))
        self._original.clicked.connect(self._put_back)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.submit)

    def _keep(self) -> None:
        """What is typed, if it is not what came with Lacre."""
        if self._typed == messages.original(*self._key):
            self._own.pop(self._key, None)
        else:
            self._own[self._key] = self._typed

    def _turned(self, _choice: object) -> None:
        if self._ready:
            self._keep()
            self._fill()

    def _fill(self) -> None:
        self._key = (self._language.value, Template(self._way.value))
        for place, button in self._places.items():
            button.setVisible(place in PLACES[self._key[1]])
        self._edit.setPlainText(shown(self._own.get(self._key, messages.original(*self._key))))

    def _put_in(self, place: str, _checked: bool = False) -> None:
        self._edit.insertPlainText(f"{{{names()[place]}}}")
        self._edit.setFocus()

    def _put_back(self) -> None:
        self._own.pop(self._key, None)
        self._edit.setPlainText(shown(messages.original(*self._key)))

    def _look(self) -> None:
        """What is wrong with it is said while it is typed; what is not is shown as it will be read."""
        self._typed = text = clean(kept(self._edit.toPlainText()))
        self._original.setEnabled(text != messages.original(*self._key))
        try:
            require_sound(self._key[1], text)
        except LacreError as error:
            self._problem.show_error(self._session.sentence(error))
            self._asked += 1  # what is still being written is of another text
            self._preview.clear()
        else:
            self._problem.clear()
            self._ask_sample(text)

    def _ask_sample(self, text: str) -> None:
        """Written on a worker: the names of time zones are a large table to load."""
        self._asked += 1
        (language, template), sender = self._key, self._session.settings.sender_name
        made = CreatedShare(
            "", "", Secret(_SAMPLE_LINK), Secret(_SAMPLE_PASSCODE), self._session.now() + timedelta(days=1), 1
        )

        def work() -> str:
            if template is Template.SUBJECT:
                return messages.link_subject(language, sender=sender, own=text)
            if template is Template.PASSCODE:
                return messages.passcode_message(made, language, sender=sender, own=text).text()
            brief, asks = template is Template.CHAT, Asks(agreement=True)
            return messages.link_message(made, language, sender=sender, brief=brief, asks=asks, own=text).text()

        self._session.tasks.run(work, partial(self._show_sample, self._asked), self._session.say_error, owner=self)

    def _show_sample(self, asked: int, text: str) -> None:
        if asked == self._asked:  # of what is typed now, and of nothing before
            self._preview.setPlainText(text)

    def submit(self) -> None:
        """Save all of them; the first that is not sound is shown instead."""
        self._keep()
        for (language, template), text in self._own.items():
            try:
                require_sound(template, text)
            except LacreError:
                self.show_message(language, template)
                return
        self._session.update_settings(messages=encode_own(self._own))
        self._session.say(QCoreApplication.translate("Messages", "The messages are saved."), "good")
        self.accept()


def open_messages(session: Session, parent: QWidget) -> MessagesSheet:
    sheet = MessagesSheet(session, parent)
    sheet.open()
    return sheet
