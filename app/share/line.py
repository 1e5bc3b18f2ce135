"""The line beneath the courier: a `requests` session that goes nowhere by itself, keeps nothing, and can be cut in time.

Owns what `requests` and urllib3 would do for a friendly server and a hostile one abuses. A redirect's body is read whole, and
unpacked, even where redirects are refused; cookies would tie one share to the next; and a read timeout starts anew with each
octet, so a head that drips, or `100 Continue` without end, would hold a thread for ever.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Cutter:
    """Knows the open connections of one session, and shuts them all when a time is over. Which phase they are in (a proxy's
    greeting, TLS, the head) does not matter: whoever waits on one is woken with its end."""

    def __init__(self) -> None:
        self._handles: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.cut = False

    def add(self, handle: socket.socket) -> None:
        with self._lock:
            self._handles.add(handle)

    def drop(self, handle: socket.socket) -> None:
        with self._lock:
            self._handles.discard(handle)
        handle.close()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What is inside must be over in time. `cut` says whether it was not."""
        self.cut = False
        timer = threading.Timer(seconds, self.cut_all)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def cut_all(self) -> None:
        self.cut = True
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):  # it has ended by itself
                    handle.shutdown(socket.SHUT_RDWR)


class Session(requests.Session):
    """A session without redirects, cookies, `.netrc` or anything else of the environment."""

    def __init__(self) -> None:
        super().__init__()
        self.cutter = Cutter()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter(self.cutter))

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: even with `allow_redirects=False` requests looks where to, and reads the whole body on the way."""


def session_to(origin: str) -> Session:
    """A session for one origin: by the proxy that the environment names, but never to this computer itself."""
    session = Session()
    if urlsplit(origin).hostname not in LOOPBACK:
        session.proxies.update(get_environ_proxies(origin))
    return session


class _Adapter(HTTPAdapter):
    """Its pools make connections that the cutter knows."""

    def __init__(self, cutter: Cutter) -> None:
        self._pools = _pools(cutter)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(cutter: Cutter) -> dict[str, type[HTTPConnectionPool]]:
    class Known:
        """A second handle of the socket: TLS takes the first one for itself."""

        _handle: socket.socket | None = None

        def _new_conn(self) -> socket.socket:
            connected: socket.socket = super()._new_conn()  # type: ignore[misc]  # mixed into a connection below
            self._handle = connected.dup()
            cutter.add(self._handle)
            return connected

        def close(self) -> None:
            super().close()  # type: ignore[misc]  # the same
            if self._handle is not None:
                cutter.drop(self._handle)
                self._handle = None

    class Plain(Known, HTTPConnection): ...

    class Tls(Known, HTTPSConnection): ...

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = Tls

    return {"http": PlainPool, "https": TlsPool}
