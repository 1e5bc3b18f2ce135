"""What the window says of an error. The sentences are `app.ops.sentences`', shared with the command line; where they name
a command, an option or a variable, the window's own words (resources/translations/window.json) take that part's place.
"""

from __future__ import annotations

import functools
import json

from app.errors import LacreError, OurError
from app.host.paths import resources
from app.ops.sentences import parts


def refusal(error: Exception, language: str) -> str:
    """What happened, whether anything was lost, what to do now."""
    known = error if isinstance(error, LacreError) else OurError("unexpected", kind=type(error).__name__)
    said = parts(known, language)
    return str(said._replace(**_own().get(known.code, {}).get(language, {})))


@functools.cache
def _own() -> dict[str, dict[str, dict[str, str]]]:
    read: dict[str, dict[str, dict[str, str]]] = json.loads((resources() / "translations" / "window.json").read_bytes())
    return read
