"""The four check words (REQUESTS, R6): what a client reads to their assistant. They tell apart two submissions by people who both
have the link; the link itself is proved by the commitment.

Slow on purpose (Argon2id): a thief who works with the relay could else try submissions until the words of another come out.
"""

from __future__ import annotations

import functools
import unicodedata

from app.crypto.hashing import blake2b_256
from app.crypto.kdf import argon2id
from app.crypto.secret import Secret
from app.share.asking.keys import RequestKeys
from app.share.keys import PASSCODE_COST
from app.share.wire.messages import Language
from app.share.wire.requests import SEALED_KEY

WORDS = 4
_BITS = 11
_LABEL = b"lacre/1/check\x00"
_LISTS = {"pt-PT": "portuguese", "pt-BR": "portuguese", "en": "english", "es": "spanish", "fr": "french"}


def check_words(keys: RequestKeys, header: bytes, envelope: bytes, language: Language) -> tuple[str, ...]:
    """The words of this submission, in the language of the page that it was made on."""
    sealed, body = envelope[:SEALED_KEY], envelope[SEALED_KEY:]
    digest = blake2b_256(_LABEL + blake2b_256(header) + sealed + blake2b_256(body))
    code = int.from_bytes(argon2id(Secret(digest), keys.check_salt, PASSCODE_COST).reveal())
    first = code >> (256 - WORDS * _BITS)
    listed = _words(_LISTS[language])
    return tuple(listed[(first >> (_BITS * place)) & 2047] for place in reversed(range(WORDS)))


@functools.cache
def _words(name: str) -> tuple[str, ...]:
    from mnemonic import Mnemonic  # late: it reads a file

    return tuple(unicodedata.normalize("NFC", word) for word in Mnemonic(name).wordlist)
