"""The ready messages as a person rewrote them: which there are, what may be filled in where, and what makes one refused.

A rewritten message must stay safe to send: the link's has the link in it and never the passcode, and the passcode's says
nothing of the link, so that who sees one of the two has nothing. What the settings hold is checked again each time it is read:
whoever can write to that file cannot bring the two together. Owns no text; `messages` fills them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum

from app.errors import UserError

MOST, MOST_SUBJECT = 2000, 150
_PLACE = re.compile(r"\{([^{}]*)\}")
_KEPT_ON_LINES = re.compile(r"[^\S\n]+$", re.MULTILINE)
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Template(StrEnum):
    """One message for one way; the value is its name in messages.json."""

    LETTER = "link"
    SUBJECT = "subject"
    CHAT = "link-brief"
    PASSCODE = "passcode"


_LINK = ("what", "url", "views", "until", "asked", "conditions", "host", "only", "sign")
PLACES: Mapping[Template, tuple[str, ...]] = {
    Template.LETTER: _LINK,
    Template.SUBJECT: ("sign",),
    Template.CHAT: _LINK,
    Template.PASSCODE: ("passcode", "sign"),
}
_TELLS_THE_LINK = frozenset(_LINK) - {"sign"}


def require_sound(template: Template, text: str) -> None:
    """UserError with what is wrong with it, in the order in which it matters."""
    found = _PLACE.findall(text)
    if template is Template.SUBJECT:
        _require_subject(text, found)
    elif template is Template.PASSCODE:
        if _TELLS_THE_LINK & set(found) or "://" in text:
            raise UserError("template-link")
        if "passcode" not in found:
            raise UserError("template-no-passcode")
    else:
        if "passcode" in found:
            raise UserError("template-both")
        if "url" not in found:
            raise UserError("template-no-link")
    if set(found) - set(PLACES[template]) or set("{}") & set(_PLACE.sub("", text)):
        raise UserError("template-place")
    if len(text) > MOST:
        raise UserError("template-too-long", most=MOST)


def _require_subject(text: str, found: list[str]) -> None:
    """It is shown on locked screens and kept by every server on the way: no link, nothing of what is shared."""
    if "passcode" in found:
        raise UserError("template-both")
    told = set(found) - set(PLACES[Template.SUBJECT])
    if told or "://" in text or "\n" in text or not 0 < len(text) <= MOST_SUBJECT:
        raise UserError("template-subject", most=MOST_SUBJECT)


def is_sound(template: Template, text: str) -> bool:
    try:
        require_sound(template, text)
    except UserError:
        return False
    return True


def clean(text: str) -> str:
    """As it is kept: nothing unprintable, nothing that turns the direction of writing round, no ends of spaces."""
    return _KEPT_ON_LINES.sub("", _UNPRINTED.sub("", text.replace("\r\n", "\n"))).strip()


def parse_own(kept: str) -> dict[tuple[str, Template], str]:
    """What the settings hold, by language and message; nothing of it if it is no such text, and no unsound one."""
    try:
        read = json.loads(kept) if kept else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    own: dict[tuple[str, Template], str] = {}
    for name, text in read.items():
        language, _, template = name.partition(".")
        if template in PLACES and isinstance(text, str) and is_sound(Template(template), text):
            own[language, Template(template)] = text
    return own


def encode_own(own: Mapping[tuple[str, Template], str]) -> str:
    """For the settings; empty when there is none."""
    named = {f"{language}.{template}": text for (language, template), text in sorted(own.items())}
    return json.dumps(named, ensure_ascii=False, separators=(",", ":")) if named else ""
