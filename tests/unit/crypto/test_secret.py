"""A Secret shows itself to `reveal` and `text` alone."""

from __future__ import annotations

import copy
import pickle

import pytest

from app.crypto.secret import Secret


def test_a_secret_does_not_show_itself_in_text() -> None:
    secret = Secret("pa55")
    for shown in (str(secret), repr(secret), f"{secret}", f"{secret:>20}", f"{[secret]}"):
        assert "pa55" not in shown


def test_a_secret_gives_back_its_octets_and_its_text() -> None:
    assert Secret("maçã").reveal() == "maçã".encode()
    assert Secret("maçã").text() == "maçã"
    assert len(Secret(b"abc")) == 3


def test_secrets_compare_by_content_and_never_equal_plain_text() -> None:
    assert Secret("a") == Secret(b"a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"


def test_a_secret_cannot_be_pickled_or_hashed() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("a"))
    with pytest.raises(TypeError):
        copy.copy(Secret("a"))
    with pytest.raises(TypeError):
        hash(Secret("a"))
