"""The door to libsodium for what every unlock needs, beneath PyNaCl's public bindings: four calls, for `aead` and `kdf`.

`nacl.bindings` imports the wrappers of all of libsodium: 20 to 45 ms of each `lacre vault list`, and 6 µs more for each value
sealed. `nacl._sodium` is the same library behind them, in PyNaCl since 1.0. It is private, so three things guard it:
the lock file pins the version; what is used is looked for and its sizes compared here, when it is imported and before any key
exists; and the tests hold both directions of each call against published vectors, PyNaCl's own bindings and `cryptography`.
There is no second way on purpose: one that never runs would be one that nobody tests. All else goes through `nacl.bindings`.
"""

from __future__ import annotations

from typing import Any

from app.errors import OurError

CALLS = (
    "crypto_aead_xchacha20poly1305_ietf_encrypt",
    "crypto_aead_xchacha20poly1305_ietf_decrypt",
    "crypto_pwhash",
    "sodium_memzero",
)
NUMBERS = {  # C reads and writes as many octets as it was built for, whatever the length of what it was given
    "crypto_aead_xchacha20poly1305_ietf_keybytes": 32,
    "crypto_aead_xchacha20poly1305_ietf_npubbytes": 24,
    "crypto_aead_xchacha20poly1305_ietf_abytes": 16,
    "crypto_pwhash_saltbytes": 16,
    "crypto_pwhash_alg_argon2id13": 2,
}


def _found() -> tuple[Any, Any]:
    """PyNaCl's `ffi` and `lib`, or OurError("no-libsodium") if they are not what this program was written for."""
    try:
        from nacl import _sodium

        ffi, lib = _sodium.ffi, _sodium.lib
        fits = all(callable(getattr(lib, name)) for name in CALLS)
        fits = fits and all(getattr(lib, name)() == number for name, number in NUMBERS.items())
        fits = fits and lib.sodium_init() >= 0
    except (ImportError, AttributeError, TypeError) as error:
        raise OurError("no-libsodium") from error
    if not fits:
        raise OurError("no-libsodium")
    return ffi, lib


ffi, lib = _found()
