"""From a finding to the sentence beside its field. The sentences are in resources/translations/findings.json."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.errors import Fact
from app.host.paths import resources

if TYPE_CHECKING:
    from app.vault.types.finding import Finding

_FACT = re.compile(r"{(\w+)}")


def finding_sentence(finding: Finding, language: str) -> str:
    """What looks wrong with a value, in "pt_PT" or "en"."""
    return told("values", finding.code, finding.facts, language)


def told(part: str, code: str, facts: Mapping[str, Fact], language: str) -> str:
    """A sentence of the catalogue with its facts; in one pass, as a fact may itself hold braces."""
    sentence = _catalogue()[part][code][language]
    return _FACT.sub(lambda match: str(facts.get(match[1], "?")), sentence)


@functools.cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    read: dict[str, dict[str, dict[str, str]]]
    read = json.loads((resources() / "translations" / "findings.json").read_bytes())
    return read
