"""The protocol once more, straight from docs/PROTOCOL.md and libsodium: no vector says only that the program equals itself.

Deterministic: where a sender draws at random, `octets(label)` is taken. Imports nothing of `app`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from nacl import bindings as sodium

CHUNK = 65_536
MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
PUSH = sodium.crypto_secretstream_xchacha20poly1305_TAG_PUSH
REKEY = sodium.crypto_secretstream_xchacha20poly1305_TAG_REKEY
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def octets(label: str, count: int = 32) -> bytes:
    """Octets that look random and are the same each time."""
    return hashlib.shake_256(b"lacre vectors " + label.encode()).digest(count)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def h(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()


def d(key: bytes, label: str, context: bytes = b"") -> bytes:
    return hashlib.blake2b(b"lacre/1/" + label.encode() + b"\x00" + context, digest_size=32, key=key).digest()


def link(origin: str, share_id: bytes, kind: str, secret: bytes) -> str:
    return raw_link(origin, b64url(share_id), f"1{kind}.{b64url(secret)}")


def raw_link(origin: str, share_id: str, fragment: str) -> str:
    """With the right check part, whatever else is wrong."""
    return f"{origin}/s/{share_id}#{fragment}.{b64url(h((share_id + fragment).encode()))[:6]}"


def schedule(
    secret: bytes, share_id: bytes, kind: str, passcode: bytes | None, half: bytes, header: bytes
) -> dict[str, bytes]:
    """Every key of section 5. `passcode` is P."""
    link_key = d(secret, "link", share_id)
    salt = d(link_key, "salt")[:16]
    pass_key = bytes(32)
    if passcode is not None:
        pass_key = sodium.crypto_pwhash_alg(32, passcode, salt, 3, 67_108_864, sodium.crypto_pwhash_ALG_ARGON2ID13)
    recipient_key = d(link_key, f"recipient/{kind}", pass_key)
    proof_seed = d(recipient_key, "proof")
    body_key = d(recipient_key, "body", half + h(header))
    link_proof = d(link_key, "link-proof")
    return {
        "link_key": link_key,
        "link_proof": link_proof,
        "link_hash": h(link_proof),
        "head_key": d(link_key, "header-mac"),
        "cond_key": d(link_key, "conditions-mac"),
        "note_key": d(link_key, "cover"),
        "term_key": d(link_key, "terms"),
        "salt": salt,
        "pass_key": pass_key,
        "recipient_key": recipient_key,
        "acceptance_key": d(recipient_key, "acceptance"),
        "proof_seed": proof_seed,
        "proof_key": sodium.crypto_sign_seed_keypair(proof_seed)[0],
        "body_key": body_key,
        "commit": d(body_key, "commit"),
        "stream_key": d(body_key, "stream"),
        "header_hash": h(header),
        "header_mac": d(d(link_key, "header-mac"), "header", header),
    }


def sign(seed: bytes, message: bytes) -> bytes:
    return sodium.crypto_sign(message, sodium.crypto_sign_seed_keypair(seed)[1])[:64]


def cover(key: bytes, header: bytes, plain: bytes, nonce: bytes) -> bytes:
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, h(header), nonce, key)


def box_seal(public: bytes, message: bytes, ephemeral_seed: bytes) -> bytes:
    """crypto_box_seal with an ephemeral key that is not random."""
    own_public, own_private = sodium.crypto_box_seed_keypair(ephemeral_seed)
    nonce = hashlib.blake2b(own_public + public, digest_size=24).digest()
    return own_public + sodium.crypto_box(message, nonce, public, own_private)


def padme(n: int) -> int:
    exponent = n.bit_length() - 1
    step = 1 << (exponent - (exponent.bit_length() - 1 + 1))
    return -(-n // step) * step


def frame(manifest: bytes) -> bytes:
    return (len(manifest).to_bytes(4, "big") + manifest).ljust(max(4096, padme(4 + len(manifest))), b"\x00")


def body(key: bytes, plain: bytes, tags: list[int] | None = None, chunk: int = CHUNK) -> bytes:
    """The frame `plain` sealed under K_body, with the stream header fixed; other tags or chunk sizes make bad bodies."""
    header = octets("stream header", 24)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    # The pull side starts from a given header, the push side would draw one; their states are the same.
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, d(key, "stream"))
    pieces = [plain[at : at + chunk] for at in range(0, len(plain), chunk)]
    tags = tags or [MESSAGE] * (len(pieces) - 1) + [FINAL]
    sealed = [
        sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, tag=tag)
        for piece, tag in zip(pieces, tags, strict=True)
    ]
    return d(key, "commit") + header + b"".join(sealed)
