"""Which backups are kept: a pure rule, held against what it promises on any set of moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.rotation import (
    DAILY,
    LAST_BEFORE,
    MONTHLY,
    WEEKLY,
    Reason,
    Stamp,
    is_due,
    kept,
    next_stamp,
    parse_name,
)

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
END = datetime(2036, 1, 1, tzinfo=UTC)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
stamps = st.builds(Stamp, moments, st.integers(0, 3), st.sampled_from(Reason))


@given(stamps)
def test_a_name_tells_its_stamp(stamp: Stamp) -> None:
    assert parse_name(stamp.name) == stamp


@pytest.mark.parametrize(
    "name",
    [
        "vault.lacre",
        "lacre-20261122T103000Z-daily",
        "lacre-20261322T103000Z-daily.lacre",
        "lacre-20261122T103000Z-0-daily.lacre",
        "lacre-20261122T103000Z-01-daily.lacre",
        "lacre-20261122T103000Z-other.lacre",
        "lacre-20261122T103000Z-daily.lacre/..",
        "x-lacre-20261122T103000Z-daily.lacre",
        "lacre-٢٠261122T103000Z-daily.lacre",
    ],
)
def test_other_names_are_not_ours(name: str) -> None:
    assert parse_name(name) is None


@given(st.sets(stamps, max_size=60))
def test_no_more_than_promised_and_never_what_a_person_asked_for(all_of_them: set[Stamp]) -> None:
    found = kept(all_of_them, END)
    manual = {stamp for stamp in all_of_them if stamp.reason is Reason.MANUAL}
    assert manual <= found <= all_of_them
    assert len(found - manual) <= DAILY + WEEKLY + MONTHLY + LAST_BEFORE
    if all_of_them - manual:
        assert max(all_of_them - manual) in found


@given(st.sets(stamps, max_size=60))
def test_every_recent_day_week_and_month_keeps_its_newest(all_of_them: set[Stamp]) -> None:
    found = kept(all_of_them, END)
    rotated = [stamp for stamp in all_of_them if stamp.reason is Reason.DAILY]
    for count, bucket in (
        (DAILY, lambda at: at.date()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    ):
        buckets = sorted({bucket(stamp.made_at) for stamp in rotated}, reverse=True)[:count]
        for one in buckets:
            assert max(stamp for stamp in rotated if bucket(stamp.made_at) == one) in found


@given(st.sets(stamps, max_size=60))
def test_what_is_kept_is_kept_again(all_of_them: set[Stamp]) -> None:
    assert kept(kept(all_of_them, END), END) == kept(all_of_them, END)


@given(st.sets(stamps, max_size=40), stamps)
def test_a_new_backup_removes_none_but_those_it_takes_the_place_of(all_of_them: set[Stamp], new: Stamp) -> None:
    """One more backup never brings a removed one back, and pushes out at most one of each rank."""
    before, after = kept(all_of_them, END), kept(all_of_them | {new}, END)
    assert after - {new} <= before
    assert len(before - after) <= 4


def test_a_year_of_days_leaves_seven_days_four_weeks_and_six_months() -> None:
    held: frozenset[Stamp] = frozenset()
    for day in range(365):
        held = kept({*held, Stamp(START + timedelta(days=day), 0, Reason.DAILY)}, END)
    ages = sorted((START + timedelta(days=364) - stamp.made_at).days for stamp in held)
    assert ages[:7] == list(range(7))
    assert len(ages) <= DAILY + WEEKLY + MONTHLY
    assert max(ages) > 120


def test_a_backup_is_due_after_a_day_with_a_change() -> None:
    last = Stamp(START, 0, Reason.DAILY)
    hour, day = timedelta(hours=1), timedelta(days=1)
    assert is_due([], START, START)
    assert not is_due([last], START + hour, START + 23 * hour)
    assert is_due([last], START + hour, START + day)
    assert not is_due([last], START - hour, START + 30 * day)
    future = Stamp(START + 1000 * day, 0, Reason.DAILY)
    assert is_due([last, future], START + hour, START + day)  # a clock was wrong once


def test_what_was_made_before_a_restore_does_not_cost_the_days_backup() -> None:
    daily = Stamp(START, 0, Reason.DAILY)
    later = [Stamp(START + timedelta(minutes=minute), 0, Reason.RESTORE) for minute in range(9)]
    assert kept([daily, *later], END) == {daily, *later[-LAST_BEFORE:]}


def test_two_backups_of_one_second_have_two_names() -> None:
    first = next_stamp(Reason.IMPORT, START, [])
    second = next_stamp(Reason.IMPORT, START, [first.name])
    assert first.name == "lacre-20260101T120000Z-import.lacre"
    assert second.name == "lacre-20260101T120000Z-1-import.lacre"
    assert first < second


def test_of_two_backups_of_one_second_the_first_made_stands_first_whatever_they_were_made_for() -> None:
    names: list[str] = []
    for reason in (Reason.PASSPHRASE, Reason.IMPORT, Reason.MANUAL, Reason.DAILY):
        names.append(next_stamp(reason, START, names).name)
    stamps_made = [stamp for stamp in map(parse_name, names) if stamp is not None]
    assert [stamp.reason for stamp in sorted(stamps_made)] == [
        Reason.PASSPHRASE,
        Reason.IMPORT,
        Reason.MANUAL,
        Reason.DAILY,
    ]


def test_backups_of_a_wrong_clock_push_out_none_that_are_made_when_it_is_right_again() -> None:
    wrong = {
        Stamp(START + timedelta(days=3650 + day), 0, reason)
        for day in range(9)
        for reason in (Reason.DAILY, Reason.IMPORT)
    }
    held = kept(wrong, START)
    assert held == wrong
    for day in range(20):
        for reason in (Reason.DAILY, Reason.IMPORT):
            new = Stamp(START + timedelta(days=day), 0, reason)
            held = kept(held | {new}, new.made_at)
            assert new in held
    assert len(held - wrong) <= DAILY + WEEKLY + MONTHLY + LAST_BEFORE
