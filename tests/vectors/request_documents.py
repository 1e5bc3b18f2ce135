"""Vectors of header, conditions and form of request links (REQUESTS R4), and of the messages of R7."""

from __future__ import annotations

from typing import Any

from documents import json_rows
from files import padded, seal
from reference import b64, canonical, d, h, octets

CREATED = 1_800_000_000
LIFETIME = 316_224_000
Case = dict[str, Any]
Rows = dict[str, tuple[bytes, str]]
HEADER: Case = {
    "v": 1,
    "kind": "request",
    "created": CREATED,
    "expires": CREATED + 604_800,
    "takes": 1,
    "rate": 1000,
    "files": 0,
    "relay": "https://relay.example",
}
CONDITIONS: Case = {"n": 0, "starts": CREATED, "expires": CREATED + 604_800, "views": 1, "paused": False}
USERNAME: Case = {"kind": "username", "label": "", "hint": "", "required": True}
PASSWORD: Case = {"kind": "password", "label": "Palavra-passe do portal", "hint": "A de sempre", "required": False}
LOGIN: Case = {"kind": "login", "label": "Portal das Finanças", "many": 1, "fields": [USERNAME, PASSWORD]}
FORM: Case = {"from": "Ana Sousa", "note": "Para o IRS", "entry": "none", "files": "none", "parts": [LOGIN]}
PHOTO: Case = {"kind": "file", "label": "", "many": 1, "fields": []}
KEY = d(octets("form link key"), "form")


def header_suite() -> Case:
    """The file request_header.json."""
    good = {
        "plain": {},
        "1000 submissions": {"takes": 1000},
        "one a day": {"takes": 1000, "rate": 1},
        "expires after one second": {"expires": CREATED + 1},
        "expires after 3660 days": {"expires": CREATED + LIFETIME},
        "the smallest files": {"files": 4136},
        "the largest files": {"files": 2_147_811_328},
        "a relay on loopback": {"relay": "http://127.0.0.1:8750"},
    }
    bad: dict[str, tuple[Case, str]] = {
        "version 2": ({"v": 2}, "v is not 1"),
        "of a share": ({"kind": "share"}, "kind is not request"),
        "created is null": ({"created": None}, "not an integer"),
        "expires at creation": ({"expires": CREATED}, "expires is not after created"),
        "expires after 3660 days and a second": ({"expires": CREATED + LIFETIME + 1}, "beyond 3660 days"),
        "takes none": ({"takes": 0}, "below 1"),
        "takes 1001": ({"takes": 1001}, "above 1000"),
        "takes as text": ({"takes": "1"}, "a string"),
        "a rate of none": ({"rate": 0}, "below 1"),
        "a rate of 1001": ({"rate": 1001}, "above 1000"),
        "files of 4135 octets": ({"files": 4135}, "smaller than any sealed files, and not 0"),
        "files beyond the limit": ({"files": 2_147_811_329}, "larger than any sealed files"),
        "files false": ({"files": False}, "a boolean"),
        "relay with a slash": ({"relay": "https://relay.example/"}, "not an origin"),
        "relay on plain http": ({"relay": "http://relay.example"}, "plain http beyond loopback"),
        "views beside takes": ({"views": 1}, "a member that is not named"),
    }
    rows = json_rows(HEADER) | {name: (canonical(HEADER | change), why) for name, (change, why) in bad.items()}
    rows["more than 2048 octets"] = (canonical(HEADER | {"relay": "https://" + "a" * 2048}), "too long")
    cases = [_parsed(name, HEADER | change) for name, change in good.items()] + _refused(rows)
    return {"suite": "request_header", "about": "REQUESTS R4, header.", "cases": cases}


def conditions_suite() -> Case:
    """The file request_conditions.json."""
    good = {
        "the first": {},
        "a later one": {"n": 1_000_000, "expires": CREATED + LIFETIME, "views": 1000, "paused": True},
    }
    bad: dict[str, tuple[Case, str]] = {
        "a beginning": ({"starts": CREATED + 1}, "starts is not created"),
        "a beginning before": ({"starts": CREATED - 1}, "starts is not created"),
        "expires at creation": ({"expires": CREATED}, "not after created"),
        "expires after 3660 days and a second": ({"expires": CREATED + LIFETIME + 1}, "beyond 3660 days"),
        "takes none": ({"views": 0}, "below 1"),
        "takes 1001": ({"views": 1001}, "above 1000"),
    }
    rows = {name: (canonical(CONDITIONS | change), why) for name, (change, why) in bad.items()}
    cases = [_parsed(name, CONDITIONS | change) for name, change in good.items()] + _refused(rows)
    about = "REQUESTS R4, conditions of a request created at `created`."
    return {"suite": "request_conditions", "about": about, "cases": [case | {"created": CREATED} for case in cases]}


def _parsed(name: str, value: Case) -> Case:
    return {"name": name, "octets": b64(canonical(value)), "expect": value}


def _refused(rows: Rows) -> list[Case]:
    return [{"name": name, "why": why, "octets": b64(text), "error": "malformed"} for name, (text, why) in rows.items()]


def form_suite() -> Case:
    """The file request_form.json."""
    header, with_files = canonical(HEADER), canonical(HEADER | {"files": 4136})
    cases: list[Case] = []
    for name, value in _good_forms().items():
        head = header if value["files"] == "none" else with_files
        cases.append({"name": name, **_sealed(name, head, padded(canonical(value))), "expect": value})
    for name, (plain, why) in _bad_forms().items():
        cases.append({"name": name, "why": why, **_sealed(name, header, plain), "error": "damaged"})
    asks, none = canonical(FORM | {"files": "optional"}), canonical(FORM)
    apart: dict[str, tuple[bytes, bytes, str]] = {
        "files that the header has no room for": (header, padded(asks), "the header's files is 0"),
        "no files, and room for them": (with_files, padded(none), "the header's files is not 0"),
    }
    for name, (head, plain, why) in apart.items():
        cases.append({"name": name, "why": why, **_sealed(name, head, plain), "error": "damaged"})
    good = _sealed("plain", header, padded(none))
    sealed = seal(KEY, padded(none), h(header), octets("nonce form plain", 24))
    flipped = b64(sealed[:100] + bytes([sealed[100] ^ 1]) + sealed[101:])
    cases += [
        {"name": "a flipped bit", "why": "one bit", **good, "form": flipped, "error": "damaged"},
        {"name": "cut", "why": "too short", **good, "form": b64(sealed[:-1]), "error": "damaged"},
        {"name": "another key", "why": "under another key", **good, "key": b64(octets("x")), "error": "damaged"},
        {
            "name": "another header",
            "why": "sealed to another header",
            **good,
            "header": b64(canonical(HEADER | {"takes": 2})),
            "error": "damaged",
        },
    ]
    return {"suite": "request_form", "about": "REQUESTS R4, form. `key` is K_form.", "cases": cases}


def _sealed(name: str, header: bytes, plain: bytes) -> Case:
    sealed = seal(KEY, plain, h(header), octets(f"nonce form {name}", 24))
    return {"key": b64(KEY), "header": b64(header), "form": b64(sealed)}


def _good_forms() -> dict[str, Case]:
    kinds = ["login", "card", "bank", "identity", "door", "recovery", "text", "code", "own"]
    fields = (
        "text name username password url email phone address note date code pin iban bic holder nif niss card month"
    )
    fields += " place recovery"
    return {
        "plain": FORM,
        "empty texts": FORM | {"from": "", "note": ""},
        "as long as may be": FORM | {"from": "🔑" * 80, "note": "é" * 1000},
        "every kind of part": FORM | {"parts": [LOGIN | {"kind": kind} for kind in kinds]},
        "every kind of field": FORM
        | {"parts": [LOGIN | {"fields": [USERNAME | {"kind": kind} for kind in fields.split()]}]},
        "kinds that nobody knows": FORM
        | {"parts": [LOGIN | {"kind": "visa-of-tomorrow", "fields": [USERNAME | {"kind": "passport"}]}]},
        "20 parts": FORM | {"parts": [LOGIN | {"fields": [USERNAME]}] * 20},
        "50 fields": FORM | {"parts": [LOGIN | {"fields": [USERNAME] * 50}]},
        "filled in 50 times": FORM | {"parts": [LOGIN | {"many": 50}]},
        "words": FORM | {"entry": "words"},
        "labels and hints as long as may be": FORM
        | {"parts": [LOGIN | {"label": "🔑" * 200, "fields": [USERNAME | {"label": "a" * 200, "hint": "é" * 200}]}]},
        "files, and no field": FORM | {"files": "required", "parts": [PHOTO]},
        "files and fields": FORM | {"files": "optional", "parts": [LOGIN, PHOTO]},
        "markup": FORM | {"note": "<b>x</b>\u202e"},
        "exactly 1024 octets": FORM | {"note": "a" * (1024 - len(canonical(FORM | {"note": ""})))},
        "1025 octets": FORM | {"note": "a" * (1025 - len(canonical(FORM | {"note": ""})))},
    }


def _part(**change: Any) -> Case:
    return {"parts": [LOGIN | change]}


def _field(**change: Any) -> Case:
    return _part(fields=[USERNAME | change])


def _bad_forms() -> Rows:
    changes: dict[str, tuple[Case, str]] = {
        "from of 81 characters": ({"from": "a" * 81}, "too long"),
        "note of 1001 characters": ({"note": "a" * 1001}, "too long"),
        "an unknown entry": ({"entry": "voice"}, "not named"),
        "files as a boolean": ({"files": False}, "not a string"),
        "files of another word": ({"files": "some"}, "not named"),
        "no part": ({"parts": []}, "too few"),
        "21 parts": ({"parts": [_part(fields=[USERNAME])["parts"][0]] * 21}, "too many"),
        "parts null": ({"parts": None}, "not an array"),
        "a part without fields": (_part(fields=[]), "no field, and no files asked for"),
        "51 fields": (_part(fields=[USERNAME] * 51), "too many"),
        "filled in no times": (_part(many=0), "below 1"),
        "filled in 51 times": (_part(many=51), "above 50"),
        "a label of 201 characters": (_part(label="a" * 201), "too long"),
        "a kind in capitals": (_part(kind="Login"), "not of a-z and -"),
        "an empty kind": (_part(kind=""), "too short"),
        "a part with a member more": (_part(x=1), "a member that is not named"),
        "a part that is a string": ({"parts": ["login"]}, "not an object"),
        "a field's kind of 33 characters": (_field(kind="a" * 33), "too long"),
        "a field's label of 201 characters": (_field(label="a" * 201), "too long"),
        "a hint of 201 characters": (_field(hint="a" * 201), "too long"),
        "required 1": (_field(required=1), "not a boolean"),
        "a field with a member less": (
            _part(fields=[{"kind": "text", "label": "", "hint": ""}]),
            "a member is missing",
        ),
        "a member more": ({"x": 1}, "a member that is not named"),
    }
    good = canonical(FORM)
    endless = {"parts": [_part(fields=[USERNAME | {"hint": "\x01" * 200}] * 50)["parts"][0]]}
    rows = {name: (padded(canonical(FORM | change)), why) for name, (change, why) in changes.items()}
    return rows | {
        "no padding": (good, "not a multiple of 1024 octets"),
        "1024 spaces too many": (padded(good) + b" " * 1024, "not the next multiple"),
        "padded with zeros": (good.ljust(1024, b"\x00"), "padding that is not spaces"),
        "more than 32768 octets": (padded(canonical(FORM | endless)), "too long"),
        "a member twice": (padded(good[:-1] + b',"parts":[]}'), "a member twice"),
        "another order": (padded(canonical(dict(reversed(FORM.items())))), "the members are in another order"),
    }
