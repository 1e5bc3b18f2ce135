"""Sites' rules: read as published, kept by every password drawn, and the bits count what can come."""

from __future__ import annotations

import math
import re
from itertools import groupby, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.vault import generator
from app.vault.generator_counting import keeping, strings
from app.vault.generator_rules import DIGITS, LOWER, PRINTABLE, SPECIAL, UPPER, SiteRules, parse_rules

fixed = settings(derandomize=True, deadline=None, database=None)


def longest_run(text: str) -> int:
    return max(len(list(run)) for _, run in groupby(text))


@given(
    alphabet=st.sets(st.sampled_from("abcd"), min_size=1),
    required=st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1), max_size=3, unique=True),
    length=st.integers(1, 5),
    run=st.none() | st.integers(1, 4),
)
@fixed
def test_the_count_is_that_of_a_list_of_them_all(
    alphabet: set[str], required: list[frozenset[str]], length: int, run: int | None
) -> None:
    listed = [
        text
        for text in map("".join, product(sorted(alphabet), repeat=length))
        if all(set(text) & signs for signs in required) and (run is None or longest_run(text) <= run)
    ]
    assert keeping(alphabet, required, length, run) == len(listed)


def test_strings_without_a_limit_are_a_power() -> None:
    assert strings(10, 4) == strings(10, 4, 4) == strings(10, 4, 9) == 10_000
    assert strings(10, 4, 3) == 9_990
    assert strings(0, 3, 1) == strings(0, 3) == 0
    assert strings(1, 3, 2) == 0


def test_rules_are_read_as_they_are_published() -> None:
    rules = parse_rules(
        "minlength: 8; maxlength: 16; required: lower, upper; required: digit; allowed: [-().&@?'#,/\"+]; max-consecutive: 2"
    )
    assert (rules.least, rules.most, rules.longest_run) == (8, 16, 2)
    assert rules.required == (frozenset(LOWER + UPPER), frozenset(DIGITS))
    assert rules.alphabet == frozenset(LOWER + UPPER + DIGITS + "-().&@?'#,/\"+")


@pytest.mark.parametrize(
    ("text", "alphabet"),
    [
        ("", PRINTABLE),
        (" ; ;", PRINTABLE),
        ("allowed: ascii-printable", PRINTABLE),
        ("allowed: unicode;", PRINTABLE),
        ("required: digit", frozenset(DIGITS)),
        ("ALLOWED: Digit, [abc] ,upper;", frozenset(DIGITS + "abc" + UPPER)),
        ("allowed: [a]; allowed: [b]", frozenset("ab")),
        ("allowed: [-a]", frozenset("-a")),
        ("allowed: [a-c]", frozenset("ac")),
        ("allowed: [ab]]", frozenset("ab]")),
        ("allowed: []]", frozenset("]")),
        ("allowed: [a;,:]; minlength: 4", frozenset("a;,:")),
        ("allowed: [éa]", frozenset("a")),
        ("required: special", SPECIAL),
    ],
)
def test_the_signs_that_may_occur(text: str, alphabet: frozenset[str]) -> None:
    assert parse_rules(text).alphabet == alphabet


def test_of_several_lengths_the_strictest_holds() -> None:
    rules = parse_rules(
        "minlength: 6; minlength: 9; maxlength: 30; maxlength: 20; max-consecutive: 3; max-consecutive: 2"
    )
    assert (rules.least, rules.most, rules.longest_run) == (9, 20, 2)
    assert parse_rules("required: digit; required: digit").required == (frozenset(DIGITS),)


@pytest.mark.parametrize(
    "text",
    [
        "minlength", "minlength: many", "minlength: -1", "minlength: 99999", "colour: red", "required: vowels", "required:",
        "allowed: []", "allowed: [abc", "allowed: upper lower", ": 8", "a" * 3000, "8-16, one digit, no @",
        "; ".join(f"required: [{sign}]" for sign in "abcdefghi"),
    ],
)  # fmt: skip
def test_rules_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="password-rules"):
        parse_rules(text)


@given(st.text("minlegthaxrquwdop-csv:;,[] 0123456789", max_size=60))
@fixed
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        rules = parse_rules(text)
    except UserError:
        return
    assert rules.alphabet <= PRINTABLE
    assert all(signs <= rules.alphabet for signs in rules.required)


RULES = st.builds(
    SiteRules,
    alphabet=st.just(PRINTABLE),
    required=st.lists(
        st.sampled_from([frozenset(LOWER), frozenset(UPPER), frozenset(DIGITS), SPECIAL, frozenset("@#")]),
        max_size=3,
        unique=True,
    ).map(tuple),
    least=st.integers(0, 12),
    most=st.none() | st.integers(12, 40),
    longest_run=st.none() | st.integers(1, 3),
)


@given(rules=RULES, plain=st.booleans())
@settings(fixed, max_examples=60)
def test_what_is_drawn_keeps_the_rules(rules: SiteRules, plain: bool) -> None:
    drawn, bits = generator.by_rules(rules, avoid_lookalikes=plain)
    text = drawn.text()
    assert rules.least <= len(text) <= (rules.most or 256)
    assert set(text) <= rules.alphabet
    assert all(set(text) & signs for signs in rules.required)
    assert rules.longest_run is None or longest_run(text) <= rules.longest_run
    assert 0 < bits <= len(text) * math.log2(95)
    if plain:
        assert not set(text) & generator.LOOKALIKES


@pytest.mark.parametrize(
    ("text", "length", "most"),
    [("", 20, 20), ("minlength: 30", 30, 30), ("maxlength: 12", 12, 12), ("minlength: 4; maxlength: 6", 6, 6)],
)
def test_it_is_as_long_as_usual_where_the_site_allows(text: str, length: int, most: int) -> None:
    assert length <= len(generator.by_rules(parse_rules(text))[0].text()) <= most


@pytest.mark.parametrize(
    ("text", "length", "code"),
    [
        ("minlength: 16; maxlength: 8", None, "rules-impossible"),
        ("minlength: 300", None, "rules-impossible"),
        ("maxlength: 2; required: lower; required: upper; required: digit", None, "rules-impossible"),
        ("maxlength: 5; allowed: [a]; max-consecutive: 2", None, "rules-impossible"),
        (
            "; ".join(f"required: [{sign}]" for sign in "abcdef") + "; allowed: ascii-printable; maxlength: 6",
            None,
            "rules-too-narrow",
        ),
        ("minlength: 8; maxlength: 16", 17, "password-length"),
        ("minlength: 8; maxlength: 16", 7, "password-length"),
    ],
)
def test_rules_that_cannot_be_kept_are_refused(text: str, length: int | None, code: str) -> None:
    with pytest.raises(UserError, match=code):
        generator.by_rules(parse_rules(text), length)


def test_a_space_is_drawn_only_where_nothing_else_is_allowed() -> None:
    assert " " not in "".join(generator.by_rules(parse_rules("required: special"))[0].text() for _ in range(50))
    assert generator.by_rules(parse_rules("allowed: [ ]"), 4)[0].text() == "    "


def test_signs_that_a_site_does_not_take_are_left_out() -> None:
    drawn, bits = generator.password(200, without="@é")
    assert "@" not in drawn.text()
    assert bits < generator.password(200)[1]
    with pytest.raises(UserError, match="no-characters"):
        generator.password(without=generator.DIGITS)


def test_words_for_sites_that_want_a_capital_and_a_digit() -> None:
    for _ in range(50):
        drawn, bits = generator.words(4, "pt", "", capital=True, number=True)
        assert re.fullmatch(r"(?:[A-Z][a-z]+[0-9]?){4}", drawn.text())
        assert len(re.findall(r"[0-9]", drawn.text())) == 1
    assert bits == pytest.approx(44 + math.log2(40))


def test_the_bits_of_words_are_true_because_they_can_be_told_apart() -> None:
    for language in ("pt", "en"):
        listed = generator._word_list(language)
        assert len(set(listed)) == 2048
        assert all(re.fullmatch(r"[a-z]{3,8}", word) for word in listed)


@pytest.mark.parametrize("separator", ["", "a", "7", "----"])
def test_a_separator_that_could_be_part_of_a_word_is_refused(separator: str) -> None:
    with pytest.raises(UserError, match="word-separator"):
        generator.words(5, "pt", separator)


@pytest.mark.parametrize("length", [4, 6, 11, 12])
def test_the_bits_of_a_pin_leave_out_what_never_comes(length: int) -> None:
    left_out = 10 + 2 * max(0, 11 - length)
    drawn, bits = generator.pin(length)
    assert re.fullmatch(rf"[0-9]{{{length}}}", drawn.text())
    assert bits == pytest.approx(math.log2(10**length - left_out))


def test_a_pin_that_everybody_tries_is_drawn_again() -> None:
    digits = iter([1, 2, 3, 4, 7, 7, 7, 7, 4, 3, 2, 1, 8, 0, 4, 2])
    assert generator.pin(4, draw=lambda below: next(digits))[0].text() == "8042"


@pytest.mark.parametrize("length", [3, 13])
def test_a_pin_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(UserError, match="pin-length"):
        generator.pin(length)
