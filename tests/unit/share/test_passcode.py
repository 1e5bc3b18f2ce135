"""Passcodes: what is drawn, what may be set, which slips the check symbol finds."""

from __future__ import annotations

import itertools
import random

import pytest

from app.crypto.secret import Secret
from app.errors import UserError
from app.share.link import Kind
from app.share.passcode import (
    ALPHABET,
    check_symbol,
    generate,
    generate_pin,
    octets_for,
    require_settable,
    require_typed_right,
)


def test_a_generated_passcode_is_ten_symbols_and_a_check_in_groups() -> None:
    for _ in range(200):
        text = generate().text()
        assert [len(group) for group in text.split("-")] == [5, 5, 1]
        assert require_typed_right(text).text() == text.replace("-", "")[:10]


def test_every_symbol_is_drawn() -> None:
    drawn = "".join(generate().text().replace("-", "")[:10] for _ in range(200))
    assert set(drawn) == set(ALPHABET)


def test_a_pin_has_six_digits() -> None:
    pins = {generate_pin().text() for _ in range(50)}
    assert all(len(pin) == 6 and pin.isascii() and pin.isdigit() for pin in pins)
    assert len(pins) > 40


def test_every_single_wrong_symbol_and_every_exchange_of_two_is_found() -> None:
    rng = random.Random(1)
    symbols = "".join(rng.choices(ALPHABET, k=10))
    whole = symbols + check_symbol(symbols)
    for place, other in itertools.product(range(11), ALPHABET):
        if other != whole[place]:
            wrong = whole[:place] + other + whole[place + 1 :]
            assert _is_mistyped(wrong), wrong
    for one, two in itertools.combinations(range(11), 2):
        if whole[one] != whole[two]:
            letters = list(whole)
            letters[one], letters[two] = letters[two], letters[one]
            assert _is_mistyped("".join(letters)), (one, two)


def _is_mistyped(text: str) -> bool:
    try:
        require_typed_right(text)
    except UserError as error:
        return error.code == "mistyped-passcode"
    return False


@pytest.mark.parametrize("text", ["\u0378", "a\ue000", "\U000f0000b", "", " ", "-", "x" * 257])
def test_what_another_table_might_read_otherwise_cannot_be_set(text: str) -> None:
    with pytest.raises(UserError, match="unusable-passcode"):
        require_settable(Secret(text))


def test_the_kind_of_the_link_says_what_is_asked() -> None:
    assert octets_for(Kind.NONE, None) is None
    assert octets_for(Kind.NONE, Secret("whatever")) is None
    with pytest.raises(UserError, match="passcode-needed"):
        octets_for(Kind.TYPED, None)
    assert octets_for(Kind.TYPED, Secret("olá 1")) == Secret("01Á1")
