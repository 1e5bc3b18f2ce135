"""A Secret shows itself to `reveal` and `text` alone."""

from __future__ import annotations

import copy
import ctypes
import gc
import pickle

import pytest

from app.crypto.secret import Secret, overwrite


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


def test_a_view_outlives_its_secret_unharmed() -> None:
    """Otherwise `seal(key, random_secret(32).view(), …)` would seal zeros."""
    view = Secret("uma frase que dura").view()
    gc.collect()
    assert bytes(view) == b"uma frase que dura"
    assert view.readonly


def test_the_octets_are_zeros_once_nobody_holds_them() -> None:
    secret = Secret(b"x" * 64)
    address = ctypes.addressof(ctypes.c_char.from_buffer(secret._octets))
    assert ctypes.string_at(address, 64) == b"x" * 64
    secret._octets.__del__()
    assert ctypes.string_at(address, 64) == bytes(64)
    assert secret.reveal() == bytes(64)


@pytest.mark.parametrize("fresh", [b"octets that were just made" * 2, "a text that was just made" * 2])
def test_what_was_just_made_is_overwritten_in_place(fresh: bytes | str) -> None:
    made = fresh.replace(fresh[:1], fresh[1:2])  # new octets, of this function alone
    overwrite(made)
    zero = "\0" if isinstance(made, str) else b"\0"
    assert made == zero * len(fresh)  # type: ignore[operator]


@pytest.mark.parametrize("sign", ["é", "ł", "ﬁ", "😀"])
@pytest.mark.parametrize("asked_for_utf8", [False, True])
def test_a_text_beyond_ascii_is_overwritten_too(sign: str, asked_for_utf8: bool) -> None:
    made = (sign + "x") * 20
    if asked_for_utf8:  # which it then keeps beside itself
        ctypes.pythonapi.PyUnicode_AsUTF8(ctypes.py_object(made))
    overwrite(made)
    assert [ord(one) for one in made] == [0] * 40


def test_a_taken_text_is_a_secret_and_gone_where_it_came_from() -> None:
    for text in ("ab", "maçã", "uma frase mais comprida", "x" * 9):
        fresh = "".join(list(text))
        assert Secret.take_text(fresh) == Secret(text)
        assert [ord(one) for one in fresh] == [0] * len(text)


def test_what_the_interpreter_may_share_is_left_alone() -> None:
    for value in (b"", b"x", "", "x", b"short", "açúcar"):
        kept = bytes(value) if isinstance(value, bytes) else str(value)
        overwrite(value)
        assert value == kept


def test_taken_octets_are_overwritten_where_they_came_from() -> None:
    fresh = b"0123456789abcdef".replace(b"0", b"1")
    secret = Secret.take(fresh)
    assert fresh == bytes(16)
    assert secret.reveal() == b"1123456789abcdef"
