"""Looking a vault over: opens what has to be seen, one value at a time, and hands it to the audit. Owns the way through the vault
and the sentences of what was found; what is a problem is decided in app/vault/health.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.errors import UserError
from app.ops.findings import told
from app.vault.health import Audit, HealthFinding, HealthReport, Measures, wanted
from app.vault.kinds import EntryKind, FieldKind

if TYPE_CHECKING:
    from app.crypto.secret import Secret
    from app.ops.breaches import Breaches
    from app.vault.model import Entry, EntrySummary
    from app.vault.vault import Vault

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

USUAL = Measures()
_EVERY = 16
_GONE = frozenset({"no-entry", "no-field", "no-client"})
_TELLING = frozenset(
    {FieldKind.TEXT, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.DATE, FieldKind.NIF, FieldKind.POSTAL}
)


def look_over(
    vault: Vault,
    *,
    now: datetime,
    client_id: str | None = None,
    breaches: Breaches | None = None,
    measures: Measures = USUAL,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> HealthReport:
    """All entries, or those of a client; UserError `cancelled`. Others may use the vault meanwhile.

    With `breaches` known ones are asked about; without, nothing leaves the machine. What is reused is found among the entries
    that are looked at: of a client alone, what another client has too is not seen.
    """
    summaries = vault.entries(client_id)
    if breaches is not None:
        breaches.begin()
    audit = Audit(now, measures, None if breaches is None else breaches.count)
    _learn(vault, summaries, audit)
    for done, summary in enumerate(summaries):
        if done % _EVERY == 0:
            if cancelled is not None and cancelled():
                raise UserError("cancelled")
            if progress is not None:
                progress(done, len(summaries))
        _look_at(vault, summary.id, audit)
    if progress is not None:
        progress(len(summaries), len(summaries))
    return audit.report()


_DATES = {"en": "en_GB"}  # the day before the month, as everywhere in the program


def finding_text(finding: HealthFinding, language: str) -> str:
    """The sentence of a finding, in "pt_PT" or "en"; a day in it is written as people there write days."""
    facts = dict(finding.facts)
    if "on" in facts:
        from babel.dates import format_date  # late: loads much

        facts["on"] = format_date(date.fromisoformat(str(facts["on"])), "long", locale=_DATES.get(language, language))
    return told("health", finding.code, facts, language)


def _learn(vault: Vault, summaries: list[EntrySummary], audit: Audit) -> None:
    """What is known of the clients themselves: people make passwords of it."""
    for summary in summaries:
        entry = _get_entry(vault, summary.id) if summary.kind is EntryKind.IDENTITY else None
        if entry is not None:
            texts = [field.value for field in entry.fields if field.value and field.kind in _TELLING]
            audit.know(summary.client_id, [entry.title, *texts])


def _look_at(vault: Vault, entry_id: str, audit: Audit) -> None:
    entry = _get_entry(vault, entry_id)
    if entry is None:
        return
    audit.look(entry, {field.id: value for field in wanted(entry) if (value := _get_value(vault, entry_id, field.id))})


def _get_entry(vault: Vault, entry_id: str) -> Entry | None:
    """None where somebody erased it meanwhile: it needs no health."""
    try:
        return vault.entry(entry_id)
    except UserError as error:
        if error.code not in _GONE:
            raise
        return None


def _get_value(vault: Vault, entry_id: str, field_id: str) -> Secret | None:
    try:
        return vault.reveal(entry_id, field_id)
    except UserError as error:
        if error.code not in _GONE:
            raise
        return None
