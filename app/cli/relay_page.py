"""`lacre relay verify-page`: is the page that a relay serves the one that this program was built with?"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from typing import Any

from app.cli.output import emit
from app.cli.sentences import text
from app.errors import PeerError


def register(words: Any) -> None:
    """Add the word below `relay`."""
    parser = words.add_parser("verify-page", help=text("page.verify"))
    parser.add_argument("url", metavar="URL", help=text("page.url"))
    parser.add_argument("--json", action="store_true", help=text("relay.json"))
    parser.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> int:
    from app.ops.page_check import check_page

    found = check_page(args.url)
    if found.same:
        told = text("page.same", origin=found.origin, digest=found.digest)
        emit(args, {"relay": found.origin, "same": True, "digest": found.digest}, told)
        return 0
    for (path, what), seen in groupby(sorted(found.differences, key=_where), key=_where):
        print(text("page.differs", path=path, what=what, who=", ".join(one.visitor for one in seen)), file=sys.stderr)
    raise PeerError("page-differs", relay=found.origin)


def _where(difference: Any) -> tuple[str, str]:
    return difference.path, difference.what
