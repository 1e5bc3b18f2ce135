"""What the sheet of a request lets through, and in which order requests are listed: without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.ops.passcodes import PasscodeChoice
from app.ops.request_options import OwnField, RequestKind
from app.ui.asking.cards import AnswerCard, Fate, Stage, in_order
from app.ui.asking.draft import LATEST, Problem, RequestDraft, Takes
from app.ui.sharing.choices import Ends
from tests.ui.asking_fakes import REQUEST, REQUESTS
from tests.ui.sharing_fakes import NOW

DRAFT = RequestDraft(client_id="c1")


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (DRAFT, None),
        (replace(DRAFT, client_id=""), Problem.NO_CLIENT),
        (replace(DRAFT, kind=RequestKind.OWN), Problem.NO_FIELDS),
        (replace(DRAFT, kind=RequestKind.OWN, files=True), None),
        (replace(DRAFT, kind=RequestKind.OWN, fields=(OwnField("text", "Contador"),)), None),
        (replace(DRAFT, fields=(OwnField("text", "  "),)), Problem.NO_LABEL),
        (replace(DRAFT, ends=Ends.CUSTOM, custom_end=NOW + timedelta(minutes=1)), Problem.END_TOO_SOON),
        (replace(DRAFT, ends=Ends.CUSTOM, custom_end=NOW + LATEST + timedelta(days=1)), Problem.END_TOO_LATE),
        (replace(DRAFT, passcode=PasscodeChoice.TYPED), Problem.NO_PASSCODE),
        (replace(DRAFT, passcode=PasscodeChoice.TYPED, typed="açor"), None),
    ],
)
def test_what_is_missing_is_said_before_it_is_sent(draft: RequestDraft, problem: Problem | None) -> None:
    assert draft.problem(NOW) is problem


@pytest.mark.parametrize("change", [{"kind": RequestKind.CODE}, {"takes": Takes.STANDING}])
def test_the_end_of_a_code_and_of_a_letter_box_is_not_chosen(change: dict[str, object]) -> None:
    draft = replace(DRAFT, ends=Ends.CUSTOM, custom_end=NOW, **change)  # type: ignore[arg-type]
    assert (draft.has_end, draft.ends_at(NOW), draft.problem(NOW)) == (False, None, None)


def test_an_end_counts_from_the_press_of_the_button() -> None:
    assert DRAFT.ends_at(NOW) == NOW + timedelta(days=7)


def test_what_waits_for_a_person_stands_first_and_what_has_ended_last() -> None:
    assert [card.id for card in in_order(list(REQUESTS))] == ["r3", "r2", "r1", "r4", "r5"]


def test_a_card_counts_what_is_new_and_wants_a_person_for_that_or_for_guesses() -> None:
    came = replace(REQUEST, answers=(AnswerCard(1, NOW, Fate.NEW), AnswerCard(2, NOW, Fate.FORGED)))
    assert (came.new, came.wants, REQUEST.wants) == (1, True, False)
    assert replace(REQUEST, stage=Stage.WRONG_TRIES).wants


def test_nothing_that_was_filled_in_is_in_a_representation() -> None:
    card = AnswerCard(1, NOW, Fate.NEW, code="482 913")
    assert "482" not in repr(card)
