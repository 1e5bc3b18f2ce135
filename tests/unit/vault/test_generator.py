"""The generator: what is asked for is in it, nothing else is, and the bits are true."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

import pytest

from app.errors import UserError
from app.vault import generator


def test_a_password_has_every_class_that_was_chosen_and_none_other() -> None:
    for _ in range(200):
        drawn, _ = generator.password(8, symbols=False)
        text = drawn.text()
        assert len(text) == 8
        for alphabet in (generator.UPPER, generator.LOWER, generator.DIGITS):
            assert set(text) & set(alphabet)
        assert not set(text) & set(generator.SYMBOLS)


def test_lookalikes_are_avoided_when_asked() -> None:
    drawn, bits = generator.password(200, avoid_lookalikes=True)
    assert not set(drawn.text()) & generator.LOOKALIKES
    assert bits < generator.password(200)[1]


def test_the_bits_of_a_password_count_exactly_the_passwords_that_can_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "UPPER", "AB")
    monkeypatch.setattr(generator, "LOWER", "xyz")
    possible = [text for text in product("ABxyz", repeat=4) if set(text) & set("AB") and set(text) & set("xyz")]
    assert generator.password(4, digits=False, symbols=False)[1] == pytest.approx(math.log2(len(possible)))


def test_every_possible_password_is_equally_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "UPPER", "A")
    monkeypatch.setattr(generator, "DIGITS", "1")
    seen = Counter(generator.password(4, lower=False, symbols=False)[0].text() for _ in range(2_800))
    assert len(seen) == 14  # of 16, the two of one class alone never come
    assert min(seen.values()) > 100  # 200 expected; 7 standard deviations


def test_twenty_characters_are_worth_more_than_a_hundred_bits() -> None:
    assert 125 < generator.password(20)[1] < 130


def test_a_password_is_never_repeated() -> None:
    assert len({generator.password(12)[0].text() for _ in range(100)}) == 100


@pytest.mark.parametrize("length", [0, 3, 257, -1])
def test_a_length_that_makes_no_sense_is_refused(length: int) -> None:
    with pytest.raises(UserError, match="password-length"):
        generator.password(length)


def test_a_password_of_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="no-characters"):
        generator.password(8, upper=False, lower=False, digits=False, symbols=False)


@pytest.mark.parametrize(("language", "example"), [("pt", "abacate"), ("en", "abandon")])
def test_words_come_from_the_list_of_the_language(language: str, example: str) -> None:
    drawn, bits = generator.words(5, language, " ", draw=lambda below: 0)
    assert drawn.text() == " ".join([example] * 5)
    assert bits == 55
    assert len(set(generator.words(24, language)[0].text().split("-"))) > 12


@pytest.mark.parametrize(
    ("count", "language", "code"), [(2, "pt", "word-count"), (25, "en", "word-count"), (5, "fr", "no-word-list")]
)
def test_words_that_cannot_be_drawn_are_refused(count: int, language: str, code: str) -> None:
    with pytest.raises(UserError, match=code):
        generator.words(count, language)
