"""The words of the first steps. Decides nothing."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.ui.tour.route import Stop


class Words(NamedTuple):
    """What a stop teaches, and the verb that does it."""

    title: str
    text: str
    verb: str


def stop_words(stop: Stop) -> Words:
    return {
        Stop.CLIENT: Words(
            QCoreApplication.translate("Tour", "Start with a client"),
            QCoreApplication.translate(
                "Tour", "A client is a person or a company whose data you keep. A name is enough."
            ),
            QCoreApplication.translate("Tour", "New client"),
        ),
        Stop.ENTRY: Words(
            QCoreApplication.translate("Tour", "Keep something of theirs"),
            QCoreApplication.translate(
                "Tour", "A login, a door code, a note. What is secret stays covered until you ask to see it."
            ),
            QCoreApplication.translate("Tour", "New entry"),
        ),
        Stop.SHARE: Words(
            QCoreApplication.translate("Tour", "Pass it on"),
            QCoreApplication.translate(
                "Tour",
                "Choose what the link shows and until when. The passcode goes another way, by telephone for instance.",
            ),
            QCoreApplication.translate("Tour", "Share"),
        ),
        Stop.DONE: Words(
            QCoreApplication.translate("Tour", "That was all"),
            QCoreApplication.translate(
                "Tour", "Under Shares you see whether it was opened. Ctrl+K finds everything, F1 shows the keys."
            ),
            QCoreApplication.translate("Tour", "See the shares"),
        ),
    }[stop]


def step_words(number: int, of: int) -> str:
    """Empty after the last one."""
    if number > of:
        return ""
    return QCoreApplication.translate("Tour", "Step {number} of {of}").format(number=number, of=of)
