"""`lacre vault health`: what is not well in the vault, by entry. Never prints a value."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.cli.output import emit, one_line, require_text, say
from app.cli.sentences import language, text
from app.cli.unlocking import unlocked
from app.host.clock import now
from app.ops.finding import require_client
from app.ops.health import Progress, finding_text, look_over

if TYPE_CHECKING:
    from app.ops.breaches import Breaches
    from app.vault.health import HealthFinding, HealthReport
    from app.vault.model import EntrySummary


def health(args: argparse.Namespace) -> int:
    """Look everything over and tell. That something is wrong is a result and no failure: exit code 0."""
    require_text(args.client or "")
    with unlocked() as vault, _asking(args.breached) as breaches:
        client_id = require_client(vault, args.client).id if args.client else None
        summaries = {summary.id: summary for summary in vault.entries(client_id)}
        report = look_over(vault, now=now(), client_id=client_id, breaches=breaches, progress=_progress(args.json))
    emit(args, _object(report, summaries), _text(report, summaries))
    if report.unasked and not args.json:
        say(text("care.unasked", count=report.unasked))
    return 0


@contextlib.contextmanager
def _asking(wanted: bool) -> Iterator[Breaches | None]:
    """Somebody who asks about breaches, only where --breached was given."""
    if not wanted:
        yield None
        return
    from app.ops.breaches import Breaches

    with Breaches() as breaches:
        yield breaches


def _object(report: HealthReport, summaries: dict[str, EntrySummary]) -> dict[str, Any]:
    return {
        "entries": report.entries,
        "values": report.values,
        "breaches": str(report.breaches),
        "unasked": report.unasked,
        "counts": {str(problem): count for problem, count in report.counts().items()},
        "findings": [_finding(finding, summaries) for finding in report.findings if finding.entry_id in summaries],
    }


def _finding(finding: HealthFinding, summaries: dict[str, EntrySummary]) -> dict[str, Any]:
    summary = summaries[finding.entry_id]
    told = {"problem": str(finding.problem), "entry": finding.entry_id, "field": finding.field_id}
    return {**told, "client": summary.client_name, "title": summary.title, **finding.facts}


def _text(report: HealthReport, summaries: dict[str, EntrySummary]) -> str:
    lines = [text("care.looked", entries=report.entries, findings=len(report.findings))]
    for finding in report.findings:
        summary = summaries.get(finding.entry_id)
        if summary is not None:
            where = f"{one_line(summary.title)} ({one_line(summary.client_name)})"
            lines.append(f"  {where}: {finding_text(finding, language())}")
    return "\n".join(lines)


def _progress(json: bool) -> Progress | None:
    """Percent on the line of the cursor, where somebody may be watching."""
    if json or sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        sys.stderr.write(f"\r{100 * done // max(total, 1):3} %" if done < total else "\r     \r")
        sys.stderr.flush()

    return show
