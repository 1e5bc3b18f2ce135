"""The words of the channels that a link may go by, and by which others its passcode then goes. Decides nothing else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.sharing.desk import Channel


def channel_names() -> list[str]:
    """In the order of `Channel`; two of them have the same name in every language."""
    return ["WhatsApp", QCoreApplication.translate("ResultSheet", "E-mail"), "SMS"]


def message_words(channel: Channel) -> str:
    """What the ready message with the link is."""
    if channel is Channel.MAIL:
        return QCoreApplication.translate("ResultSheet", "A letter with the link, for an e-mail")
    if channel is Channel.SMS:
        return QCoreApplication.translate("ResultSheet", "A short text with the link, for an SMS")
    return QCoreApplication.translate("ResultSheet", "A short text with the link, for WhatsApp")


def passcode_words(channel: Channel) -> str:
    """What the ready text with the passcode is for: never what the link goes by."""
    if channel is Channel.SMS:
        return QCoreApplication.translate("ResultSheet", "Copy for WhatsApp")
    return QCoreApplication.translate("ResultSheet", "Copy as text message")


def advice_words(channel: Channel) -> str:
    """The other channel follows from the first."""
    if channel is Channel.MAIL:
        return QCoreApplication.translate(
            "ResultSheet",
            "The link goes by e-mail: send the passcode by WhatsApp or SMS, or say it on the phone. "
            "Who sees only one of the two cannot open anything.",
        )
    if channel is Channel.SMS:
        return QCoreApplication.translate(
            "ResultSheet",
            "The link goes by SMS: send the passcode by WhatsApp, or say it on the phone. "
            "Who sees only one of the two cannot open anything.",
        )
    return QCoreApplication.translate(
        "ResultSheet",
        "The link goes by WhatsApp: send the passcode by SMS, or say it on the phone. "
        "Who sees only one of the two cannot open anything.",
    )
