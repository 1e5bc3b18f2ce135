"""Vectors of header, conditions and cover: good ones, and each single thing that can be wrong with them."""

from __future__ import annotations

import json
from typing import Any

from reference import b64, canonical, cover, d, octets

CREATED = 1_800_000_000
LIFETIME = 34_560_000
HEADER: dict[str, Any] = {
    "v": 1,
    "kind": "share",
    "created": CREATED,
    "starts": CREATED,
    "expires": CREATED + 86_400,
    "views": 1,
    "size": 4169,
    "files": 0,
    "relay": "https://relay.example",
    "rules": ["hide"],
    "terms": False,
    "identity": False,
    "trace": False,
}
CONDITIONS: dict[str, Any] = {
    "n": 0,
    "starts": CREATED,
    "expires": CREATED + 86_400,
    "views": 1,
    "paused": False,
}
COVER: dict[str, Any] = {"from": "Ana Sousa", "note": "O acesso ao portal, como combinado", "entry": "symbols"}


def header_suite() -> dict[str, Any]:
    """The file header.json."""
    good = [_parsed(name, canonical(HEADER | change), HEADER | change) for name, change in _good_headers().items()]
    bad = [_refused(name, why, octets) for name, (octets, why) in {**json_rows(HEADER), **_bad_headers()}.items()]
    return {"suite": "header", "about": "PROTOCOL section 6, header.", "cases": good + bad}


def conditions_suite() -> dict[str, Any]:
    """The file conditions.json."""
    good = [
        _parsed(name, canonical(CONDITIONS | change), CONDITIONS | change)
        for name, change in _good_conditions().items()
    ]
    bad = [
        _refused(name, why, octets) for name, (octets, why) in {**json_rows(CONDITIONS), **_bad_conditions()}.items()
    ]
    cases = [case | {"created": CREATED} for case in good + bad]
    return {
        "suite": "conditions",
        "about": "PROTOCOL section 6, conditions of a header created at `created`.",
        "cases": cases,
    }


def cover_suite() -> dict[str, Any]:
    """The file cover.json."""
    key, header = d(octets("cover link key"), "cover"), canonical(HEADER)
    cases = []
    for name, value in _good_covers().items():
        sealed = cover(key, header, padded(canonical(value)), octets(f"nonce {name}", 24))
        cases.append({"name": name, "cover": b64(sealed), "expect": value})
    for name, (plain, why) in {**_bad_covers()}.items():
        sealed = cover(key, header, plain, octets(f"nonce {name}", 24))
        cases.append({"name": name, "why": why, "cover": b64(sealed), "error": "damaged"})
    for name, (sealed, why) in _bad_seals(cover(key, header, padded(canonical(COVER)), octets("nonce", 24))).items():
        cases.append({"name": name, "why": why, "cover": b64(sealed), "error": "damaged"})
    cases = [{"key": b64(key), "header": b64(header)} | case for case in cases]
    other = canonical(HEADER | {"views": 2})
    cases.append(cases[0] | {"name": "another header", "why": "sealed to another header", "header": b64(other)})
    cases.append(cases[0] | {"name": "another key", "why": "sealed under another key", "key": b64(octets("other key"))})
    for case in cases[-2:]:
        del case["expect"]
        case["error"] = "damaged"
    return {"suite": "cover", "about": "PROTOCOL section 6, cover. `key` is K_note.", "cases": cases}


def padded(plain: bytes) -> bytes:
    """Spaces up to the next multiple of 256."""
    return plain + b" " * (-len(plain) % 256)


def _parsed(name: str, octets: bytes, value: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "octets": b64(octets), "expect": value}


def _refused(name: str, why: str, octets: bytes) -> dict[str, Any]:
    return {"name": name, "why": why, "octets": b64(octets), "error": "malformed"}


def json_rows(value: dict[str, Any]) -> dict[str, tuple[bytes, str]]:
    """What is wrong with the JSON of any document, shown on this one."""
    good = canonical(value)
    first, *_, last = value
    member = canonical({last: value[last]})[1:-1]
    first_member = canonical({first: value[first]})[1:-1]
    return {
        "nothing": (b"", "empty"),
        "not JSON": (good[:-1], "the closing brace is missing"),
        "an array": (b"[]", "not an object"),
        "null": (b"null", "not an object"),
        "an empty object": (b"{}", "every member is missing"),
        "a space behind": (good + b" ", "white space"),
        "a line feed behind": (good + b"\n", "white space"),
        "a space before": (b" " + good, "white space"),
        "a space inside": (good.replace(b",", b", ", 1), "white space"),
        "a byte order mark": (b"\xef\xbb\xbf" + good, "a byte order mark"),
        "UTF-16": (good.decode().encode("utf-16-le"), "not UTF-8"),
        "something behind": (good + b"{}", "two values"),
        "a NUL behind": (good + b"\x00", "an octet behind the end"),
        "a member twice, alike": (good[:-1] + b"," + member + b"}", "a member twice"),
        "a member twice, first": (b"{" + member + b"," + good[1:], "a member twice"),
        "a member more": (good[:-1] + b',"x":0}', "a member that is not named"),
        "__proto__": (good[:-1] + b',"__proto__":{}}', "a member that is not named"),
        "a member less": (good.replace(b"," + member, b""), "a member is missing"),
        "the first member last": (
            b"{" + good[1:].replace(first_member + b",", b"")[:-1] + b"," + first_member + b"}",
            "the members are in another order",
        ),
        "a member's name in capitals": (
            good.replace(f'"{first}"'.encode(), f'"{first.upper()}"'.encode(), 1),
            "a wrong name",
        ),
        "an escape in a name": (
            good.replace(f'"{first}"'.encode(), f'"\\u{ord(first[0]):04x}{first[1:]}"'.encode(), 1),
            "an escape that need not be",
        ),
        "a trailing comma": (good[:-1] + b",}", "not JSON"),
        "single quotes": (good.replace(b'"', b"'"), "not JSON"),
        "a comment": (good + b"/**/", "not JSON"),
        "deep nesting": (b"[" * 500, "not an object"),
    }


def _good_headers() -> dict[str, dict[str, Any]]:
    return {
        "plain": {},
        "no rules": {"rules": []},
        "rule no-copy": {"rules": ["no-copy"]},
        "rule no-download": {"rules": ["no-download"]},
        "rules hide and no-copy": {"rules": ["hide", "no-copy"]},
        "all rules": {"rules": ["hide", "no-copy", "no-download"]},
        "1000 views": {"views": 1000},
        "expires after one second": {"expires": CREATED + 1},
        "expires after 400 days": {"expires": CREATED + LIFETIME},
        "created at 0": {"created": 0, "starts": 0, "expires": 1},
        "starts a second before it expires": {"starts": CREATED + 86_399},
        "starts a second after creation": {"starts": CREATED + 1},
        "the smallest files": {"files": 4136},
        "the largest files": {"files": 2_147_811_328},
        "the largest size": {"size": 1_048_904},
        "a relay on loopback": {"relay": "http://127.0.0.1:8750"},
        "terms to accept": {"terms": True},
        "an identity check": {"identity": True},
        "a trace": {"trace": True},
        "everything": {
            "starts": CREATED + 60,
            "files": 4136,
            "rules": ["hide", "no-copy", "no-download"],
            "terms": True,
            "identity": True,
            "trace": True,
        },
    }


def _bad_headers() -> dict[str, tuple[bytes, str]]:
    changes: dict[str, tuple[dict[str, Any], str]] = {
        "version 2": ({"v": 2}, "v is not 1"),
        "version as text": ({"v": "1"}, "v is a string"),
        "version true": ({"v": True}, "v is a boolean"),
        "another kind": ({"kind": "request"}, "kind is not share"),
        "created is negative": ({"created": -1}, "below 0"),
        "created is null": ({"created": None}, "not an integer"),
        "expires at creation": ({"expires": CREATED}, "expires is not after created"),
        "expires before creation": ({"expires": CREATED - 1}, "expires is not after created"),
        "expires after 400 days and a second": ({"expires": CREATED + LIFETIME + 1}, "beyond 400 days"),
        "expires beyond 9999": (
            {"created": 253_402_300_799, "starts": 253_402_300_799, "expires": 253_402_300_800},
            "beyond the last instant",
        ),
        "starts before creation": ({"starts": CREATED - 1}, "starts is before created"),
        "starts when it expires": ({"starts": CREATED + 86_400}, "starts is not before expires"),
        "starts after it expires": ({"starts": CREATED + 86_401}, "starts is not before expires"),
        "starts as text": ({"starts": str(CREATED)}, "a string"),
        "starts null": ({"starts": None}, "not an integer"),
        "expires beyond 2^64": ({"expires": 2**64 + CREATED}, "beyond the range"),
        "no views": ({"views": 0}, "below 1"),
        "1001 views": ({"views": 1001}, "above 1000"),
        "views as text": ({"views": "1"}, "a string"),
        "size 4168": ({"size": 4168}, "smaller than any body"),
        "size beyond the limit": ({"size": 1_048_905}, "larger than any body"),
        "files of one octet": ({"files": 1}, "smaller than any sealed files, and not 0"),
        "files of 4135 octets": ({"files": 4135}, "smaller than any sealed files, and not 0"),
        "files beyond the limit": ({"files": 2_147_811_329}, "larger than any sealed files"),
        "files as an array": ({"files": []}, "not an integer"),
        "files false": ({"files": False}, "a boolean"),
        "relay with a slash": ({"relay": "https://relay.example/"}, "not an origin"),
        "relay in capitals": ({"relay": "https://Relay.example"}, "not an origin"),
        "relay on plain http": ({"relay": "http://relay.example"}, "plain http beyond loopback"),
        "relay empty": ({"relay": ""}, "not an origin"),
        "relay with a line feed": ({"relay": "https://relay.example\n"}, "not an origin"),
        "rules in another order": ({"rules": ["no-copy", "hide"]}, "not in the order"),
        "no-download before no-copy": ({"rules": ["no-download", "no-copy"]}, "not in the order"),
        "a rule twice": ({"rules": ["hide", "hide"]}, "repeated"),
        "an unknown rule": ({"rules": ["hide", "print"]}, "not named"),
        "rules as text": ({"rules": "hide"}, "not an array"),
        "rules null": ({"rules": None}, "not an array"),
        "terms 0": ({"terms": 0}, "not a boolean"),
        "terms null": ({"terms": None}, "not a boolean"),
        "identity 1": ({"identity": 1}, "not a boolean"),
        "identity as an address": ({"identity": "ana@example.pt"}, "not a boolean"),
        "trace as text": ({"trace": "true"}, "not a boolean"),
    }
    written = {name: (canonical(HEADER | change), why) for name, (change, why) in changes.items()}
    return written | _other_members() | _odd_writing(canonical(HEADER)) | _odd_header_texts()


def _other_members() -> dict[str, tuple[bytes, str]]:
    """Members that stand elsewhere, or not at all."""
    good = canonical(HEADER)
    swapped = (b'"terms":false,"identity":false', b'"identity":false,"terms":false')
    first = {"v": 1, "kind": "share", "created": CREATED, "expires": CREATED + 86_400, "views": 1, "size": 4169}
    return {
        "identity before terms": (good.replace(*swapped), "the members are in another order"),
        "as it was before files": (
            canonical(first | {"relay": HEADER["relay"], "rules": ["hide"], "terms": False}),
            "starts, files, identity and trace are missing",
        ),
    }


def _odd_writing(good: bytes) -> dict[str, tuple[bytes, str]]:
    """The same numbers, written otherwise."""
    return {
        "views 1.0": (good.replace(b'"views":1', b'"views":1.0'), "a fraction"),
        "views 1e0": (good.replace(b'"views":1', b'"views":1e0'), "an exponent"),
        "views 01": (good.replace(b'"views":1', b'"views":01'), "a leading zero"),
        "views +1": (good.replace(b'"views":1', b'"views":+1'), "a sign"),
        "views 1.5": (good.replace(b'"views":1', b'"views":1.5'), "a fraction"),
        "views NaN": (good.replace(b'"views":1', b'"views":NaN'), "not JSON"),
    }


def _odd_header_texts() -> dict[str, tuple[bytes, str]]:
    good = canonical(HEADER)
    return {
        "an escaped slash": (good.replace(b"//", b"\\/\\/"), "an escape that need not be"),
        "an escaped letter": (good.replace(b'"share"', b'"\\u0073hare"'), "an escape that need not be"),
        "more than 2048 octets": (good.replace(b"relay.example", b"a" * 2048), "too long"),
        "octets that are not UTF-8": (good.replace(b"share", b"\xff\xfe"), "not UTF-8"),
        "an overlong sequence": (good.replace(b"share", b"\xc1\xb3hare"), "not UTF-8"),
    }


def _good_conditions() -> dict[str, dict[str, Any]]:
    return {
        "the first": {},
        "a later one": {"n": 1_000_000, "expires": CREATED + LIFETIME, "views": 1000, "paused": True},
        "starts a second before it expires": {"n": 1, "starts": CREATED + 86_399},
        "expires after one second": {"n": 1, "expires": CREATED + 1},
    }


def _bad_conditions() -> dict[str, tuple[bytes, str]]:
    changes: dict[str, tuple[dict[str, Any], str]] = {
        "n is negative": ({"n": -1}, "below 0"),
        "n beyond a million": ({"n": 1_000_001}, "above 1 000 000"),
        "n as text": ({"n": "0"}, "a string"),
        "n true": ({"n": True}, "a boolean"),
        "expires at creation": ({"expires": CREATED}, "not after created"),
        "expires after 400 days and a second": ({"expires": CREATED + LIFETIME + 1}, "beyond 400 days"),
        "starts before creation": ({"starts": CREATED - 1}, "starts is before created"),
        "starts when it expires": ({"starts": CREATED + 86_400}, "starts is not before expires"),
        "starts as text": ({"starts": "0"}, "a string"),
        "no views": ({"views": 0}, "below 1"),
        "1001 views": ({"views": 1001}, "above 1000"),
        "paused 1": ({"paused": 1}, "not a boolean"),
        "paused as text": ({"paused": "false"}, "not a boolean"),
    }
    good = canonical(CONDITIONS)
    return {
        **{name: (canonical(CONDITIONS | change), why) for name, (change, why) in changes.items()},
        **_odd_writing(good),
        "n is -0": (good.replace(b'"n":0', b'"n":-0'), "a sign"),
        "more than 512 octets": (good[:-1] + b" " * 512 + b"}", "too long"),
    }


def _good_covers() -> dict[str, dict[str, Any]]:
    controls = "".join(chr(code) for code in range(0x20)) + '"\\/\x7f\u2028'
    return {
        "plain": COVER,
        "empty texts": {"from": "", "note": "", "entry": "none"},
        "words": COVER | {"entry": "words"},
        "digits": COVER | {"entry": "digits"},
        "text": COVER | {"entry": "text"},
        "as long as may be": {"from": "🔑" * 80, "note": "é" * 200, "entry": "text"},
        "control characters": COVER | {"note": controls},
        "exactly 256 octets": _cover_of(256),
        "257 octets": _cover_of(257),
        "the most octets": {"from": "\x01" * 80, "note": "\x02" * 200, "entry": "symbols"},
    }


def _cover_of(length: int) -> dict[str, Any]:
    """A cover whose JSON has `length` octets."""
    value = {"from": "a", "note": "", "entry": "text"}
    missing = length - len(canonical(value))
    twice = max(0, missing - 199)
    grown = value | {"note": "é" * twice + "b" * (missing - 2 * twice)}
    assert len(canonical(grown)) == length
    return grown


def _bad_covers() -> dict[str, tuple[bytes, str]]:
    good = canonical(COVER)
    texts: dict[str, tuple[Any, str]] = {
        "from of 81 characters": (COVER | {"from": "a" * 81}, "too long"),
        "note of 201 characters": (COVER | {"note": "a" * 201}, "too long"),
        "an unknown entry": (COVER | {"entry": "voice"}, "not named"),
        "no entry": ({"from": "", "note": ""}, "a member is missing"),
        "a member more": (COVER | {"x": 1}, "a member that is not named"),
        "another order": ({"note": "", "from": "", "entry": "none"}, "the members are in another order"),
        "from null": (COVER | {"from": None}, "not a string"),
    }
    return {
        **{name: (padded(canonical(value)), why) for name, (value, why) in texts.items()},
        "no padding": (good, "not a multiple of 256 octets"),
        "one space too few": (padded(good)[:-1], "not a multiple of 256 octets"),
        "256 spaces too many": (padded(good) + b" " * 256, "not the next multiple"),
        "padded with zeros": (good + b"\x00" * (-len(good) % 256), "padding that is not spaces"),
        "padded with line feeds": (good + b"\n" * (-len(good) % 256), "padding that is not spaces"),
        "padded in front": (b" " * (-len(good) % 256) + good, "white space in front"),
        "escapes that need not be": (
            padded(json.dumps(COVER | {"note": "é"}, separators=(",", ":")).encode()),
            "an escape",
        ),
        "an escaped tab by number": (
            padded(canonical(COVER | {"note": "\t"}).replace(b"\\t", b"\\u0009")),
            "an escape",
        ),
        "an escape in capitals": (padded(canonical(COVER | {"note": "\x1f"}).replace(b"1f", b"1F")), "an escape"),
        "a raw control character": (padded(canonical(COVER | {"note": "_"}).replace(b"_", b"\x01")), "not JSON"),
        "an unpaired surrogate, escaped": (
            padded(canonical(COVER | {"note": "_"}).replace(b"_", b"\\ud83d")),
            "a surrogate",
        ),
        "a surrogate in UTF-8": (padded(canonical(COVER | {"note": "_"}).replace(b"_", b"\xed\xa0\xbd")), "not UTF-8"),
        "only spaces": (b" " * 256, "no JSON"),
    }


def _bad_seals(good: bytes) -> dict[str, tuple[bytes, str]]:
    def flipped(at: int) -> bytes:
        return good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]

    return {
        "a flipped bit in the nonce": (flipped(0), "one bit"),
        "a flipped bit in the middle": (flipped(100), "one bit"),
        "a flipped bit in the tag": (flipped(len(good) - 1), "one bit"),
        "cut by one octet": (good[:-1], "too short"),
        "one octet more": (good + b"\x00", "too long"),
        "shorter than nonce and tag": (good[:39], "too short"),
    }
