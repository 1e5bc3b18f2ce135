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
import request_documents
import request_keys
import request_messages
import request_submissions

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
    return _files("", suites) | _files("requests/", request_suites())


def request_suites() -> list[dict[str, Any]]:
    """Those of docs/REQUESTS.md, in a folder of their own."""
    return [
        request_keys.link_suite(),
        request_keys.keys_suite(),
        request_keys.signatures_suite(),
        request_documents.header_suite(),
        request_documents.conditions_suite(),
        request_documents.form_suite(),
        request_submissions.submission_suite(),
        request_submissions.check_suite(),
        request_messages.suite(),
    ]


def _files(folder: str, suites: list[dict[str, Any]]) -> dict[str, str]:
    for suite in suites:
        require_names(suite)
    return {f"{folder}{suite['suite']}.json": json.dumps(suite, indent=1) + "\n" for suite in suites}


def require_names(suite: dict[str, Any]) -> None:
    """Every case has a name of its own and either an expectation or an error with its one reason."""
    names = [case["name"] for case in suite["cases"]]
    assert len(set(names)) == len(names), (suite["suite"], [name for name in names if names.count(name) > 1])
    for case in suite["cases"]:
        assert ("expect" in case) != ("error" in case), case["name"]
        assert ("why" in case) == ("error" in case), case["name"]


def _reads(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="ascii") == text


def main() -> int:
    """Write, or compare."""
    made = written()
    if "--check" not in sys.argv:
        (FOLDER / "requests").mkdir(exist_ok=True)
        for name, text in made.items():
            (FOLDER / name).write_text(text, encoding="ascii")
        return 0
    stale = [name for name, text in made.items() if not _reads(FOLDER / name, text)]
    found = [file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.json")]
    stale += [name for name in found if name not in made]
    print("\n".join(stale) or "up to date")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
