"""The words of requests in the five languages that clients read: what is asked for, labels, and the ready messages. Owns the
look-up; the texts are in resources/translations/requests.json. Each message says what it is, who asks, until when, where it
opens, and what it never asks, so that a careful person does not take it for a fraud.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from app.crypto.secret import Secret
from app.host.paths import resources
from app.ops.messages import filled, until
from app.ops.request_options import STANDING, CreatedRequest, RequestKind

LANGUAGES = {"pt_PT": "pt-PT", "pt_BR": "pt-BR", "en": "en", "es": "es", "fr": "fr"}


@dataclass(frozen=True, slots=True)
class Reminder:
    """That it was asked for before, and when."""

    asked_at: datetime
    now: datetime


def request_message(
    made: CreatedRequest,
    language: str,
    *,
    sender: str = "",
    zone: tzinfo | None = None,
    brief: bool = False,
    again: Reminder | None = None,
) -> Secret:
    """What goes with the link: a letter, or `brief` for a chat; `again`, as a reminder with its age. Never holds the passcode."""
    texts = _texts(language)["messages"]
    url = made.url.text()
    ending = "-brief" if brief else ""
    facts = {
        "what": kind_name(made.kind.value, language),
        "for": texts["for"].replace("{label}", made.label) if made.label else "",
        "open": _open(made, texts, until(made.expires_at, language, zone, brief=brief)),
        "then": texts["then-code" if made.kind is RequestKind.CODE else "then-answer"],
        "asked": texts["passcode-follows"] if made.passcode is not None else "",
        "age": "" if again is None else age(again.now - again.asked_at, language),
        "host": urlsplit(url).netloc,
        "sign": sender,
        "url": url,
    }
    return Secret(filled(texts[("reminder" if again else "link") + ending], facts))


def _open(made: CreatedRequest, texts: Mapping[str, str], ends: str) -> str:
    """How often it can be answered, and until when; of a letter box no day years away, which nobody chose."""
    if made.takes >= STANDING:
        return texts["stays"]
    return filled(texts["once" if made.takes == 1 else "often"], {"until": ends})


def request_subject(language: str) -> str:
    """The subject of the letter. It names nothing."""
    return _texts(language)["messages"]["subject"]


def request_passcode_message(made: CreatedRequest, language: str, *, sender: str = "") -> Secret:
    """What goes with the passcode, by another way; empty without one."""
    if made.passcode is None:
        return Secret("")
    facts = {"sign": sender, "passcode": made.passcode.text()}
    return Secret(filled(_texts(language)["messages"]["passcode"], facts))


def age(elapsed: timedelta, language: str) -> str:
    """How long ago, as people say it."""
    from babel.dates import format_timedelta  # late: loads much

    text: str = format_timedelta(-elapsed, add_direction=True, locale=language if language != "en" else "en_GB")
    return text


def kind_name(kind: str, language: str) -> str:
    """What is asked for, in a few words."""
    kinds = _texts(language)["kinds"]
    return kinds.get(kind) or kinds["own"]


def field_name(kind: str, label: str, language: str) -> str:
    """What a field is called: what the asker called it, or the word for its kind."""
    fields = _texts(language)["fields"]
    return label or fields.get(kind) or fields["text"]


def word(name: str, language: str) -> str:
    """One of the few words beside."""
    return _texts(language)["words"][name]


def labels(language: str) -> Mapping[str, str]:
    """For fields whose kind alone says too little."""
    return _texts(language)["labels"]


@functools.cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, dict[str, str]]] = json.loads(
        (resources() / "translations" / "requests.json").read_bytes()
    )
    return read[language]
