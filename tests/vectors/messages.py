"""Vectors of messages: the form that both sides demand of each other."""

from __future__ import annotations

import json
from typing import Any

from documents import CONDITIONS, HEADER
from reference import b64, canonical, octets


def suite() -> dict[str, Any]:
    """The file message.json."""
    good = [
        {"name": f"{message}, {name}", "message": message, "octets": b64(canonical(value)), "expect": value}
        for message, name, value in [(message, "good", value) for message, value in _messages().items()] + _more()
    ]
    bad = [
        {"name": f"{message}, {name}", "why": why, "message": message, "octets": b64(text), "error": "malformed"}
        for message, name, text, why in _bad()
    ]
    about = "PROTOCOL section 8: the form of messages. Octets in them are b64."
    return {"suite": "message", "about": about, "cases": good + bad}


def _messages() -> dict[str, dict[str, Any]]:
    share_id, proof = b64(octets("id", 16)), b64(octets("proof"))
    return {
        "hello": {"id": share_id, "proof": proof},
        "welcome": {
            "header": b64(canonical(HEADER)),
            "header_mac": b64(octets("header mac")),
            "cover": b64(octets("cover", 296)),
            "terms": "",
            "conditions": b64(canonical(CONDITIONS)),
            "conditions_mac": b64(octets("conditions mac")),
            "challenge": b64(octets("challenge")),
            "views_left": 1,
            "tries_left": 5,
        },
        "claim": {
            "id": share_id,
            "proof": proof,
            "challenge": b64(octets("challenge")),
            "key": b64(octets("C")),
            "code": "",
            "acceptance": "",
            "signature": b64(octets("signature", 64)),
        },
        "granted": {"answer": b64(octets("answer", 112)), "size": 4169, "files": 0, "window_s": 900, "views_left": 0},
        "blob": {"id": share_id, "ticket": b64(octets("ticket")), "offset": 0},
        "ack": {"id": share_id, "ticket": b64(octets("ticket")), "stage": "revealed", "file": 0},
        "code": {
            "id": share_id,
            "proof": proof,
            "key": b64(octets("C")),
            "address": "ana@example.pt",
            "language": "pt-PT",
        },
        "files": {"id": share_id, "ticket": b64(octets("ticket")), "offset": 0, "length": 4_194_944},
    }


def _more() -> list[tuple[str, str, dict[str, Any]]]:
    """What else is good."""
    messages = _messages()
    changes: list[tuple[str, str, dict[str, Any]]] = [
        ("welcome", "terms", {"terms": b64(octets("terms", 1064))}),
        ("welcome", "the longest terms", {"terms": b64(octets("terms", 32_808))}),
        ("claim", "a code", {"code": "00493027"}),
        ("claim", "an acceptance", {"acceptance": b64(octets("acceptance", 1064))}),
        ("claim", "a code and an acceptance", {"code": "99999999", "acceptance": b64(octets("acceptance", 1064))}),
        ("granted", "files", {"files": 4136}),
        ("granted", "the most files", {"files": 2_147_811_328}),
        ("ack", "done", {"stage": "done"}),
        ("ack", "the first file", {"stage": "file"}),
        ("ack", "the last file", {"stage": "file", "file": 999}),
        ("code", "an address that is none", {"address": "\u200b ana"}),
        ("code", "the longest address", {"address": "🔑" * 1000}),
        *[("code", f"in {language}", {"language": language}) for language in ("pt-BR", "en", "es", "fr")],
        ("files", "the last octet of all", {"offset": 2_147_811_327, "length": 1}),
    ]
    return [(message, name, messages[message] | change) for message, name, change in changes]


def _bad() -> list[tuple[str, str, bytes, str]]:
    found = []
    for name, value in _messages().items():
        good = canonical(value)
        members = list(value)
        found += [
            (name, "a space", good.replace(b",", b", ", 1), "white space"),
            (name, "a member more", good[:-1] + b',"x":0}', "a member that is not named"),
            (
                name,
                "a member less",
                canonical({member: value[member] for member in members[:-1]}),
                "a member is missing",
            ),
            (
                name,
                "another order",
                canonical({member: value[member] for member in reversed(members)}),
                "another order",
            ),
            (
                name,
                "a member twice",
                good[:-1] + b"," + canonical({members[-1]: value[members[-1]]})[1:],
                "a member twice",
            ),
            (name, "an array", b"[]", "not an object"),
        ]
    return found + _bad_octets() + _bad_values()


def _bad_octets() -> list[tuple[str, str, bytes, str]]:
    """Loose base64, and lengths."""
    good = _messages()["hello"]
    proof = good["proof"]
    loose = {
        "base64 without padding": (proof.rstrip("="), "no padding"),
        "base64 with bits left over": (proof[:-2] + _next(proof[-2]) + "=", "unused trailing bits are not zero"),
        "base64url": ("-_" + proof[2:], "the wrong alphabet"),
        "base64 with a space": (proof[:4] + " " + proof[4:], "white space"),
        "base64 with a line feed": (proof[:4] + "\n" + proof[4:], "white space"),
        "31 octets": (b64(octets("proof", 31)), "too short"),
        "33 octets": (b64(octets("proof", 33)), "too long"),
        "no octets": ("", "too short"),
        "hexadecimal": (octets("proof").hex(), "not base64 of 32 octets"),
    }
    rows = [("hello", name, canonical(good | {"proof": text}), why) for name, (text, why) in loose.items()]
    escaped = canonical(good).replace(b'"proof":"', b'"proof":"\\u00', 1)
    return [*rows, ("hello", "an escape", escaped, "an escape that need not be")]


def _next(symbol: str) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return alphabet[alphabet.index(symbol) + 1]


def _bad_values() -> list[tuple[str, str, bytes, str]]:
    messages = _messages()
    changes: list[tuple[str, str, dict[str, Any], str]] = [
        ("blob", "a negative offset", {"offset": -1}, "below 0"),
        ("blob", "an offset beyond any body", {"offset": 1_048_905}, "above the largest size"),
        ("blob", "an offset as text", {"offset": "0"}, "a string"),
        ("ack", "an unknown stage", {"stage": "seen"}, "not named"),
        ("ack", "a thousandth file", {"stage": "file", "file": 1000}, "above 999"),
        ("ack", "a file that was looked at", {"stage": "revealed", "file": 1}, "a file without the stage file"),
        ("ack", "a file that is done", {"stage": "done", "file": 1}, "a file without the stage file"),
        ("granted", "a negative length of files", {"files": -1}, "below 0"),
        ("granted", "files beyond 32 bits", {"files": 2**32}, "above 2^32 - 1"),
        ("granted", "an answer of 111 octets", {"answer": b64(octets("answer", 111))}, "too short"),
        ("granted", "a negative count", {"views_left": -1}, "below 0"),
        ("granted", "a count as a boolean", {"views_left": True}, "a boolean"),
        ("welcome", "a header of 2049 octets", {"header": b64(b"x" * 2049)}, "too long"),
        ("welcome", "conditions of 513 octets", {"conditions": b64(b"x" * 513)}, "too long"),
        ("welcome", "a cover of 2089 octets", {"cover": b64(b"x" * 2089)}, "too long"),
        ("welcome", "terms of 1063 octets", {"terms": b64(b"x" * 1063)}, "too short"),
        ("welcome", "terms of 32809 octets", {"terms": b64(b"x" * 32_809)}, "too long"),
        ("claim", "a code of seven digits", {"code": "1234567"}, "too short"),
        ("claim", "a code of nine digits", {"code": "123456789"}, "too long"),
        ("claim", "a code with a letter", {"code": "1234567a"}, "not a digit"),
        ("claim", "a code with a line feed", {"code": "12345678\n"}, "not a digit"),
        ("claim", "a code in other digits", {"code": "١٢٣٤٥٦٧٨"}, "not ASCII digits"),
        ("claim", "a code as a number", {"code": 12345678}, "not a string"),
        ("claim", "an acceptance of 1063 octets", {"acceptance": b64(b"x" * 1063)}, "too short"),
        ("claim", "an acceptance of 1065 octets", {"acceptance": b64(b"x" * 1065)}, "too long"),
        ("code", "an empty address", {"address": ""}, "too short"),
        ("code", "an address of 1001 characters", {"address": "a" * 1001}, "too long"),
        ("code", "a language that is not named", {"language": "de"}, "not named"),
        ("code", "a language in another spelling", {"language": "pt_PT"}, "not named"),
        ("files", "no length", {"length": 0}, "below 1"),
        ("files", "a length of more than 256 chunks", {"length": 67_119_105}, "above 256 chunks"),
        ("files", "a negative offset", {"offset": -1}, "below 0"),
        ("files", "an offset beyond 32 bits", {"offset": 2**32}, "above 2^32 - 1"),
        ("claim", "a signature of 63 octets", {"signature": b64(b"x" * 63)}, "too short"),
        ("claim", "a key that is null", {"key": None}, "not a string"),
    ]
    rows = [(name, what, canonical(messages[name] | change), why) for name, what, change, why in changes]
    fraction = canonical(messages["blob"]).replace(b'"offset":0', b'"offset":0.0')
    spaced = json.dumps(messages["hello"]).encode()
    return [
        *rows,
        ("blob", "an offset with a fraction", fraction, "a fraction"),
        ("hello", "spaces", spaced, "white space"),
    ]
