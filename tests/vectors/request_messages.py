"""Vectors of the messages of request links (REQUESTS R7): the form that both sides demand of each other."""

from __future__ import annotations

from typing import Any

from reference import b64, canonical, octets
from request_documents import CONDITIONS, HEADER

Case = dict[str, Any]


def suite() -> Case:
    """The file request_messages.json."""
    good = [(message, "good", value) for message, value in _messages().items()]
    good += [(message, name, _messages()[message] | change) for message, name, change in _more()]
    cases: list[Case] = [
        {"name": f"{message}, {name}", "message": message, "octets": b64(canonical(value)), "expect": value}
        for message, name, value in good
    ]
    cases += [
        {"name": f"{message}, {name}", "why": why, "message": message, "octets": b64(text), "error": "malformed"}
        for message, name, text, why in [*_badly_written(), *_bad_values()]
    ]
    return {"suite": "request_messages", "about": "REQUESTS R7: the form of messages.", "cases": cases}


def _messages() -> dict[str, Case]:
    request_id, proof, owner = b64(octets("id", 16)), b64(octets("proof")), b64(octets("owner"))
    documents = {
        "header": b64(canonical(HEADER)),
        "header_mac": b64(octets("header mac")),
        "form": b64(octets("form", 1064)),
        "conditions": b64(canonical(CONDITIONS)),
        "conditions_mac": b64(octets("conditions mac")),
    }
    challenge = {"challenge": b64(octets("challenge"))}
    signature = {"signature": b64(octets("signature", 64))}
    return {
        "ask": {
            "id": request_id,
            "link_hash": b64(octets("link hash")),
            "proof_key": b64(octets("proof key")),
            "owner_hash": b64(octets("owner hash")),
            **documents,
        },
        "look": {"id": request_id, "proof": proof},
        "shown": documents | challenge | {"views_left": 1, "tries_left": 5},
        "offer": {
            "id": request_id,
            "proof": proof,
            **challenge,
            "upload": b64(octets("H(U)")),
            "size": 4249,
            **signature,
        },
        "submit": {
            "id": request_id,
            "proof": proof,
            **challenge,
            "envelope": b64(octets("V")),
            "files": "",
            **signature,
        },
        "submitted": {"number": 1, "now": HEADER["created"]},
        "collect": {"id": request_id, "owner": owner, "number": 1},
        "collected": {"size": 4249, "files": 0, "at": HEADER["created"]},
        "fetch": {
            "id": request_id,
            "owner": owner,
            "number": 1,
            "part": "files",
            "offset": 0,
            "length": 4_194_944,
        },
    }


def _more() -> list[tuple[str, str, Case]]:
    return [
        ("ask", "the longest form", {"form": b64(octets("form", 32_808))}),
        ("offer", "nothing, to learn of the passcode", {"upload": "", "size": 0}),
        ("offer", "the most octets", {"size": 2_147_811_328}),
        ("submit", "files", {"files": b64(octets("U"))}),
        ("submitted", "the last number", {"number": 1_000_000}),
        ("collected", "the most octets", {"size": 1_048_984, "files": 2_147_811_328}),
        ("fetch", "the envelope", {"part": "envelope", "length": 1}),
    ]


def _badly_written() -> list[tuple[str, str, bytes, str]]:
    found = []
    for name, value in _messages().items():
        good, members = canonical(value), list(value)
        cut = {member: value[member] for member in members[:-1]}
        turned = {member: value[member] for member in reversed(members)}
        found += [
            (name, "a space", good.replace(b",", b", ", 1), "white space"),
            (name, "a member more", good[:-1] + b',"x":0}', "a member that is not named"),
            (name, "a member less", canonical(cut), "a member is missing"),
            (name, "another order", canonical(turned), "another order"),
        ]
    return found


def _bad_values() -> list[tuple[str, str, bytes, str]]:
    changes: list[tuple[str, str, Case, str]] = [
        ("ask", "a form of 1063 octets", {"form": b64(b"x" * 1063)}, "too short"),
        ("ask", "a form of 32809 octets", {"form": b64(b"x" * 32_809)}, "too long"),
        ("ask", "a header of 2049 octets", {"header": b64(b"x" * 2049)}, "too long"),
        ("look", "a proof of 31 octets", {"proof": b64(b"x" * 31)}, "too short"),
        ("shown", "a negative count", {"views_left": -1}, "below 0"),
        ("offer", "an upload without a size", {"size": 0}, "a size of 0 with an upload"),
        ("offer", "a size without an upload", {"upload": ""}, "a size with nothing to upload"),
        ("offer", "an upload of 31 octets", {"upload": b64(b"x" * 31)}, "too short"),
        ("offer", "more than any files", {"size": 2_147_811_329}, "larger than any sealed files"),
        ("submit", "no envelope", {"envelope": ""}, "too short"),
        ("submit", "files of 31 octets", {"files": b64(b"x" * 31)}, "too short"),
        ("submit", "a signature of 63 octets", {"signature": b64(b"x" * 63)}, "too short"),
        ("submitted", "number 0", {"number": 0}, "below 1"),
        ("collect", "number 0", {"number": 0}, "below 1"),
        ("collected", "an envelope of 4248 octets", {"size": 4248}, "smaller than any envelope"),
        ("collected", "an envelope of 1048985 octets", {"size": 1_048_985}, "larger than any envelope"),
        ("fetch", "another part", {"part": "form"}, "not named"),
        ("fetch", "no length", {"length": 0}, "below 1"),
        ("fetch", "more than 256 chunks", {"length": 67_119_105}, "above 256 chunks"),
    ]
    messages = _messages()
    return [(name, what, canonical(messages[name] | change), why) for name, what, change, why in changes]
