"""Vectors of request links (REQUESTS R2, R3, R7): the link, the key schedule, and what is signed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from passcodes import SYMBOLS, WHOLE
from reference import b64, b64url, canonical, d, h, octets, sign, sodium
from request_documents import HEADER

Case = dict[str, Any]
ORIGIN = "https://relay.example"
ID = octets("request link id", 16)
SECRET = octets("request link secret")
PUBLIC, PRIVATE = sodium.crypto_box_seed_keypair(octets("request x"))
ID_TEXT, S_TEXT, X_TEXT = b64url(ID), b64url(SECRET), b64url(PUBLIC)


def raw_link(origin: str, request_id: str, fragment: str) -> str:
    """With the right check part, whatever else is wrong."""
    return f"{origin}/r/{request_id}#{fragment}.{b64url(h(f'/r/{request_id}{fragment}'.encode()))[:6]}"


def link(origin: str = ORIGIN, kind: str = "n") -> str:
    return raw_link(origin, ID_TEXT, f"1{kind}.{S_TEXT}.{X_TEXT}")


GOOD = link()
FRONT, FRAGMENT = GOOD.split("#")


def schedule(secret: bytes, request_id: bytes, public: bytes, kind: str, passcode: bytes | None) -> dict[str, bytes]:
    """Every key of R3. `passcode` is P."""
    link_key = d(secret, "request", request_id + public)
    salt = d(link_key, "salt")[:16]
    pass_key = bytes(32)
    if passcode is not None:
        pass_key = sodium.crypto_pwhash_alg(32, passcode, salt, 3, 67_108_864, sodium.crypto_pwhash_ALG_ARGON2ID13)
    link_proof = d(link_key, "link-proof")
    giver_key = d(link_key, f"giver/{kind}", pass_key)
    proof_seed = d(giver_key, "proof")
    return {
        "link_key": link_key,
        "link_proof": link_proof,
        "link_hash": h(link_proof),
        "head_key": d(link_key, "header-mac"),
        "cond_key": d(link_key, "conditions-mac"),
        "form_key": d(link_key, "form"),
        "check_salt": d(link_key, "check")[:16],
        "salt": salt,
        "pass_key": pass_key,
        "giver_key": giver_key,
        "proof_seed": proof_seed,
        "proof_key": sodium.crypto_sign_seed_keypair(proof_seed)[0],
    }


def link_suite() -> Case:
    """The file request_link.json."""
    return {
        "suite": "request_link",
        "about": "REQUESTS R2. `input` is repaired and parsed; `expect.link` is the repaired text, `public` is X.",
        "cases": [*_good(), *_repaired(), *_damaged()],
    }


def _case(name: str, text: str, origin: str = ORIGIN, kind: str = "n") -> Case:
    expect = {"origin": origin, "id": b64(ID), "kind": kind, "secret": b64(SECRET), "public": b64(PUBLIC)}
    return {"name": name, "input": text, "expect": expect | {"link": link(origin, kind)}}


def _good() -> list[Case]:
    origins = ["https://relay.example:8443", "https://[2001:db8::1]:8443", "http://127.0.0.1:8750", "http://localhost"]
    return [_case(f"kind {kind}", link(kind=kind), kind=kind) for kind in "ngt"] + [
        _case(f"origin {origin}", link(origin), origin) for origin in origins
    ]


def _repaired() -> list[Case]:
    encoded = quote(GOOD, safe="")
    manglings = {
        "in angle brackets": f"<{GOOD}>",
        "a full stop behind": f"{GOOD}.",
        "text around in lines": f"Bom dia,\n{GOOD}\nCumprimentos",
        "%23 for the number sign": GOOD.replace("#", "%23"),
        "%23 and %2E": f"{FRONT}%23{FRAGMENT.replace('.', '%2E')}",
        "wrapped at 76": f"{GOOD[:76]}\n{GOOD[76:]}",
        "a zero-width space inside": f"{GOOD[:90]}\u200b{GOOD[90:]}",
        "scheme and host in capitals": GOOD.replace("https://relay.example", "HTTPS://Relay.EXAMPLE"),
        "a slash behind the id": f"{FRONT}/#{FRAGMENT}",
        "a tracker's parameter": f"{FRONT}?fbclid=IwAR0_x#{FRAGMENT}",
        "a question mark behind": f"{GOOD}?x=1",
        "letters behind": f"{GOOD} abc",
        "safe link, url=": f"https://eur01.safelinks.example/?url={encoded}&data=05%7C01&reserved=0",
        "safe link around a mangled link": f"https://out.example/?q={quote('<' + GOOD + '>', safe='')}",
    }
    return [_case(name, text) for name, text in manglings.items()]


def _damaged() -> list[Case]:
    fragment = f"1n.{S_TEXT}.{X_TEXT}"
    share_check = b64url(h((ID_TEXT + fragment).encode()))[:6]
    rows = {
        "nothing": ("", "no link"),
        "no fragment": (FRONT, "the fragment is missing"),
        "cut by one character": (GOOD[:-1], "the check has five characters"),
        "cut to the length of a share's": (FRONT + "#" + FRAGMENT[:53], "the key and the check are missing"),
        "no check": (GOOD[:-7], "the check is missing"),
        "one character of the key changed": (_changed(GOOD.index(X_TEXT) + 9), "the check does not fit"),
        "one character of the secret changed": (_changed(GOOD.index(S_TEXT) + 9), "the check does not fit"),
        "one character of the id changed": (_changed(GOOD.index(ID_TEXT) + 9), "the check does not fit"),
        "another kind": (GOOD.replace("#1n", "#1t"), "the check does not fit"),
        "secret and key exchanged": (
            f"{FRONT}#1n.{X_TEXT}.{S_TEXT}{FRAGMENT[-7:]}",
            "the check does not fit",
        ),
        "the path of a share": (GOOD.replace("/r/", "/s/"), "the path is /s/"),
        "the check of a share": (f"{FRONT}#{fragment}.{share_check}", "the check is without the path"),
        "the link of a share": (_share_link(), "the path is /s/"),
        "a path before": (GOOD.replace("/r/", "/lacre/r/"), "the origin has a path"),
        "another version": (raw_link(ORIGIN, ID_TEXT, "2" + fragment[1:]), "the suite digit is 2"),
        "an unknown kind": (raw_link(ORIGIN, ID_TEXT, "1x" + fragment[2:]), "the kind is x"),
        "no key": (raw_link(ORIGIN, ID_TEXT, f"1n.{S_TEXT}"), "the key is missing"),
        "a short key": (raw_link(ORIGIN, ID_TEXT, fragment[:-1]), "the key has 42 characters"),
        "a short secret": (raw_link(ORIGIN, ID_TEXT, f"1n.{S_TEXT[1:]}.{X_TEXT}"), "the secret has 42 characters"),
        "bits left over in the key": (
            raw_link(ORIGIN, ID_TEXT, f"1n.{S_TEXT}.{_next(X_TEXT)}"),
            "unused trailing bits of the key are not zero",
        ),
        "bits left over in the secret": (
            raw_link(ORIGIN, ID_TEXT, f"1n.{_next(S_TEXT)}.{X_TEXT}"),
            "unused trailing bits of the secret are not zero",
        ),
        "plain http beyond loopback": (link("http://relay.example"), "plain http beyond loopback"),
    }
    small = {
        f"a key of small order, {name}": (raw_link(ORIGIN, ID_TEXT, f"1n.{S_TEXT}.{b64url(key)}"), "of small order")
        for name, key in _small_order().items()
    }
    return [
        {"name": name, "why": why, "input": text, "error": "damaged"} for name, (text, why) in (rows | small).items()
    ]


def _small_order() -> dict[str, bytes]:
    """RFC 7748 section 6.1, and https://cr.yp.to/ecdh.html#validate: what every private key takes to zero."""
    prime = 2**255 - 19
    order_8 = 325606250916557431795983626356110631294008115727848805560023387167927233504
    other_8 = 39382357235489614581723060781553021112529911719440698176882885853963445705823
    numbers = {"0": 0, "1": 1, "of order 8": order_8, "the other of order 8": other_8}
    numbers |= {"p - 1": prime - 1, "p": prime, "p + 1": prime + 1, "0 with the top bit": 2**255}
    return {name: number.to_bytes(32, "little") for name, number in numbers.items()}


def _changed(at: int) -> str:
    return GOOD[:at] + ("B" if GOOD[at] != "B" else "C") + GOOD[at + 1 :]


def _next(text: str) -> str:
    """The same octets for a sloppy decoder."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]


def _share_link() -> str:
    fragment = f"1n.{S_TEXT}"
    return f"{ORIGIN}/s/{ID_TEXT}#{fragment}.{b64url(h((ID_TEXT + fragment).encode()))[:6]}"


def _openings() -> list[tuple[str, str, str | None, str | None]]:
    """Name, kind, the passcode as typed, P."""
    return [
        ("no passcode", "n", None, None),
        ("generated", "g", f"{WHOLE[:5]}-{WHOLE[5:10]}-{WHOLE[10]}", SYMBOLS),
        ("typed", "t", "gelo trigo manhã cúpula avô", "GE10TR1G0MANHÃCÚPU1AAVÔ"),
    ]


def keys_suite() -> Case:
    """The file request_keys.json."""
    cases = []
    for name, kind, passcode, normal in _openings():
        keys = _keys(name, kind, normal)
        header, conditions = canonical(HEADER), octets("conditions", 100)
        keys["header_hash"] = h(header)
        keys["header_mac"] = d(keys["head_key"], "header", header)
        keys["conditions_mac"] = d(keys["cond_key"], "conditions", h(header) + conditions)
        written = {"header": b64(header), "conditions": b64(conditions)}
        expect = {member: b64(value) for member, value in keys.items()}
        cases.append({"name": name, **_inputs(name, kind, passcode), **written, "expect": expect})
    about = "REQUESTS R3 and the MACs of R4. `public` is X, `passcode` as a person types it (null without one)."
    return {"suite": "request_keys", "about": about, "cases": cases}


def _inputs(name: str, kind: str, passcode: str | None) -> Case:
    return {
        "secret": b64(octets(f"request S {name}")),
        "id": b64(octets(f"request id {name}", 16)),
        "public": b64(PUBLIC),
        "kind": kind,
        "passcode": passcode,
    }


def _keys(name: str, kind: str, normal: str | None) -> dict[str, bytes]:
    passcode = None if normal is None else normal.encode()
    return schedule(octets(f"request S {name}"), octets(f"request id {name}", 16), PUBLIC, kind, passcode)


def signatures_suite() -> Case:
    """The file request_signatures.json."""
    name, kind, passcode, normal = _openings()[0]
    keys, header, relay = _keys(name, kind, normal), canonical(HEADER), HEADER["relay"].encode()
    request_id, challenge = octets(f"request id {name}", 16), octets("challenge")
    envelope, files = octets("V"), octets("U")
    cases = []
    for what, upload, size in [("an upload", envelope, 4249), ("a large one", files, 2_147_811_328), ("none", b"", 0)]:
        hashed = h(upload) if upload else b""
        text = b"lacre/1/offer\x00" + request_id + challenge + (hashed or bytes(32)) + size.to_bytes(4, "big")
        given = {"message": "offer", "challenge": b64(challenge), "upload": b64(hashed), "size": size}
        signature = sign(keys["proof_seed"], text + h(header) + relay)
        cases.append({"name": f"offer of {what}", **given, "expect": b64(signature)})
    for what, token in [("without files", b""), ("with files", files)]:
        text = b"lacre/1/submit\x00" + request_id + challenge + h(envelope) + (h(token) if token else bytes(32))
        given = {"message": "submit", "challenge": b64(challenge), "envelope": b64(envelope), "files": b64(token)}
        signature = sign(keys["proof_seed"], text + h(header) + relay)
        cases.append({"name": f"submit {what}", **given, "expect": b64(signature)})
    shared = {**_inputs(name, kind, passcode), "header": b64(header)}
    about = "REQUESTS R7, the signatures of offer and submit. Of an offer `upload` is H(U); of a submit the members are V and U."
    return {"suite": "request_signatures", "about": about, "cases": [shared | case for case in cases]}
