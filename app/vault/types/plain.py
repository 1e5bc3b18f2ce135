"""Values without a form of their own: nothing to check; they differ in what is tidied and how much a mask shows."""

from __future__ import annotations

from app.vault.types import email
from app.vault.types.finding import DOT, HIDDEN, Finding, Type, one_line


def accept(text: str) -> Finding | None:  # noqa: ARG001 - there is nothing to find
    """Anything goes."""
    return None


def same(text: str) -> str:
    """As it was given: a space at the end of a password belongs to it."""
    return text


def tidy_text(text: str) -> str:
    """One line without what surrounds it; a text of several lines keeps them, and the spaces they begin with."""
    return one_line(text) if len(text.strip().splitlines()) <= 1 else text.strip("\r\n")


def hidden(text: str) -> str:  # noqa: ARG001 - not even its length
    return HIDDEN


def initials(text: str) -> str:
    """`M••• S•••`: who knows the person recognises them, nobody else learns a name."""
    return " ".join(f"{word[0]}{DOT * 3}" for word in text.split()) or HIDDEN


def username(text: str) -> str:
    """Most are e-mail addresses."""
    return email.masked(text) if "@" in text else initials(one_line(text).partition(" ")[0])


TEXT = Type(accept, tidy_text, tidy_text, initials)
USERNAME = Type(accept, str.strip, str.strip, username)
SEVERAL_LINES = Type(accept, str.strip, str.strip, hidden)
AS_GIVEN = Type(accept, same, same, hidden)
