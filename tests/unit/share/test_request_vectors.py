"""Every vector of tests/vectors/requests through the program. The page runs the same files through its own code."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.crypto.boxes import BoxKey
from app.crypto.hashing import blake2b_256, derive
from app.crypto.secret import Secret
from app.errors import LacreError
from app.share.asking.checking import check_words
from app.share.asking.form import Form, conditions_mac, header_mac, open_form
from app.share.asking.keys import GiverKeys, RequestKeys
from app.share.asking.link import encode_request_link, parse_request_link
from app.share.asking.submission import Asked, open_submission
from app.share.link import Kind
from app.share.passcode import octets_for
from app.share.wire import requests
from app.share.wire.canonical import encode, parse
from app.share.wire.messages import Message
from app.share.wire.request_documents import parse_request_conditions, parse_request_header

FOLDER = Path(__file__).parents[2] / "vectors" / "requests"
MESSAGES: dict[str, type[Message]] = {
    kind.__name__.lower(): kind
    for kind in (
        requests.Ask,
        requests.Look,
        requests.Shown,
        requests.Offer,
        requests.Submit,
        requests.Submitted,
        requests.Collect,
        requests.Collected,
        requests.Fetch,
    )
}
Case = dict[str, Any]
SUITES: dict[str, Case] = {
    file.stem: json.loads(file.read_text(encoding="ascii")) for file in sorted(FOLDER.glob("*.json"))
}


def b64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def as_json(value: msgspec.Struct) -> Any:
    return json.loads(encode(value))


def link(case: Case) -> Any:
    found = parse_request_link(case["input"])
    secret, public = b64(found.secret.reveal()), b64(found.public)
    told = {"origin": found.origin, "id": b64(found.id), "kind": found.kind.value, "secret": secret, "public": public}
    return told | {"link": encode_request_link(found)}


def opening(case: Case) -> tuple[RequestKeys, GiverKeys]:
    kind = Kind(case["kind"])
    keys = RequestKeys.of(Secret(unb64(case["secret"])), unb64(case["id"]), unb64(case["public"]))
    typed = None if case["passcode"] is None else Secret(case["passcode"])
    return keys, GiverKeys.of(keys, kind, octets_for(kind, typed))


def keys_(case: Case) -> Any:
    keys, giver = opening(case)
    header = unb64(case["header"])
    found = {
        "link_key": keys.link.reveal(),
        "link_proof": keys.proof.reveal(),
        "link_hash": keys.link_hash,
        "head_key": keys.head.reveal(),
        "cond_key": keys.conditions.reveal(),
        "form_key": keys.form.reveal(),
        "check_salt": keys.check_salt,
        "salt": keys.salt,
        "giver_key": giver.giver.reveal(),
        "proof_seed": derive(giver.giver, "proof").reveal(),
        "proof_key": giver.signing.public,
        "header_hash": blake2b_256(header),
        "header_mac": header_mac(keys, header),
        "conditions_mac": conditions_mac(keys, header, unb64(case["conditions"])),
    }
    # K_pass is not kept by the program; that K_give hangs on it is what is seen.
    return {name: b64(value) for name, value in found.items()} | {"pass_key": case["expect"]["pass_key"]}


def signatures(case: Case) -> Any:
    keys, giver = opening(case)
    header = unb64(case["header"])
    relay, hashed = parse_request_header(header).relay, blake2b_256(header)
    common = {"id": unb64(case["id"]), "proof": keys.proof.reveal(), "challenge": unb64(case["challenge"])}
    if case["message"] == "offer":
        offer = requests.Offer(**common, upload=unb64(case["upload"]), size=case["size"], signature=bytes(64))
        return b64(giver.signing.sign(requests.offered(offer, hashed, relay)))
    tokens = {"envelope": unb64(case["envelope"]), "files": unb64(case["files"])}
    submit = requests.Submit(**common, **tokens, signature=bytes(64))
    hashes = {name: blake2b_256(token) if token else b"" for name, token in tokens.items()}
    return b64(giver.signing.sign(requests.submitted(submit, **hashes, header_hash=hashed, relay=relay)))


def header(case: Case) -> Any:
    return as_json(parse_request_header(unb64(case["octets"])))


def conditions(case: Case) -> Any:
    return as_json(parse_request_conditions(unb64(case["octets"]), case["created"]))


def form(case: Case) -> Any:
    octets = unb64(case["header"])
    files = parse_request_header(octets).files
    return as_json(open_form(Secret(unb64(case["key"])), octets, files, unb64(case["form"])))


def submission(case: Case) -> Any:
    suite = SUITES["request_submission"]
    key = BoxKey.of(Secret(unb64(suite["private"])))
    assert b64(key.public) == suite["public"]
    octets = unb64(case["header"])
    asked = Asked(octets, parse_request_header(octets).files, parse(Form, unb64(case["form"])))
    envelope = edited(bytearray(unb64(suite["envelopes"][case["envelope"]])), case["edits"])
    giver = GiverKeys.kept(Secret(unb64(suite["key"])))
    return encode(open_submission(key, giver, asked, bytes(envelope), case["files"])).decode()


def edited(octets: bytearray, edits: list[list[Any]]) -> bytearray:
    for what, *arguments in edits:
        if what == "xor":
            octets[arguments[0]] ^= arguments[1]
        elif what == "cut":
            del octets[arguments[0] :]
        elif what == "add":
            octets += unb64(arguments[0])
        else:
            raise AssertionError(what)
    return octets


def check(case: Case) -> Any:
    keys = RequestKeys(*[Secret(bytes(32))] * 5, b"", check_salt(unb64(SUITES["request_check"]["key"])))
    return list(check_words(keys, unb64(case["header"]), unb64(case["envelope"]), case["language"]))


def check_salt(link_key: bytes) -> bytes:
    return derive(Secret(link_key), "check").reveal()[:16]


def message(case: Case) -> Any:
    found = parse(MESSAGES[case["message"]], unb64(case["octets"]))
    assert encode(found) == unb64(case["octets"])
    return as_json(found)


RUN: dict[str, Callable[[Case], Any]] = {
    "request_link": link,
    "request_keys": keys_,
    "request_signatures": signatures,
    "request_header": header,
    "request_conditions": conditions,
    "request_form": form,
    "request_submission": submission,
    "request_check": check,
    "request_messages": message,
}


def test_every_suite_is_run() -> None:
    assert set(SUITES) == set(RUN)


@pytest.mark.parametrize("suite", sorted(SUITES))
def test_the_program_agrees_with_every_vector(suite: str) -> None:
    wrong = [case["name"] for case in SUITES[suite]["cases"] if outcome(suite, case) != expected(case)]
    assert wrong == []


def outcome(suite: str, case: Case) -> Any:
    try:
        return RUN[suite](case)
    except LacreError as error:
        return {"error": error.code}


def expected(case: Case) -> Any:
    return {"error": case["error"]} if "error" in case else case["expect"]
