"""Vectors of messages: the form that both sides demand of each other."""

from __future__ import annotations

import json
from typing import Any

from documents import CONDITIONS, HEADER
from reference import b64, canonical, octets


def suite() -> dict[str, Any]:
    """The file message.json."""
    good = [
        {"name": f"{name}, good", "message": name, "octets": b64(canonical(value)), "expect": value}
        for name, value in _messages().items()
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
            "signature": b64(octets("signature", 64)),
        },
        "granted": {"answer": b64(octets("answer", 112)), "size": 4169, "window_s": 900, "views_left": 0},
        "blob": {"id": share_id, "ticket": b64(octets("ticket")), "offset": 0},
        "ack": {"id": share_id, "ticket": b64(octets("ticket")), "stage": "revealed"},
    }


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
        ("granted", "an answer of 111 octets", {"answer": b64(octets("answer", 111))}, "too short"),
        ("granted", "a negative count", {"views_left": -1}, "below 0"),
        ("granted", "a count as a boolean", {"views_left": True}, "a boolean"),
        ("welcome", "a header of 2049 octets", {"header": b64(b"x" * 2049)}, "too long"),
        ("welcome", "conditions of 513 octets", {"conditions": b64(b"x" * 513)}, "too long"),
        ("welcome", "a cover of 2089 octets", {"cover": b64(b"x" * 2089)}, "too long"),
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
