"""A FIDO2 key made of software, for the tests: a CtapDevice that speaks CTAP2 over real CBOR, with a real PIN protocol and real
hmac-secret. It knows nothing of Lacre; what it is told and what it answers is what a key on a desk is told and answers.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fido2 import cbor
from fido2.ctap import STATUS, CtapDevice, CtapError
from fido2.hid import CAPABILITY, CTAPHID

ERR = CtapError.ERR
UP, UV, AT, ED = 0x01, 0x04, 0x40, 0x80
MOST_WRONG_AT_ONCE, MOST_WRONG = 3, 8


class _Credential:
    """A credential, with its two secrets: one for when a person was checked, one for when not."""

    def __init__(self, rp_id: str, length: int) -> None:
        self.id, self.rp_id = os.urandom(length), rp_id
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.secrets = {False: os.urandom(32), True: os.urandom(32)}


class SoftwareKey(CtapDevice):
    """One key. Its arguments and attributes are what a maker or its owner may choose."""

    product_name = "Software Key"

    def __init__(
        self,
        *,
        pin: str | None = None,
        always_checks: bool = False,
        protocols: tuple[int, ...] = (2, 1),
        hmac_secret: bool = True,
        id_length: int = 64,
    ) -> None:
        self.pin, self.always_checks, self.protocols, self.id_length = pin, always_checks, protocols, id_length
        self.hmac_secret, self.wrong, self.wrong_at_once, self.touches, self.closed = hmac_secret, 0, 0, 0, 0
        self.on_touch: Callable[[threading.Event | None], None] = lambda _: None
        self.fickle = False  # a broken one: never the same answer twice
        self._credentials: dict[bytes, _Credential] = {}
        self._agreement = ec.generate_private_key(ec.SECP256R1())
        self._token = os.urandom(32)

    @property
    def capabilities(self) -> int:
        return int(CAPABILITY.CBOR)

    @classmethod
    def list_devices(cls) -> Any:
        return iter(())

    def close(self) -> None:
        self.closed += 1

    def unplug(self) -> None:
        """Out and in again: what was counted since it was last without power is forgotten."""
        self.wrong_at_once, self._token = 0, os.urandom(32)

    def call(
        self,
        cmd: int,
        data: bytes = b"",
        event: threading.Event | None = None,
        on_keepalive: Callable[[STATUS], None] | None = None,
    ) -> bytes:
        assert cmd == CTAPHID.CBOR
        asked: Mapping[int, Any] = cbor.decode(data[1:]) if len(data) > 1 else {}  # type: ignore[assignment]
        try:
            answer = self._COMMANDS[data[0]](self, asked, event, on_keepalive)
        except KeyError:
            return bytes([ERR.INVALID_COMMAND])
        except CtapError as error:
            return bytes([error.code])
        return b"\0" + (cbor.encode(answer) if answer else b"")

    def _info(self, *_: object) -> dict[int, Any]:
        options: dict[str, Any] = {"rk": False, "up": True, "clientPin": self.pin is not None, "pinUvAuthToken": True}
        if self.always_checks:
            options["alwaysUv"] = True
        extensions = ["hmac-secret"] if self.hmac_secret else []
        return {
            1: ["FIDO_2_0", "FIDO_2_1"],
            2: extensions,
            3: bytes(16),
            4: dict(sorted(options.items(), key=lambda pair: (len(pair[0]), pair[0]))),
            5: 2048,
            6: list(self.protocols),
            7: 4,
            8: 1023,
        }

    def _make(self, asked: Mapping[int, Any], event: Any, on_keepalive: Any) -> dict[int, Any]:
        client_hash, rp_id = asked[1], asked[2]["id"]
        checked = self._checked(asked.get(8), asked.get(9), client_hash)
        if self.pin is not None and not checked:
            raise CtapError(ERR.PUAT_REQUIRED)
        self._touch(event, on_keepalive)
        if any(self._find(rp_id, one["id"]) for one in asked.get(5) or ()):
            raise CtapError(ERR.CREDENTIAL_EXCLUDED)
        made = _Credential(rp_id, self.id_length)
        self._credentials[made.id] = made
        numbers = made.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + len(made.id).to_bytes(2) + made.id + cbor.encode(public)
        wants = self.hmac_secret and bool((asked.get(6) or {}).get("hmac-secret"))
        extensions = cbor.encode({"hmac-secret": True}) if wants else b""
        flags = UP | AT | (UV if checked else 0) | (ED if wants else 0)
        return {1: "none", 2: self._data(rp_id, flags) + attested + extensions, 3: {}}

    def _get(self, asked: Mapping[int, Any], event: Any, on_keepalive: Any) -> dict[int, Any]:
        rp_id, client_hash, up = asked[1], asked[2], (asked.get(5) or {}).get("up", True)
        checked = self._checked(asked.get(6), asked.get(7), client_hash)
        if self.always_checks and up and not checked:
            raise CtapError(ERR.PUAT_REQUIRED)
        found = next((one for wanted in asked.get(3) or () if (one := self._find(rp_id, wanted["id"]))), None)
        if up:
            self._touch(event, on_keepalive)
        if found is None:
            raise CtapError(ERR.NO_CREDENTIALS)
        salts = (asked.get(4) or {}).get("hmac-secret")
        extensions = cbor.encode({"hmac-secret": self._secrets(found, salts, checked)}) if salts and up else b""
        flags = (UP if up else 0) | (UV if checked else 0) | (ED if extensions else 0)
        data = self._data(rp_id, flags) + extensions
        signature = found.private.sign(data + client_hash, ec.ECDSA(hashes.SHA256()))
        return {1: {"id": found.id, "type": "public-key"}, 2: data, 3: signature}

    def _secrets(self, found: _Credential, salts: Mapping[int, Any], checked: bool) -> bytes:
        version = salts.get(4, 1)
        shared = self._shared(version, salts[1])
        mac = self._mac(version, shared, salts[2])
        if not hmac.compare_digest(mac, salts[3]):
            raise CtapError(ERR.PIN_AUTH_INVALID)
        plain = self._cipher(version, shared, salts[2], opens=True)
        if len(plain) not in (32, 64):
            raise CtapError(ERR.INVALID_LENGTH)
        secret = os.urandom(32) if self.fickle else found.secrets[checked]
        outputs = b"".join(hmac.digest(secret, plain[at : at + 32], "sha256") for at in range(0, len(plain), 32))
        return self._cipher(version, shared, outputs, opens=False)

    def _pin(self, asked: Mapping[int, Any], *_: object) -> dict[int, Any]:
        version, step = asked[1], asked[2]
        if step == 1:
            left = MOST_WRONG - self.wrong
            return {3: left, 4: True} if self.wrong_at_once >= MOST_WRONG_AT_ONCE else {3: left}
        if step == 2:
            numbers = self._agreement.public_key().public_numbers()
            return {1: {1: 2, 3: -25, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}}
        if step not in (5, 9):
            raise CtapError(ERR.INVALID_SUBCOMMAND)
        return {2: self._token_for(version, asked[3], asked[6])}

    def _token_for(self, version: int, their_key: Mapping[int, Any], sealed: bytes) -> bytes:
        if self.pin is None:
            raise CtapError(ERR.PIN_NOT_SET)
        if self.wrong >= MOST_WRONG:
            raise CtapError(ERR.PIN_BLOCKED)
        if self.wrong_at_once >= MOST_WRONG_AT_ONCE:
            raise CtapError(ERR.PIN_AUTH_BLOCKED)
        shared = self._shared(version, their_key)
        if self._cipher(version, shared, sealed, opens=True) != hashlib.sha256(self.pin.encode()).digest()[:16]:
            self.wrong, self.wrong_at_once = self.wrong + 1, self.wrong_at_once + 1
            self._agreement = ec.generate_private_key(ec.SECP256R1())
            blocked = ERR.PIN_AUTH_BLOCKED if self.wrong_at_once >= MOST_WRONG_AT_ONCE else ERR.PIN_INVALID
            raise CtapError(ERR.PIN_BLOCKED if self.wrong >= MOST_WRONG else blocked)
        self.wrong = self.wrong_at_once = 0
        return self._cipher(version, shared, self._token, opens=False)

    def _checked(self, mac: bytes | None, version: int | None, client_hash: bytes) -> bool:
        if mac is None or version is None:
            return False
        if not hmac.compare_digest(mac, self._mac(version, self._token, client_hash)):
            raise CtapError(ERR.PIN_AUTH_INVALID)
        return True

    def _touch(self, event: threading.Event | None, on_keepalive: Callable[[STATUS], None] | None) -> None:
        if on_keepalive:
            on_keepalive(STATUS.PROCESSING)
            on_keepalive(STATUS.UPNEEDED)
        self.on_touch(event)
        if event is not None and event.is_set():
            raise CtapError(ERR.KEEPALIVE_CANCEL)
        self.touches += 1

    def _find(self, rp_id: str, credential_id: bytes) -> _Credential | None:
        found = self._credentials.get(credential_id)
        return found if found is not None and found.rp_id == rp_id else None

    def _data(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.touches.to_bytes(4)

    def _shared(self, version: int, theirs: Mapping[int, Any]) -> bytes:
        point = ec.EllipticCurvePublicNumbers(int.from_bytes(theirs[-2]), int.from_bytes(theirs[-3]), ec.SECP256R1())
        z = self._agreement.exchange(ec.ECDH(), point.public_key())
        if version == 1:
            return hashlib.sha256(z).digest()
        return b"".join(
            HKDF(algorithm=hashes.SHA256(), length=32, salt=bytes(32), info=info).derive(z)
            for info in (b"CTAP2 HMAC key", b"CTAP2 AES key")
        )

    @staticmethod
    def _mac(version: int, key: bytes, message: bytes) -> bytes:
        whole = hmac.digest(key[:32], message, "sha256")
        return whole[:16] if version == 1 else whole

    @staticmethod
    def _cipher(version: int, shared: bytes, text: bytes, *, opens: bool) -> bytes:
        iv = bytes(16) if version == 1 else text[:16] if opens else os.urandom(16)
        cipher = Cipher(algorithms.AES(shared[-32:]), modes.CBC(iv))
        if opens:
            step = cipher.decryptor()
            return step.update(text if version == 1 else text[16:]) + step.finalize()
        seal = cipher.encryptor()
        return (b"" if version == 1 else iv) + seal.update(text) + seal.finalize()

    _COMMANDS: ClassVar[dict[int, Callable[..., dict[int, Any]]]] = {1: _make, 2: _get, 4: _info, 6: _pin}
