"""The words of the settings page. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.settings.options import NEVER, YES, Option, Section


def section_title(section: Section) -> str:
    titles = {
        Section.LOOK: QCoreApplication.translate("Settings", "Language and look"),
        Section.GUARD: QCoreApplication.translate("Settings", "Protection on this computer"),
        Section.PAST: QCoreApplication.translate("Settings", "History"),
        Section.SHARING: QCoreApplication.translate("Settings", "Sharing"),
    }
    return titles[section]


def label(option: Option) -> str:
    labels = {
        Option.LANGUAGE: QCoreApplication.translate("Settings", "Language"),
        Option.THEME: QCoreApplication.translate("Settings", "Theme"),
        Option.TEXT_SIZE: QCoreApplication.translate("Settings", "Size of text"),
        Option.NOTIFY: QCoreApplication.translate("Settings", "Notifications of the system"),
        Option.AUTO_LOCK: QCoreApplication.translate("Settings", "Lock by itself after"),
        Option.CLIPBOARD: QCoreApplication.translate("Settings", "Clear what was copied after"),
        Option.ASLEEP: QCoreApplication.translate("Settings", "Lock with the computer"),
        Option.MINIMISED: QCoreApplication.translate("Settings", "Lock when the window is minimised"),
        Option.PERSON: QCoreApplication.translate("Settings", "Your name in the history"),
        Option.SENDER: QCoreApplication.translate("Settings", "Your name for recipients"),
    }
    return labels[option]


def hint(option: Option) -> str:
    hints = {
        Option.TEXT_SIZE: QCoreApplication.translate("Settings", "Everything that holds text grows with it."),
        Option.NOTIFY: QCoreApplication.translate(
            "Settings", "When a share is opened, when somebody guesses, and before Lacre locks. They name no value."
        ),
        Option.AUTO_LOCK: QCoreApplication.translate("Settings", "Without a key pressed or the mouse moved."),
        Option.CLIPBOARD: QCoreApplication.translate(
            "Settings", "Clipboard histories are asked not to keep it. Some do anyway."
        ),
        Option.ASLEEP: QCoreApplication.translate(
            "Settings", "When it goes to sleep, its screen is locked or another user takes over."
        ),
        Option.PERSON: QCoreApplication.translate(
            "Settings", "Kept in the vault with each value that you change. Empty: nobody is named."
        ),
        Option.SENDER: QCoreApplication.translate(
            "Settings", "Shown on the page before the passcode, so that people know whom it is from."
        ),
    }
    return hints.get(option, "")


def value_word(option: Option, value: str) -> str:
    if option is Option.AUTO_LOCK:
        return _minutes(value)
    if option is Option.CLIPBOARD:
        return QCoreApplication.translate("Settings", "{seconds} seconds").format(seconds=value)
    if option in (Option.ASLEEP, Option.MINIMISED, Option.NOTIFY):
        yes, no = QCoreApplication.translate("Settings", "Yes"), QCoreApplication.translate("Settings", "No")
        return yes if value == YES else no
    if option is Option.TEXT_SIZE and value.isdigit():
        return f"{value}\u202f%"
    words = {
        "auto": QCoreApplication.translate("Settings", "As the system"),
        "pt_PT": "Português (Portugal)",
        "en": "English",
        "light": QCoreApplication.translate("Settings", "Light"),
        "dark": QCoreApplication.translate("Settings", "Dark"),
        "contrast": QCoreApplication.translate("Settings", "High contrast"),
    }
    return words[value]


def _minutes(value: str) -> str:
    if value == NEVER:
        return QCoreApplication.translate("Settings", "Never")
    if value == "1":
        return QCoreApplication.translate("Settings", "1 minute")
    return QCoreApplication.translate("Settings", "{minutes} minutes").format(minutes=value)
