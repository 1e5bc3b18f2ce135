"""`lacre vault import`: looks at a file, or brings it in, and reports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from app.cli.output import emit, say, table
from app.cli.sentences import language, text
from app.cli.unlocking import unlocked
from app.host.clock import now
from app.ops.importing import ImportPreview, ImportReport, ImportSummary, preview, run_import
from app.ops.sentences import skip_reason
from app.vault.importers.imported import Progress

_SHOWN = 20


def bring(args: argparse.Namespace) -> int:
    """Import, or with --preview only read. A preview needs no passphrase: it opens no vault."""
    path = Path(args.file)
    if args.preview:
        seen = preview(path, args.format, client=args.client)
        emit(args, {**_common(seen), "rows": [_row(row) for row in seen.rows]}, _preview_text(seen))
        return 0
    with unlocked() as vault:
        report = run_import(vault, path, args.format, client=args.client, now=now(), progress=_progress(args.json))
    emit(args, {**_common(report), "added": report.added, "merged": report.merged}, _report_text(report))
    if not args.json:
        say(text("vault.import-delete-file"))
    return 0


def _progress(json: bool) -> Progress | None:
    """Percent on the line of the cursor, where somebody may be watching."""
    if json or sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        sys.stderr.write(f"\r{percent:3} %" if done < total else "\r     \r")
        sys.stderr.flush()

    return show


def _common(seen: ImportSummary) -> dict[str, Any]:
    return {
        "format": seen.format,
        "read": seen.read,
        "clients": [{"client": name, "entries": count} for name, count in seen.clients],
        "kinds": {str(kind): count for kind, count in seen.kinds.items()},
        "skipped": [{"line": row.line, "reason": row.reason} for row in seen.skipped],
        "skipped_count": seen.skipped_count,
        "leftovers": [{"name": name, "count": count} for name, count in seen.leftovers],
    }


def _row(row: Any) -> dict[str, str]:
    return {
        "client": row.client,
        "kind": str(row.kind),
        "title": row.title,
        "username": row.username,
        "url": row.url,
    }


def _preview_text(seen: ImportPreview) -> str:
    head = text("vault.import-previewed", format=seen.format, read=seen.read, skipped=seen.skipped_count)
    rows = table([(row.client, str(row.kind), row.title, row.username) for row in seen.rows], (24, 5, 32))
    return "\n".join([head, *_details(seen), "", rows])


def _report_text(report: ImportReport) -> str:
    facts = {"added": report.added, "merged": report.merged, "skipped": report.skipped_count}
    return "\n".join([text("vault.imported", read=report.read, **facts), *_details(report)])


def _details(seen: ImportSummary) -> list[str]:
    lines = [f"  {name}: {count}" for name, count in seen.clients[:_SHOWN]]
    lines += [
        text("vault.import-skipped", line=row.line, reason=skip_reason(row.reason, language()))
        for row in seen.skipped[:_SHOWN]
    ]
    if seen.skipped_count > _SHOWN:
        lines.append(text("vault.import-more", count=seen.skipped_count - _SHOWN))
    if seen.leftovers:
        lines.append(text("vault.import-leftovers", names=", ".join(f"{name} ({n})" for name, n in seen.leftovers)))
    return lines
