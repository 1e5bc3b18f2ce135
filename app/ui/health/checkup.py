"""One look over the vault: what was found, with the names of the entries it was found in. Runs off the GUI thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from app.ops.health import finding_text, look_over
from app.vault.health import HealthFinding, HealthReport, Problem

if TYPE_CHECKING:
    from app.ops.breaches import Breaches
    from app.ui.tasks import Task
    from app.vault.model import EntrySummary
    from app.vault.vault import Vault


class Line(NamedTuple):
    """A finding as the list shows it."""

    problem: Problem
    entry: EntrySummary
    finding: HealthFinding

    def sentence(self, language: str) -> str:
        return finding_text(self.finding, language)


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found."""

    report: HealthReport
    lines: tuple[Line, ...]

    def of(self, client_id: str, problem: Problem | None) -> Sequence[Line]:
        """The lines of a client (empty: all), of one problem (None: all)."""
        return [
            line
            for line in self.lines
            if (not client_id or line.entry.client_id == client_id) and (problem is None or line.problem is problem)
        ]

    def counts(self, client_id: str) -> Counter[Problem]:
        """How many entries have each problem."""
        seen = {(line.problem, line.entry.id) for line in self.of(client_id, None)}
        return Counter(problem for problem, _entry in seen)


def check_up(vault: Vault, now: datetime, breaches: Breaches | None, task: Task) -> Checkup:
    """All entries, so that what is reused across clients is seen."""
    report = look_over(vault, now=now, breaches=breaches, progress=task.progress, cancelled=lambda: task.cancelled)
    entries = {entry.id: entry for entry in vault.entries()}
    lines = (
        Line(finding.problem, entries[finding.entry_id], finding)
        for finding in report.findings
        if finding.entry_id in entries
    )
    return Checkup(report, tuple(lines))
