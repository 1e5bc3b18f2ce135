"""The table behind the settings page: every option, where it belongs, which values it offers. Pure; the page draws it.

A new option is a row here and its words in `words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.vault.origins import MOST_PERSON


class Section(StrEnum):
    """The parts of the page, in order."""

    LOOK = "look"
    GUARD = "guard"
    PAST = "past"
    SHARING = "sharing"


class Option(StrEnum):
    """What can be chosen."""

    LANGUAGE = "language"
    THEME = "theme"
    TEXT_SIZE = "text_size"
    AUTO_LOCK = "auto_lock"
    CLIPBOARD = "clipboard"
    ASLEEP = "asleep"
    MINIMISED = "minimised"
    PERSON = "person"
    NOTIFY = "notify"
    SENDER = "sender_name"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: a choice of values, or a text of at most so many characters."""

    option: Option
    section: Section
    values: tuple[str, ...] = ()
    characters: int = 0


NEVER, NO, YES = "0", "0", "1"
TABLE = (
    Row(Option.LANGUAGE, Section.LOOK, ("auto", "pt_PT", "en")),
    Row(Option.THEME, Section.LOOK, ("auto", "light", "dark", "contrast")),
    Row(Option.TEXT_SIZE, Section.LOOK, ("auto", "100", "125", "150", "175", "200")),
    Row(Option.AUTO_LOCK, Section.GUARD, ("1", "5", "10", "15", "30", "60", NEVER)),
    Row(Option.CLIPBOARD, Section.GUARD, ("10", "20", "30", "60", "120")),
    Row(Option.ASLEEP, Section.GUARD, (YES, NO)),
    Row(Option.MINIMISED, Section.GUARD, (YES, NO)),
    Row(Option.PERSON, Section.PAST, characters=MOST_PERSON),
    Row(Option.NOTIFY, Section.SHARING, (YES, NO)),
    Row(Option.SENDER, Section.SHARING, characters=80),
)

# What is kept in the vault and not in the settings file, by the guards' names.
GUARDS = {
    Option.AUTO_LOCK: "auto_lock_minutes",
    Option.CLIPBOARD: "clipboard_seconds",
    Option.ASLEEP: "asleep",
    Option.MINIMISED: "minimised",
}


def nearest(values: tuple[str, ...], value: str) -> str:
    """A number that is not offered (another version's, or a script's) is shown as the nearest one; a word as the first."""
    if value in values:
        return value
    numbers = [one for one in values if one.isdigit() and one != NEVER]
    if not value.isdigit() or not numbers:
        return values[0]
    return min(numbers, key=lambda one: abs(int(one) - int(value)))


def looks_like_invite(text: str) -> bool:
    """Whether it is worth sending; `app.ops.relays` reads it strictly."""
    parts = "".join(text.split()).split(".")
    return len(parts) == 4 and parts[0] == "lacre-invite-1" and all(parts)
