"""Vectors of the key schedule, the claim's signature and the relay's answer."""

from __future__ import annotations

from typing import Any

from documents import CONDITIONS, HEADER
from passcodes import SYMBOLS, WHOLE
from reference import b64, box_seal, canonical, d, h, octets, schedule, sign, sodium

Inputs = dict[str, Any]


def derive_suite() -> dict[str, Any]:
    """The file derive.json."""
    cases = []
    for name, kind, passcode, normal in _openings():
        inputs = _inputs(name, kind, passcode)
        keys = _keys(inputs, normal)
        conditions = canonical(CONDITIONS)
        keys["conditions_mac"] = d(keys["cond_key"], "conditions", keys["header_hash"] + conditions)
        expect = {member: b64(value) for member, value in keys.items()}
        cases.append({"name": name, **_written(inputs), "conditions": b64(conditions), "expect": expect})
    about = "PROTOCOL sections 5 and 6: every key and MAC. `passcode` as a person types it (null without one)."
    return {"suite": "derive", "about": about, "cases": cases}


def claim_suite() -> dict[str, Any]:
    """The file claim.json."""
    cases = []
    accepted = ("terms accepted", "t", "493 027", "493027")
    for name, kind, passcode, normal in [*_openings()[:3], accepted]:
        inputs = _inputs(name, kind, passcode)
        challenge, key = octets(f"challenge {name}"), octets(f"claim key {name}")
        acceptance = octets("acceptance", 1064) if name == "terms accepted" else b""
        relay = HEADER["relay"].encode()
        hashes = h(inputs["header"]) + h(acceptance)
        message = b"lacre/1/claim\x00" + inputs["id"] + challenge + key + hashes + relay
        signature = sign(_keys(inputs, normal)["proof_seed"], message)
        written = _written(inputs)
        del written["half"]
        cases.append(
            {
                "name": name,
                **written,
                "challenge": b64(challenge),
                "key": b64(key),
                "acceptance": b64(acceptance),
                "expect": {"signature": b64(signature)},
            }
        )
    return {
        "suite": "claim",
        "about": "PROTOCOL section 8, the signature of a claim. `key` is C, `acceptance` empty if none.",
        "cases": cases,
    }


def answer_suite() -> dict[str, Any]:
    """The file answer.json."""
    public, private = sodium.crypto_box_seed_keypair(octets("C"))
    other_public, _ = sodium.crypto_box_seed_keypair(octets("another C"))
    half, ticket = octets("answer half"), octets("answer ticket")
    good = box_seal(public, half + ticket, octets("ephemeral"))
    bad = {
        "a flipped bit in the ephemeral key": (bytes([good[0] ^ 1]) + good[1:], "one bit"),
        "a flipped bit in the tag": (good[:32] + bytes([good[32] ^ 1]) + good[33:], "one bit"),
        "a flipped bit at the end": (good[:-1] + bytes([good[-1] ^ 1]), "one bit"),
        "cut by one octet": (good[:-1], "too short"),
        "shorter than a seal": (good[:47], "too short"),
        "sealed to another key": (box_seal(other_public, half + ticket, octets("ephemeral")), "another C"),
        "63 octets inside": (box_seal(public, (half + ticket)[:63], octets("ephemeral")), "not 64 octets"),
        "65 octets inside": (box_seal(public, half + ticket + b"\x00", octets("ephemeral")), "not 64 octets"),
        "nothing inside": (box_seal(public, b"", octets("ephemeral")), "not 64 octets"),
    }
    keys = {"private": b64(private), "public": b64(public)}
    cases = [{"name": "good", **keys, "answer": b64(good), "expect": {"half": b64(half), "ticket": b64(ticket)}}]
    cases += [
        {"name": name, "why": why, **keys, "answer": b64(sealed), "error": "damaged"}
        for name, (sealed, why) in bad.items()
    ]
    return {"suite": "answer", "about": "PROTOCOL section 8, the relay's answer to a claim.", "cases": cases}


def _openings() -> list[tuple[str, str, str | None, str | None]]:
    """Name, kind, the passcode as typed, P."""
    return [
        ("no passcode", "n", None, None),
        ("generated", "g", f"{WHOLE[:5]}-{WHOLE[5:10]}-{WHOLE[10]}", SYMBOLS),
        ("typed", "t", "gelo trigo manhã cúpula avô", "GE10TR1G0MANHÃCÚPU1AAVÔ"),
        ("digits", "t", "493 027", "493027"),
        ("the symbols of a generated one, typed", "t", SYMBOLS, SYMBOLS),
    ]


def _inputs(name: str, kind: str, passcode: str | None) -> Inputs:
    return {
        "secret": octets(f"S {name}"),
        "id": octets(f"id {name}", 16),
        "kind": kind,
        "passcode": passcode,
        "half": octets(f"R {name}"),
        "header": canonical(HEADER),
    }


def _keys(inputs: Inputs, normal: str | None) -> dict[str, bytes]:
    passcode = None if normal is None else normal.encode()
    return schedule(inputs["secret"], inputs["id"], inputs["kind"], passcode, inputs["half"], inputs["header"])


def _written(inputs: Inputs) -> Inputs:
    return {name: b64(value) if isinstance(value, bytes) else value for name, value in inputs.items()}
