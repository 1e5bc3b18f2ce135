"""What is not well in a vault: weak, reused, old and breached passwords, what ends soon, logins without a second factor.

Pure: entries and opened values go in one by one, frozen findings come out. No value is kept, and none is compared in clear:
what is remembered of a password is a digest under a key that lives as long as the audit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.crypto.hashing import blake2b_256
from app.crypto.randomness import random_bytes
from app.crypto.secret import Secret
from app.errors import Fact
from app.vault.health_strength import WEAK_BELOW, hints_of, is_touched, power_of_guesses
from app.vault.kinds import EntryKind, FieldKind
from app.vault.model import Entry, Field
from app.vault.types.date import parse_date
from app.vault.types.month import last_day
from app.vault.types.url import host, is_near

# Known to offer no code by an app: a finding nobody can act on makes the others look worthless.
_WITHOUT_TOTP = ("netflix.com", "spotify.com", "portaldasfinancas.gov.pt", "seg-social.pt")
_ENDS = {"valid_until": parse_date, "expires": last_day}
_MOST_HINT = 200

CountSeen = Callable[[Secret], int | None]


class Problem(StrEnum):
    """What is wrong, the most urgent first."""

    BREACHED = "breached"
    EXPIRED = "expired"
    WEAK = "weak"
    REUSED = "reused"
    EXPIRING = "expiring"
    NO_TOTP = "no-totp"
    OLD = "old"


class Breaches(StrEnum):
    """Whether known breaches were asked about."""

    OFF = "off"
    WHOLE = "whole"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing to put right. `code` names its sentence; `field_id` is empty where the whole entry is meant."""

    problem: Problem
    code: str
    entry_id: str
    client_id: str
    field_id: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What an audit found, the most urgent first. `groups`: the ids of entries that have a password in common."""

    at: datetime
    entries: int
    values: int
    findings: tuple[HealthFinding, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    breaches: Breaches = Breaches.OFF
    unasked: int = 0

    def counts(self) -> dict[Problem, int]:
        """How many entries have each problem."""
        seen = {(finding.problem, finding.entry_id) for finding in self.findings}
        counted = Counter(problem for problem, _ in seen)
        return {problem: counted[problem] for problem in Problem}


@dataclass(frozen=True, slots=True)
class Measures:
    """From when on something is old, and how long before its end it is said."""

    old_days: int = 365
    ahead_days: int = 30
    weak_below: float = WEAK_BELOW


class Audit:
    """Takes entries one by one. Hints of a client first, then entries with their opened values, then the report."""

    def __init__(self, now: datetime, measures: Measures, count_seen: CountSeen | None = None) -> None:
        self._now, self._measures, self._count_seen = now, measures, count_seen
        self._key = random_bytes(32)
        self._found: list[HealthFinding] = []
        self._hints: dict[str, list[str]] = {}
        self._owners: dict[bytes, list[HealthFinding]] = {}
        self._powers: dict[bytes, float] = {}
        self._entries = self._values = self._unasked = 0

    def know(self, client_id: str, texts: Sequence[str]) -> None:
        """What a guesser may know of this client: name, numbers, days."""
        self._hints.setdefault(client_id, []).extend(text[:_MOST_HINT] for text in texts)

    def look(self, entry: Entry, values: Mapping[str, Secret]) -> None:
        """One entry; `values` are those of its fields that `wanted` named, by their ids."""
        self._entries += 1
        passwords = [field for field in entry.fields if field.kind is FieldKind.PASSWORD and field.id in values]
        for one in passwords:
            self._look_at(entry, one, values[one.id])
        self._values += len(values)
        for one in entry.fields:
            self._look_at_age(entry, one)
            self._look_at_end(entry, one, values.get(one.id))
        if passwords and could_have_totp(entry):
            self._add(entry, None, Problem.NO_TOTP, Problem.NO_TOTP)

    def report(self) -> HealthReport:
        """All findings, with those that need the whole: what is used more than once."""
        groups = [owners for owners in self._owners.values() if len({one.entry_id for one in owners}) > 1]
        reused = [finding for owners in groups for finding in _reused(owners)]
        order = {problem: n for n, problem in enumerate(Problem)}
        findings = sorted([*self._found, *reused], key=lambda finding: order[finding.problem])
        ids = tuple(tuple(dict.fromkeys(one.entry_id for one in owners)) for owners in groups)
        state = Breaches.OFF if self._count_seen is None else Breaches.PARTIAL if self._unasked else Breaches.WHOLE
        return HealthReport(self._now, self._entries, self._values, tuple(findings), ids, state, self._unasked)

    def _look_at(self, entry: Entry, one: Field, value: Secret) -> None:
        mark = blake2b_256(value.reveal(), self._key)
        owner = HealthFinding(Problem.REUSED, Problem.REUSED, entry.id, entry.client_id, one.id)
        self._owners.setdefault(mark, []).append(owner)
        power = self._power(mark, value.text(), self._hints_for(entry))
        if power < self._measures.weak_below:
            self._add(entry, one, Problem.WEAK, Problem.WEAK, power=int(power), tries=_written(int(power)))
        if self._count_seen is None:
            return
        seen = self._count_seen(value)
        if seen is None:
            self._unasked += 1
        elif seen:
            self._add(entry, one, Problem.BREACHED, Problem.BREACHED, count=seen)

    def _power(self, mark: bytes, password: str, hints: list[str]) -> float:
        """Estimated once for all the places where it is used, but where something known of the owner may be in it."""
        if is_touched(password, hints):
            return power_of_guesses(password, hints)
        power = self._powers.get(mark)
        if power is None:
            power = self._powers[mark] = power_of_guesses(password)
        return power

    def _hints_for(self, entry: Entry) -> list[str]:
        near = [one.value[:_MOST_HINT] for one in entry.fields if one.value and one.kind in _NEAR_KINDS]
        return hints_of([entry.title, *near, entry.client_name, *self._hints.get(entry.client_id, [])])

    def _look_at_age(self, entry: Entry, one: Field) -> None:
        ages = one.kind in (FieldKind.PASSWORD, FieldKind.SECRET) or (entry.kind, one.name) == (EntryKind.DOOR, "code")
        days = (self._now - one.updated_at).days
        if ages and days > self._measures.old_days:
            self._add(entry, one, Problem.OLD, Problem.OLD, days=days)

    def _look_at_end(self, entry: Entry, one: Field, opened: Secret | None) -> None:
        text = opened.text() if opened is not None and one.protected else one.value
        end = _ENDS[one.name](text) if text and one.name in _ENDS else None
        if end is None:
            return
        left = (end - self._now.date()).days
        if left < 0:
            self._add(entry, one, Problem.EXPIRED, Problem.EXPIRED, on=end.isoformat())
        elif left <= self._measures.ahead_days:
            self._add(entry, one, Problem.EXPIRING, _ending(left), days=left, on=end.isoformat())

    def _add(self, entry: Entry, one: Field | None, problem: Problem, code: str, **facts: Fact) -> None:
        self._found.append(HealthFinding(problem, str(code), entry.id, entry.client_id, one.id if one else "", facts))


_NEAR_KINDS = frozenset({FieldKind.USERNAME, FieldKind.EMAIL, FieldKind.URL})


def wanted(entry: Entry) -> list[Field]:
    """The fields whose values an audit has to see."""
    ends = [one for one in entry.fields if one.name in _ENDS and one.protected]
    return [one for one in entry.fields if one.kind is FieldKind.PASSWORD] + ends


def could_have_totp(entry: Entry) -> bool:
    """A login at a site out in the world, without a second factor, that is not known to offer none."""
    kinds = {one.kind for one in entry.fields}
    if entry.kind is not EntryKind.LOGIN or FieldKind.TOTP in kinds:
        return False
    hosts = [host(one.value) for one in entry.fields if one.kind is FieldKind.URL and one.value and _is_web(one.value)]
    return any(name and not is_near(f"https://{name}") and not _offers_none(name) for name in hosts)


def _is_web(url: str) -> bool:
    return "://" not in url or url.strip().lower().startswith(("http://", "https://"))


def _offers_none(name: str) -> bool:
    return any(name == site or name.endswith(f".{site}") for site in _WITHOUT_TOTP)


def _reused(owners: list[HealthFinding]) -> list[HealthFinding]:
    """One finding for each field, told in how many entries, and of how many clients, it is the same."""
    entries, clients = len({one.entry_id for one in owners}), len({one.client_id for one in owners})
    code = "reused-across" if clients > 1 else "reused"
    facts: dict[str, Fact] = {"count": entries, "clients": clients}
    return [replace(one, code=code, facts=facts) for one in owners]


def _written(power: int) -> str:
    """`10 000`, with spaces that do not break."""
    return f"{10 ** max(1, power):_}".replace("_", "\N{NO-BREAK SPACE}")


def _ending(left: int) -> str:
    return {0: "expires-today", 1: "expires-tomorrow"}.get(left, "expiring")
