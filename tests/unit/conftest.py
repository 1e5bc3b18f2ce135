"""What unit tests of several parts share."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest


@pytest.fixture
def blank_derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every KeePass file is made from the empty database that pykeepass brings along, whose key costs a second: the same octets
    each time. What has a salt of its own, as all that is written and read here, is derived as ever."""
    from argon2 import low_level

    monkeypatch.setattr(low_level, "hash_secret_raw", functools.partial(_once, low_level.hash_secret_raw))


@functools.cache
def _once(derive: Callable[..., bytes], **how: object) -> bytes:
    return derive(**how)
