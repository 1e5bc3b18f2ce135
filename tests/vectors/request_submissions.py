"""Vectors of what a client submits (REQUESTS R5, R6): the manifest, the envelope, the check words."""

from __future__ import annotations

import unicodedata
from typing import Any

from mnemonic import Mnemonic
from reference import MESSAGE, b64, body, box_seal, canonical, d, frame, h, octets, sodium
from request_documents import CREATED, FORM, HEADER, LOGIN, PHOTO
from request_keys import PRIVATE, PUBLIC, schedule

Case = dict[str, Any]
KEYS = schedule(octets("request S"), octets("request id", 16), PUBLIC, "n", None)
ANSWER: Case = {"part": 0, "values": ["ana", "s3nha-Única"]}
MANIFEST: Case = {
    "v": 1,
    "language": "pt-PT",
    "session": b64(octets("session", 16)),
    "i": 0,
    "at": CREATED + 60,
    "message": "",
    "answers": [ANSWER],
    "files": [],
    "key": "",
}
FILE: Case = {"name": "cartão.heic", "type": "image/heic", "size": 5000}
WITH_FILE = MANIFEST | {"files": [FILE], "key": b64(octets("F"))}
TWICE = FORM | {"parts": [LOGIN | {"many": 2}, LOGIN | {"label": "", "fields": LOGIN["fields"][:1]}]}
ASKING = FORM | {"files": "optional", "parts": [LOGIN, PHOTO]}
ROOMY = HEADER | {"files": 5160}
LISTS = {"pt-PT": "portuguese", "pt-BR": "portuguese", "en": "english", "es": "spanish", "fr": "french"}


def envelope(plain: bytes, header: Case, data: bytes, giver: bytes, tags: list[int] | None = None) -> bytes:
    """sealed ‖ body of a frame."""
    sealed = box_seal(PUBLIC, data, octets("submission ephemeral"))
    return sealed + body(d(giver, "submission", data + sealed + h(canonical(header))), plain, tags)


def words(header: bytes, whole: bytes, language: str) -> list[str]:
    """The four of R6."""
    digest = h(b"lacre/1/check\x00" + h(header) + whole[:80] + h(whole[80:]))
    code = sodium.crypto_pwhash_alg(32, digest, KEYS["check_salt"], 3, 67_108_864, sodium.crypto_pwhash_ALG_ARGON2ID13)
    number = int.from_bytes(code, "big") >> (256 - 44)
    book = Mnemonic(LISTS[language]).wordlist
    return [unicodedata.normalize("NFC", book[(number >> shift) & 2047]) for shift in (33, 22, 11, 0)]


def submission_suite() -> Case:
    """The file request_submission.json."""
    data, giver = octets("K_data"), KEYS["giver_key"]
    made: dict[str, bytes] = {}
    cases: list[Case] = []
    for name, (manifest, form, header, files) in _good().items():
        made[name] = envelope(frame(canonical(manifest)), header, data, giver)
        cases.append(_case(name, name, form, header, files) | {"expect": canonical(manifest).decode()})
    for name, (manifest, form, header, files, why) in _unfitting().items():
        made[name] = envelope(frame(canonical(manifest)), header, data, giver)
        cases.append(_case(name, name, form, header, files) | {"why": why, "error": "damaged"})
    for name, (whole, why) in _forged(data, giver).items():
        made[name] = whole
        cases.append(_case(name, name, FORM, HEADER, 0) | {"why": why, "error": "forged"})
    for name, (whole, why) in _damaged(data, giver).items():
        made[name] = whole
        cases.append(_case(name, name, FORM, HEADER, 0) | {"why": why, "error": "damaged"})
    cases += _edited(made["plain"])
    about = (
        "REQUESTS R5. `private` is x, `key` K_give; the edits are made to a copy of the named envelope; `files`: how many "
        "octets of sealed files came with it. `form` is the plain form, without its padding."
    )
    keys = {"private": b64(PRIVATE), "public": b64(PUBLIC), "key": b64(giver)}
    return {
        "suite": "request_submission",
        "about": about,
        **keys,
        "envelopes": {name: b64(whole) for name, whole in made.items()},
        "cases": cases,
    }


def _case(name: str, which: str, form: Case, header: Case, files: int, edits: list[Any] | None = None) -> Case:
    shared = {"header": b64(canonical(header)), "form": b64(canonical(form))}
    return {"name": name, "envelope": which, "edits": edits or [], "files": files, **shared}


def _good() -> dict[str, tuple[Case, Case, Case, int]]:
    languages = {f"in {code}": (MANIFEST | {"language": code}, FORM, HEADER, 0) for code in LISTS}
    return languages | {
        "plain": (MANIFEST, FORM, HEADER, 0),
        "only a message": (MANIFEST | {"message": "Não sei", "answers": []}, FORM, HEADER, 0),
        "required left empty": (MANIFEST | {"answers": [ANSWER | {"values": ["", "x"]}]}, FORM, HEADER, 0),
        "the last of a session": (MANIFEST | {"i": 1_000_000}, FORM, HEADER, 0),
        "a part filled in twice": (
            MANIFEST | {"answers": [ANSWER, ANSWER, {"part": 1, "values": ["rui"]}]},
            TWICE,
            HEADER,
            0,
        ),
        "parts in another order": (
            MANIFEST | {"answers": [{"part": 1, "values": ["rui"]}, ANSWER]},
            TWICE,
            HEADER,
            0,
        ),
        "a file": (WITH_FILE, ASKING, ROOMY, 5160),
        "only a file": (WITH_FILE | {"answers": []}, ASKING, ROOMY, 5160),
        "files asked for, and none": (MANIFEST, ASKING, ROOMY, 0),
        "two chunks": (MANIFEST | {"message": "a" * 20_000, "answers": [ANSWER | {"values": ["b" * 50_000, ""]}]},
                       FORM, HEADER, 0),
        "markup": (MANIFEST | {"message": "<script>alert(1)</script>\u202e"}, FORM, HEADER, 0),
    }  # fmt: skip


def _unfitting() -> dict[str, tuple[Case, Case, Case, int, str]]:
    def plain(change: Case, why: str) -> tuple[Case, Case, Case, int, str]:
        return MANIFEST | change, FORM, HEADER, 0, why

    three = ANSWER | {"values": ["a", "b", "c"]}
    return {
        "version 2": plain({"v": 2}, "v is not 1"),
        "a language that is not named": plain({"language": "de"}, "not named"),
        "a session of 15 octets": plain({"session": b64(octets("session", 15))}, "too short"),
        "i beyond a million": plain({"i": 1_000_001}, "above 1 000 000"),
        "a negative time": plain({"at": -1}, "below 0"),
        "a message of 20001 characters": plain({"message": "a" * 20_001}, "too long"),
        "a member more": plain({"x": 1}, "a member that is not named"),
        "nothing in it": plain({"answers": []}, "neither a message nor a value nor a file"),
        "only empty values": plain({"answers": [ANSWER | {"values": ["", ""]}]}, "no value is filled in"),
        "a value more than fields": plain({"answers": [three]}, "three values for two fields"),
        "a value less than fields": plain({"answers": [ANSWER | {"values": ["a"]}]}, "one value for two fields"),
        "a value that is a number": plain({"answers": [ANSWER | {"values": ["a", 5]}]}, "not a string"),
        "a part that the form has not": plain({"answers": [{"part": 1, "values": ["a", "b"]}]}, "no part 1"),
        "a part filled in too often": plain({"answers": [ANSWER, ANSWER]}, "twice, and many is 1"),
        "201 answers": plain({"answers": [ANSWER] * 201}, "too many"),
        "a file that was not asked for": (WITH_FILE, FORM, HEADER, 5160, "the form asks for no files"),
        "a file, and none came": (WITH_FILE, ASKING, ROOMY, 0, "the sealed files are missing"),
        "no file, and some came": (MANIFEST, ASKING, ROOMY, 4136, "sealed files without a file"),
        "a file, and fewer octets came": (WITH_FILE, ASKING, ROOMY, 4136, "not what the sizes demand"),
        "files beyond what the header has room for": (
            WITH_FILE,
            ASKING,
            HEADER | {"files": 4136},
            5160,
            "more than the header's files",
        ),
        "a file without a key": (WITH_FILE | {"key": ""}, ASKING, ROOMY, 5160, "the key is missing"),
    }


def _forged(data: bytes, giver: bytes) -> dict[str, tuple[bytes, str]]:
    plain, header = frame(canonical(MANIFEST)), canonical(HEADER)
    sealed = box_seal(PUBLIC, data, octets("submission ephemeral"))
    other, _ = sodium.crypto_box_seed_keypair(octets("another x"))
    elsewhere = box_seal(other, data, octets("submission ephemeral"))
    again = box_seal(PUBLIC, octets("another K_data"), octets("submission ephemeral"))

    def under(context: bytes, seal: bytes = sealed) -> bytes:
        return seal + body(d(giver, "submission", context), plain)

    return {
        "without the link": (envelope(plain, HEADER, data, octets("another K_give")), "under another K_give"),
        "to another header": (envelope(plain, HEADER | {"takes": 2}, data, giver), "another header"),
        "to another key": (under(data + elsewhere + h(header), elsewhere), "sealed to another X"),
        "the seal not bound": (under(data + h(header)), "K_sub without the sealed key"),
        "the header not bound": (under(data + sealed), "K_sub without the header"),
        "the seal of another": (again + under(data + sealed + h(header))[80:], "the body belongs to another seal"),
    }


def _damaged(data: bytes, giver: bytes) -> dict[str, tuple[bytes, str]]:
    manifest = canonical(MANIFEST)
    good = frame(manifest)
    return {
        "no final": (envelope(good, HEADER, data, giver, [MESSAGE]), "the last chunk has TAG_MESSAGE"),
        "a long frame": (envelope(good.ljust(4224, b"\x00"), HEADER, data, giver), "longer than its manifest demands"),
        "padding not zero": (envelope(good[:-1] + b"\x01", HEADER, data, giver), "the last octet of the padding is 1"),
        "not canonical": (envelope(frame(manifest[:-1] + b" }"), HEADER, data, giver), "white space"),
    }


def _edited(good: bytes) -> list[Case]:
    rows: list[tuple[str, str, list[Any], str]] = [
        ("a flipped bit in the ephemeral key", "one bit", [["xor", 0, 1]], "forged"),
        ("a flipped bit in the seal", "one bit", [["xor", 50, 1]], "forged"),
        ("a flipped bit in the commitment", "one bit", [["xor", 80, 1]], "forged"),
        ("the last bit of the commitment flipped", "one bit", [["xor", 111, 128]], "forged"),
        ("a flipped bit in the stream header", "one bit", [["xor", 112, 1]], "damaged"),
        ("a flipped bit in the chunk", "one bit", [["xor", 200, 1]], "damaged"),
        ("a flipped bit at the end", "one bit", [["xor", len(good) - 1, 1]], "damaged"),
        ("cut by one octet", "shorter than any envelope", [["cut", len(good) - 1]], "damaged"),
        ("one octet more", "something is behind the end", [["add", b64(b"\x00")]], "damaged"),
        ("nothing", "empty", [["cut", 0]], "damaged"),
    ]
    return [
        _case(name, "plain", FORM, HEADER, 0, edits) | {"why": why, "error": error} for name, why, edits, error in rows
    ]


def check_suite() -> Case:
    """The file request_check.json."""
    header = canonical(HEADER)
    cases: list[Case] = []
    for language in LISTS:
        whole = envelope(
            frame(canonical(MANIFEST | {"language": language})), HEADER, octets("K_data"), KEYS["giver_key"]
        )
        cases.append({"name": f"in {language}", "language": language, **_spoken(header, whole, language)})
    whole = envelope(frame(canonical(MANIFEST)), HEADER, octets("another K_data"), KEYS["giver_key"])
    cases.append({"name": "another submission of the same", "language": "fr", **_spoken(header, whole, "fr")})
    about = "REQUESTS R6. `key` is K_link; words in NFC."
    return {"suite": "request_check", "about": about, "key": b64(KEYS["link_key"]), "cases": cases}


def _spoken(header: bytes, whole: bytes, language: str) -> Case:
    return {"header": b64(header), "envelope": b64(whole), "expect": words(header, whole, language)}
