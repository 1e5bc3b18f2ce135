"""Under which names a call may come. Owns the rule; what is not below it is a page, which has nothing to tell.

A page of a stranger can let its own name point at the relay (DNS rebinding) and then call it as its own origin. For that it
needs a name in the public DNS: an address, `localhost` and names without a dot (of a proxy's own network) cannot be such.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable


class Hosts:
    """The names of the relay's origins, and those that nobody can point at it."""

    def __init__(self, origins: Iterable[str]) -> None:
        authorities = [origin.partition("://")[2] for origin in origins]
        self._known = frozenset(authority.encode("ascii") for authority in authorities)
        self._names = frozenset(_name(authority) for authority in authorities)

    def are_ours(self, host: bytes) -> bool:
        """Whether a request with this Host is meant for the relay."""
        if host in self._known or not host:
            return True
        name = _name(host.decode("latin-1").lower())
        return name in self._names or "." not in name.rstrip(".") or _is_address(name)


def _name(authority: str) -> str:
    """Without its port."""
    if authority.startswith("["):
        return authority[1:].partition("]")[0]
    return authority.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
