"""Roughly from where something was asked, for shares whose header says that it is noted. Owns how little that is: the network of
the address and a coarse name of the browser. What is not noted is not handed on.
"""

from __future__ import annotations

import functools
import ipaddress

LONGEST = 64
_REMEMBERED = 1024
# In this order: most browsers also claim to be others.
_BROWSERS = (
    (b"FBAN/", "Facebook"),
    (b"FBAV/", "Facebook"),
    (b"Instagram", "Instagram"),
    (b"WhatsApp", "WhatsApp"),
    (b"Edg", "Edge"),
    (b"OPR/", "Opera"),
    (b"SamsungBrowser/", "Samsung"),
    (b"Firefox/", "Firefox"),
    (b"FxiOS/", "Firefox"),
    (b"Chrome/", "Chrome"),
    (b"CriOS/", "Chrome"),
    (b"Safari/", "Safari"),
    (b"lacre", "Lacre"),
)


def trace(group: str, agent: bytes) -> str:
    """`192.0.2.0/24 Firefox`, of what `limits.Addresses` counts as one address and the header that browsers send."""
    return f"{_network(group)} {_browser(agent)}".strip()


@functools.lru_cache(_REMEMBERED)
def _network(group: str) -> str:
    try:
        network = ipaddress.ip_network(group, strict=False)
    except ValueError:
        return ""
    return str(network.supernet(new_prefix=24 if network.version == 4 else 48))


def _browser(agent: bytes) -> str:
    for sign, name in _BROWSERS:
        if sign in agent:
            return name
    return ""
