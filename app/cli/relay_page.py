"""`lacre relay verify-page`: is the page that a relay serves the one that this program was built with? And `export-page`: that
page for a web server which is not the relay's.
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from app.cli.output import emit
from app.cli.sentences import text
from app.errors import PeerError


def register(words: Any) -> None:
    """Add the words below `relay`."""
    parser = words.add_parser("verify-page", help=text("page.verify"))
    parser.add_argument("url", metavar="URL", help=text("page.url"))
    parser.add_argument("--json", action="store_true", help=text("relay.json"))
    parser.set_defaults(run=_verify)
    parser = words.add_parser("export-page", help=text("page.export"))
    parser.add_argument("folder", type=Path, metavar="DIR", help=text("page.folder"))
    parser.add_argument("--public-url", required=True, metavar="URL", help=text("page.public"))
    parser.add_argument("--relay", required=True, metavar="URL", help=text("page.relay"))
    parser.add_argument("--json", action="store_true", help=text("relay.json"))
    parser.set_defaults(run=_export)


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


def _export(args: argparse.Namespace) -> int:
    from app.host.paths import resources
    from app.relay.exporting import export_page
    from app.share.verifying import built_page

    dist = resources() / "page" / "dist"
    digest = built_page(dist).digest
    export_page(dist, args.folder, args.public_url, args.relay)
    told = text("page.exported", folder=args.folder, origin=args.public_url, digest=digest)
    emit(args, {"folder": str(args.folder), "origin": args.public_url, "digest": digest}, told)
    return 0


def _where(difference: Any) -> tuple[str, str]:
    return difference.path, difference.what
