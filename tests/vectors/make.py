"""Writes every vector file beside it: `python tests/vectors/make.py`. With `--check`, says whether they are what it would write.

Deterministic. The suites are in the modules beside this one; what they calculate with is `reference`, not the program.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import bodies
import documents
import files
import keys
import links
import messages
import passcodes

FOLDER = Path(__file__).parent


def written() -> dict[str, str]:
    """File name → content."""
    suites = [
        links.suite(),
        passcodes.suite(),
        passcodes.generated_suite(),
        keys.derive_suite(),
        keys.claim_suite(),
        keys.answer_suite(),
        documents.header_suite(),
        documents.conditions_suite(),
        documents.cover_suite(),
        files.terms_suite(),
        files.acceptance_suite(),
        files.address_suite(),
        files.names_suite(),
        files.chunks_suite(),
        bodies.manifest_suite(),
        bodies.padme_suite(),
        bodies.body_suite(),
        messages.suite(),
    ]
    for suite in suites:
        require_names(suite)
    return {f"{suite['suite']}.json": json.dumps(suite, indent=1) + "\n" for suite in suites}


def require_names(suite: dict[str, Any]) -> None:
    """Every case has a name of its own and either an expectation or an error with its one reason."""
    names = [case["name"] for case in suite["cases"]]
    assert len(set(names)) == len(names), (suite["suite"], [name for name in names if names.count(name) > 1])
    for case in suite["cases"]:
        assert ("expect" in case) != ("error" in case), case["name"]
        assert ("why" in case) == ("error" in case), case["name"]


def main() -> int:
    """Write, or compare."""
    made = written()
    if "--check" not in sys.argv:
        for name, text in made.items():
            (FOLDER / name).write_text(text, encoding="ascii")
        return 0
    stale = [name for name, text in made.items() if (FOLDER / name).read_text(encoding="ascii") != text]
    stale += [file.name for file in FOLDER.glob("*.json") if file.name not in made]
    print("\n".join(stale) or "up to date")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
