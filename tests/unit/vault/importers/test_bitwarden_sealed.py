"""Bitwarden's export under a password: opened with the right one, and refused before it can make the machine work for nothing."""

from __future__ import annotations

import base64
import hmac
import json
from hashlib import pbkdf2_hmac, sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.padding import PKCS7

from app.crypto import foreign
from app.crypto.secret import Secret
from app.errors import UserError
from app.vault.importers import bitwarden_sealed
from app.vault.importers.detect import detect
from app.vault.importers.parsing import Opening

from .support import by_title, read, values

PASSWORD, SALT = "fixture-cofre", "c2FsLWRlLWZpeHR1cmE="
PLAIN = {
    "encrypted": False,
    "folders": [],
    "items": [{"type": 1, "name": "Loja", "login": {"username": "u", "password": "fixture-p"}}],
}


def _key(envelope: dict[str, Any]) -> bytes:
    if envelope["kdfType"] == 0:
        return pbkdf2_hmac("sha256", PASSWORD.encode(), SALT.encode(), envelope["kdfIterations"], 32)
    memory, lanes = envelope["kdfMemory"] * 1024, envelope["kdfParallelism"]
    salt = sha256(SALT.encode()).digest()
    derivation = Argon2id(salt=salt, length=32, iterations=envelope["kdfIterations"], lanes=lanes, memory_cost=memory)
    return derivation.derive(PASSWORD.encode())


def _sealed(key: bytes, plain: bytes) -> str:
    enc, mac = (hmac.new(key, info + b"\x01", sha256).digest() for info in (b"enc", b"mac"))
    padder, iv = PKCS7(128).padder(), bytes(range(16))
    encryptor = Cipher(AES(enc), CBC(iv)).encryptor()
    text = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
    parts = (iv, text, hmac.new(mac, iv + text, sha256).digest())
    return "2." + "|".join(base64.b64encode(part).decode() for part in parts)


def _file(folder: Path, inside: object = None, kdf: dict[str, int] | None = None, **changed: Any) -> Path:
    """A file as it is written with this derivation, then `changed` as a stranger may."""
    envelope: dict[str, Any] = {
        "encrypted": True,
        "passwordProtected": True,
        "salt": SALT,
        "kdfType": 0,
        "kdfIterations": 5000,
        "kdfMemory": None,
        "kdfParallelism": None,
        **(kdf or {}),
    }
    key = _key(envelope)
    envelope["encKeyValidation_DO_NOT_EDIT"] = _sealed(key, b"3f0c")
    envelope["data"] = _sealed(key, json.dumps(PLAIN if inside is None else inside).encode())
    path = folder / "bitwarden.json"
    path.write_text(json.dumps(envelope | changed))
    return path


@pytest.mark.parametrize("kdf", [{}, {"kdfType": 1, "kdfIterations": 2, "kdfMemory": 16, "kdfParallelism": 4}])
def test_the_right_password_opens_it(tmp_path: Path, kdf: dict[str, int]) -> None:
    path = _file(tmp_path, kdf=kdf)
    assert detect(path) == "bitwarden"
    assert values(by_title(path, Opening(Secret(PASSWORD)))["Loja"].draft, "password") == ["fixture-p"]


def test_a_wrong_password_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-wrong-password") as caught:
        read(_file(tmp_path), Opening(Secret("x")))
    assert caught.value.__cause__ is None


def test_without_a_password_one_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-needs-password"):
        read(_file(tmp_path))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kdfIterations": 2_000_000_000}, "monstrous-kdf"),
        ({"kdfIterations": 5_000_000}, "heavy-kdf"),
        ({"kdfIterations": 0}, "broken-kdf"),
        ({"kdfIterations": -5}, "broken-kdf"),
        ({"kdfType": 1, "kdfIterations": 3, "kdfMemory": 2_000_000_000, "kdfParallelism": 4}, "monstrous-kdf"),
        ({"kdfType": 1, "kdfIterations": 10, "kdfMemory": 1024, "kdfParallelism": 4}, "heavy-kdf"),
        ({"kdfType": 1, "kdfIterations": 3, "kdfMemory": 64, "kdfParallelism": 2**31}, "broken-kdf"),
        ({"kdfType": 1, "kdfIterations": 3}, "broken-kdf"),
        ({"kdfType": 7}, "broken-kdf"),
        ({"salt": "s" * 5000}, "broken-kdf"),
        ({"data": "x"}, "damaged"),
        ({"data": "2.a|b"}, "damaged"),
        ({"data": "2.é|é|é"}, "damaged"),
        ({"encKeyValidation_DO_NOT_EDIT": "0.aaaa"}, "damaged"),
        ({"kdfIterations": "5000"}, "broken-json"),
    ],
)
def test_an_envelope_is_refused_before_anything_is_derived(
    tmp_path: Path, changed: dict[str, Any], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, **changed)
    for name in ("argon2id_lanes", "pbkdf2_sha256"):
        monkeypatch.setattr(bitwarden_sealed, name, lambda *_args, **_named: pytest.fail("something was derived"))
    with pytest.raises(UserError, match=f"import-{code}"):
        read(path, Opening(Secret(PASSWORD)))


def test_a_cut_file_is_damaged_and_no_octet_of_it_is_believed(tmp_path: Path) -> None:
    path = _file(tmp_path)
    envelope = json.loads(path.read_text())
    kind, rest = envelope["data"].split(".")
    iv, text, mac = rest.split("|")
    cut = base64.b64encode(base64.b64decode(text)[:-16]).decode()
    path.write_text(json.dumps(envelope | {"data": f"{kind}.{iv}|{cut}|{mac}"}))
    with pytest.raises(UserError, match="import-damaged"):
        read(path, Opening(Secret(PASSWORD)))


@pytest.mark.parametrize("inside", [[], 5, {"encrypted": True}, {"items": "x"}, {"items": None}])
def test_what_lies_within_is_a_strangers_too(tmp_path: Path, inside: object) -> None:
    with pytest.raises(UserError, match=r"import-(broken-json|unknown-format)"):
        read(_file(tmp_path, inside), Opening(Secret(PASSWORD)))


def test_rounds_of_aes_are_one_block_encrypted_over_and_over() -> None:
    from cryptography.hazmat.primitives.ciphers.modes import ECB

    seed, key = bytes(range(32)), bytes(range(32, 64))
    for rounds in (1, 2, 16383, 16384, 16385):
        encryptor, expected = Cipher(AES(seed), ECB()).encryptor(), key
        for _ in range(rounds):
            expected = encryptor.update(expected)
        assert foreign.aes_rounds(seed, rounds, Secret(key)).reveal() == sha256(expected).digest()
