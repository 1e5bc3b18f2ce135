"""Ready messages for the link and, apart from it, the passcode; in the languages that recipients read.

They are written so that a careful person does not take them for a fraud: what it is, until when to the minute and in which time
zone, what will be asked and what never, where it opens, and no hurry. Texts are in resources/translations/messages.json.
"""

from __future__ import annotations

import functools
import json
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.crypto.secret import Secret
from app.host.paths import resources

if TYPE_CHECKING:
    from app.ops.sharing import CreatedShare

_LOCALES = {"pt_PT": "pt_PT", "pt_BR": "pt_BR", "en": "en_GB", "es": "es", "fr": "fr"}
LANGUAGES = tuple(_LOCALES)


def link_message(
    share: CreatedShare, language: str, *, sender: str = "", zone: tzinfo | None = None, brief: bool = False
) -> Secret:
    """What goes with the link: a letter, or `brief` for a chat. Never holds the passcode."""
    texts = _texts(language)
    url = share.url.text()
    views = texts["once"] if share.views == 1 else texts["times"].replace("{views}", str(share.views))
    facts = {
        "what": texts["what-label"].replace("{label}", share.label) if share.label else texts["what"],
        "views": views,
        "until": until(share.expires_at, language, zone, brief=brief),
        "asked": texts["asked"] if share.passcode else texts["not-asked"],
        "host": urlsplit(url).netloc,
        "only": texts["only-code"] if share.passcode else texts["only-nothing"],
        "sign": f"\n\n{sender}" if sender else "",
        "url": url,
    }
    return Secret(_filled(texts["link-brief" if brief else "link"], facts))


def link_subject(language: str) -> str:
    """The subject of the letter. It names nothing: subjects are shown on locked screens and kept by every server on the way."""
    return _texts(language)["subject"]


def passcode_message(share: CreatedShare, language: str, *, sender: str = "", brief: bool = False) -> Secret:
    """What goes with the passcode, by another way. Holds neither the link nor what it is for. Empty without a passcode."""
    if share.passcode is None:
        return Secret("")
    facts = {"sign": f"\n\n{sender}" if sender else "", "passcode": share.passcode.text()}
    return Secret(_filled(_texts(language)["passcode-brief" if brief else "passcode"], facts))


def until(moment: datetime, language: str, zone: tzinfo | None = None, *, brief: bool = False) -> str:
    """An instant as a person reads it, with its time zone by place and by distance from UTC."""
    from babel.dates import LOCALTZ, format_datetime, get_timezone_location  # late: loads much

    locale = _LOCALES[language]
    zone = zone or LOCALTZ
    local = moment.astimezone(zone)
    ending = "-brief" if brief else ""
    when = format_datetime(local, _texts(language)[f"moment{ending}"], tzinfo=zone, locale=locale)
    distance = _distance(local)
    place = get_timezone_location(local, locale=locale, return_city=True)
    nowhere = not place or place.startswith("UTC") or local.tzname() == "UTC"
    where = distance if nowhere else f"{place}, {distance}"
    return _filled(_texts(language)[f"zoned{ending}"], {"when": when, "zone": where})


def _distance(local: datetime) -> str:
    offset = local.utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _filled(text: str, facts: dict[str, str]) -> str:
    """One pass over the template: what is filled in may itself hold braces."""
    head, *rest = text.split("{")
    filled = [head]
    for part in rest:
        name, _, tail = part.partition("}")
        filled += [facts[name], tail]
    return "".join(filled)


@functools.cache
def _texts(language: str) -> dict[str, str]:
    read: dict[str, dict[str, dict[str, str]]] = json.loads(
        (resources() / "translations" / "messages.json").read_bytes()
    )
    return read[language]["messages"]
