"""Which language people are spoken to in where there is no window: an explicit wish, their settings, then the system.

Owns the choice only; texts live in resources/translations.
"""

from __future__ import annotations

from collections.abc import Mapping

PORTUGUESE = "pt_PT"
ENGLISH = "en"
LANGUAGES = (PORTUGUESE, ENGLISH)


def choose_language(setting: str, environment: Mapping[str, str]) -> str:
    """LACRE_LANGUAGE, else the saved setting unless it is "auto", else the system's; Portuguese of any country, else English."""
    for wish in (environment.get("LACRE_LANGUAGE", ""), setting):
        if wish and wish != "auto":
            return _nearest(wish)
    return _nearest(_system(environment))


def _system(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name]
    import locale  # late: Windows and macOS programs started by a click have none of the variables

    return locale.getlocale()[0] or ""


def _nearest(name: str) -> str:
    return PORTUGUESE if name.lower().startswith(("pt", "portug")) else ENGLISH
