"""The words of asking: templates, fields, stages, fates. Owns the sentences; decides nothing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from app.ops.request_options import RequestKind
from app.ui.asking.cards import AnswerCard, Fate, RequestCard, Stage
from app.ui.asking.draft import Problem, Takes
from app.ui.files.words import size_text
from app.ui.sharing.times import left, moment
from app.ui.sharing.words import Badge

KIND_ICONS = {
    RequestKind.LOGIN: "globe-simple",
    RequestKind.LOGINS: "list-bullets",
    RequestKind.CARD: "credit-card",
    RequestKind.BANK: "bank",
    RequestKind.IDENTITY: "identification-card",
    RequestKind.DOOR: "door",
    RequestKind.RECOVERY: "lifebuoy",
    RequestKind.FILE: "files",
    RequestKind.TEXT: "note",
    RequestKind.CODE: "timer",
    RequestKind.OWN: "squares-four",
}


def kind_name(kind: RequestKind) -> str:
    return {
        RequestKind.LOGIN: QCoreApplication.translate("Asking", "Login"),
        RequestKind.LOGINS: QCoreApplication.translate("Asking", "Several logins"),
        RequestKind.CARD: QCoreApplication.translate("Asking", "Card"),
        RequestKind.BANK: QCoreApplication.translate("Asking", "Bank account"),
        RequestKind.IDENTITY: QCoreApplication.translate("Asking", "Identity"),
        RequestKind.DOOR: QCoreApplication.translate("Asking", "Door or alarm"),
        RequestKind.RECOVERY: QCoreApplication.translate("Asking", "Recovery codes"),
        RequestKind.FILE: QCoreApplication.translate("Asking", "Files"),
        RequestKind.TEXT: QCoreApplication.translate("Asking", "Free text"),
        RequestKind.CODE: QCoreApplication.translate("Asking", "Received code"),
        RequestKind.OWN: QCoreApplication.translate("Asking", "Own fields"),
    }[kind]


def kind_sentence(kind: RequestKind) -> str:
    """What the template is for, where its name does not say it."""
    return {
        RequestKind.LOGINS: QCoreApplication.translate(
            "Asking", "Your client can fill in up to 20 logins, one below the other."
        ),
        RequestKind.CODE: QCoreApplication.translate(
            "Asking",
            "For the code that a bank or a site sends to your client while you sign in. The link works for 10 minutes, and takes "
            "several codes from the same open page.",
        ),
        RequestKind.FILE: QCoreApplication.translate("Asking", "Photographs and documents, up to 2 GB together."),
    }.get(kind, "")


FIELD_KINDS = (
    "text", "username", "password", "url", "email", "phone", "address", "date", "code", "pin", "iban", "nif", "card", "note",
)  # fmt: skip
"""What an own field can be; of the others nobody makes one of their own."""


def field_kind_name(kind: str) -> str:
    """The sort of an own field."""
    return {
        "text": QCoreApplication.translate("Asking", "Text"),
        "username": QCoreApplication.translate("Asking", "User name or e-mail"),
        "password": QCoreApplication.translate("Asking", "Password"),
        "url": QCoreApplication.translate("Asking", "Site or app"),
        "email": QCoreApplication.translate("Asking", "E-mail"),
        "phone": QCoreApplication.translate("Asking", "Phone"),
        "address": QCoreApplication.translate("Asking", "Address"),
        "date": QCoreApplication.translate("Asking", "Date"),
        "code": QCoreApplication.translate("Asking", "Code"),
        "pin": "PIN",
        "iban": "IBAN",
        "nif": "NIF",
        "card": QCoreApplication.translate("Asking", "Card number"),
        "note": QCoreApplication.translate("Asking", "Several lines"),
    }[kind]


def takes_name(takes: Takes) -> str:
    return {
        Takes.ONCE: QCoreApplication.translate("Asking", "Once"),
        Takes.SEVERAL: QCoreApplication.translate("Asking", "Several times"),
        Takes.STANDING: QCoreApplication.translate("Asking", "As a letter box"),
    }[takes]


def takes_sentence(takes: Takes) -> str:
    return {
        Takes.ONCE: QCoreApplication.translate("Asking", "The link takes one answer, and is closed by it."),
        Takes.SEVERAL: QCoreApplication.translate("Asking", "The link takes up to 20 answers until it ends."),
        Takes.STANDING: QCoreApplication.translate(
            "Asking",
            "The link stays open until you close it: your client can send you things whenever there is something.",
        ),
    }[takes]


def badge(stage: Stage) -> Badge:
    return {
        Stage.WAITING: Badge("info", "clock", QCoreApplication.translate("Asking", "Not answered yet")),
        Stage.VISITED: Badge("info", "envelope-open", QCoreApplication.translate("Asking", "Link visited")),
        Stage.ARRIVED: Badge("good", "tray", QCoreApplication.translate("Asking", "Answer to look at")),
        Stage.WRONG_TRIES: Badge("warn", "warning", QCoreApplication.translate("Asking", "Wrong passcode tried")),
        Stage.PAUSED: Badge("muted", "pause-circle", QCoreApplication.translate("Asking", "Paused")),
        Stage.REMOVING: Badge("warn", "hourglass", QCoreApplication.translate("Asking", "Waits to be closed")),
        Stage.FILLED: Badge("good", "check-circle", QCoreApplication.translate("Asking", "Answered")),
        Stage.EXPIRED: Badge("muted", "hourglass", QCoreApplication.translate("Asking", "Expired")),
        Stage.REVOKED: Badge("muted", "prohibit", QCoreApplication.translate("Asking", "Closed")),
        Stage.LOCKED: Badge("bad", "lock", QCoreApplication.translate("Asking", "Locked")),
        Stage.GONE: Badge("bad", "warning-circle", QCoreApplication.translate("Asking", "Lost at the relay")),
        Stage.UNKNOWN: Badge("muted", "question", QCoreApplication.translate("Asking", "Not known to the relay")),
    }[stage]


def stage_sentence(card: RequestCard) -> str:
    """What the badge means for this person."""
    if card.stage in (Stage.WAITING, Stage.VISITED) and not card.unanswered:
        return QCoreApplication.translate("Asking", "You have seen all that came. More can be sent.")
    if card.stage is Stage.ARRIVED and card.kind is RequestKind.CODE:
        return QCoreApplication.translate(
            "Asking", "Copy it while it is fresh. Your client can send more codes from the same page."
        )
    said = {
        Stage.WAITING: QCoreApplication.translate("Asking", "Your client has not opened the link yet."),
        Stage.VISITED: QCoreApplication.translate("Asking", "The page was opened, and nothing has been sent so far."),
        Stage.ARRIVED: QCoreApplication.translate(
            "Asking", "Look at what came, and compare the four words with your client."
        ),
        Stage.WRONG_TRIES: QCoreApplication.translate(
            "Asking", "Somebody typed a wrong passcode. Tries left: {left}. Then the link locks by itself."
        ),
        Stage.PAUSED: QCoreApplication.translate("Asking", "Nothing can be sent while it is paused."),
        Stage.REMOVING: QCoreApplication.translate(
            "Asking",
            "You closed it, and the relay has not heard of it yet. Until it can be reached, the link still takes answers.",
        ),
        Stage.FILLED: QCoreApplication.translate("Asking", "It took all the answers that it takes."),
        Stage.EXPIRED: QCoreApplication.translate("Asking", "Its time is over. Nothing can be sent any more."),
        Stage.REVOKED: QCoreApplication.translate("Asking", "You closed it. Nothing can be sent any more."),
        Stage.LOCKED: QCoreApplication.translate(
            "Asking",
            "Five wrong passcodes locked it. If that was not your client, the link has leaked: ask again by another channel.",
        ),
        Stage.GONE: QCoreApplication.translate("Asking", "The relay lost it. Ask again if it is still needed."),
        Stage.UNKNOWN: QCoreApplication.translate(
            "Asking", "The relay does not know this link now: it was emptied, or another one answers at its address."
        ),
    }[card.stage]
    return said.format(left=card.tries_left)


def fate_words(fate: Fate) -> Badge:
    return {
        Fate.NEW: Badge("info", "tray", QCoreApplication.translate("Asking", "To look at")),
        Fate.ACCEPTED: Badge("good", "check-circle", QCoreApplication.translate("Asking", "Kept")),
        Fate.PAST: Badge("muted", "timer", QCoreApplication.translate("Asking", "No longer kept")),
        Fate.REJECTED: Badge("muted", "prohibit", QCoreApplication.translate("Asking", "Rejected")),
        Fate.FORGED: Badge("bad", "warning", QCoreApplication.translate("Asking", "Not from your link")),
        Fate.DAMAGED: Badge("bad", "warning", QCoreApplication.translate("Asking", "Damaged")),
        Fate.REPLAYED: Badge("bad", "warning", QCoreApplication.translate("Asking", "Came a second time")),
        Fate.REPEATED: Badge("bad", "warning", QCoreApplication.translate("Asking", "Two in one place")),
        Fate.LOST: Badge("bad", "warning-circle", QCoreApplication.translate("Asking", "Lost at the relay")),
    }[fate]


def fate_sentence(fate: Fate) -> str:
    """What is wrong with an answer that is not taken for one, and what to do, or where a code went; empty where nothing is."""
    return {
        Fate.PAST: QCoreApplication.translate(
            "Asking", "A code is of use for a few minutes. After ten it is forgotten, here as well."
        ),
        Fate.FORGED: QCoreApplication.translate(
            "Asking",
            "Somebody put something there who has not the link and passcode. Nothing of it was read. Ask again by a new link.",
        ),
        Fate.DAMAGED: QCoreApplication.translate(
            "Asking",
            "What came is not whole, or does not fit what was asked. Nothing of it was kept. Ask your client to send it again.",
        ),
        Fate.REPLAYED: QCoreApplication.translate(
            "Asking", "The relay brought an answer that you had already. It was not taken a second time."
        ),
        Fate.REPEATED: QCoreApplication.translate(
            "Asking",
            "Another answer stands where this one says that it belongs. It was not kept. Ask your client what they sent.",
        ),
        Fate.LOST: QCoreApplication.translate(
            "Asking", "The relay told of an answer and does not have it. Ask your client to send it again."
        ),
    }.get(fate, "")


def problem_words(problem: Problem) -> str:
    return {
        Problem.NO_CLIENT: QCoreApplication.translate("Asking", "Choose the client whom you ask."),
        Problem.NO_FIELDS: QCoreApplication.translate("Asking", "Choose what to ask for, or ask for files."),
        Problem.NO_LABEL: QCoreApplication.translate("Asking", "Say what each of your own fields is for."),
        Problem.NO_PASSCODE: QCoreApplication.translate("Asking", "Type the passcode, or choose another kind."),
        Problem.END_TOO_SOON: QCoreApplication.translate(
            "Asking", "The end is too soon: choose at least five minutes."
        ),
        Problem.END_TOO_LATE: QCoreApplication.translate("Asking", "The end is too late: choose at most ten years."),
    }[problem]


def change_words(kind: RequestKind) -> str:
    """Of the button for another end: a code is for now."""
    if kind is RequestKind.CODE:
        return QCoreApplication.translate("RequestsPage", "10 minutes from now")
    return QCoreApplication.translate("RequestsPage", "Change the end")


def pause_words(*, paused: bool) -> str:
    """What the one button does now."""
    if paused:
        return QCoreApplication.translate("RequestsPage", "Let it be answered again")
    return QCoreApplication.translate("RequestsPage", "Pause")


def left_line(card: RequestCard, now: datetime) -> str:
    """How long it can be answered; nothing once it has ended."""
    if card.ended:
        return ""
    if card.expires_at is None:
        return QCoreApplication.translate("Asking", "stays open")
    return QCoreApplication.translate("Asking", "ends in {left}").format(left=left(card.expires_at, now))


def age_line(card: RequestCard, now: datetime) -> str:
    """Since when there is no answer, and when it was asked again."""
    asked = moment(card.created_at, now, QLocale())
    if card.reminded_at is None:
        return asked
    again = QCoreApplication.translate("Asking", "reminded {when}").format(
        when=moment(card.reminded_at, now, QLocale())
    )
    return f"{asked} · {again}"


def age(at: datetime, now: datetime) -> str:
    """How old a code is: after a minute or two it is of no use."""
    seconds = max(0, int((now - at).total_seconds()))
    if seconds < 60:
        return QCoreApplication.translate("Asking", "{seconds} s ago").format(seconds=seconds)
    if seconds < 3600:
        return QCoreApplication.translate("Asking", "{minutes} min ago").format(minutes=seconds // 60)
    return QCoreApplication.translate("Asking", "{hours} h ago").format(hours=seconds // 3600)


def answer_line(answer: AnswerCard, now: datetime) -> str:
    """When it came, and how much came with it."""
    when = moment(answer.at, now, QLocale())
    if not answer.octets:
        return when
    files = QCoreApplication.translate("Asking", "files, {size}").format(size=size_text(answer.octets))
    return f"{when} · {files}"
