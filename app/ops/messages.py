"""Ready messages for the link and, apart from it, the passcode; in the languages that recipients read.

They are written so that a careful person does not take them for a fraud: what it is, until when to the minute and in which time
zone, what will be asked and what never, where it opens, and no hurry. Texts are in resources/translations/messages.json; what a
person made of them instead (see `templates`) comes in as `own`.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.crypto.secret import Secret
from app.host.clock import moment
from app.host.paths import resources
from app.ops.templates import Template
from app.share.wire.documents import parse_conditions, parse_header

if TYPE_CHECKING:
    from app.ops.sharing import CreatedShare
    from app.share.sender import OwnerSecrets

_LOCALES = {"pt_PT": "pt_PT", "pt_BR": "pt_BR", "en": "en_GB", "es": "es", "fr": "fr"}
LANGUAGES = tuple(_LOCALES)


@dataclass(frozen=True, slots=True)
class Asks:
    """What the page will ask for beside the passcode, and from when it opens at all. Said before, it looks like no fraud."""

    starts_at: datetime | None = None
    agreement: bool = False
    mail_code: bool = False
    files: bool = False  # and they are all of it: their names are the sender's to know, and not a messenger's


NOTHING_ELSE = Asks()


def link_message(
    share: CreatedShare,
    language: str,
    *,
    sender: str = "",
    zone: tzinfo | None = None,
    brief: bool = False,
    asks: Asks = NOTHING_ELSE,
    own: str = "",
) -> Secret:
    """What goes with the link: a letter, or `brief` for a chat. Never holds the passcode."""
    texts = _texts(language)
    url = share.url.text()
    passcode = share.passcode is not None
    views = texts["once"] if share.views == 1 else texts["times"].replace("{views}", str(share.views))
    facts = {
        "what": _what(texts, share.label, asks),
        "views": views,
        "until": until(share.expires_at, language, zone, brief=brief),
        "asked": texts["asked"] if passcode else "" if asks.mail_code else texts["not-asked"],
        "conditions": _conditions(texts, asks, language, zone, brief),
        "host": urlsplit(url).netloc,
        "only": texts[_only(passcode, asks)],
        "sign": sender,
        "url": url,
    }
    return Secret(filled(own or original(language, Template.CHAT if brief else Template.LETTER), facts))


def _what(texts: dict[str, str], label: str, asks: Asks) -> str:
    if asks.files:
        return texts["what-files"]
    return texts["what-label"].replace("{label}", label) if label else texts["what"]


def asks_of(secrets: OwnerSecrets, *, of_entry: bool = True) -> Asks:
    """What a share of ours asks for, as its header promises."""
    header = parse_header(secrets.header)
    starts = parse_conditions(secrets.conditions, header.created).starts
    return Asks(
        moment(starts) if starts > header.created else None,
        header.terms,
        header.identity,
        header.files > 0 and not of_entry,
    )


def link_subject(language: str, *, sender: str = "", own: str = "") -> str:
    """The subject of the letter. It names nothing: subjects are shown on locked screens and kept by every server on the way."""
    return filled(own or original(language, Template.SUBJECT), {"sign": sender})


def passcode_message(share: CreatedShare, language: str, *, sender: str = "", own: str = "") -> Secret:
    """What goes with the passcode, by another way. Holds neither the link nor what it is for. Empty without a passcode."""
    if share.passcode is None:
        return Secret("")
    facts = {"sign": sender, "passcode": share.passcode.text()}
    return Secret(filled(own or original(language, Template.PASSCODE), facts))


def original(language: str, template: Template) -> str:
    """The message as it came with Lacre."""
    return _texts(language)[template.value]


def agreement_text(language: str) -> str:
    """A text of confidentiality to begin from, for who wants one agreed to."""
    return _texts(language)["agreement-text"]


def until(instant: datetime, language: str, zone: tzinfo | None = None, *, brief: bool = False) -> str:
    """An instant as a person reads it, with its time zone by place and by distance from UTC."""
    from babel.dates import LOCALTZ, format_datetime, get_timezone_location  # late: loads much

    locale = _LOCALES[language]
    zone = zone or LOCALTZ
    local = instant.astimezone(zone)
    ending = "-brief" if brief else ""
    when = format_datetime(local, _texts(language)[f"moment{ending}"], tzinfo=zone, locale=locale)
    distance = _distance(local)
    place = get_timezone_location(local, locale=locale, return_city=True)
    nowhere = not place or place.startswith("UTC") or local.tzname() == "UTC"
    where = distance if nowhere else f"{place}, {distance}"
    return filled(_texts(language)[f"zoned{ending}"], {"when": when, "zone": where})


def _conditions(texts: dict[str, str], asks: Asks, language: str, zone: tzinfo | None, brief: bool) -> str:
    said: list[str] = []
    if asks.starts_at is not None:
        said.append(filled(texts["starts"], {"starts": until(asks.starts_at, language, zone, brief=brief)}))
    if asks.agreement:
        said.append(texts["agreement"])
    if asks.mail_code:
        said.append(texts["mail-code"])
    return " ".join(said)


def _only(passcode: bool, asks: Asks) -> str:
    """What is never asked; nothing else is promised than what will be seen."""
    if asks.agreement or asks.mail_code:
        return "only-more"
    return "only-code" if passcode else "only-nothing"


def _distance(local: datetime) -> str:
    offset = local.utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def filled(text: str, facts: dict[str, str]) -> str:
    """One pass over the template: what is filled in may itself hold braces. A place with nothing to say takes the space before
    it along."""
    head, *rest = text.split("{")
    filled = head
    for part in rest:
        name, _, tail = part.partition("}")
        filled = (filled + facts[name] if facts[name] else filled.rstrip()) + tail
    return filled


@functools.cache
def _texts(language: str) -> dict[str, str]:
    read: dict[str, dict[str, dict[str, str]]] = json.loads(
        (resources() / "translations" / "messages.json").read_bytes()
    )
    return read[language]["messages"]
