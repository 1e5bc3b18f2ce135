"""The places of a ready message that are filled in when it is written: their names, what each stands for, and both spellings.

The settings keep `{url}`, in every language of the window; a person reads and types `{The link}`. Decides nothing.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

_PLACE = re.compile(r"\{([^{}]*)\}")


def names() -> dict[str, str]:
    """What each is called, in the window's language."""
    return {
        "url": QCoreApplication.translate("Messages", "The link"),
        "what": QCoreApplication.translate("Messages", "What it is"),
        "until": QCoreApplication.translate("Messages", "When it ends"),
        "views": QCoreApplication.translate("Messages", "How often"),
        "asked": QCoreApplication.translate("Messages", "About the passcode"),
        "conditions": QCoreApplication.translate("Messages", "Conditions"),
        "host": QCoreApplication.translate("Messages", "Where it opens"),
        "only": QCoreApplication.translate("Messages", "What is never asked"),
        "passcode": QCoreApplication.translate("Messages", "The passcode"),
        "sign": QCoreApplication.translate("Messages", "Your name"),
    }


def meaning(name: str) -> str:
    """What stands there in the end."""
    meanings = {
        "url": QCoreApplication.translate("Messages", "The address that opens the share. It has to be in the message."),
        "what": QCoreApplication.translate(
            "Messages", "The name of what you share, or “the information we spoke about”."
        ),
        "until": QCoreApplication.translate("Messages", "Day, time and time zone of the end."),
        "views": QCoreApplication.translate("Messages", "“once”, or how many times."),
        "asked": QCoreApplication.translate(
            "Messages", "One sentence: that a passcode comes another way, or that none is asked for."
        ),
        "conditions": QCoreApplication.translate(
            "Messages",
            "From when it opens, an agreement, a code by e-mail: one sentence for each that you set, so that nobody takes "
            "the page for a fraud. Nothing if you set none.",
        ),
        "host": QCoreApplication.translate("Messages", "The name of the server that carries the link."),
        "only": QCoreApplication.translate("Messages", "One sentence: the page never asks for a password of theirs."),
        "passcode": QCoreApplication.translate("Messages", "The passcode of the share. It has to be in the message."),
        "sign": QCoreApplication.translate(
            "Messages", "Your name for recipients, as in Settings. Nothing if it is empty."
        ),
    }
    return meanings[name]


def shown(text: str) -> str:
    """As a person reads it."""
    named = names()
    return _PLACE.sub(lambda found: f"{{{named.get(found[1], found[1])}}}", text)


def kept(text: str) -> str:
    """As the settings keep it; in whatever case a person typed the name."""
    by_name = {name.casefold(): place for place, name in names().items()}
    return _PLACE.sub(lambda found: f"{{{by_name.get(found[1].strip().casefold(), found[1])}}}", text)
