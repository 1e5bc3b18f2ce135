"""The daily look at the pages of relays: when, at which, and what is remembered of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app.crypto.secret import Secret
from app.errors import WorldError
from app.ops.page_check import PageCheck
from app.ops.page_days import Compared, check_now, check_pages
from app.share.verifying import Difference
from tests.ui.sharing_fakes import NOW

OURS, THEIRS = "https://relay.example", "https://other.example"


@dataclass
class Row:
    relay: str
    held: bool = True


class Vaultlike:
    """What is asked of a vault here."""

    def __init__(self, *relays: str) -> None:
        self.rows = [Row(relay) for relay in relays]
        self.kept: dict[str, Secret] = {}

    def share_heads(self) -> list[Row]:
        return self.rows

    def requests(self) -> list[Row]:
        return []

    def settings_get(self, name: str) -> Secret | None:
        return self.kept.get(name)

    def settings_set(self, name: str, value: Secret) -> None:
        self.kept[name] = value


class Pages:
    """Looks at pages, and counts."""

    def __init__(self, **differs: bool) -> None:
        self.differs = differs
        self.asked: list[str] = []
        self.down = False

    def __call__(self, origin: str) -> PageCheck:
        self.asked.append(origin)
        if self.down:
            raise WorldError("unreachable", host=origin)
        differences = (
            (Difference("Chromium", "/", "octets"),) if self.differs.get(origin.split("/")[2].split(".")[0]) else ()
        )
        return PageCheck(origin, "00", differences)


def looked(vault: Any, pages: Pages, days: float = 0) -> tuple[str, ...]:
    return check_pages(vault, NOW + timedelta(days=days), check=pages)


def test_each_relay_is_looked_at_once_a_day_and_what_differs_is_told_until_it_does_not() -> None:
    vault, pages = Vaultlike(OURS, OURS, THEIRS), Pages(other=True)
    assert looked(vault, pages) == (THEIRS,)
    assert looked(vault, pages, 0.9) == (THEIRS,)
    assert pages.asked == [THEIRS, OURS]
    pages.differs = {}
    assert looked(vault, pages, 1) == ()
    assert len(pages.asked) == 4


def test_a_relay_of_this_computer_and_one_that_nothing_lives_at_are_not_asked() -> None:
    vault, pages = Vaultlike("http://127.0.0.1:8000", OURS), Pages()
    vault.rows[1].held = False
    assert looked(vault, pages) == ()
    assert pages.asked == []


def test_one_that_cannot_be_reached_is_no_alarm_and_is_tried_again() -> None:
    vault, pages = Vaultlike(OURS), Pages(relay=True)
    pages.down = True
    assert looked(vault, pages) == ()
    pages.down = False
    assert looked(vault, pages) == (OURS,)


@pytest.mark.parametrize("kept", [b"", b"{", b'{"https://relay.example":{"at":"x","same":1}}'])
def test_what_was_remembered_and_cannot_be_read_is_looked_up_anew(kept: bytes) -> None:
    vault, pages = Vaultlike(OURS), Pages()
    vault.kept["pages"] = Secret(kept)
    assert looked(vault, pages) == ()
    assert pages.asked == [OURS]


def test_a_clock_that_was_set_back_does_not_put_it_off() -> None:
    vault, pages = Vaultlike(OURS), Pages()
    looked(vault, pages, 400)
    looked(vault, pages)
    assert len(pages.asked) == 2


def test_asked_for_now_each_relay_is_looked_at_whenever_that_was_last_and_it_counts_for_the_day() -> None:
    vault, pages = Vaultlike(THEIRS), Pages(other=True)
    looked(vault, pages)
    found = check_now(vault, OURS, NOW, check=pages)  # type: ignore[arg-type]  # what is asked of a vault here
    assert found == Compared(same=(OURS,), strange=(THEIRS,), silent=())
    assert pages.asked == [THEIRS, THEIRS, OURS]
    assert looked(vault, pages, 0.5) == (THEIRS,)
    assert len(pages.asked) == 3
    pages.down = True
    assert check_now(vault, OURS, NOW, check=pages).silent == (THEIRS, OURS)  # type: ignore[arg-type]  # the same
    assert looked(vault, pages, 0.5) == (THEIRS,)
