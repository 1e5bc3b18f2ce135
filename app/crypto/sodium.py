"""The door to libsodium for what every unlock needs, beneath PyNaCl's public bindings.

`nacl.bindings` imports the wrappers of all of libsodium: 45 ms of the 250 that `lacre vault list` takes, and 6 µs more for each
value sealed. `nacl._sodium` is the same library behind them, in PyNaCl since 1.0; the lock file pins its version, and the
tests of `aead` and `kdf` hold it against independent implementations. Everything else goes through `nacl.bindings`.
"""

from __future__ import annotations

from typing import Any

from nacl import _sodium

from app.errors import OurError

ffi: Any = _sodium.ffi
lib: Any = _sodium.lib

if lib.sodium_init() < 0:
    raise OurError("no-libsodium")
