"""Finding by a few letters: what fits, and what comes first."""

from __future__ import annotations

import pytest

from app.ui.commanding.fuzzy import best, score


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("pad", "Padaria Açor"),
        ("acor", "Padaria Açor"),
        ("AÇOR", "padaria acor"),
        ("pdr", "Padaria"),
        ("a p", "Açor Pão"),
    ],
)
def test_letters_in_order_fit_whatever_their_case_and_accents(query: str, text: str) -> None:
    assert score(query, text) > 0


@pytest.mark.parametrize(
    ("query", "text"), [("xyz", "Padaria"), ("dap", "Pad"), ("pad mel", "Padaria"), ("z", "Padaria")]
)
def test_what_is_not_there_does_not_fit(query: str, text: str) -> None:
    assert score(query, text) == 0


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("corr", "Correio", "Novo correio"),
        ("corr", "Novo correio", "Escorrer"),
        ("corr", "Escorrer", "Coro de raparigas r"),
        ("lock", "Lock the vault", "Unblock"),
    ],
)
def test_beginnings_come_before_words_before_insides_before_scattered_letters(
    query: str, better: str, worse: str
) -> None:
    assert score(query, better) > score(query, worse)


def test_the_best_come_first_and_no_more_than_asked_for() -> None:
    texts = ["Escorrer", "Correio", "Mel", "Novo correio"]
    assert best("corr", texts, str, 2) == ["Correio", "Novo correio"]


def test_without_words_everything_stays_as_it_came() -> None:
    assert best("", ["b", "a"], str, 9) == ["b", "a"]
