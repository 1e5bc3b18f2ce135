"""Canonical JSON, and messages that mask themselves. Forms and caps are in the vectors."""

from __future__ import annotations

import pytest

from app.errors import Malformed
from app.share.wire.canonical import encode, parse, parse_refusal
from app.share.wire.messages import REFUSALS, Owned, Refusal, Status


def test_a_message_shows_nothing_of_itself() -> None:
    owned = Owned(b"i" * 16, b"canary-canary-canary-canary-cana")
    assert "canary" not in repr(owned)
    assert "canary" not in repr(Status((owned,)))
    assert str(owned) == "Owned()"


def test_an_error_names_the_place_and_quotes_nothing() -> None:
    for octets in (b'{"canary":1}', b'{"id":"canary"}', b'{"id":{"canary":1}}', b"canary", b'{"id":"\xff"}'):
        with pytest.raises(Malformed) as caught:
            parse(Owned, octets)
        assert "canary" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_more_than_the_limit_is_refused_unread() -> None:
    owned = encode(Owned(bytes(16), bytes(32)))
    assert parse(Owned, owned, limit=len(owned))
    with pytest.raises(Malformed, match="too long"):
        parse(Owned, owned, limit=len(owned) - 1)


def test_a_refusal_is_read_loosely() -> None:
    assert parse_refusal(Refusal, b' {"x": [1], "error": "busy", "retry_s": 3}') == Refusal("busy", retry_s=3)
    for octets in (b"", b"{}", b"<html>", b'{"error":3}', b"\xff", b"[" * 100_000, b'{"error":"' + b"x" * 50 + b'"}'):
        assert parse_refusal(Refusal, octets) is None


def test_only_members_that_are_set_are_written_in_a_refusal() -> None:
    assert encode(Refusal("wrong-passcode", tries_left=0)) == b'{"error":"wrong-passcode","tries_left":0}'
    assert set(REFUSALS.values()) == {400, 401, 403, 404, 409, 410, 413, 423, 429, 507}
