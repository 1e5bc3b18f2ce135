"""The words of sharing: badges, receipts, passcode advice. Owns the sentences; decides nothing.

Each badge is an icon and a word, never a colour alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from app.ops.passcodes import PasscodeChoice
from app.ops.share_names import name_of_share
from app.ui.sharing.cards import Receipt, ShareCard, Stage
from app.ui.sharing.choices import Ends, Problem
from app.ui.sharing.times import left


class Badge(NamedTuple):
    """A theme role, an icon name and a word."""

    role: str
    icon: str
    word: str


def pause_words(*, paused: bool) -> str:
    """What the one button does now."""
    if paused:
        return QCoreApplication.translate("Sharing", "Let it be opened again")
    return QCoreApplication.translate("Sharing", "Pause")


def badge(stage: Stage) -> Badge:
    words = {
        Stage.WAITING: Badge("info", "clock", QCoreApplication.translate("Sharing", "Not opened yet")),
        Stage.BEGINS: Badge("info", "clock", QCoreApplication.translate("Sharing", "Begins later")),
        Stage.REMOVING: Badge("warn", "hourglass", QCoreApplication.translate("Sharing", "Waits to be removed")),
        Stage.DELIVERED: Badge("info", "envelope-open", QCoreApplication.translate("Sharing", "Link visited")),
        Stage.WRONG_TRIES: Badge("warn", "warning", QCoreApplication.translate("Sharing", "Wrong passcode tried")),
        Stage.ACCEPTED: Badge("good", "check-circle", QCoreApplication.translate("Sharing", "Opened, still live")),
        Stage.PAUSED: Badge("muted", "pause-circle", QCoreApplication.translate("Sharing", "Paused")),
        Stage.OPENED: Badge("good", "check-circle", QCoreApplication.translate("Sharing", "Opened")),
        Stage.EXPIRED: Badge("muted", "hourglass", QCoreApplication.translate("Sharing", "Expired")),
        Stage.REVOKED: Badge("muted", "prohibit", QCoreApplication.translate("Sharing", "Revoked")),
        Stage.LOCKED: Badge("bad", "lock", QCoreApplication.translate("Sharing", "Locked")),
        Stage.GONE: Badge("bad", "warning-circle", QCoreApplication.translate("Sharing", "Destroyed")),
        Stage.UNKNOWN: Badge("muted", "question", QCoreApplication.translate("Sharing", "Not known to the relay")),
    }
    return words[stage]


def stage_sentence(card: ShareCard, now: datetime) -> str:
    """What the badge means for this person, in one or two sentences."""
    sentences = {
        Stage.WAITING: QCoreApplication.translate("Sharing", "Nobody has visited the link yet."),
        Stage.BEGINS: QCoreApplication.translate("Sharing", "Nobody can open it before it begins."),
        Stage.REMOVING: QCoreApplication.translate(
            "Sharing",
            "You removed access, and the relay has not heard of it yet. Until it can be reached, the link can still be opened.",
        ),
        Stage.DELIVERED: QCoreApplication.translate(
            "Sharing", "The page was visited, and no passcode has been accepted so far."
        ),
        Stage.WRONG_TRIES: QCoreApplication.translate(
            "Sharing", "Somebody typed a wrong passcode. Tries left: {left}. Then the link locks by itself."
        ),
        Stage.ACCEPTED: QCoreApplication.translate(
            "Sharing", "It was opened with the right passcode, and can be opened again until it ends."
        ),
        Stage.PAUSED: QCoreApplication.translate("Sharing", "Nobody can open it while it is paused."),
        Stage.OPENED: QCoreApplication.translate(
            "Sharing", "It was opened as often as you allowed. Nobody can open it any more."
        ),
        Stage.EXPIRED: QCoreApplication.translate("Sharing", "Its time is over. Nobody can open it any more."),
        Stage.REVOKED: QCoreApplication.translate("Sharing", "You removed access. Nobody can open it any more."),
        Stage.LOCKED: QCoreApplication.translate(
            "Sharing",
            "Five wrong passcodes locked it, and nobody can open it any more. "
            "If that was not the recipient, the link has leaked: share again, by another channel.",
        ),
        Stage.GONE: QCoreApplication.translate(
            "Sharing", "The relay lost its part of the key, so nobody can open it. Share again if it is still needed."
        ),
        Stage.UNKNOWN: QCoreApplication.translate(
            "Sharing", "The relay does not know this link now: it was emptied, or another one answers at its address."
        ),
    }
    said = sentences[card.stage(now)].format(left=card.tries_left)
    if not card.changing or card.removing or card.ended(now):
        return said
    waits = QCoreApplication.translate("Sharing", "Your change waits, and is made as soon as the relay can be reached.")
    return f"{said} {waits}"


def receipt_words(receipt: Receipt) -> Badge:
    if receipt.what == "agreed":
        return _agreed_words(receipt)
    if receipt.what == "file":
        return _file_words(receipt)
    words = {
        "delivered": Badge("info", "envelope-open", QCoreApplication.translate("Sharing", "Page visited")),
        "accepted": Badge("good", "key", QCoreApplication.translate("Sharing", "Passcode accepted")),
        "revealed": Badge("good", "eye", QCoreApplication.translate("Sharing", "Content shown")),
        "acknowledged": Badge("good", "check-circle", QCoreApplication.translate("Sharing", "Recipient has it")),
        "wrong-passcode": Badge("warn", "warning", QCoreApplication.translate("Sharing", "Wrong passcode")),
        "wrong-code": Badge("warn", "warning", QCoreApplication.translate("Sharing", "Wrong e-mail code")),
        "locked": Badge("bad", "lock", QCoreApplication.translate("Sharing", "Locked after five wrong passcodes")),
        "expired": Badge("muted", "hourglass", QCoreApplication.translate("Sharing", "Time ran out")),
        "revoked": Badge("muted", "prohibit", QCoreApplication.translate("Sharing", "Access removed")),
        "amended": Badge("muted", "pencil-simple", QCoreApplication.translate("Sharing", "Conditions changed")),
        "renewed": Badge("info", "arrows-clockwise", QCoreApplication.translate("Sharing", "Sent again")),
    }
    unknown = Badge("muted", "question", QCoreApplication.translate("Sharing", "Something this version does not know"))
    return words.get(receipt.what, unknown)


def _agreed_words(receipt: Receipt) -> Badge:
    """An acceptance that is not a true one is said loudly: it proves nothing."""
    if receipt.valid is False:
        return Badge("bad", "warning-circle", QCoreApplication.translate("Sharing", "Terms accepted — not valid"))
    if not receipt.name:
        return Badge("good", "check-circle", QCoreApplication.translate("Sharing", "Terms accepted"))
    words = QCoreApplication.translate("Sharing", "Terms accepted by {name} — valid").format(name=receipt.name)
    return Badge("good", "check-circle", words)


def _file_words(receipt: Receipt) -> Badge:
    """Counted from 1, as people do."""
    if not receipt.detail.isdecimal():
        return Badge("good", "download-simple", QCoreApplication.translate("Sharing", "File downloaded"))
    words = QCoreApplication.translate("Sharing", "File {number} downloaded").format(number=int(receipt.detail) + 1)
    return Badge("good", "download-simple", words)


def from_words(receipt: Receipt) -> str:
    """From where, if the sender asked for that; empty else."""
    if receipt.what not in ("delivered", "accepted") or not receipt.detail:
        return ""
    return QCoreApplication.translate("Sharing", "from {place}").format(place=receipt.detail)


def left_line(card: ShareCard, now: datetime) -> str:
    """The ticking line of a live share; nothing for a dead one."""
    if card.ended(now):
        return ""
    if card.starts_at is not None and now < card.starts_at:
        return QCoreApplication.translate("Sharing", "begins in {left}").format(left=left(card.starts_at, now))
    return QCoreApplication.translate("Sharing", "ends in {left}").format(left=left(card.expires_at, now))


def views_words(views: int) -> str:
    if views == 1:
        return QCoreApplication.translate("Sharing", "can be opened once")
    return QCoreApplication.translate("Sharing", "can be opened {count} times").format(count=views)


def views_left_words(card: ShareCard) -> str:
    if card.views == card.views_left == 1:
        return views_words(1)
    return QCoreApplication.translate("Sharing", "{left} of {count} openings left").format(
        left=card.views_left, count=card.views
    )


def openings_words(card: ShareCard, now: datetime) -> str:
    """What is left of a share that lives; what became of one that has ended."""
    if not card.ended(now):
        return views_left_words(card)
    if not card.openings:
        return QCoreApplication.translate("Sharing", "none")
    return QCoreApplication.translate("Sharing", "{opened} of {all}").format(opened=card.openings, all=card.views)


def share_name(label: str, created_at: datetime) -> str:
    """A text that was shared without a label has a name as well: when that was. Its own words are secret."""
    portuguese = QLocale().language() == QLocale.Language.Portuguese
    return name_of_share(label, created_at, "pt_PT" if portuguese else "en")


def ends_words(choice: Ends) -> str:
    words = {
        Ends.HOUR: QCoreApplication.translate("Sharing", "1 hour"),
        Ends.DAY: QCoreApplication.translate("Sharing", "1 day"),
        Ends.WEEK: QCoreApplication.translate("Sharing", "1 week"),
        Ends.MONTH: QCoreApplication.translate("Sharing", "1 month"),
        Ends.QUARTER: QCoreApplication.translate("Sharing", "3 months"),
        Ends.CUSTOM: QCoreApplication.translate("Sharing", "Other…"),
    }
    return words[choice]


def passcode_words(choice: PasscodeChoice) -> str:
    words = {
        PasscodeChoice.GENERATED: QCoreApplication.translate("Sharing", "Generated"),
        PasscodeChoice.WORDS: QCoreApplication.translate("Sharing", "Words"),
        PasscodeChoice.PIN: QCoreApplication.translate("Sharing", "PIN"),
        PasscodeChoice.TYPED: QCoreApplication.translate("Sharing", "My own"),
        PasscodeChoice.NONE: QCoreApplication.translate("Sharing", "None"),
    }
    return words[choice]


def passcode_advice(choice: PasscodeChoice) -> str:
    """What each kind does not protect against is said here, where the choice is made."""
    advice = {
        PasscodeChoice.GENERATED: QCoreApplication.translate(
            "Sharing", "Ten random letters and digits. Beyond guessing, even for who holds the link and the relay."
        ),
        PasscodeChoice.WORDS: QCoreApplication.translate(
            "Sharing", "Five random words, easy to say on the phone. As strong as the generated one."
        ),
        PasscodeChoice.PIN: QCoreApplication.translate(
            "Sharing",
            "Six digits. Five wrong tries lock the link, but who holds both the link and the relay's data "
            "can try all million PINs.",
        ),
        PasscodeChoice.TYPED: QCoreApplication.translate(
            "Sharing",
            "As strong as what you type. Five wrong tries lock the link, but who holds both the link and the relay's "
            "data can go on guessing. Do not use a password that opens something else.",
        ),
        PasscodeChoice.NONE: QCoreApplication.translate(
            "Sharing",
            "Anybody the link reaches can open it: who forwards it, who reads the chat or the mailbox. "
            "Only for what may be read by them.",
        ),
    }
    return advice[choice]


def problem_words(problem: Problem) -> str:
    words = {
        Problem.NOTHING: QCoreApplication.translate(
            "Sharing", "Choose at least one field or file, or write a message."
        ),
        Problem.TOO_MANY_FILES: QCoreApplication.translate(
            "Sharing",
            "At most 1000 files fit into one link. Put them in a zip archive, or share them in several links.",
        ),
        Problem.FILES_TOO_LARGE: QCoreApplication.translate(
            "Sharing", "At most 2 GiB fit into one link, all files together. Share them in several links."
        ),
        Problem.TOO_MUCH: QCoreApplication.translate("Sharing", "The message is too long for one link. Shorten it."),
        Problem.END_TOO_SOON: QCoreApplication.translate("Sharing", "The end must be at least 5 minutes from now."),
        Problem.END_TOO_LATE: QCoreApplication.translate("Sharing", "The end must be within 400 days."),
        Problem.NO_PASSCODE: QCoreApplication.translate("Sharing", "Type the passcode, or choose a generated one."),
        Problem.STARTS_LATE: QCoreApplication.translate(
            "Sharing", "It must open at least 5 minutes before it ends. Change the beginning or the end."
        ),
        Problem.NO_TERMS: QCoreApplication.translate("Sharing", "Write the text to agree to, or do not ask for one."),
        Problem.TERMS_TOO_LONG: QCoreApplication.translate("Sharing", "The text to agree to is too long. Shorten it."),
        Problem.NO_ADDRESS: QCoreApplication.translate("Sharing", "Type the whole e-mail address of the person."),
    }
    return words[problem]
