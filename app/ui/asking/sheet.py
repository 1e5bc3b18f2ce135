"""The sheet of a request: whom, what, until when, how often. Joins its parts into one `RequestDraft` and has it created.

Everything has a default: who opens it at a client and presses the button asks that client for one login, for a week.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.ops.request_options import RequestKind, RequestOptions
from app.ops.request_words import field_name, labels
from app.ui import theme
from app.ui.asking.desk import AskingDesk, MadeRequest
from app.ui.asking.draft import LABEL_CHARACTERS, NOTE_CHARACTERS, RequestDraft, Takes
from app.ui.asking.ownfields import OwnFields
from app.ui.asking.passcode import AnswerPasscode
from app.ui.asking.words import KIND_ICONS, kind_name, kind_sentence, problem_words, takes_name, takes_sentence
from app.ui.sharing.choices import FROM_CHARACTERS, Ends
from app.ui.sharing.ends import EndsPart
from app.ui.sharing.languages import LanguageChoice
from app.ui.state import Session
from app.ui.widgets.base import bare
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.inputs import Labelled, LineEdit, TextEdit
from app.ui.widgets.notices import Notice
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Text
from app.ui.widgets.tiles import TilePicker

WIDTH = 680
LABELS = 88
FILES_SAID = frozenset({RequestKind.FILE, RequestKind.IDENTITY, RequestKind.CODE})


class KindTiles(TilePicker):
    """What is asked for."""

    def __init__(self) -> None:
        super().__init__({kind.value: KIND_ICONS[kind] for kind in RequestKind})

    def names(self) -> list[str]:
        return [kind_name(kind) for kind in RequestKind]


class RequestSheet(Sheet):
    """Opened over the window; `on_made` gets what can be handed over."""

    _ready = False  # the base class writes its texts before ours exist

    def __init__(
        self, session: Session, desk: AskingDesk, parent: QWidget, *, on_made: Callable[[MadeRequest], None],
        client_id: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, width=WIDTH)
        self._session, self._desk, self._on_made, self._wanted = session, desk, on_made, client_id
        self._client, self._kind = Choice(), KindTiles()
        self._asked, self._kind_says = Text(role="muted", wrap=True), Text(role="muted", wrap=True)
        self._own, self._files = OwnFields(), QCheckBox()
        self._ends, self._passcode = EndsPart(session.now), AnswerPasscode()
        self._ends.choose(Ends.WEEK)
        self._takes = Segmented([(one.value, one.value) for one in Takes])
        self._takes_says = Text(role="muted", wrap=True)
        self._note, self._label, self._sender = TextEdit(lines=3), LineEdit(""), LineEdit("")
        self._label.setMaxLength(LABEL_CHARACTERS)
        self._sender.setMaxLength(FROM_CHARACTERS)
        self._sender.setText(session.settings.sender_name)
        self._language = LanguageChoice(session.language)
        self._labels = [Text("", role="muted") for _ in range(5)]
        self._rows = [Labelled("", one) for one in (self._note, self._label, self._language, self._sender)]
        self._more, self._unfold = QWidget(), Button("", kind="quiet", icon="caret-right")
        self._trust = Text("", role="muted", size=theme.T12, wrap=True)
        self._problem = Notice("bad", "")
        self._cancel, self._create = Button("", kind="secondary"), Button("", kind="primary")
        self._busy = False
        self._build()
        self._connect()
        self._ready = True
        self.retranslate()
        session.tasks.run(desk.clients, self._there, self._failed, owner=self)

    def draft(self) -> RequestDraft:
        return RequestDraft(
            client_id=str(self._client.currentData() or ""),
            kind=RequestKind(self._kind.value),
            fields=self._own.fields,
            files=self._files.isVisibleTo(self) and self._files.isChecked(),
            label=self._label.text().strip(),
            note=self._note.toPlainText()[:NOTE_CHARACTERS],
            sender=self._sender.text().strip(),
            language=self._language.value,
            takes=Takes(self._takes.value),
            ends=self._ends.ends,
            custom_end=self._ends.custom_end,
            passcode=self._passcode.choice,
            typed=self._passcode.typed,
        )

    @property
    def problem(self) -> str:
        """What stands in the way, if anything was said."""
        return self._problem.text()

    def choose(self, kind: RequestKind) -> None:
        self._kind.set_value(kind.value)
        self._look()

    def retranslate(self) -> None:
        super().retranslate()
        if not self._ready:
            return
        self.set_title(QCoreApplication.translate("RequestSheet", "Ask a client for something"))
        for label, text in zip(
            self._labels,
            (
                QCoreApplication.translate("RequestSheet", "Whom"),
                QCoreApplication.translate("RequestSheet", "What"),
                QCoreApplication.translate("RequestSheet", "Ends in"),
                QCoreApplication.translate("RequestSheet", "Answers"),
                QCoreApplication.translate("RequestSheet", "Passcode"),
            ),
            strict=True,
        ):
            label.setText(text)
        self._client.setAccessibleName(QCoreApplication.translate("RequestSheet", "The client whom you ask"))
        self._kind.setAccessibleName(QCoreApplication.translate("RequestSheet", "What you ask for"))
        self._files.setText(QCoreApplication.translate("RequestSheet", "Files may come with it"))
        self._takes.setAccessibleName(QCoreApplication.translate("RequestSheet", "How often it can be answered"))
        self._takes.set_texts([takes_name(one) for one in Takes])
        self._unfold.setText(QCoreApplication.translate("RequestSheet", "More: message, name, language"))
        note, name, language, sender = self._rows
        note.set_label(QCoreApplication.translate("RequestSheet", "Message to your client, on the page"))
        name.set_label(QCoreApplication.translate("RequestSheet", "What it is for: “Online shop”"))
        language.set_label(QCoreApplication.translate("RequestSheet", "Language of your client"))
        sender.set_label(QCoreApplication.translate("RequestSheet", "Your name, as your client sees it"))
        self._trust.setText(
            QCoreApplication.translate(
                "RequestSheet",
                "What your client types is sealed in their browser. Only this vault can open it: not even the relay can.",
            )
        )
        self._cancel.setText(QCoreApplication.translate("RequestSheet", "Cancel"))
        self._look()

    def submit(self) -> None:
        """Have it created, and hand over to `on_made`."""
        draft, desk = self.draft(), self._desk
        problem = draft.problem(self._session.now())
        if problem is not None:
            self._problem.show_error(problem_words(problem))
            return
        self._problem.clear()
        self._busy = True
        self._look()
        self._session.tasks.run(lambda: desk.create(draft), self._made, self._failed, owner=self)

    def _build(self) -> None:
        what = QWidget()
        column = QVBoxLayout(what)
        bare(column, theme.S8)
        for widget in (self._kind, self._kind_says, self._asked, self._own, self._files):
            column.addWidget(widget)
        takes = QWidget()
        lines = QVBoxLayout(takes)
        bare(lines, theme.S8)
        lines.addWidget(self._takes, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._takes_says)
        self._parts = (self._client, what, self._ends, takes, self._passcode)
        form = QGridLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.S16)
        form.setVerticalSpacing(theme.S24)
        form.setColumnMinimumWidth(0, LABELS)
        form.setColumnStretch(1, 1)
        for row, (label, part) in enumerate(zip(self._labels, self._parts, strict=True)):
            label.setMinimumHeight(theme.grown(theme.CONTROL))
            form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(part, row, 1)
        form.addWidget(self._unfold, len(self._parts), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self._more, len(self._parts) + 1, 1)
        more = QVBoxLayout(self._more)
        bare(more, theme.S12)
        for one in self._rows:
            more.addWidget(one)
        self._more.setVisible(False)
        self.body.addLayout(form)
        self.body.addWidget(self._trust)
        self.body.addWidget(self._problem)
        self._problem.clear()
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._create)

    def _connect(self) -> None:
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._fold)
        self._cancel.clicked.connect(self.reject)
        self._create.clicked.connect(self.submit)
        self._create.setDefault(True)
        self._client.currentIndexChanged.connect(lambda _index: self._look())
        self._kind.chosen.connect(lambda _kind: self._look())
        self._takes.chosen.connect(lambda _takes: self._look())
        self._files.toggled.connect(lambda _on: self._look())
        for part in (self._own, self._ends, self._passcode):
            part.changed.connect(self._look)

    def _fold(self, opened: bool) -> None:
        self._more.setVisible(opened)
        self._unfold.set_icon("caret-down" if opened else "caret-right")

    def _there(self, clients: list[tuple[str, str]]) -> None:
        for client_id, name in clients:
            self._client.addItem(name, client_id)
        self._client.setCurrentIndex(max(0, self._client.findData(self._wanted)))

    def _look(self) -> None:
        """What follows from what was chosen is said at once; whether it may be sent, before the button is pressed."""
        if not self._ready:
            return
        draft = self.draft()
        code = draft.kind is RequestKind.CODE
        self._asked.setText(asked_line(draft.kind, self._session.language))
        self._asked.setVisible(bool(self._asked.text()))
        self._kind_says.setText(kind_sentence(draft.kind))
        self._kind_says.setVisible(bool(self._kind_says.text()))
        self._own.setVisible(not code)
        self._files.setVisible(draft.kind not in FILES_SAID)
        self._takes_says.setText(takes_sentence(draft.takes))
        for at, shown in ((2, draft.has_end), (3, not code)):
            self._labels[at].setVisible(shown)
            self._parts[at].setVisible(shown)
        problem = draft.problem(self._session.now())
        self._create.setEnabled(problem is None and not self._busy)
        self._create.setToolTip(problem_words(problem) if problem else "")
        self._create.setText(
            QCoreApplication.translate("RequestSheet", "Creating…")
            if self._busy
            else QCoreApplication.translate("RequestSheet", "Create link")
        )

    def _made(self, made: MadeRequest) -> None:
        self._session.requests_changed.emit()
        self.accept()
        self._on_made(made)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._problem.show_error(self._session.sentence(error))
        self._look()


def asked_line(kind: RequestKind, language: str) -> str:
    """What the form asks for; a star marks what may not be left out."""
    if kind in (RequestKind.OWN, RequestKind.CODE):
        return ""
    (part,) = RequestOptions(kind).parts(labels(language))
    fields = " · ".join(
        field_name(one.kind, one.label, language) + (" *" if one.required else "") for one in part.fields
    )
    needed = QCoreApplication.translate("RequestSheet", "{fields}  (*must be filled in)")
    return needed.format(fields=fields) if any(one.required for one in part.fields) else fields
