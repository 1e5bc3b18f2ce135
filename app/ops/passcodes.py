"""Choosing the passcode of a share: drawn by us, or typed. Owns which kind of link and which keyboard go with each choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import UserError
from app.share.link import Kind
from app.share.passcode import generate, generate_pin, require_settable

if TYPE_CHECKING:
    from app.share.documents import Entry

WORDS = 5


class PasscodeChoice(StrEnum):
    """What a person may choose."""

    GENERATED = "auto"
    WORDS = "words"
    PIN = "pin"
    TYPED = "typed"
    NONE = "none"


_ENTRIES: dict[PasscodeChoice, Entry] = {
    PasscodeChoice.GENERATED: "symbols",
    PasscodeChoice.WORDS: "words",
    PasscodeChoice.PIN: "digits",
    PasscodeChoice.NONE: "none",
}


@dataclass(frozen=True, slots=True)
class Passcode:
    """A chosen passcode: what the link says of it, which keyboard a recipient is offered, and its text."""

    kind: Kind
    entry: Entry
    text: Secret | None


def choose(choice: PasscodeChoice, typed: Secret | None = None, language: str = "pt_PT") -> Passcode:
    """The passcode of a new share. `language` is that of the words."""
    if choice is PasscodeChoice.NONE:
        return Passcode(Kind.NONE, "none", None)
    if choice is PasscodeChoice.GENERATED:
        return Passcode(Kind.GENERATED, "symbols", generate())
    if choice is PasscodeChoice.PIN:
        return Passcode(Kind.TYPED, "digits", generate_pin())
    if choice is PasscodeChoice.WORDS:
        return Passcode(Kind.TYPED, "words", _words(language))
    return _typed(typed)


def known(choice: PasscodeChoice, kind: Kind, text: Secret | None) -> Passcode:
    """The same again, of a share whose passcode stays."""
    if choice is PasscodeChoice.TYPED:
        return _typed(text)
    return Passcode(kind, _ENTRIES[choice], text)


def _words(language: str) -> Secret:
    from app.vault.generator import words  # late: reads a list of two thousand words

    return words(WORDS, "pt" if language.startswith("pt") else "en", "-")[0]


def _typed(typed: Secret | None) -> Passcode:
    if typed is None:
        raise UserError("passcode-needed")
    require_settable(typed)
    digits = all(letter in "0123456789" for letter in typed.text())
    return Passcode(Kind.TYPED, "digits" if digits else "text", typed)
