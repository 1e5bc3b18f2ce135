"""Who counts as one caller, and how often one may call."""

from __future__ import annotations

import pytest

from app.relay.limits import REMEMBERED, Addresses, Rates


def test_a_bucket_allows_a_burst_and_then_its_rate() -> None:
    time = [0.0]
    rates = Rates(lambda: time[0], rate=2.0, burst=3.0)
    assert [rates.wait_s("a") for _ in range(4)] == [0, 0, 0, 1]
    time[0] = 0.5
    assert [rates.wait_s("a"), rates.wait_s("a")] == [0, 1]
    assert rates.wait_s("b") == 0


def test_who_is_refused_is_not_made_to_wait_longer_for_asking() -> None:
    time = [0.0]
    rates = Rates(lambda: time[0], rate=1.0, burst=1.0)
    assert rates.wait_s("a") == 0
    assert {rates.wait_s("a") for _ in range(100)} == {1}
    time[0] = 1.0
    assert rates.wait_s("a") == 0


def test_a_rate_of_none_limits_nobody() -> None:
    rates = Rates(lambda: 0.0, rate=0)
    assert {rates.wait_s("a") for _ in range(1000)} == {0}


def test_addresses_are_remembered_up_to_a_bound() -> None:
    rates = Rates(lambda: 0.0, rate=1.0, burst=1.0)
    for i in range(REMEMBERED + 10):
        rates.wait_s(str(i))
    assert len(rates._buckets) == REMEMBERED
    assert rates.wait_s(str(REMEMBERED + 9)) == 1


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_caller_counts_by_address_or_by_network(peer: str, counted: str) -> None:
    assert Addresses().of(peer, [b"198.51.100.1"]) == counted


@pytest.mark.parametrize(
    ("forwarded", "counted"),
    [
        ([b"198.51.100.1"], "198.51.100.1"),
        ([b"6.6.6.6, 198.51.100.1"], "198.51.100.1"),  # the first is what the caller claims
        ([b"6.6.6.6", b"198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ([b"2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ([], "10.0.0.1"),
        ([b"nonsense"], "10.0.0.1"),
        ([b"1.1.1.1, nonsense"], "10.0.0.1"),
        ([b"\xff\xfe"], "10.0.0.1"),
    ],
)
def test_behind_a_named_proxy_the_last_foreign_hop_counts(forwarded: list[bytes], counted: str) -> None:
    assert Addresses(["10.0.0.0/8", "fd00::/8"]).of("10.0.0.1", forwarded) == counted
