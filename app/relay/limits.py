"""How often one address may call. Owns the buckets and what counts as one address; believes forwarded headers only from the
proxies that the operator named.
"""

from __future__ import annotations

import functools
import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable, Iterable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

RATE_PER_S = 50.0
BURST = 200.0
BACKLOG = 2048
REMEMBERED = 50_000
_HOPS = 20
_PEERS = 4096


class Rates:
    """A bucket of tokens for each address: `burst` at once, then `rate` a second. A rate of 0 lets everybody through."""

    def __init__(self, clock: Callable[[], float], rate: float = RATE_PER_S, burst: float | None = None) -> None:
        self._clock = clock
        self._rate = rate
        self._burst = max(1.0, rate * BURST / RATE_PER_S if burst is None else burst)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, address: str, calls: float = 1) -> int:
        """0 if this call, or one that costs as many, may be; else in how many seconds to come again."""
        if self._rate <= 0:
            return 0
        now = self._clock()
        calls = min(calls, self._burst)  # what costs more than there ever is would never be
        tokens, at = self._buckets.pop(address, (self._burst, now))
        tokens = min(self._burst, tokens + (now - at) * self._rate)
        allowed = tokens >= calls
        if len(self._buckets) >= REMEMBERED:  # the one not heard of for the longest has long been full again
            self._buckets.popitem(last=False)
        self._buckets[address] = (tokens - calls if allowed else tokens, now)
        return 0 if allowed else max(1, math.ceil((calls - tokens) / self._rate))


class Addresses:
    """Who is calling. IPv6 callers count by their /64, which is what one household gets."""

    def __init__(self, trusted_proxies: Iterable[str] = ()) -> None:
        self._trusted: tuple[Network, ...] = tuple(ipaddress.ip_network(one, strict=False) for one in trusted_proxies)

    def of(self, peer: str, forwarded: Iterable[bytes]) -> str:
        """The address to count: the peer's, or behind named proxies the last hop that is none of them."""
        address, group = _of_peer(peer)
        if address is None or not self._is_trusted(address):
            return group
        hops = b",".join(forwarded).decode("latin-1").split(",")[-_HOPS:]
        for hop in reversed(hops):
            found = _parse(hop.strip())
            if found is None:
                break
            address = found
            if not self._is_trusted(found):
                break
        return _group(peer, address)

    def is_own(self, peer: str) -> bool:
        """Whether this is no stranger: a proxy that was named, or somebody on this computer."""
        address = _parse(peer)
        return address is not None and (address.is_loopback or self._is_trusted(address))

    def _is_trusted(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        return any(address in network for network in self._trusted if network.version == address.version)


def is_loopback(peer: str) -> bool:
    """Whether the caller is on this computer."""
    address = _parse(peer)
    return address is not None and address.is_loopback


def _parse(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


@functools.lru_cache(_PEERS)
def _of_peer(peer: str) -> tuple[ipaddress.IPv4Address | ipaddress.IPv6Address | None, str]:
    """Of the other end of a connection, which asks again and again: reading an address was a quarter of what each call cost here.
    What a header says is read each time: strangers would fill the memory with it."""
    address = _parse(peer)
    return address, _group(peer, address)


def _group(peer: str, address: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> str:
    if address is None:
        return peer
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
