"""What the sheet lets through, and what it says while a person types."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.ops.passcodes import PasscodeChoice
from app.ui.sharing.choices import Draft, Ends, Problem, chosen_at_first, guessable

NOW = datetime(2026, 11, 22, 14, 2, 7, 500, tzinfo=UTC)


def test_the_default_ends_in_one_day_opens_once_and_has_a_generated_passcode() -> None:
    draft = Draft(text="hello")
    assert draft.ends_at(NOW) == datetime(2026, 11, 23, 14, 2, 7, tzinfo=UTC)
    assert (draft.views, draft.passcode) == (1, PasscodeChoice.GENERATED)
    assert draft.problem(NOW) is None


def test_an_empty_share_is_refused() -> None:
    assert Draft().problem(NOW) is Problem.NOTHING
    assert Draft(text=" \n").problem(NOW) is Problem.NOTHING


def test_fields_alone_are_enough() -> None:
    assert Draft(field_ids=("1",)).problem(NOW) is None


def test_a_message_beyond_one_frame_is_refused() -> None:
    assert Draft(text="ç" * 500_000).problem(NOW) is Problem.TOO_MUCH


@pytest.mark.parametrize(
    ("after", "problem"),
    [
        (timedelta(minutes=-1), Problem.END_TOO_SOON),
        (timedelta(minutes=4), Problem.END_TOO_SOON),
        (timedelta(minutes=5), None),
        (timedelta(days=400), None),
        (timedelta(days=400, seconds=1), Problem.END_TOO_LATE),
    ],
)
def test_a_custom_end_must_be_within_bounds(after: timedelta, problem: Problem | None) -> None:
    assert Draft(text="x", ends=Ends.CUSTOM, custom_end=NOW + after).problem(NOW) is problem


def test_an_own_passcode_must_be_typed() -> None:
    assert Draft(text="x", passcode=PasscodeChoice.TYPED, typed=" ").problem(NOW) is Problem.NO_PASSCODE
    assert Draft(text="x", passcode=PasscodeChoice.TYPED, typed="açor").problem(NOW) is None


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (Draft(text="x", starts_at=NOW + timedelta(hours=1)), None),
        (Draft(text="x", starts_at=NOW + timedelta(hours=24)), Problem.STARTS_LATE),
        (Draft(text="x", terms="We agree."), None),
        (Draft(text="x", terms=" "), Problem.NO_TERMS),
        (Draft(text="x", terms="x" * 8001), Problem.TERMS_TOO_LONG),
        (Draft(text="x", address="Ana@Example.pt"), None),
        (Draft(text="x", address="ana@"), Problem.NO_ADDRESS),
        (Draft(text="x", address=""), Problem.NO_ADDRESS),
    ],
)
def test_a_condition_that_was_asked_for_must_be_filled_in(draft: Draft, problem: Problem | None) -> None:
    assert draft.problem(NOW) is problem
    assert "Example.pt" not in repr(draft)
    assert "We agree" not in repr(draft)


def test_a_second_factor_seed_is_never_shared_unasked() -> None:
    assert not chosen_at_first("totp", "totp")
    assert not chosen_at_first("custom", "totp")
    assert chosen_at_first("password", "password")


def test_only_what_guessing_can_find_is_labelled_so() -> None:
    assert [choice for choice in PasscodeChoice if guessable(choice)] == ["pin", "typed", "none"]


def test_the_secret_of_a_draft_is_not_in_its_representation() -> None:
    assert "cofre" not in repr(Draft(text="cofre 1234", typed="cofre"))
