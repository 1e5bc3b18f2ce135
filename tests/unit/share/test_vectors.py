"""Every vector of tests/vectors through the program. The page runs the same files through its own code."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.crypto.boxes import BoxKey
from app.crypto.hashing import blake2b_256, derive
from app.crypto.padding import padme
from app.crypto.secret import Secret
from app.errors import LacreError
from app.share import accepting, documents
from app.share.body import COMMIT_OCTETS, frame_length, open_body
from app.share.files import FileSeal, Layout
from app.share.keys import LinkKeys, RecipientKeys, passcode_key
from app.share.link import Kind, Link, encode_link, parse_link
from app.share.manifest import encode_manifest, parse_manifest
from app.share.names import safe_names
from app.share.passcode import normalise, octets_for, require_typed_right
from app.share.recipient import claim_message, open_answer
from app.share.wire import messages, transfers
from app.share.wire.address import norm_address
from app.share.wire.canonical import encode, parse
from app.share.wire.documents import encode_conditions, encode_header, parse_conditions, parse_header

FOLDER = Path(__file__).parents[2] / "vectors"
CODES = {"unusable-passcode": "passcode", "mistyped-passcode": "mistyped", "acceptance-not-valid": "not-valid"}
Case = dict[str, Any]


def b64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def as_json(value: msgspec.Struct) -> Any:
    return json.loads(encode(value))


def link(case: Case) -> Any:
    found = parse_link(case["input"])
    return {
        "origin": found.origin,
        "id": b64(found.id),
        "kind": found.kind.value,
        "secret": b64(found.secret.reveal()),
        "link": encode_link(found),
    }


def passcode(case: Case) -> Any:
    return b64(normalise(case["input"]).reveal())


def generated(case: Case) -> Any:
    return require_typed_right(case["input"]).text()


def opening(case: Case) -> tuple[LinkKeys, RecipientKeys, Kind, Secret | None]:
    kind = Kind(case["kind"])
    typed = None if case["passcode"] is None else Secret(case["passcode"])
    text = octets_for(kind, typed)
    keys = LinkKeys.of(Secret(unb64(case["secret"])), unb64(case["id"]))
    return keys, RecipientKeys.of(keys, kind, text), kind, text


def derive_(case: Case) -> Any:
    keys, recipient, kind, text = opening(case)
    header = unb64(case["header"])
    body_key = recipient.body(Secret(unb64(case["half"])), header)
    found = {
        "link_key": keys.link.reveal(),
        "link_proof": keys.proof.reveal(),
        "link_hash": keys.link_hash,
        "head_key": keys.head.reveal(),
        "cond_key": keys.conditions.reveal(),
        "note_key": keys.note.reveal(),
        "term_key": keys.terms.reveal(),
        "salt": keys.salt,
        "pass_key": passcode_key(keys, kind, text).reveal(),
        "recipient_key": recipient.recipient.reveal(),
        "acceptance_key": recipient.acceptance.reveal(),
        "proof_seed": derive(recipient.recipient, "proof").reveal(),
        "proof_key": recipient.signing.public,
        "body_key": body_key.reveal(),
        "commit": derive(body_key, "commit").reveal(),
        "stream_key": derive(body_key, "stream").reveal(),
        "header_hash": blake2b_256(header),
        "header_mac": documents.header_mac(keys, header),
        "conditions_mac": documents.conditions_mac(keys, header, unb64(case["conditions"])),
    }
    return {name: b64(value) for name, value in found.items()}


def claim(case: Case) -> Any:
    _, recipient, kind, _ = opening(case)
    header = unb64(case["header"])
    link = Link(parse_header(header).relay, unb64(case["id"]), kind, Secret(unb64(case["secret"])))
    message = claim_message(link, unb64(case["challenge"]), unb64(case["key"]), header, unb64(case["acceptance"]))
    return {"signature": b64(recipient.signing.sign(message))}


def answer(case: Case) -> Any:
    key = BoxKey(unb64(case["public"]), Secret(unb64(case["private"])))
    half, ticket = open_answer(key, unb64(case["answer"]))
    return {"half": b64(half.reveal()), "ticket": b64(ticket.reveal())}


def header(case: Case) -> Any:
    found = parse_header(unb64(case["octets"]))
    assert encode_header(found) == unb64(case["octets"])
    return as_json(found)


def conditions(case: Case) -> Any:
    found = parse_conditions(unb64(case["octets"]), case["created"])
    assert encode_conditions(found) == unb64(case["octets"])
    return as_json(found)


def cover(case: Case) -> Any:
    keys = LinkKeys(*[Secret(unb64(case["key"]))] * 6, b"")
    return as_json(documents.open_cover(keys, unb64(case["header"]), unb64(case["cover"])))


def manifest(case: Case) -> Any:
    found = parse_manifest(unb64(case["octets"]))
    assert encode_manifest(found) == unb64(case["octets"])
    return as_json(found)


def padme_(case: Case) -> Any:
    frame = frame_length(case["n"] - 4)
    size = COMMIT_OCTETS + 24 + frame + 17 * -(-frame // 65_536)
    return {"padme": padme(case["n"]), "frame": frame, "size": size}


def body(case: Case) -> Any:
    octets = edited(bytearray(unb64(SUITES["body"]["bodies"][case["body"]])), case["edits"])
    return encode_manifest(open_body(Secret(unb64(case["key"])), case["size"], case["files"], bytes(octets))).decode()


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


def terms(case: Case) -> Any:
    keys = LinkKeys(*[Secret(unb64(case["key"]))] * 6, b"")
    return accepting.open_terms(keys, unb64(case["header"]), unb64(case["terms"]))


def acceptance(case: Case) -> Any:
    kept = accepting.Accepting(
        Secret(unb64(case["key"])), blake2b_256(unb64(case["header"])), blake2b_256(unb64(case["terms"]))
    )
    return as_json(accepting.open_acceptance(kept, unb64(case["acceptance"])))


def address(case: Case) -> Any:
    keys = LinkKeys(*[Secret(unb64(case["proof"]))] * 6, b"")
    return {"address": norm_address(case["input"]), "hash": b64(accepting.identity_hash(keys, case["input"]))}


def names(case: Case) -> Any:
    return safe_names(case["input"])


def chunks(case: Case) -> Any:
    if "n" in case:
        layout = Layout(case["n"])
        return {"padded": layout.padded, "chunks": layout.chunks, "sealed": layout.sealed}
    layout = Layout(case["content"])
    assert layout.chunks == case["count"]
    room = memoryview(bytearray(unb64(case["chunk"])))
    start, text = next(FileSeal(Secret(unb64(case["key"])), layout).open(room, case["index"]))
    return b64(bytes(text[: max(0, layout.content - start)]))


MESSAGES: dict[str, type[messages.Message]] = {
    "hello": messages.Hello,
    "welcome": messages.Welcome,
    "claim": messages.Claim,
    "granted": messages.Granted,
    "blob": messages.Blob,
    "ack": messages.Ack,
    "code": messages.Code,
    "files": transfers.Files,
}


def message(case: Case) -> Any:
    found = parse(MESSAGES[case["message"]], unb64(case["octets"]))
    assert encode(found) == unb64(case["octets"])
    return as_json(found)


RUN: dict[str, Callable[[Case], Any]] = {
    "link": link,
    "passcode": passcode,
    "generated": generated,
    "derive": derive_,
    "claim": claim,
    "answer": answer,
    "header": header,
    "conditions": conditions,
    "cover": cover,
    "manifest": manifest,
    "padme": padme_,
    "body": body,
    "message": message,
    "terms": terms,
    "acceptance": acceptance,
    "address": address,
    "names": names,
    "chunks": chunks,
}
SUITES: dict[str, dict[str, Any]] = {
    file.stem: json.loads(file.read_text(encoding="ascii")) for file in sorted(FOLDER.glob("*.json"))
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
        return {"error": CODES.get(error.code, error.code)}


def expected(case: Case) -> Any:
    return {"error": case["error"]} if "error" in case else case["expect"]


def test_the_vector_files_are_what_the_script_writes() -> None:
    script = FOLDER / "make.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "up to date\n"), run.stderr


def test_the_reference_does_not_know_the_program() -> None:
    for file in FOLDER.glob("*.py"):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.lstrip().startswith(("import app", "from app"))], file.name
