"""How little is said of where a recipient was."""

from __future__ import annotations

import pytest

from app.relay.limits import Addresses
from app.relay.tracing import LONGEST, trace

CHROME = (
    b"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("127.0.0.1", "127.0.0.0/24"),
        ("somebody", ""),
        ("", ""),
    ],
)
def test_an_address_is_told_as_its_network(peer: str, network: str) -> None:
    assert trace(Addresses().of(peer, ()), CHROME) == f"{network} Chrome".strip()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome"),
        (CHROME + b" Edg/140.0.0.0", "Edge"),
        (CHROME + b" OPR/110.0.0.0", "Opera"),
        (b"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox"),
        (b"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1", "Safari"),
        (b"Mozilla/5.0 (iPhone) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome"),
        (b"Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung"),
        (b"<script>alert(1)</script> Ana Silva 00:11:22:33", ""),
        (b"", ""),
    ],
)
def test_a_browser_is_told_by_its_family_and_nothing_of_what_it_says_is_kept(agent: bytes, name: str) -> None:
    assert trace("192.0.2.77", agent) == f"192.0.2.0/24 {name}".strip()


def test_the_longest_there_is_fits() -> None:
    assert len(trace("2001:db8:ffff:ffff::/64", b"Instagram")) < LONGEST
